//! `POST /tickets`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::{PlaceId, id::InstallationId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, Report},
    model::{
        priority::{Impact, Urgency},
        ticket::TicketKind,
    },
    queries::{self, TicketDetail},
};

/// What is reported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTicket)]
pub(crate) struct Input {
    /// What it is, in one line.
    #[schema(max_length = 200, example = "De beamer gaat niet aan")]
    title: String,
    #[schema(max_length = 4000)]
    description: Option<String>,
    /// Where; may be left out with an installation.
    place_id: Option<PlaceId>,
    /// At what.
    installation_id: Option<InstallationId>,
    /// The code that hangs there, instead of both.
    qr_token: Option<String>,
    /// Whom it touches; a room, unless told.
    impact: Option<Impact>,
    /// How much it hurts; it hinders, unless told.
    urgency: Option<Urgency>,
    /// A fault, unless told; other kinds than `fault` and `request` are for those who work on tickets.
    kind: Option<TicketKind>,
}

/// Reports that something is broken or wanted; for every signed-in person.
#[utoipa::path(post, path = "/tickets", tag = "tickets", request_body = Input,
    responses((status = 201, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn create_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { title, description, place_id, installation_id, qr_token, impact, urgency, kind } = input;
    let write = caller.begin(&state).await?;
    let (place, installation) = match qr_token {
        Some(token) => queries::place_behind(&write.tx, &token).await?.spot(),
        None => (place_id, installation_id),
    };
    let input = Report { title, description, place, installation, impact, urgency, kind };
    let id = commands::report(&write.tx, &write.cx, input).await?;
    let ticket = queries::detail(&write.tx, &write.cx, id).await?;
    write.created(&format!("/tickets/{id}"), Some(ticket.line.version), &ticket).await
}
