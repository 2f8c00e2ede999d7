//! `POST /tickets/{id}/rate`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::whole;
use crate::{
    commands::{self, Rate},
    queries::TicketDetail,
};

/// How the work was.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketRating)]
pub(crate) struct Input {
    #[schema(minimum = 1, maximum = 5)]
    rating: i64,
    note: Option<String>,
}

/// Says how the work was: the reporter, once it came to an end.
#[utoipa::path(post, path = "/tickets/{id}/rate", tag = "tickets", request_body = Input, params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn rate_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { rating, note } = input;
    let input = Rate { id, rating, note };
    let write = caller.begin(&state).await?;
    let id = commands::rate(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
