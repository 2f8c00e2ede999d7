//! The JSON body of a request.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use kernel::Class;
use serde::de::DeserializeOwned;

use crate::{ApiError, AppState, expected::explained};

/// The JSON body of a request. An empty body without a content type stands for `{}`, so that `POST …/cancel` needs none.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let typed = content_type(request.headers());
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::new(Class::TooLarge, "too_large"),
            _ => ApiError::new(Class::Malformed, "body_cut_off"),
        })?;
        match typed {
            ContentType::Json => parse(&bytes).map(Self),
            ContentType::None if bytes.is_empty() => parse(b"{}").map(Self),
            _ => {
                Err(ApiError::new(Class::UnsupportedMedia, "unsupported_media_type")
                    .with("expected", "application/json"))
            }
        }
    }
}

enum ContentType {
    None,
    Json,
    Other,
}

fn content_type(headers: &HeaderMap) -> ContentType {
    let Some(value) = headers.get(header::CONTENT_TYPE) else { return ContentType::None };
    let essence = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json")) {
        ContentType::Json
    } else {
        ContentType::Other
    }
}

/// Reads a value; the refusal says where it stopped.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        refusal(&path, error.inner())
    })?;
    reader.end().map_err(|error| refusal(".", &error))?;
    Ok(value)
}

fn refusal(path: &str, error: &serde_json::Error) -> ApiError {
    let text = error.to_string();
    let place = |problem: ApiError| problem.with("line", error.line()).with("column", error.column());
    if !error.is_data() {
        return place(ApiError::new(Class::Malformed, "malformed_json"));
    }
    let said = text.rsplit_once(" at line ").map_or(text.as_str(), |(said, _)| said);
    if let Some(name) = quoted(said, "unknown field `") {
        // The path names the unknown field itself.
        let at = if path == "." || path.is_empty() || path == "?" { name } else { path };
        return ApiError::new(Class::Malformed, "unknown_field").with("field", at).field(at, "unknown");
    }
    if let Some(name) = quoted(said, "missing field `") {
        let at = if path == "." { name.to_owned() } else { format!("{path}.{name}") };
        return ApiError::new(Class::Malformed, "missing_field").with("field", at.as_str()).field(&at, "missing");
    }
    place(ApiError::unfit("invalid_value", path, explained(said)))
}

fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.split('`').next()
}

#[cfg(test)]
mod tests {
    use kernel::field::present;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only its reading is tested")]
        seats: u32,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code, reason = "only its reading is tested")]
        title: String,
        #[serde(default)]
        #[expect(dead_code, reason = "only its reading is tested")]
        rooms: Vec<Inner>,
        #[serde(default, deserialize_with = "present")]
        #[expect(clippy::option_option, reason = "absent is not null")]
        team: Option<Option<String>>,
    }

    fn code(text: &str) -> (&'static str, String) {
        let error = parse::<Body>(text.as_bytes()).unwrap_err();
        let document = format!("{error:?}");
        (error.code(), document)
    }

    #[test]
    fn a_refusal_says_where() {
        assert_eq!(code("{").0, "malformed_json");
        assert_eq!(code("{\"title\":\"a\"} x").0, "malformed_json");
        let (unknown, text) = code("{\"title\":\"a\",\"colour\":1}");
        assert_eq!(unknown, "unknown_field");
        assert!(text.contains("colour"), "{text}");
        let (missing, text) = code("{\"title\":\"a\",\"rooms\":[{}]}");
        assert_eq!(missing, "missing_field");
        assert!(text.contains("rooms[0].seats"), "{text}");
        let (invalid, text) = code("{\"title\":\"a\",\"rooms\":[{\"seats\":-1}]}");
        assert_eq!(invalid, "invalid_value");
        assert!(text.contains("rooms[0].seats"), "{text}");
    }

    #[test]
    fn absent_is_not_null() {
        assert_eq!(parse::<Body>(b"{\"title\":\"a\"}").unwrap().team, None);
        assert_eq!(parse::<Body>(b"{\"title\":\"a\",\"team\":null}").unwrap().team, Some(None));
    }
}
