//! `POST /tickets/{id}/tasks`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::whole;
use crate::{
    TicketError,
    commands::{self, AddTasks, TaskSource},
    model::task::ItemInput,
    queries::TicketDetail,
};

/// Which tasks: those of a checklist, or these.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTicketTasks)]
pub(crate) struct Input {
    /// All tasks of this checklist.
    checklist_id: Option<Uuid>,
    /// Or these.
    #[serde(default)]
    tasks: Vec<ItemInput>,
}

/// Adds tasks behind those that are there.
#[utoipa::path(post, path = "/tickets/{id}/tasks", tag = "tickets", request_body = Input, params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn add_tasks(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { checklist_id, tasks } = input;
    let source = match checklist_id {
        Some(list) if tasks.is_empty() => TaskSource::Checklist(list),
        Some(_) => return Err(TicketError::field("tasks", "invalid").into()),
        None => TaskSource::Items(tasks),
    };
    let input = AddTasks { id, source };
    let write = caller.begin(&state).await?;
    let id = commands::add_tasks(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
