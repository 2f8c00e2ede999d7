//! `Idempotency-Key`: the same POST twice is done once.
//!
//! The key is reserved as the first statement of the write transaction, so of two requests at the same moment the second
//! waits for the first and then gets its answer. A successful answer is kept in that transaction; a refusal is kept
//! after it, since the transaction is gone. 401, 408, 429 and faults of ours are not kept: trying again makes sense there.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use db::{Db, DbError, WriteTx, sql::Raw};
use kernel::{Class, Ctx, Instant, PersonId};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use crate::{API, ApiError, AppState, RequestInfo, caller, error};

/// The request header.
const KEY: &str = "idempotency-key";
/// On an answer that was given before.
pub const IDEMPOTENCY_REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// How long an answer is kept.
const KEPT_FOR_MINUTES: i64 = 24 * 60;
/// The largest body that is read to compare it: a photo.
const LARGEST_BODY: usize = 32 * 1024 * 1024;
/// Bodies that hold a password leave no trace, not even a fast hash; doing them twice changes nothing anyway.
const LEFT_OUT: &[&str] = &["/set-password", "/session"];
/// Where callers need no account, the route itself knows a retry by its key, whoever sends it.
const BY_ITSELF: &str = "/report/";
/// The code by which the reservation tells the middleware to look for the earlier answer.
const DONE_BEFORE: &str = "idempotent_replay";

/// The place of a request's answer.
#[derive(Debug, Clone)]
pub(crate) struct Slot(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    person: PersonId,
    key: String,
    request_hash: String,
    kept: AtomicBool,
}

impl Slot {
    /// Takes the place inside the transaction, or finds it taken.
    pub(crate) async fn reserve(&self, tx: &WriteTx, cx: &Ctx) -> Result<(), ApiError> {
        if self.upsert(tx, cx.now, 0, "{}", "", false).await? {
            Ok(())
        } else {
            Err(ApiError::new(Class::Conflict, DONE_BEFORE))
        }
    }

    /// Keeps the answer inside the transaction.
    pub(crate) async fn keep(
        &self,
        tx: &WriteTx,
        cx: &Ctx,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), DbError> {
        let body = String::from_utf8_lossy(body);
        self.upsert(tx, cx.now, status.as_u16(), &headers_to_json(headers), &body, true).await.map(drop)
    }

    /// Keeps that there was an answer with a secret in it.
    pub(crate) async fn keep_secret(&self, tx: &WriteTx, cx: &Ctx) -> Result<(), DbError> {
        self.upsert(tx, cx.now, SECRET, "{}", "", true).await.map(drop)
    }

    /// The transaction with the answer is committed.
    pub(crate) fn mark_kept(&self) {
        self.0.kept.store(true, Ordering::Release);
    }

    /// Writes the row where there is none, or one that is over or (with `mine`) reserved by this request.
    async fn upsert(
        &self,
        tx: &WriteTx,
        now: Instant,
        status: u16,
        headers: &str,
        body: &str,
        mine: bool,
    ) -> Result<bool, DbError> {
        let mut sql = Raw::new(tx);
        sql.push("INSERT INTO idempotency (person_id, idempotency_key, request_hash, status, headers, body, expires_at) VALUES (")
            .bind(self.0.person.0)
            .push(", ")
            .bind(self.0.key.as_str())
            .push(", ")
            .bind(self.0.request_hash.as_str())
            .push(", ")
            .bind(i64::from(status))
            .push(", ")
            .bind(headers)
            .push(", ")
            .bind(body)
            .push(", ")
            .bind(now.plus_minutes(KEPT_FOR_MINUTES).micros());
        sql.push(") ON CONFLICT (person_id, idempotency_key) DO UPDATE SET request_hash = excluded.request_hash, status = excluded.status,")
            .push(" headers = excluded.headers, body = excluded.body, expires_at = excluded.expires_at WHERE idempotency.expires_at <= ")
            .bind(now.micros());
        if mine {
            sql.push(" OR (idempotency.status = 0 AND idempotency.request_hash = excluded.request_hash)");
        }
        Ok(tx.execute_raw(sql.build()).await?.rows_affected() > 0)
    }
}

