//! `GET /floors/{id}/plan`

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Path, etag};
use kernel::PlaceId;

use super::set_floor_plan::File;
use crate::{base::not_found, queries};

/// A browser that is led here must not take it for a page.
const NEVER_A_PAGE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// The plan of a floor, to be shown as a picture.
#[utoipa::path(get, path = "/floors/{id}/plan", tag = "places", params(("id" = PlaceId, Path)),
    responses((status = 200, body = File, content_type = "image/*"), (status = 304), httpkit::ReadProblems))]
pub(crate) async fn get_floor_plan(
    State(state): State<AppState>,
    _: Caller,
    Path(floor): Path<PlaceId>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let conn = state.db.read();
    let plan = queries::floor_plan_file(conn, floor).await?.ok_or(not_found("floor_plan"))?;
    let tag = etag(plan.version);
    let known = headers.get(header::IF_NONE_MATCH) == Some(&tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(plan.content) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    response.headers_mut().extend([
        (header::CONTENT_TYPE, HeaderValue::from_str(&plan.content_type).map_err(ApiError::internal)?),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::CONTENT_SECURITY_POLICY, NEVER_A_PAGE),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
    ]);
    Ok(response)
}
