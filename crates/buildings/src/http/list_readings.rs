//! `GET /meters/{id}/readings`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, Path, answer};
use kernel::{Instant, id::MeterId};
use serde::Deserialize;

use super::installation_body::{ReadingBody, sees_details};
use crate::{model::meter::Reading, queries};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {}

/// What a meter showed, the newest first.
#[utoipa::path(get, path = "/meters/{id}/readings", tag = "installations",
    params(("id" = MeterId, Path), httpkit::PagingParams),
    responses((status = 200, body = Page<ReadingBody>), httpkit::ReadProblems))]
pub(crate) async fn list_readings(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<MeterId>,
    PagedQuery { filter: Filter {}, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let conn = state.db.read();
    let meter = queries::meter(conn, id).await?.ok_or_else(ApiError::not_found)?;
    let on = queries::installation(conn, meter.installation_id).await?.ok_or_else(ApiError::not_found)?;
    // A meter is one of the details: for others it is not there.
    if !sees_details(&caller.cx.actor, on.site_id) {
        return Err(ApiError::not_found());
    }
    let before: Option<i64> = paging.after()?;
    let found = queries::readings(conn, id, before.map(Instant::from_micros), paging.fetch()).await?;
    let page = Page::of(found, &paging, |one: &Reading| one.read_at.micros());
    answer(None, &page.map(ReadingBody::from))
}
