//! `POST /vehicles/{id}/documents`

use axum::{
    extract::{Request, State},
    response::Response,
};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::BookableId;
use media::{DocumentError, document};
use utoipa::ToSchema;

use super::body::VehicleFileBody;
use crate::{
    commands::{self, AddDocument, PaperAudience},
    queries,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewVehicleDocument)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// A PDF or a photo (JPEG, PNG, WebP) by its content, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it is about.
    title: String,
    /// For whom it is.
    audience: PaperAudience,
    /// The first day on which it holds.
    valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    valid_to: Option<NaiveDate>,
}

/// Hangs a paper on a vehicle: for those who drive it, or for the management alone.
#[utoipa::path(post, path = "/vehicles/{id}/documents", tag = "fleet", params(("id" = BookableId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = VehicleFileBody), httpkit::WriteProblems))]
pub(crate) async fn add_vehicle_document(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    let on = queries::one_managed((&state.db).into(), &caller.cx, vehicle).await?;
    let texts = ["title", "audience", "valid_from", "valid_to"];
    let mut form = Form::read(request, &state, "file", &texts, || DocumentError::TooManyBytes.into()).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let audience: String = Form::required(form.text("audience"), "audience")?;
    let audience = audience.trim().parse().map_err(|_| ApiError::parameter("audience", "one_of"))?;
    let valid = (form.day("valid_from")?, form.day("valid_to")?);
    let document = document::prepare_in_turn(file).await?;
    let write = caller.begin(&state).await?;
    let input = AddDocument { vehicle, document, title, valid, audience };
    let made = commands::add_document(&write.tx, &write.cx, input).await?;
    let today = on.today(write.cx.now);
    write.created(&format!("/attachments/{}", made.id), None, &VehicleFileBody::new(made, today)).await
}
