//! `PATCH /checklists/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::field::NamesPatch;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    commands::{self, ChecklistPatch},
    model::task::ItemInput,
    queries::{self, Checklist},
};

/// What changes about a checklist: an absent member stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChecklistChange)]
pub(crate) struct Input {
    code: Option<String>,
    names: Option<NamesPatch>,
    /// What is asked, all of it. Tasks that tickets have stay as they are.
    items: Option<Vec<ItemInput>>,
    /// Whether it is no longer used.
    retired: Option<bool>,
}

/// Changes a checklist.
#[utoipa::path(patch, path = "/checklists/{id}", tag = "maintenance", request_body = Input,
    params(("id" = Uuid, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = Checklist), httpkit::VersionedProblems))]
pub(crate) async fn change_checklist(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<Uuid>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, items, retired } = input;
    let write = caller.begin(&state).await?;
    let patch = ChecklistPatch { code, names, items, retired };
    let id = commands::change_checklist(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let list = queries::checklist(&write.tx, &write.cx, id).await?;
    write.ok(Some(list.version), &list).await
}
