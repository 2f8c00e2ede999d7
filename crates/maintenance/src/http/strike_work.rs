//! `POST /tickets/{id}/work/{entry}/strike`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::whole;
use crate::{
    commands::{self, StrikeWork},
    queries::TicketDetail,
};

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StrikeTicketWork)]
pub(crate) struct Input {
    /// Must be there.
    reason: Option<String>,
}

/// Strikes an entry out of the work log: it stays to be read and counts no more. One's own, or any for a dispatcher.
#[utoipa::path(post, path = "/tickets/{id}/work/{entry}/strike", tag = "tickets", request_body = Input, params(("id" = TicketId, Path), ("entry" = Uuid, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn strike_work(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, entry)): Path<(TicketId, Uuid)>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let input = StrikeWork { id, entry, reason: input.reason.unwrap_or_default() };
    let write = caller.begin(&state).await?;
    let id = commands::strike_work(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
