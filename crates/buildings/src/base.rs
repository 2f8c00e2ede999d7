//! The refusals and checks of fields that everything in this area shares.

use kernel::Rejection;
use serde::Serialize;
use serde_json::{Map, Value, json};

pub(crate) use crate::BuildingsError;
pub(crate) use kernel::{
    FieldError,
    field::{NamesInput, NamesPatch, Wrong, check_code, one_line, several_lines},
};

/// The value, or all that is wrong with it.
pub(crate) fn settle<T>(wrong: Wrong, value: T) -> Result<T, BuildingsError> {
    Ok(wrong.or(value)?)
}

/// There is none, or none for these eyes.
pub(crate) const fn not_found(what: &'static str) -> BuildingsError {
    BuildingsError::Rejected(Rejection::NotFound(what))
}

/// The permission is missing.
pub(crate) const fn forbidden(permission: &'static str) -> BuildingsError {
    BuildingsError::Rejected(Rejection::Forbidden(permission))
}

/// Another one has the code.
pub(crate) fn code_taken(code: &str) -> BuildingsError {
    BuildingsError::Rejected(Rejection::CodeTaken(code.to_owned()))
}

/// One field refused.
pub(crate) fn refuse(field: &'static str, code: &'static str) -> BuildingsError {
    FieldError::new(field, code).into()
}

/// The caller decided on another version.
pub(crate) const fn stale(seen: i64, present: i64) -> BuildingsError {
    BuildingsError::Rejected(Rejection::Stale { seen, present })
}

/// Refuses a caller who decided on another version than the present one; `None` takes whatever there is.
pub(crate) fn check_seen(seen: Option<i64>, present: i64) -> Result<(), BuildingsError> {
    Ok(Rejection::unless_seen(seen, present)?)
}

/// An optional text of one line: empty is none.
pub(crate) fn optional_line(field: &'static str, text: Option<&str>, max: usize) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| one_line(field, text, max)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// An optional text of several lines: empty is none.
pub(crate) fn optional_lines(
    field: &'static str,
    text: Option<&str>,
    max: usize,
) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| several_lines(field, text, max)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A text of one line that must be there.
pub(crate) fn required_line(field: &'static str, text: &str, max: usize) -> Result<String, FieldError> {
    let text = one_line(field, text, max)?;
    if text.is_empty() { Err(FieldError::new(field, "required")) } else { Ok(text) }
}

/// Each changed field with what it was and what it is, for the journal.
#[derive(Debug, Default)]
pub(crate) struct Difference(Map<String, Value>);

impl Difference {
    /// Compares one field.
    pub(crate) fn field<T: Serialize + PartialEq>(mut self, name: &str, from: &T, to: &T) -> Self {
        if from != to {
            self.0.insert(name.to_owned(), json!({ "from": from, "to": to }));
        }
        self
    }

    /// As the data of an entry.
    pub(crate) fn data(self) -> Value {
        Value::Object(self.0)
    }
}
