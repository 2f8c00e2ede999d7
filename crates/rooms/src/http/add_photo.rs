//! `POST /rooms/{id}/photos`

use std::sync::LazyLock;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, State, multipart::MultipartError},
    http::StatusCode,
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::{BookableId, Class};
use media::{PhotoError, photo};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::body::PhotoBody;
use crate::{
    RoomsError,
    commands::{self, AddPhoto},
    queries,
};

/// How many photos are unpacked at a time: each may take 200 MB of memory for a moment.
static UNPACKING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewPhoto)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Form {
    /// JPEG, PNG or WebP, at most 10 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, for those who do not see it.
    alt: String,
}

/// Adds a photo to a room. It is kept as JPEG of at most 1600 pixels, upright and without its metadata.
#[utoipa::path(post, path = "/rooms/{id}/photos", tag = "rooms", params(("id" = BookableId, Path)),
    request_body(content = Form, content_type = "multipart/form-data"),
    responses((status = 201, body = PhotoBody), httpkit::WriteProblems))]
pub(crate) async fn add_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<BookableId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not know of the room or may not manage it is turned away before anything is unpacked.
    queries::one_managed((&state.db).into(), &caller.cx, room).await?;
    let form = Multipart::from_request(request, &state).await.map_err(|_| {
        ApiError::new(Class::UnsupportedMedia, "unsupported_media_type").with("expected", "multipart/form-data")
    })?;
    let (file, alt) = read(form).await?;
    let place = UNPACKING.acquire().await.map_err(ApiError::internal)?;
    let prepared = tokio::task::spawn_blocking(move || photo::prepare(&file));
    let prepared = prepared.await.unwrap_or(Err(PhotoError::Damaged)).map_err(RoomsError::from)?;
    drop(place);
    let write = caller.begin(&state).await?;
    let photo = commands::add_photo(&write.tx, &write.cx, AddPhoto { room, photo: prepared, alt }).await?;
    write.created(&format!("/photos/{}", photo.id), None, &PhotoBody::from(photo)).await
}

/// The file and its description.
async fn read(mut form: Multipart) -> Result<(Bytes, String), ApiError> {
    let (mut file, mut alt) = (None, None);
    while let Some(part) = form.next_field().await.map_err(|error| broken(&error))? {
        match part.name() {
            Some("file") => file = Some(part.bytes().await.map_err(|error| broken(&error))?),
            Some("alt") => alt = Some(part.text().await.map_err(|error| broken(&error))?),
            other => {
                let name = other.unwrap_or_default().to_owned();
                return Err(ApiError::new(Class::Malformed, "unknown_field")
                    .with("field", name.as_str())
                    .field(&name, "unknown"));
            }
        }
    }
    let missing =
        |name: &str| ApiError::new(Class::Malformed, "missing_field").with("field", name).field(name, "missing");
    Ok((file.ok_or_else(|| missing("file"))?, alt.ok_or_else(|| missing("alt"))?))
}

fn broken(error: &MultipartError) -> ApiError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        RoomsError::from(PhotoError::TooManyBytes).into()
    } else {
        ApiError::new(Class::Malformed, "malformed")
    }
}
