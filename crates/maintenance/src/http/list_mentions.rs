//! `GET /mentions`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::queries::{self, Mention};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {}

/// Where the caller is mentioned and has not looked yet, the oldest first.
#[utoipa::path(get, path = "/mentions", tag = "tickets", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<Mention>), httpkit::ReadProblems))]
pub(crate) async fn list_mentions(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter {}, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let after: Option<Uuid> = paging.after()?;
    let mentions = queries::mentions(state.db.read(), &caller.cx, after, paging.fetch()).await?;
    answer(None, &Page::of(mentions, &paging, |mention| mention.id))
}
