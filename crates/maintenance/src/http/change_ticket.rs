//! `PATCH /tickets/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{
    PlaceId,
    id::{InstallationId, TicketId},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::whole;
use crate::{
    commands::{self, ChangeTicket, TicketPatch},
    model::priority::{Impact, Urgency},
    queries::TicketDetail,
};

/// What changes about a ticket: an absent member stays as it is, null empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketChange)]
pub(crate) struct Input {
    title: Option<String>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    place_id: Option<PlaceId>,
    /// A new installation without a place takes the ticket to where it stands.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<InstallationId>)]
    installation_id: Option<Option<InstallationId>>,
    impact: Option<Impact>,
    urgency: Option<Urgency>,
}

/// Changes what was reported: a dispatcher everything, the reporter title and description while it is new.
#[utoipa::path(patch, path = "/tickets/{id}", tag = "tickets", request_body = Input,
    params(("id" = TicketId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::VersionedProblems))]
pub(crate) async fn change_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { title, description, place_id, installation_id, impact, urgency } = input;
    let patch = TicketPatch { title, description, place: place_id, installation: installation_id, impact, urgency };
    let write = caller.begin(&state).await?;
    let id = commands::change_ticket(&write.tx, &write.cx, ChangeTicket { id, seen: seen.version(), patch }).await?;
    whole(write, id).await
}
