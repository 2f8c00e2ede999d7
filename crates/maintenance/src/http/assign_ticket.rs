//! `POST /tickets/{id}/assign`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{
    PersonId,
    id::{TeamId, TicketId},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{step, whole};
use crate::{
    commands::{self, Assign},
    queries::TicketDetail,
};

/// Who does it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketAssignment)]
pub(crate) struct Input {
    /// Who gets it; the caller takes it when it is left out.
    assignee_id: Option<PersonId>,
    /// Which team it is for now; only a dispatcher changes it.
    team_id: Option<TeamId>,
    /// A note that everybody who sees the ticket reads.
    reason: Option<String>,
}

/// Says who does it: a dispatcher gives it to a technician, a member of the team takes it.
#[utoipa::path(post, path = "/tickets/{id}/assign", tag = "tickets", request_body = Input,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn assign_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { assignee_id, team_id, reason } = input;
    let input = Assign { step: step(id, seen, reason), to: assignee_id, team: team_id };
    let write = caller.begin(&state).await?;
    let id = commands::assign(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
