//! The write transaction of a request, and its answer.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use db::WriteTx;
use kernel::Ctx;
use serde::Serialize;

use crate::{ApiError, AppState, etag, idempotency::Slot};

/// The write transaction of a request. Ends with one of the answers below, which commit; dropping it rolls back.
/// Where the request carries an idempotency key, the answer is kept in the same transaction.
#[derive(Debug)]
pub struct Write {
    /// The transaction, for commands.
    pub tx: WriteTx,
    /// The context, for commands.
    pub cx: Ctx,
    slot: Option<Slot>,
}

impl Write {
    pub(crate) async fn begin(state: &AppState, cx: Ctx, slot: Option<Slot>) -> Result<Self, ApiError> {
        let tx = state.db.begin(&cx).await?;
        if let Some(slot) = &slot {
            slot.reserve(&tx, &cx).await?;
        }
        Ok(Self { tx, cx, slot })
    }

    /// 201 with `Location` (relative to `/api/v1`, such as `/rooms/{id}`) and the whole record; `ETag` where it has a version.
    pub async fn created(self, path: &str, version: Option<i64>, body: &impl Serialize) -> Result<Response, ApiError> {
        self.answer(StatusCode::CREATED, Some(path), version, body).await
    }

    /// 200 with the record; `ETag` where it has a version.
    pub async fn ok(self, version: Option<i64>, body: &impl Serialize) -> Result<Response, ApiError> {
        self.answer(StatusCode::OK, None, version, body).await
    }

    /// 204.
    pub async fn no_content(self) -> Result<Response, ApiError> {
        self.finish(StatusCode::NO_CONTENT, HeaderMap::new(), Vec::new(), false).await
    }

    /// Any status, with `Location` (relative to `/api/v1`), `ETag` and a JSON body.
    pub async fn answer(
        self,
        status: StatusCode,
        location: Option<&str>,
        version: Option<i64>,
        body: &impl Serialize,
    ) -> Result<Response, ApiError> {
        let (headers, body) = render(location, version, body)?;
        self.finish(status, headers, body, false).await
    }

    /// 201 with a secret in it: the answer is not kept, and a repeat under the same key is a 409 `shown_once`.
    pub async fn created_secret(self, path: &str, body: &impl Serialize) -> Result<Response, ApiError> {
        let (headers, body) = render(Some(path), None, body)?;
        self.finish(StatusCode::CREATED, headers, body, true).await
    }

    async fn finish(
        self,
        status: StatusCode,
        headers: HeaderMap,
        body: Vec<u8>,
        secret: bool,
    ) -> Result<Response, ApiError> {
        let Self { tx, cx, slot } = self;
        if let Some(slot) = slot {
            if secret {
                slot.keep_secret(&tx, &cx).await?;
            } else {
                slot.keep(&tx, &cx, status, &headers, &body).await?;
            }
            tx.commit().await?;
            slot.mark_kept();
        } else {
            tx.commit().await?;
        }
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn render(
    location: Option<&str>,
    version: Option<i64>,
    body: &impl Serialize,
) -> Result<(HeaderMap, Vec<u8>), ApiError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(path) = location {
        let location = HeaderValue::from_str(&format!("{}{path}", crate::API)).map_err(ApiError::internal)?;
        headers.insert(header::LOCATION, location);
    }
    if let Some(version) = version {
        headers.insert(header::ETAG, etag(version));
    }
    Ok((headers, serde_json::to_vec(body).map_err(ApiError::internal)?))
}

/// 200 with a JSON body and, where it has a version, its `ETag`: the answer of a read.
pub fn answer(version: Option<i64>, body: &impl Serialize) -> Result<Response, ApiError> {
    let (headers, body) = render(None, version, body)?;
    let mut response = Response::new(Body::from(body));
    *response.headers_mut() = headers;
    Ok(response)
}

/// 200 with a file that the browser saves under a name of ASCII letters, digits, `-` and `.`, and never shows.
pub fn download(content_type: &'static str, name: &str, body: impl Into<Body>) -> Result<Response, ApiError> {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(ApiError::internal)?;
    let mut response = Response::new(body.into());
    response.headers_mut().extend([
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ]);
    Ok(response)
}
