//! Problems as answers: RFC 9457.

use std::{error::Error, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Class, FieldError, Lang, Problem};
use serde_json::{Map, Value, json};

use crate::{AppState, RequestInfo, words};

/// The media type of problem documents.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Anything that goes wrong in a handler. Made from any [`Problem`] with `?`; written out in the caller's language
/// by [`crate::wrap`].
#[derive(Debug)]
pub struct ApiError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    class: Class,
    code: &'static str,
    text: &'static str,
    data: Map<String, Value>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// Travels in a response's extensions until it is written out.
#[derive(Clone)]
struct Unwritten(Arc<Inner>);

impl<E: Problem> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(Box::new(Inner {
            class: error.class(),
            code: error.code(),
            text: error.text_code(),
            data: error.data(),
            source: Some(Box::new(error)),
        }))
    }
}

impl ApiError {
    /// A problem of the HTTP layer itself.
    #[must_use]
    pub fn new(class: Class, code: &'static str) -> Self {
        Self(Box::new(Inner { class, code, text: code, data: Map::new(), source: None }))
    }

    /// A fault of ours; the cause goes to the log, not to the caller.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let mut error = Self::new(Class::Internal, "internal");
        error.0.source = Some(source.into());
        error
    }

    /// A parameter, or a part of a form, that cannot be what it is; `expected` is a word that the texts know: `date`,
    /// `count`, `something_else`, …
    #[must_use]
    pub fn parameter(name: &str, expected: &'static str) -> Self {
        Self::unfit("invalid_parameter", name, Map::from_iter([("expected".to_owned(), expected.into())]))
    }

    /// A value that is not of the kind that is wanted there, with what explains it.
    pub(crate) fn unfit(code: &'static str, field: &str, explained: Map<String, Value>) -> Self {
        let mut error = Self::new(Class::Malformed, code).with("field", field);
        error.0.data.extend(explained);
        error.field(field, "invalid")
    }

    /// What a path leads to does not exist, or the caller may not know that it does.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Class::NotFound, "not_found")
    }

    /// With a member of the problem document, which is an argument of its text too.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.data.insert(key.to_owned(), value.into());
        self
    }

    /// With a field that was refused, and why (`unknown`, `missing`, `invalid`, …).
    #[must_use]
    pub fn field(self, field: &str, why: &'static str) -> Self {
        self.refusing(&FieldError::new(field.to_owned(), why))
    }

    /// With a field that was refused.
    #[must_use]
    pub fn refusing(mut self, field: &FieldError) -> Self {
        let fields = self.0.data.entry("fields").or_insert_with(|| json!([]));
        if let Value::Array(fields) = fields {
            fields.push(field.entry());
        }
        self
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The data that explains it.
    #[must_use]
    pub fn data(&self) -> &Map<String, Value> {
        &self.0.data
    }

    /// The status it becomes.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        status(self.0.class)
    }
}

/// The status of a class of problem.
pub(crate) fn status(class: Class) -> StatusCode {
    match class {
        Class::Malformed => StatusCode::BAD_REQUEST,
        Class::Unauthenticated => StatusCode::UNAUTHORIZED,
        Class::Forbidden => StatusCode::FORBIDDEN,
        Class::NotFound => StatusCode::NOT_FOUND,
        Class::Conflict => StatusCode::CONFLICT,
        Class::Stale => StatusCode::PRECONDITION_FAILED,
        Class::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Class::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Class::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Class::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
        Class::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Class::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Class::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Class::TooMany { retry_after_s } | Class::Unavailable { retry_after_s } = self.0.class {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
        }
        if self.0.class == Class::Unauthenticated {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(Unwritten(Arc::from(self.0)));
        response
    }
}

/// Writes out the problem that a response carries. A bare refusal of the framework gets the document of its status.
pub(crate) fn write_out(state: &AppState, info: &RequestInfo, is_api: bool, mut response: Response) -> Response {
    let status = response.status();
    let inner = match response.extensions_mut().remove::<Unwritten>() {
        Some(Unwritten(inner)) => inner,
        None if is_api && (status.is_client_error() || status.is_server_error()) && !is_json(response.headers()) => {
            Arc::new(bare(status))
        }
        None => return response,
    };
    let lang = info.lang();
    let mut data = inner.data.clone();
    let reasons = explain_fields(state, lang, &mut data);
    let mut arguments = words::arguments(lang, &data);
    arguments.insert("reasons".into(), json!(reasons));
    if inner.class == Class::Internal {
        let chain = inner.source.as_deref().map(chain).unwrap_or_default();
        tracing::error!(request_id = info.id(), code = inner.code, error = chain, "a request failed");
    }
    let mut document = Map::new();
    document.insert("type".into(), json!(format!("/problems/{}", inner.code.replace('_', "-"))));
    let title = state
        .texts
        .text(lang, inner.text, Some("title"), &arguments)
        .or_else(|| state.texts.text(lang, &format!("status_{}", status.as_u16()), None, &arguments))
        .unwrap_or_else(|| status.canonical_reason().unwrap_or_default().to_owned());
    document.insert("title".into(), json!(title));
    document.insert("status".into(), json!(status.as_u16()));
    if let Some(detail) = state.texts.text(lang, inner.text, None, &arguments) {
        document.insert("detail".into(), json!(detail));
    }
    document.insert("code".into(), json!(inner.code));
    document.insert("request_id".into(), json!(info.id()));
    for (key, value) in data {
        document.entry(key).or_insert(value);
    }
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    parts.headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.as_str()));
    Response::from_parts(parts, Body::from(Value::Object(document).to_string()))
}

/// Says of each refused field in words what is wrong with it; answers all of that as one text.
fn explain_fields(state: &AppState, lang: Lang, data: &mut Map<String, Value>) -> String {
    let Some(Value::Array(fields)) = data.get_mut("fields") else { return String::new() };
    let mut reasons = Vec::with_capacity(fields.len());
    for entry in fields.iter_mut().filter_map(Value::as_object_mut) {
        let arguments = words::arguments(lang, entry);
        let code = entry.get("code").and_then(Value::as_str).unwrap_or("invalid");
        let text = state.texts.text(lang, &format!("field_{code}"), None, &arguments);
        let text = text.or_else(|| state.texts.text(lang, "field_invalid", None, &arguments)).unwrap_or_default();
        entry.insert("text".into(), json!(text));
        reasons.push(text);
    }
    reasons.join(" ")
}

/// The problem behind a status that the framework answered without a document.
fn bare(status: StatusCode) -> Inner {
    let (class, code) = match status.as_u16() {
        404 => (Class::NotFound, "no_such_path"),
        405 => (Class::Malformed, "method_not_allowed"),
        413 => (Class::TooLarge, "too_large"),
        415 => (Class::UnsupportedMedia, "unsupported_media_type"),
        400..=499 => (Class::Malformed, "malformed"),
        _ => (Class::Internal, "internal"),
    };
    let mut data = Map::new();
    if class == Class::UnsupportedMedia {
        data.insert("expected".into(), json!("application/json"));
    }
    Inner { class, code, text: code, data, source: None }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("json"))
}

/// An error and what caused it, in one line.
fn chain(error: &(dyn Error + Send + Sync)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        next = cause.source();
    }
    text
}
