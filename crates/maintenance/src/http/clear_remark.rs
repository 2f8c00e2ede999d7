//! `POST /inspection-remarks/{id}/clear`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::id::RemarkId;
use media::{DocumentError, document};
use utoipa::ToSchema;

use crate::{
    commands,
    queries::{self, InspectionDetail},
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = InspectionRemarkProof)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// The proof: a PDF or a photo (JPEG, PNG, WebP) by its content, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is or shows.
    title: String,
    /// What was done.
    note: Option<String>,
}

/// Says that a remark was dealt with, and keeps the proof: without one it is not cleared.
#[utoipa::path(post, path = "/inspection-remarks/{id}/clear", tag = "inspections", params(("id" = RemarkId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 200, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn clear_inspection_remark(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<RemarkId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    let of = commands::inspection_of(state.db.read(), id).await?;
    commands::may_add_file(state.db.read(), &caller.cx, of).await?;
    let texts = ["title", "note"];
    let mut form = Form::read(request, &state, "file", &texts, || DocumentError::TooManyBytes.into()).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let note = form.text("note");
    let document = document::prepare_in_turn(file).await?;
    let write = caller.begin(&state).await?;
    let of = commands::clear_remark(&write.tx, &write.cx, id, document, title, note.as_deref()).await?;
    let now = queries::inspection(&write.tx, &write.cx, of).await?;
    write.ok(Some(now.line.version), &now).await
}