/// The status that stands for "answered with a secret".
const SECRET: u16 = 1;

/// An answer that was kept.
struct Kept {
    request_hash: String,
    status: u16,
    headers: String,
    body: String,
}

async fn find(db: &Db, slot: &Slot, now: Instant) -> Result<Option<Kept>, DbError> {
    let mut sql = Raw::new(db.read());
    sql.push("SELECT request_hash, status, headers, body FROM idempotency WHERE person_id = ")
        .bind(slot.0.person.0)
        .push(" AND idempotency_key = ")
        .bind(slot.0.key.as_str())
        .push(" AND expires_at > ")
        .bind(now.micros());
    let Some(row) = db.read().query_one_raw(sql.build()).await? else { return Ok(None) };
    let status: i64 = row.try_get("", "status")?;
    Ok(Some(Kept {
        request_hash: row.try_get("", "request_hash")?,
        status: u16::try_from(status).unwrap_or_default(),
        headers: row.try_get("", "headers")?,
        body: row.try_get("", "body")?,
    }))
}

/// Forgets the answers that are over.
pub(crate) async fn forget_expired(state: AppState) -> Result<u64, crate::SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let tx = state.db.begin(&cx).await?;
    let mut sql = Raw::new(&tx);
    sql.push("DELETE FROM idempotency WHERE expires_at <= ").bind(cx.now.micros());
    let gone = tx.execute_raw(sql.build()).await.map_err(DbError::from)?.rows_affected();
    tx.commit().await?;
    Ok(gone)
}

