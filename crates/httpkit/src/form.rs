//! Forms with a file in them.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
};
use chrono::NaiveDate;
use kernel::Class;

use crate::{ApiError, AppState};

/// The parts of a `multipart/form-data` body.
#[derive(Debug, Default)]
pub struct Form {
    file: Option<Bytes>,
    texts: BTreeMap<String, String>,
}

impl Form {
    /// Reads a form whose file is in the part `file` and whose other parts are the `texts`; any other part is refused.
    /// `too_large` says what is wrong when the body is larger than the route takes.
    pub async fn read(
        request: Request,
        state: &AppState,
        file: &str,
        texts: &[&str],
        too_large: impl Fn() -> ApiError,
    ) -> Result<Self, ApiError> {
        let broken = |error: &MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                too_large()
            } else {
                ApiError::new(Class::Malformed, "malformed")
            }
        };
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| {
            ApiError::new(Class::UnsupportedMedia, "unsupported_media_type").with("expected", "multipart/form-data")
        })?;
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
            match part.name().unwrap_or_default().to_owned() {
                name if name == file => form.file = Some(part.bytes().await.map_err(|error| broken(&error))?),
                name if texts.contains(&name.as_str()) => {
                    form.texts.insert(name, part.text().await.map_err(|error| broken(&error))?);
                }
                name => {
                    let unknown = ApiError::new(Class::Malformed, "unknown_field").with("field", name.as_str());
                    return Err(unknown.field(&name, "unknown"));
                }
            }
        }
        Ok(form)
    }

    /// The bytes of the file, when there is one.
    pub fn file(&mut self) -> Option<Bytes> {
        self.file.take()
    }

    /// One of the texts, when it is there.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.texts.remove(name)
    }

    /// A day in one of the texts; empty is none.
    pub fn day(&mut self, name: &'static str) -> Result<Option<NaiveDate>, ApiError> {
        let Some(text) = self.text(name).filter(|text| !text.trim().is_empty()) else { return Ok(None) };
        text.trim().parse().map(Some).map_err(|_| ApiError::parameter(name, "date"))
    }

    /// A part that must be there.
    pub fn required<T>(part: Option<T>, name: &str) -> Result<T, ApiError> {
        part.ok_or_else(|| ApiError::new(Class::Malformed, "missing_field").with("field", name).field(name, "missing"))
    }
}
