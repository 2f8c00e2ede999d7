//! Who calls.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use directory::{Authenticated, Credential};
use kernel::{Class, Ctx};

use crate::{ApiError, AppState, RequestInfo, Write, idempotency::Slot, ratelimit::Key};

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "intendant_session";

/// Whoever calls, signed in. As an extractor it refuses everybody else with 401; `Option<Caller>` lets them in.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub who: Arc<Authenticated>,
    /// The context for commands and queries.
    pub cx: Ctx,
    slot: Option<Slot>,
}

impl Caller {
    /// Opens the write transaction of the request.
    pub async fn begin(&self, state: &AppState) -> Result<Write, ApiError> {
        Write::begin(state, self.cx.clone(), self.slot.clone()).await
    }

    /// The caller who shows a token in another place than the header: calendar feeds carry it in their address.
    pub async fn from_token(state: &AppState, info: &RequestInfo, token: &str) -> Result<Self, ApiError> {
        let now = state.clock.now();
        let who = directory::authenticate(state.db.read(), now, Credential::Token(token)).await?;
        Self::admit(state, info, Arc::new(who.ok_or_else(not_signed_in)?), None)
    }

    fn admit(
        state: &AppState,
        info: &RequestInfo,
        who: Arc<Authenticated>,
        slot: Option<Slot>,
    ) -> Result<Self, ApiError> {
        let now = state.clock.now();
        info.set_caller(who.me.id, who.me.language);
        state.limiter.take(Key::Person(who.me.id), state.settings.person_requests_per_minute, now).map_err(too_many)?;
        let cx = Ctx {
            actor: who.actor.clone(),
            now,
            lang: info.lang(),
            request_id: info.id().to_owned(),
            ids: Arc::clone(&state.ids),
        };
        Ok(Self { who, cx, slot })
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        <Self as OptionalFromRequestParts<AppState>>::from_request_parts(parts, state).await?.ok_or_else(not_signed_in)
    }
}

impl OptionalFromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, ApiError> {
        let Some(who) = authenticated(parts, state).await? else { return Ok(None) };
        let info = info(parts, state);
        let slot = parts.extensions.get::<Slot>().cloned();
        Self::admit(state, &info, who, slot).map(Some)
    }
}

impl FromRequestParts<AppState> for RequestInfo {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        Ok(info(parts, state))
    }
}

fn info(parts: &Parts, state: &AppState) -> RequestInfo {
    parts.extensions.get().cloned().unwrap_or_else(|| RequestInfo::of(state, parts))
}

/// The person behind a request; looked up once, then kept with the request.
pub(crate) async fn authenticated(parts: &mut Parts, state: &AppState) -> Result<Option<Arc<Authenticated>>, ApiError> {
    if let Some(known) = parts.extensions.get::<Option<Arc<Authenticated>>>() {
        return Ok(known.clone());
    }
    let session = session_key(&parts.headers);
    let credential = match (bearer(&parts.headers), &session) {
        (Some(token), _) => Some(Credential::Token(token)),
        (None, Some(key)) => Some(Credential::Session(key)),
        (None, None) => None,
    };
    let who = match credential {
        Some(credential) => {
            directory::authenticate(state.db.read(), state.clock.now(), credential).await?.map(Arc::new)
        }
        None => None,
    };
    parts.extensions.insert(who.clone());
    Ok(who)
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The key in the session cookie.
#[must_use]
pub fn session_key(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned())
}

/// The cookie that carries a session key; without a key, the one that takes it away.
#[must_use]
pub fn session_cookie(state: &AppState, key: Option<String>) -> Cookie<'static> {
    let gone = key.is_none();
    let mut cookie = Cookie::new(SESSION_COOKIE, key.unwrap_or_default());
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_secure(state.settings.secure);
    if gone {
        cookie.make_removal();
    }
    cookie
}

pub(crate) fn not_signed_in() -> ApiError {
    ApiError::new(Class::Unauthenticated, "not_signed_in")
}

pub(crate) fn too_many(retry_after_s: u32) -> ApiError {
    ApiError::new(Class::TooMany { retry_after_s }, "too_many_requests").with("retry_after_s", retry_after_s)
}
