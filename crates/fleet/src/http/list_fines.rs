//! `GET /fines`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use kernel::BookableId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::fine_body::FineBody;
use crate::{model::fine::FineState, queries};

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
#[utoipa::path(get, path = "/fines", tag = "fleet", params(Filter),
    responses((status = 200, body = Page<FineBody>), httpkit::ReadProblems))]
pub(crate) async fn list_fines(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { state: standing, vehicle }): Query<Filter>,
) -> Result<Response, ApiError> {
    let mut all = queries::list_fines((&state.db).into(), &caller.cx).await?;
    all.retain(|fine| {
        let of_vehicle = vehicle.is_none_or(|wanted| fine.vehicle.as_ref().is_some_and(|(id, ..)| *id == wanted));
        of_vehicle && standing.is_none_or(|wanted| fine.state == wanted)
    });
    answer(None, &Page::whole(all.into_iter().map(|fine| FineBody::new(&state, &caller.cx, fine)).collect()))
}
