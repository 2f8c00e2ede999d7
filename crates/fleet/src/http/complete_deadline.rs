//! `POST /vehicle-deadlines/{id}/complete`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::DeadlineId;
use serde::Serialize;
use utoipa::ToSchema;

use super::deadline_body::DeadlineBody;
use crate::{
    commands::{self, Complete},
    queries,
};

/// What was done, and when it is due again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CompletedVehicleDeadline)]
pub(crate) struct Completed {
    done: DeadlineBody,
    /// Where it comes again.
    next: Option<DeadlineBody>,
}

/// Says that something was done. A vehicle that it kept from being booked is let go; where it comes again, the next one is added.
#[utoipa::path(post, path = "/vehicle-deadlines/{id}/complete", tag = "fleet", request_body = Complete,
    params(("id" = DeadlineId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = Completed), httpkit::VersionedProblems))]
pub(crate) async fn complete_vehicle_deadline(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DeadlineId>,
    seen: Option<IfMatch>,
    Json(input): Json<Complete>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let again = commands::complete_deadline(state.get::<Engine>(), &write.tx, &write.cx, id, seen, input).await?;
    let (line, _) = queries::deadline((&write.tx).into(), &write.cx, id).await?;
    let (version, done) = (line.version(), DeadlineBody::new(line, &write.cx));
    let next = match again {
        Some(again) => {
            let (line, _) = queries::deadline((&write.tx).into(), &write.cx, again).await?;
            Some(DeadlineBody::new(line, &write.cx))
        }
        None => None,
    };
    write.ok(Some(version), &Completed { done, next }).await
}
