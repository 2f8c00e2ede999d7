//! Finding, choosing and caching the files.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{missing, policy};

#[derive(RustEmbed)]
#[folder = "$WEB_DIST"]
#[allow_missing = true]
struct Build;

const PAGE: &str = "index.html";

/// A file for a year: its name carries the hash of its content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Serves a file of the front end, or its one page for every path that the front end's router knows.
pub(crate) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Some(file) = (!path.is_empty()).then(|| Build::get(path)).flatten() {
        return answer(path, &file, &headers);
    }
    // A file of an older build, or one that never was: the page in its place would be taken for a script.
    if path.starts_with("_app/") || path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Build::get(PAGE) {
        Some(file) => answer(PAGE, &file, &headers),
        None => missing::page(),
    }
}

fn answer(path: &str, file: &EmbeddedFile, asked: &HeaderMap) -> Response {
    let is_page = path == PAGE;
    let (encoding, body) = match choose_encoding(asked)
        .and_then(|(encoding, ending)| Some((encoding, Build::get(&format!("{path}.{ending}"))?.data)))
    {
        Some((encoding, data)) => (Some(encoding), data),
        None => (None, file.data.clone()),
    };
    let hash = u128::from_be_bytes(file.metadata.sha256_hash()[..16].try_into().expect("sixteen bytes"));
    let etag = format!("\"{hash:032x}{}\"", encoding.unwrap_or_default());
    let mut headers = HeaderMap::new();
    let cache = if path.starts_with("_app/immutable/") { FOREVER } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::ETAG, HeaderValue::from_str(&etag).expect("hexadecimal is a header value"));
    if is_page {
        let policy = HeaderValue::from_str(&page_policy(file)).expect("a policy is a header value");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let content_type = if mime.type_() == "text" || mime.subtype() == "javascript" {
        format!("{mime}; charset=utf-8")
    } else {
        mime.to_string()
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&content_type).expect("a media type is a header value"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let body = match body {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    (StatusCode::OK, headers, body).into_response()
}

/// The policy of the page: from the files that the binary carries once, from a folder that may change each time.
fn page_policy(file: &EmbeddedFile) -> Cow<'static, str> {
    use std::sync::OnceLock;
    static EMBEDDED: OnceLock<String> = OnceLock::new();
    if cfg!(debug_assertions) {
        return Cow::Owned(policy::for_page(&file.data));
    }
    Cow::Borrowed(EMBEDDED.get_or_init(|| policy::for_page(&file.data)))
}

/// The better of the two encodings that the build wrote beside each file, with the ending of its name.
fn choose_encoding(headers: &HeaderMap) -> Option<(&'static str, &'static str)> {
    let asked = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let accepts = |name: &str| {
        asked.split(',').any(|part| {
            let (coding, weight) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
            coding.trim().eq_ignore_ascii_case(name) && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    if accepts("br") {
        Some(("br", "br"))
    } else if accepts("gzip") {
        Some(("gzip", "gz"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(header: &'static str) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(header));
        choose_encoding(&headers).map(|(name, _)| name)
    }

    #[test]
    fn brotli_before_gzip_and_never_what_was_refused() {
        assert_eq!(encoding("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(encoding("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(encoding("identity"), None);
    }

    #[tokio::test]
    async fn a_path_of_the_front_end_is_a_page_and_a_missing_file_is_not() {
        let get = |path: &'static str| serve(Method::GET, Uri::from_static(path), HeaderMap::new());
        for path in ["/", "/timeline", "/bookings/018f"] {
            let response = get(path).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        }
        for path in ["/_app/immutable/gone.js", "/gone.png", "/api/v1/nothing"] {
            assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
        let post = serve(Method::POST, Uri::from_static("/"), HeaderMap::new()).await;
        assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
