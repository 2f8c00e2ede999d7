//! `POST /installations/{id}/documents`

use axum::{
    extract::{Request, State},
    response::Response,
};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::id::InstallationId;
use media::{DocumentError, document};
use utoipa::ToSchema;

use super::document_body::{DocumentBody, today_at};
use crate::{
    base::not_found,
    commands::{self, AddDocument},
    policy::Permission,
    queries,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewDocument)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// A PDF or a photo (JPEG, PNG, WebP) by its content, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is about.
    title: String,
    /// The first day on which it holds.
    valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    valid_to: Option<NaiveDate>,
}

/// Hangs a document on an installation: a certificate, a report, a manual. Photos are kept without metadata.
#[utoipa::path(post, path = "/installations/{id}/documents", tag = "installations", params(("id" = InstallationId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = DocumentBody), httpkit::WriteProblems))]
pub(crate) async fn add_document(
    State(state): State<AppState>,
    caller: Caller,
    Path(installation): Path<InstallationId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not manage it is turned away before anything is unpacked.
    let on = queries::installation(state.db.read(), installation).await?.ok_or(not_found("installation"))?;
    Permission::ManageInstallations.require(&caller.cx.actor, &[on.site_id.0])?;
    let site = queries::site(state.db.read(), on.site_id).await?;
    let texts = ["title", "valid_from", "valid_to"];
    let mut form = Form::read(request, &state, "file", &texts, || DocumentError::TooManyBytes.into()).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let valid = (form.day("valid_from")?, form.day("valid_to")?);
    let document = document::prepare_in_turn(file).await?;
    let write = caller.begin(&state).await?;
    let input = AddDocument { installation, document, title, valid };
    let made = commands::add_document(&write.tx, &write.cx, input).await?;
    let today = today_at(&site, write.cx.now);
    write.created(&format!("/attachments/{}", made.id), None, &DocumentBody::new(made, today)).await
}
