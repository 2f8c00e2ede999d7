//! `GET /attachments/{id}`

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::AttachmentId;
use utoipa::ToSchema;

use crate::{
    attachments::{AttachmentKind, AttachmentOwners},
    queries,
};

/// A browser that is led here must not take it for a page.
const NEVER_A_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// An attachment as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = AttachmentBytes, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Bytes(Vec<u8>);

/// The bytes of a photo or document, for whoever may see what it hangs on. They never change, so they may be kept for a
/// year.
#[utoipa::path(get, path = "/attachments/{id}", tag = "attachments", params(("id" = AttachmentId, Path)),
    responses((status = 200, body = Bytes, content_type = "application/octet-stream"), (status = 304), httpkit::ReadProblems))]
pub(crate) async fn get_attachment(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<AttachmentId>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let owners = state.get::<AttachmentOwners>();
    let file = queries::attachment_file(owners, (&state.db).into(), &caller.cx, id).await?;
    let tag = HeaderValue::from_str(&format!("\"{id}\"")).map_err(ApiError::internal)?;
    let known = headers.get(header::IF_NONE_MATCH) == Some(&tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(file.content) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let disposition = match file.kind {
        AttachmentKind::Photo => HeaderValue::from_static("inline"),
        AttachmentKind::Document => HeaderValue::from_static("attachment"),
    };
    let content_type = HeaderValue::from_str(&file.content_type).map_err(ApiError::internal)?;
    response.headers_mut().extend([
        (header::CONTENT_TYPE, content_type),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, NEVER_A_PAGE),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_DISPOSITION, disposition),
    ]);
    Ok(response)
}
