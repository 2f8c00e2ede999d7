//! What the directory refuses, and why.

use db::DbError;
use kernel::{Class, Problem};
use serde_json::{Map, Value, json};

/// A field that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field in the API.
    pub field: &'static str,
    /// Why: `invalid`, `too_short`, `too_long`, `taken`, `unknown`.
    pub code: &'static str,
}

/// What the directory refuses.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// The actor lacks the permission.
    #[error("permission {0} is missing")]
    Forbidden(&'static str),
    /// No such person, grant, delegation, token or unit; or the actor may not know of it.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Some fields break a rule.
    #[error("fields refused: {0:?}")]
    Invalid(Vec<FieldError>),
    /// A login, e-mail address or code is in use already.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// The version the caller saw is no longer the present one.
    #[error("the caller saw version {seen}, the present one is {present}")]
    Stale {
        /// What the caller saw.
        seen: i64,
        /// What there is.
        present: i64,
    },
    /// Nobody would be left to run the system.
    #[error("this is the last administrator")]
    LastAdmin,
    /// The person is no longer active.
    #[error("the person is not active")]
    Inactive,
    /// Login or password are wrong; never says which.
    #[error("sign-in failed")]
    SignInFailed,
    /// Too many failed sign-ins.
    #[error("too many failed sign-ins, again in {retry_after_s} s")]
    Throttled {
        /// Seconds until another try is looked at.
        retry_after_s: u32,
    },
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
}

impl From<sea_orm::DbErr> for DirectoryError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl DirectoryError {
    /// One field refused.
    #[must_use]
    pub fn field(field: &'static str, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError { field, code }])
    }
}

impl Problem for DirectoryError {
    fn code(&self) -> &'static str {
        match self {
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::Invalid(_) => "invalid_fields",
            Self::Taken(_) => "taken",
            Self::Stale { .. } => "stale",
            Self::LastAdmin => "last_admin",
            Self::Inactive => "person_inactive",
            Self::SignInFailed => "sign_in_failed",
            Self::Throttled { .. } => "sign_in_throttled",
            Self::NotSignedIn => "not_signed_in",
            Self::Db(error) => error.code(),
            Self::Internal(_) => "internal",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Forbidden(_) => Class::Forbidden,
            Self::NotFound(_) => Class::NotFound,
            Self::Invalid(_) | Self::LastAdmin | Self::Inactive => Class::Refused,
            Self::Taken(_) => Class::Conflict,
            Self::Stale { .. } => Class::Stale,
            Self::SignInFailed | Self::NotSignedIn => Class::Unauthenticated,
            Self::Throttled { retry_after_s } => Class::TooMany { retry_after_s: *retry_after_s },
            Self::Db(error) => error.class(),
            Self::Internal(_) => Class::Internal,
        }
    }

    fn data(&self) -> Map<String, Value> {
        let mut data = Map::new();
        match self {
            Self::Forbidden(permission) => {
                data.insert("permission".into(), json!(permission));
            }
            Self::Invalid(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|error| json!({ "field": error.field, "code": error.code })).collect();
                data.insert("fields".into(), json!(fields));
            }
            Self::Taken(field) => {
                data.insert("fields".into(), json!([{ "field": field, "code": "taken" }]));
            }
            Self::Stale { seen, present } => {
                data.insert("seen_version".into(), json!(seen));
                data.insert("present_version".into(), json!(present));
            }
            Self::Throttled { retry_after_s } => {
                data.insert("retry_after_s".into(), json!(retry_after_s));
            }
            Self::Db(error) => return error.data(),
            _ => {}
        }
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each code of this crate's own has its words in each language; those it shares stand in httpkit's texts.
    #[test]
    fn every_code_has_its_words() {
        const SHARED: &[&str] = &["forbidden", "not_found", "stale", "not_signed_in", "internal"];
        let all = [
            DirectoryError::Forbidden("x"),
            DirectoryError::NotFound("x"),
            DirectoryError::field("x", "x"),
            DirectoryError::Taken("x"),
            DirectoryError::Stale { seen: 1, present: 2 },
            DirectoryError::LastAdmin,
            DirectoryError::Inactive,
            DirectoryError::SignInFailed,
            DirectoryError::Throttled { retry_after_s: 1 },
            DirectoryError::NotSignedIn,
            DirectoryError::Internal("x".into()),
        ];
        for code in all.iter().map(Problem::code).filter(|code| !SHARED.contains(code)) {
            for (lang, source) in crate::MESSAGES {
                let line = format!("{} = ", code.replace('_', "-"));
                assert!(source.lines().any(|text| text.starts_with(&line)), "{code} in {lang}");
            }
        }
    }
}
