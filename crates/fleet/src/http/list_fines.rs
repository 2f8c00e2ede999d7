//! `GET /fines`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::BookableId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::fine_body::FineBody;
use crate::{
    model::fine::FineState,
    queries::{self, Fine, FineFilter, FineKey},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only in this state.
    state: Option<FineState>,
    /// Only of this vehicle.
    vehicle: Option<BookableId>,
}

/// Fines, the last first: those of the sites where the caller sees fines, and their own.
#[utoipa::path(get, path = "/fines", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<FineBody>), httpkit::ReadProblems))]
pub(crate) async fn list_fines(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter { state: standing, vehicle }, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let after: Option<FineKey> = paging.after()?;
    let filter = FineFilter { state: standing, vehicle };
    let found = queries::list_fines((&state.db).into(), &caller.cx, filter, after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Fine::key);
    answer(None, &page.map(|fine| FineBody::new(&state, &caller.cx, fine)))
}
