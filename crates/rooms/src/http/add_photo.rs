//! `POST /rooms/{id}/photos`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::BookableId;
use media::{PhotoError, photo};
use utoipa::ToSchema;

use super::body::PhotoBody;
use crate::{
    RoomsError,
    commands::{self, AddPhoto},
    queries,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewPhoto)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// JPEG, PNG or WebP, at most 10 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, for those who do not see it.
    alt: String,
}

/// Adds a photo to a room. It is kept as JPEG of at most 1600 pixels, upright and without its metadata.
#[utoipa::path(post, path = "/rooms/{id}/photos", tag = "rooms", params(("id" = BookableId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = PhotoBody), httpkit::WriteProblems))]
pub(crate) async fn add_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<BookableId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not know of the room or may not manage it is turned away before anything is unpacked.
    queries::one_managed((&state.db).into(), &caller.cx, room).await?;
    let too_large = || RoomsError::from(PhotoError::TooManyBytes).into();
    let mut form = Form::read(request, &state, "file", &["alt"], too_large).await?;
    let file = Form::required(form.file(), "file")?;
    let alt = Form::required(form.text("alt"), "alt")?;
    let prepared = photo::prepare_in_turn(file).await.map_err(RoomsError::from)?;
    let write = caller.begin(&state).await?;
    let photo = commands::add_photo(&write.tx, &write.cx, AddPhoto { room, photo: prepared, alt }).await?;
    write.created(&format!("/photos/{}", photo.id), None, &PhotoBody::from(photo)).await
}
