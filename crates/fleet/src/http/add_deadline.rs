//! `POST /vehicles/{id}/deadlines`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::BookableId;

use super::deadline_body::DeadlineBody;
use crate::{
    commands::{self, NewDeadline},
    queries,
};

/// Adds something that is due for a vehicle. Where it blocks and is overdue already, the vehicle cannot be booked from now on.
#[utoipa::path(post, path = "/vehicles/{id}/deadlines", tag = "fleet", request_body = NewDeadline,
    params(("id" = BookableId, Path)), responses((status = 201, body = DeadlineBody), httpkit::WriteProblems))]
pub(crate) async fn add_vehicle_deadline(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    Json(input): Json<NewDeadline>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_deadline(state.get::<Engine>(), &write.tx, &write.cx, vehicle, input).await?;
    let (line, _) = queries::deadline((&write.tx).into(), &write.cx, id).await?;
    let body = DeadlineBody::new(line, &write.cx);
    write.created(&format!("/vehicle-deadlines/{id}"), Some(1), &body).await
}
