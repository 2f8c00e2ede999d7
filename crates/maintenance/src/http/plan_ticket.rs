//! `POST /tickets/{id}/plan`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{Instant, id::TicketId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{step, whole};
use crate::{
    commands::{self, Plan},
    queries::TicketDetail,
};

/// When it is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketPlan)]
pub(crate) struct Input {
    /// When the work begins.
    from: Instant,
    /// When it ends, at most a year later.
    to: Instant,
    /// A note that everybody who sees the ticket reads.
    reason: Option<String>,
}

/// Says when it is done. Whoever had it is free again.
#[utoipa::path(post, path = "/tickets/{id}/plan", tag = "tickets", request_body = Input,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn plan_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { from, to, reason } = input;
    let input = Plan { step: step(id, seen, reason), from, to };
    let write = caller.begin(&state).await?;
    let id = commands::plan(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
