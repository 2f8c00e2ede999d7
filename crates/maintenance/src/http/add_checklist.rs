//! `POST /checklists`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::field::NamesInput;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, NewChecklist},
    model::task::ItemInput,
    queries::{self, Checklist},
};

/// A checklist to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewChecklist)]
pub(crate) struct Input {
    /// Unique among checklists: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "BOILER-YEARLY")]
    code: String,
    names: NamesInput,
    /// What is asked, in order.
    items: Vec<ItemInput>,
}

/// Makes a checklist.
#[utoipa::path(post, path = "/checklists", tag = "maintenance", request_body = Input,
    responses((status = 201, body = Checklist), httpkit::WriteProblems))]
pub(crate) async fn add_checklist(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, items } = input;
    let write = caller.begin(&state).await?;
    let id = commands::add_checklist(&write.tx, &write.cx, NewChecklist { code, names, items }).await?;
    let list = queries::checklist(&write.tx, &write.cx, id).await?;
    write.created(&format!("/checklists/{id}"), Some(list.version), &list).await
}
