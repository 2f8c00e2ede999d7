//! `GET /vehicles/{id}/calendar.ics`: when a vehicle is taken.

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, Query, ReadProblems, RequestInfo};
use kernel::BookableId;

use super::{
    feed::{FeedToken, subscriber},
    taken_feed::taken_feed,
};

/// When a vehicle is taken, for calendar programs. Titles only where the subscriber may see them.
#[utoipa::path(
    get, path = "/vehicles/{id}/calendar.ics", params(("id" = BookableId, Path, description = "The vehicle"), FeedToken),
    responses((status = 200, description = "An iCalendar file", content_type = "text/calendar", body = String), ReadProblems)
)]
pub(super) async fn vehicle_calendar(
    State(state): State<AppState>,
    info: RequestInfo,
    caller: Option<Caller>,
    Path(id): Path<BookableId>,
    Query(token): Query<FeedToken>,
) -> Result<Response, ApiError> {
    let caller = subscriber(&state, &info, caller, token).await?;
    taken_feed(&state, &caller, id, Some(fleet::KIND)).await
}
