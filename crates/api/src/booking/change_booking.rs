//! `PATCH /bookings/{id}`: change all dates to come.

use axum::{extract::State, response::Response};
use booking::commands::edit::{Reach, edit};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, Query, VersionedProblems};
use kernel::BookingId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{done_booking, engine, explain, input::ChangeBody, views::BookingView, visible};

/// How much of a booking to change.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum AllScope {
    /// All dates to come.
    All,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct AllReach {
    /// Always `all`; single dates are changed at `/occurrences/{id}`.
    #[serde(default)]
    #[param(inline)]
    #[expect(dead_code, reason = "there is one value only; reading it refuses the others")]
    pub(super) scope: Option<AllScope>,
}

/// Changes all dates to come. What dates have of their own, past dates and left-out dates stay.
#[utoipa::path(
    patch, path = "/bookings/{id}", request_body = ChangeBody,
    params(("id" = BookingId, Path, description = "The booking"), AllReach,
        ("If-Match" = String, Header, description = "The version that the caller saw: `\"v3\"`")),
    responses((status = 200, description = "Changed", body = BookingView), VersionedProblems)
)]
pub(super) async fn change_booking(
    State(state): State<AppState>,
    caller: Caller,
    seen: IfMatch,
    Path(id): Path<BookingId>,
    Query(AllReach { .. }): Query<AllReach>,
    Json(body): Json<ChangeBody>,
) -> Result<Response, ApiError> {
    let picks = if body.needs_picks() { Some(visible(&state, &caller, id).await?.booking.picks) } else { None };
    let change = match body.into_command(picks) {
        Ok(change) => change,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let write = caller.begin(&state).await?;
    match edit(engine(&state), &write.tx, &write.cx, Reach::All(id), change, seen.version()).await {
        Ok(details) => done_booking(&state, &caller, write, &details).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
