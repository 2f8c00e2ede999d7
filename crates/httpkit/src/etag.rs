//! Versions of single resources: `ETag` out, `If-Match` in.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderValue, header, request::Parts},
};
use kernel::Class;

use crate::{ApiError, AppState};

/// The entity tag of a version: `"v3"`.
#[must_use]
pub fn etag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"v{version}\"")).expect("a number is a header value")
}

/// Which version the caller saw. Missing: 428; another than the present one: 412; nothing that this server sends: 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(Option<i64>);

impl IfMatch {
    /// The version the caller saw; `None` for `*`, which takes any. Commands compare it inside their transaction.
    #[must_use]
    pub const fn version(self) -> Option<i64> {
        self.0
    }

    /// Refuses with 412 when the present version is another one.
    pub fn check(self, present: i64) -> Result<(), ApiError> {
        match self.0 {
            Some(seen) if seen != present => Err(stale(seen, present)),
            _ => Ok(()),
        }
    }
}

fn stale(seen: i64, present: i64) -> ApiError {
    ApiError::new(Class::Stale, "stale").with("seen_version", seen).with("present_version", present)
}

impl FromRequestParts<AppState> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        from_header(parts)?.ok_or_else(|| ApiError::new(Class::VersionNeeded, "version_needed"))
    }
}

/// `Option<IfMatch>`: where the version may be left out.
impl OptionalFromRequestParts<AppState> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Option<Self>, ApiError> {
        from_header(parts)
    }
}

fn from_header(parts: &Parts) -> Result<Option<IfMatch>, ApiError> {
    let Some(header) = parts.headers.get(header::IF_MATCH) else { return Ok(None) };
    parse(header.to_str().unwrap_or_default()).map(|version| Some(IfMatch(version)))
}

/// Proxies that compress weaken tags; the version in them is still the one that was seen.
fn parse(header: &str) -> Result<Option<i64>, ApiError> {
    let tag = header.trim();
    if tag == "*" {
        return Ok(None);
    }
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    tag.strip_prefix("\"v")
        .and_then(|rest| rest.strip_suffix('"'))
        .and_then(|version| version.parse().ok())
        .map(Some)
        .ok_or_else(|| ApiError::new(Class::Malformed, "if_match_invalid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_version() {
        assert_eq!(parse(etag(3).to_str().unwrap()).unwrap(), Some(3));
        assert_eq!(parse("W/\"v12\"").unwrap(), Some(12));
        assert_eq!(parse("*").unwrap(), None);
        for other in ["", "v3", "\"3\"", "\"v\"", "\"v1\", \"v2\""] {
            let error = parse(other).unwrap_err();
            assert_eq!((error.status().as_u16(), error.code()), (400, "if_match_invalid"), "{other}");
        }
        assert!(IfMatch(Some(3)).check(3).is_ok() && IfMatch(None).check(9).is_ok());
        assert_eq!(IfMatch(Some(3)).check(4).unwrap_err().status(), 412);
    }
}