/// The layer around the routes.
pub(crate) async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST
        || !request.headers().contains_key(KEY)
        || LEFT_OUT.iter().any(|end| request.uri().path().ends_with(end))
        || request.uri().path().strip_prefix(API).is_some_and(|path| path.starts_with(BY_ITSELF))
    {
        return next.run(request).await;
    }
    match with_key(&state, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn with_key(state: &AppState, request: Request, next: Next) -> Result<Response, ApiError> {
    let (mut parts, body) = request.into_parts();
    let key = key(&parts.headers)?;
    let Some(who) = caller::authenticated(&mut parts, state).await? else {
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = to_bytes(body, LARGEST_BODY).await.map_err(|_| ApiError::new(Class::TooLarge, "too_large"))?;
    let slot = Slot(Arc::new(Inner {
        person: who.me.id,
        key,
        request_hash: request_hash(&parts, &body),
        kept: AtomicBool::new(false),
    }));
    if let Some(kept) = find(&state.db, &slot, state.clock.now()).await? {
        return replay(&slot, kept);
    }
    parts.extensions.insert(slot.clone());
    let info = parts.extensions.get::<RequestInfo>().cloned().unwrap_or_else(|| RequestInfo::of(state, &parts));
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if slot.0.kept.load(Ordering::Acquire) || !worth_keeping(response.status()) {
        return Ok(response);
    }
    let response = error::write_out(state, &info, true, response);
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await.map_err(ApiError::internal)?;
    if parts.status == StatusCode::CONFLICT && is_done_before(&body) {
        let kept = find(&state.db, &slot, state.clock.now()).await?;
        return kept.map_or_else(|| Err(in_progress()), |kept| replay(&slot, kept));
    }
    if let Ok(body) = std::str::from_utf8(&body) {
        let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), info.id());
        let tx = state.db.begin(&cx).await?;
        slot.upsert(&tx, cx.now, parts.status.as_u16(), &headers_to_json(&parts.headers), body, true).await?;
        tx.commit().await?;
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// The key of a request, where there is one.
pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    if headers.contains_key(KEY) { key(headers).map(Some) } else { Ok(None) }
}

/// The key stands for another request.
#[must_use]
pub fn key_reused() -> ApiError {
    ApiError::new(Class::Refused, "idempotency_key_reused")
}

fn key(headers: &HeaderMap) -> Result<String, ApiError> {
    headers
        .get(KEY)
        .and_then(|value| value.to_str().ok())
        .filter(|key| (1..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(|| ApiError::new(Class::Malformed, "idempotency_key_invalid").with("max", 200))
}

/// What makes two requests the same: where they go, what they ask, and which version they saw.
fn request_hash(parts: &Parts, body: &Bytes) -> String {
    let mut hasher = Sha256::new();
    hasher.update(parts.method.as_str());
    hasher.update([0]);
    hasher.update(parts.uri.path_and_query().map_or("/", |path| path.as_str()));
    for name in [header::CONTENT_TYPE, header::IF_MATCH] {
        hasher.update([0]);
        hasher.update(parts.headers.get(name).map_or(&[][..], HeaderValue::as_bytes));
    }
    hasher.update([0]);
    hasher.update(Sha256::digest(body));
    kernel::hex(&hasher.finalize())
}

fn worth_keeping(status: StatusCode) -> bool {
    status.is_success()
        || (status.is_client_error()
            && !matches!(
                status,
                StatusCode::UNAUTHORIZED | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
            ))
}

fn is_done_before(body: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(body).is_ok_and(|document| document["code"] == DONE_BEFORE)
}

fn in_progress() -> ApiError {
    ApiError::new(Class::Conflict, "idempotency_in_progress")
}

fn replay(slot: &Slot, kept: Kept) -> Result<Response, ApiError> {
    if kept.request_hash != slot.0.request_hash {
        return Err(key_reused());
    }
    match kept.status {
        0 => return Err(in_progress()),
        SECRET => return Err(ApiError::new(Class::Conflict, "shown_once")),
        _ => {}
    }
    let mut response = Response::new(Body::from(kept.body));
    *response.status_mut() = StatusCode::from_u16(kept.status).map_err(ApiError::internal)?;
    let headers: BTreeMap<String, String> = serde_json::from_str(&kept.headers).map_err(ApiError::internal)?;
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(IDEMPOTENCY_REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

/// The headers that belong to the answer itself.
fn headers_to_json(headers: &HeaderMap) -> String {
    let kept: BTreeMap<&str, &str> = [header::CONTENT_TYPE, header::CONTENT_LANGUAGE, header::LOCATION, header::ETAG]
        .iter()
        .filter_map(|name| Some((name.as_str(), headers.get(name)?.to_str().ok()?)))
        .collect();
    serde_json::to_string(&kept).expect("texts are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(path: &str, body: &str) -> String {
        let (parts, ()) = Request::builder().method("POST").uri(path).body(()).unwrap().into_parts();
        request_hash(&parts, &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn the_hash_tells_requests_apart() {
        assert_eq!(hash("/a?x=1", "{}"), hash("/a?x=1", "{}"));
        assert_ne!(hash("/a?x=1", "{}"), hash("/a?x=2", "{}"));
        assert_ne!(hash("/a", "{}"), hash("/a", "{ }"));
    }

    #[test]
    fn keys_are_short_and_visible() {
        let check = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(KEY, value.parse().unwrap());
            key(&headers).is_ok()
        };
        assert!(check("a-1_é".replace('é', "x").as_str()) && check(&"k".repeat(200)));
        assert!(!check("") && !check("a b") && !check(&"k".repeat(201)));
    }

    #[test]
    fn only_answers_that_stay_true_are_kept() {
        for status in [200, 201, 204, 400, 403, 404, 409, 412, 422] {
            assert!(worth_keeping(StatusCode::from_u16(status).unwrap()), "{status}");
        }
        for status in [304, 401, 408, 429, 500, 503] {
            assert!(!worth_keeping(StatusCode::from_u16(status).unwrap()), "{status}");
        }
    }
}
