//! The refusals that every area knows.

use serde_json::{Map, Value, json};

use crate::{Class, FieldError, Problem};

/// What can be wrong with a command on anything that has a code, names and a version.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Rejection {
    /// The actor may not do this here.
    #[error("permission {0} is missing")]
    Forbidden(&'static str),
    /// No such thing, or not for these eyes.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Fields that cannot be taken as they are.
    #[error("fields refused: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Another one has the code.
    #[error("the code {0} is taken")]
    CodeTaken(String),
    /// The caller decided on an older version.
    #[error("the caller saw version {seen}, the present one is {present}")]
    Stale {
        /// What the caller saw.
        seen: i64,
        /// What there is.
        present: i64,
    },
}

impl Rejection {
    /// One field refused.
    #[must_use]
    pub fn field(field: &'static str, code: &'static str) -> Self {
        FieldError::new(field, code).into()
    }

    /// Refuses a caller who decided on another version than the present one; `None` takes whatever there is.
    pub fn unless_seen(seen: Option<i64>, present: i64) -> Result<(), Self> {
        match seen {
            Some(seen) if seen != present => Err(Self::Stale { seen, present }),
            _ => Ok(()),
        }
    }

    /// The fields that were refused, as a report on a file shows them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Invalid(fields) => fields.clone(),
            Self::CodeTaken(_) => vec![FieldError::new("code", "taken")],
            Self::Forbidden(_) | Self::NotFound(_) | Self::Stale { .. } => vec![],
        }
    }
}

impl From<FieldError> for Rejection {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl Problem for Rejection {
    fn code(&self) -> &'static str {
        match self {
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::Invalid(_) => "invalid_fields",
            Self::CodeTaken(_) => "code_taken",
            Self::Stale { .. } => "stale",
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Forbidden(_) => Class::Forbidden,
            Self::NotFound(_) => Class::NotFound,
            Self::Invalid(_) => Class::Refused,
            Self::CodeTaken(_) => Class::Conflict,
            Self::Stale { .. } => Class::Stale,
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Forbidden(permission) => json!({ "permission": permission }),
            Self::NotFound(what) => json!({ "what": what }),
            Self::Invalid(_) => json!({}),
            Self::CodeTaken(code) => json!({ "taken": code }),
            Self::Stale { seen, present } => json!({ "seen_version": seen, "present_version": present }),
        };
        let Value::Object(mut data) = data else { unreachable!("each is an object") };
        let fields: Vec<Value> = self.fields().iter().map(FieldError::entry).collect();
        if !fields.is_empty() {
            data.insert("fields".into(), fields.into());
        }
        data
    }
}
