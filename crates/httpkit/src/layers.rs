//! What surrounds every route: request id, log line, limits, origin check, headers, and problems written out.

use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant as Stopwatch},
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use kernel::Class;

use crate::{
    ApiError, AppState, RequestInfo, Settings, caller, drain::Rest, error, idempotency, ratelimit::Key,
    request::REQUEST_ID,
};

/// Puts everything around the routes. The server must hand the peer's address on
/// (`into_make_service_with_connect_info::<SocketAddr>()`), else addresses are not limited.
pub fn wrap(router: Router, state: &AppState) -> Router {
    router
        .layer(DefaultBodyLimit::max(state.settings.body_limit))
        .layer(from_fn_with_state(state.clone(), idempotency::layer))
        .layer(from_fn_with_state(state.clone(), guard))
        .layer(from_fn_with_state(state.clone(), around))
}

/// The outermost layer.
async fn around(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let started = Stopwatch::now();
    let (mut parts, body) = request.into_parts();
    let info = RequestInfo::of(&state, &parts);
    parts.extensions.insert(info.clone());
    let method = parts.method.clone();
    let route = parts.extensions.get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let is_api = parts.uri.path().starts_with("/api/");
    let run = AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind();
    let response = match tokio::time::timeout(state.settings.timeout, run).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => ApiError::internal(format!("panic: {}", said(&*panic))).into_response(),
        Err(_) => ApiError::new(Class::Unavailable { retry_after_s: 5 }, "timeout").into_response(),
    };
    let mut response = error::write_out(&state, &info, is_api, response);
    dress(response.headers_mut(), &state.settings, &info, is_api);
    report(&info, &method, &route, response.status(), started.elapsed());
    response
}

/// What a panic said.
fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
}

/// One line per request. Only the pattern of the route: paths and queries may carry tokens and names.
fn report(info: &RequestInfo, method: &Method, route: &str, status: StatusCode, took: Duration) {
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(
        target: "http",
        request_id = info.id(),
        person = info.person().map(|id| id.to_string()).unwrap_or_default(),
        method = method.as_str(),
        route,
        status = status.as_u16(),
        ms = format!("{ms:.1}"),
    );
    let labels = [("method", method.to_string()), ("route", route.to_owned()), ("status", status.as_u16().to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took.as_secs_f64());
}

/// The headers of every answer; what a handler has set stays.
fn dress(headers: &mut HeaderMap, settings: &Settings, info: &RequestInfo, is_api: bool) {
    let mut default = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(name).or_insert(value);
        }
    };
    default(header::CONTENT_SECURITY_POLICY, &settings.content_security_policy);
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::X_FRAME_OPTIONS, "DENY");
    default(header::REFERRER_POLICY, "same-origin");
    default(
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    );
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if settings.secure {
        default(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if is_api {
        default(header::CACHE_CONTROL, "no-store");
        default(header::VARY, "accept-language, cookie, authorization");
    }
    default(HeaderName::from_static(REQUEST_ID), info.id());
}

/// Lets in what may come in, and reads the body of what was refused to its end.
async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return admit(&state, request, next).await;
    }
    let (parts, body) = request.into_parts();
    let (rest, body) = Rest::split(body);
    let response = admit(&state, Request::from_parts(parts, body), next).await;
    if response.status().is_client_error() && response.status() != StatusCode::TOO_MANY_REQUESTS {
        rest.drain().await;
    }
    response
}

/// Refuses what comes too often or from a foreign page.
async fn admit(state: &AppState, request: Request, next: Next) -> Response {
    let info = request.extensions().get::<RequestInfo>();
    if let Some(address) = info.and_then(RequestInfo::address)
        && let Err(wait) =
            state.limiter.take(Key::address(address), state.settings.address_requests_per_minute, state.clock.now())
    {
        return caller::too_many(wait).into_response();
    }
    if let Err(problem) = check_origin(request.method(), request.headers(), &state.settings) {
        return problem.into_response();
    }
    next.run(request).await
}

/// A request that changes something and relies on the cookie must come from our own pages. Tokens are not sent by
/// browsers of themselves, so requests that carry one are free to come from anywhere.
fn check_origin(method: &Method, headers: &HeaderMap, settings: &Settings) -> Result<(), ApiError> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) || caller::bearer(headers).is_some() {
        return Ok(());
    }
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let refused = || ApiError::new(Class::Forbidden, "foreign_origin");
    if let Some(origin) = text(header::ORIGIN) {
        return if is_ours(origin, text(header::HOST), settings) { Ok(()) } else { Err(refused()) };
    }
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin") => Ok(()),
        Some(_) => Err(refused()),
        None if caller::session_key(headers).is_none() => Ok(()),
        None => Err(ApiError::new(Class::Forbidden, "origin_missing")),
    }
}

fn is_ours(origin: &str, host: Option<&str>, settings: &Settings) -> bool {
    if let Some(public) = &settings.public_url {
        let scheme_and_rest = public.split_once("://");
        let public_origin = scheme_and_rest.map(|(scheme, rest)| {
            let authority = rest.split('/').next().unwrap_or_default();
            format!("{scheme}://{authority}")
        });
        if public_origin.is_some_and(|public| public.eq_ignore_ascii_case(origin)) {
            return true;
        }
    }
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let scheme_fits = scheme == "https" || (scheme == "http" && !settings.secure);
    scheme_fits && host.is_some_and(|host| host.eq_ignore_ascii_case(authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&str, &str)], settings: &Settings) -> Result<(), u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
        }
        check_origin(&Method::POST, &map, settings).map_err(|problem| problem.status().as_u16())
    }

    #[test]
    fn a_cookie_is_worth_nothing_from_a_foreign_page() {
        let settings = Settings { public_url: Some("https://intendant.example/".into()), ..Settings::default() };
        let cookie = ("cookie", "intendant_session=abc");
        let host = ("host", "intendant.example");
        assert_eq!(check(&[cookie, host], &settings), Err(403));
        assert_eq!(check(&[cookie, host, ("origin", "https://evil.example")], &settings), Err(403));
        assert_eq!(check(&[cookie, host, ("origin", "null")], &settings), Err(403));
        assert_eq!(check(&[cookie, host, ("sec-fetch-site", "cross-site")], &settings), Err(403));
        assert_eq!(check(&[cookie, host, ("sec-fetch-site", "same-site")], &settings), Err(403));
        assert_eq!(check(&[cookie, host, ("origin", "https://intendant.example")], &settings), Ok(()));
        assert_eq!(
            check(&[cookie, ("host", "inner:8080"), ("origin", "https://INTENDANT.example")], &settings),
            Ok(())
        );
        assert_eq!(check(&[cookie, host, ("sec-fetch-site", "same-origin")], &settings), Ok(()));
        assert_eq!(check(&[cookie, host, ("authorization", "Bearer int_x")], &settings), Ok(()));
        // Signing in: no cookie yet, so only a foreign origin gives it away.
        assert_eq!(check(&[host], &settings), Ok(()));
        assert_eq!(check(&[host, ("origin", "https://evil.example")], &settings), Err(403));
    }

    #[test]
    fn plain_http_is_only_ours_when_we_serve_it() {
        let headers = [("host", "127.0.0.1:8080"), ("origin", "http://127.0.0.1:8080")];
        assert_eq!(check(&headers, &Settings::default()), Err(403));
        assert_eq!(check(&headers, &Settings { secure: false, ..Settings::default() }), Ok(()));
    }
}
