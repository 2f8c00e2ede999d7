//! `GET /photos/{id}`

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::PhotoId;
use utoipa::ToSchema;

use crate::queries;

/// A browser that is led here must not take it for a page.
const NEVER_A_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// A photo as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = PhotoBytes, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Bytes(Vec<u8>);

/// The bytes of a photo. They never change, so they may be kept for a year.
#[utoipa::path(get, path = "/photos/{id}", tag = "rooms", params(("id" = PhotoId, Path)),
    responses((status = 200, body = Bytes, content_type = "image/jpeg"), (status = 304), httpkit::ReadProblems))]
pub(crate) async fn get_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PhotoId>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let photo = queries::photo_file((&state.db).into(), &caller.cx, id).await?;
    let tag = HeaderValue::from_str(&format!("\"{id}\"")).map_err(ApiError::internal)?;
    let known = headers.get(header::IF_NONE_MATCH) == Some(&tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(photo.content) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let content_type = HeaderValue::from_str(&photo.content_type).map_err(ApiError::internal)?;
    response.headers_mut().extend([
        (header::CONTENT_TYPE, content_type),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, NEVER_A_PAGE),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
    ]);
    Ok(response)
}
