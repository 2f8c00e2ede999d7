//! `GET /closures`

use axum::{extract::State, response::Response};
use booking::queries::closures::{self, Closure};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{ClosureId, Instant, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::closure_body::ClosureBody;
use crate::{RoomsError, queries};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Only those that end after this instant.
    from: Option<Instant>,
    /// Only those that begin before this instant.
    to: Option<Instant>,
}

/// Closures in order of their beginning, lifted ones too. A page may be shorter where rooms are hidden from the caller.
#[utoipa::path(get, path = "/closures", tag = "closures", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<ClosureBody>), httpkit::ReadProblems))]
pub(crate) async fn list_closures(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter { site, from, to }, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let after: Option<(i64, ClosureId)> = paging.after()?;
    let after = after.map(|(micros, id)| (Instant::from_micros(micros), id));
    let found = closures::list((&state.db).into(), site, from, to, after, paging.fetch()).await;
    let page = Page::of(found.map_err(RoomsError::from)?, &paging, |last: &Closure| (last.starts_at.micros(), last.id));
    let Page { items, next_cursor } = page;
    let known = queries::known_closures((&state.db).into(), &caller.cx, items).await?;
    answer(None, &Page { items: known, next_cursor }.map(|closure| ClosureBody::new(closure, caller.cx.lang)))
}
