//! `POST /bookings`: book.

use axum::{extract::State, response::Response};
use booking::commands::create_booking::create_booking as command;
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems};

use super::{
    engine, explain,
    input::NewBookingBody,
    views::{BookingView, Lens},
};
use crate::metrics;

/// Books, once or as a series, one bookable or several: all or nothing.
///
/// A refusal (409 when somebody else's booking or a closure is in the way, 422 when a rule refuses) says why in `findings`,
/// what is in the way in `conflicts`, and what is possible instead in `alternatives`.
#[utoipa::path(
    post, path = "/bookings", request_body = NewBookingBody,
    responses((status = 201, description = "Booked, or asked for", body = BookingView), WriteProblems)
)]
pub(super) async fn create_booking(
    State(state): State<AppState>,
    caller: Caller,
    Json(body): Json<NewBookingBody>,
) -> Result<Response, ApiError> {
    let input = match body.into_command() {
        Ok(input) => input,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let write = caller.begin(&state).await?;
    let details = match command(engine(&state), &write.tx, &write.cx, input.clone()).await {
        Ok(details) => details,
        Err(error) => {
            drop(write);
            metrics::booked("refused");
            return Err(explain(&state, &caller, error, Some(&input)).await);
        }
    };
    let lens = Lens::of_details(&state, &caller, &details).await?;
    let view = BookingView::new(&caller.cx, &lens, &details);
    let path = format!("/bookings/{}", details.booking.id);
    let response = write.created(&path, Some(details.booking.version), &view).await?;
    metrics::booked("made");
    Ok(response)
}
