//! `POST /tickets/{id}/triage`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::{TeamId, TicketId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{step, whole};
use crate::{
    commands::{self, Triage},
    model::{
        priority::{Impact, Urgency},
        ticket::TicketKind,
    },
    queries::TicketDetail,
};

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketTriage)]
pub(crate) struct Input {
    /// Whom it touches.
    impact: Impact,
    /// How much it hurts; danger is always critical.
    urgency: Urgency,
    /// Who will do it.
    team_id: Option<TeamId>,
    /// What it is about, where the reporter was wrong.
    kind: Option<TicketKind>,
    /// A note that everybody who sees the ticket reads.
    reason: Option<String>,
}

/// Says how bad it is and which team it is for. Counts as acknowledging it.
#[utoipa::path(post, path = "/tickets/{id}/triage", tag = "tickets", request_body = Input,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn triage_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { impact, urgency, team_id, kind, reason } = input;
    let input = Triage { step: step(id, seen, reason), impact, urgency, team: team_id, kind };
    let write = caller.begin(&state).await?;
    let id = commands::triage(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
