//! `POST /tickets/{id}/comments`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{PersonId, id::TicketId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::whole;
use crate::{
    commands::{self, Comment},
    queries::TicketDetail,
};

/// What is said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTicketComment)]
pub(crate) struct Input {
    #[schema(max_length = 4000)]
    text: String,
    /// Whether the reporter reads it too.
    public: bool,
    /// Who is to look at it.
    #[serde(default)]
    mentions: Vec<PersonId>,
}

/// Says something about a ticket. Whoever does not work on tickets speaks in public; whoever is mentioned may see the
/// ticket from then on.
#[utoipa::path(post, path = "/tickets/{id}/comments", tag = "tickets", request_body = Input, params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn comment_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { text, public, mentions } = input;
    let input = Comment { id, text, public, mentions };
    let write = caller.begin(&state).await?;
    let id = commands::comment(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
