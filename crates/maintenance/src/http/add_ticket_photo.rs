//! `POST /tickets/{id}/photos`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::id::TicketId;
use media::{PhotoError, photo};
use utoipa::ToSchema;

use crate::{
    TicketError,
    commands::{self, AddPhoto},
    queries::PhotoRef,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewTicketPhoto)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// JPEG, PNG or WebP, at most 10 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, for those who do not see it.
    alt: String,
}

/// Adds a photo to a ticket: the reporter and those who work on it. Everybody who sees the ticket sees it.
#[utoipa::path(post, path = "/tickets/{id}/photos", tag = "tickets", params(("id" = TicketId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = PhotoRef), httpkit::WriteProblems))]
pub(crate) async fn add_ticket_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    commands::may_add_photo(state.db.read(), &caller.cx, id).await?;
    let too_large = || TicketError::from(PhotoError::TooManyBytes).into();
    let mut form = Form::read(request, &state, "file", &["alt"], too_large).await?;
    let file = Form::required(form.file(), "file")?;
    let alt = Form::required(form.text("alt"), "alt")?;
    let photo = photo::prepare_in_turn(file).await.map_err(TicketError::from)?;
    let write = caller.begin(&state).await?;
    let photo = commands::add_photo(&write.tx, &write.cx, AddPhoto { id, photo, alt }).await?;
    write.created(&format!("/attachments/{}", photo.id), None, &PhotoRef::from(photo)).await
}
