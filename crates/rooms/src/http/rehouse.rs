//! `POST /closures/{id}/rehouse`

use axum::{extract::State, response::Response};
use booking::{BookingError, Engine, commands::edit};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::ClosureId;
use serde_json::{Value, json};

use super::closure_body::{RehouseBody, RehousedBody, refused};

/// Moves bookings out of a closure to other rooms at the same time, all or nothing.
#[utoipa::path(post, path = "/closures/{id}/rehouse", tag = "closures", params(("id" = ClosureId, Path)),
    request_body = RehouseBody, responses((status = 200, body = RehousedBody), httpkit::WriteProblems))]
pub(crate) async fn rehouse(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ClosureId>,
    Json(input): Json<RehouseBody>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let engine = state.get::<Engine>();
    let moves = input.moves();
    match edit::rehouse(engine, &write.tx, &write.cx, id, &moves).await {
        Ok(booking_ids) => write.ok(None, &RehousedBody { booking_ids }).await,
        Err(BookingError::Refused(refusal)) => {
            let findings: Vec<Value> = refusal
                .dates
                .iter()
                .filter(|date| date.is_refused())
                .flat_map(|date| date.findings().map(move |finding| (date.occurrence, finding)))
                .map(|(occurrence, finding)| {
                    json!({
                        "occurrence_id": occurrence, "bookable_id": finding.bookable_id, "code": finding.code,
                        "severity": finding.severity, "data": finding.data,
                    })
                })
                .collect();
            Err(ApiError::from(refused(BookingError::Refused(refusal))).with("findings", findings))
        }
        Err(error) => Err(refused(error).into()),
    }
}
