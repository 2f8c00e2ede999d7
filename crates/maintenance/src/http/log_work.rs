//! `POST /tickets/{id}/work`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::whole;
use crate::{
    commands::{self, LogWork},
    model::ticket::WorkKind,
    queries::TicketDetail,
};

/// What was done or used.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTicketWork)]
pub(crate) struct Input {
    kind: WorkKind,
    /// On which day.
    #[schema(format = Date)]
    worked_on: NaiveDate,
    /// Only and always for time.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<i64>,
    /// Only and always for parts.
    #[schema(minimum = 1)]
    quantity: Option<i64>,
    #[schema(minimum = 0)]
    cost_cents: Option<i64>,
    /// What was done, which part, whose service.
    note: String,
}

/// Logs time, parts or services; those who work on tickets of the site.
#[utoipa::path(post, path = "/tickets/{id}/work", tag = "tickets", request_body = Input, params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn log_work(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { kind, worked_on, minutes, quantity, cost_cents, note } = input;
    let input = LogWork { id, kind, worked_on, minutes, quantity, cost_cents, note };
    let write = caller.begin(&state).await?;
    let id = commands::log_work(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
