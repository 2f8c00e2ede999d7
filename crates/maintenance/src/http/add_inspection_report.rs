//! `POST /inspections/{id}/reports`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::id::InspectionId;
use media::{DocumentError, document};
use utoipa::ToSchema;

use crate::{
    commands,
    queries::{self, InspectionDetail},
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewInspectionReport)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// A PDF or a photo (JPEG, PNG, WebP) by its content, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is.
    title: String,
}

/// Hangs a report on an inspection.
#[utoipa::path(post, path = "/inspections/{id}/reports", tag = "inspections", params(("id" = InspectionId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn add_inspection_report(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    commands::may_add_file(state.db.read(), &caller.cx, id).await?;
    let mut form = Form::read(request, &state, "file", &["title"], || DocumentError::TooManyBytes.into()).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let document = document::prepare_in_turn(file).await?;
    let write = caller.begin(&state).await?;
    let made = commands::add_report(&write.tx, &write.cx, id, document, title).await?;
    let now = queries::inspection(&write.tx, &write.cx, id).await?;
    write.created(&format!("/attachments/{}", made.id), Some(now.line.version), &now).await
}
