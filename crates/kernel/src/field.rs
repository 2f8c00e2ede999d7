//! Fields that are refused, and what codes, names and texts of every area may look like.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::Names;

/// The longest code, in bytes.
pub const MAX_CODE: usize = 40;
/// The longest name in one language, in characters.
pub const MAX_NAME: usize = 200;

/// A field that was refused, and why: `required`, `invalid`, `too_long`, `taken`, `unknown`, `out_of_range`, …
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The path of the field in the API (`window.horizon_days`), or the column in a file.
    pub field: Cow<'static, str>,
    /// What is wrong with it; a text of `httpkit` hangs on it.
    pub code: &'static str,
    /// Between what it must lie.
    pub bounds: Option<Box<Bounds>>,
}

/// What was given, and the least and the most that is allowed.
#[derive(Debug, Clone, PartialEq)]
pub struct Bounds {
    /// What was given.
    pub value: Value,
    /// The least that is allowed.
    pub min: Value,
    /// The most that is allowed.
    pub max: Value,
}

impl FieldError {
    /// That field, for that reason.
    #[must_use]
    pub fn new(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self { field: field.into(), code, bounds: None }
    }

    /// A field that must lie between `min` and `max`, both allowed.
    #[must_use]
    pub fn out_of_range<T: Serialize>(field: impl Into<Cow<'static, str>>, value: T, min: T, max: T) -> Self {
        Self::new(field, "out_of_range").within(value, min, max)
    }

    /// With what was given, and the least and the most that is allowed.
    #[must_use]
    pub fn within<T: Serialize>(mut self, value: T, min: T, max: T) -> Self {
        self.bounds = Some(Box::new(Bounds { value: json!(value), min: json!(min), max: json!(max) }));
        self
    }

    /// As an entry of `fields` in a problem document.
    #[must_use]
    pub fn entry(&self) -> Value {
        let mut entry = json!({ "field": self.field, "code": self.code });
        if let Some(Bounds { value, min, max }) = self.bounds.as_deref() {
            entry["value"] = value.clone();
            entry["min"] = min.clone();
            entry["max"] = max.clone();
        }
        entry
    }
}

impl std::fmt::Display for FieldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.code)?;
        match self.bounds.as_deref() {
            Some(Bounds { value, min, max }) => write!(f, " ({value} is not within {min} and {max})"),
            None => Ok(()),
        }
    }
}

/// What is wrong with an input, gathered so that a caller learns all of it at once.
#[derive(Debug, Default)]
pub struct Wrong(Vec<FieldError>);

impl Wrong {
    /// One more.
    pub fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// The value; or its type's default with the error kept, which [`Self::or`] brings to light.
    pub fn take<T: Default>(&mut self, value: Result<T, FieldError>) -> T {
        value.unwrap_or_else(|error| {
            self.add(error);
            T::default()
        })
    }

    /// Puts a checked value in the place of the present one, where there is one.
    pub fn put<T: Default>(&mut self, present: &mut T, value: Option<Result<T, FieldError>>) {
        if let Some(value) = value {
            *present = self.take(value);
        }
    }

    /// The errors; empty when all is well.
    #[must_use]
    pub fn into_errors(self) -> Vec<FieldError> {
        self.0
    }

    /// The value, when all is well.
    pub fn or<T>(self, value: T) -> Result<T, crate::Rejection> {
        if self.0.is_empty() { Ok(value) } else { Err(crate::Rejection::Invalid(self.0)) }
    }
}

/// Names as they come in: at least one language; the others fall back to the first that is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamesInput {
    /// Dutch.
    #[serde(default)]
    pub nl: String,
    /// French.
    #[serde(default)]
    pub fr: String,
    /// German.
    #[serde(default)]
    pub de: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl From<Names> for NamesInput {
    fn from(Names { nl, fr, de, en }: Names) -> Self {
        Self { nl, fr, de, en }
    }
}

impl From<NamesPatch> for NamesInput {
    /// What a change says of something that had no names before.
    fn from(NamesPatch { nl, fr, de, en }: NamesPatch) -> Self {
        Self {
            nl: nl.unwrap_or_default(),
            fr: fr.unwrap_or_default(),
            de: de.unwrap_or_default(),
            en: en.unwrap_or_default(),
        }
    }
}

impl NamesInput {
    /// The names, trimmed; or why they cannot be taken.
    pub fn check(self, field: &'static str) -> Result<Names, FieldError> {
        let Self { nl, fr, de, en } = self;
        let one = |text: String| one_line(field, &text, MAX_NAME);
        let names = Names { nl: one(nl)?, fr: one(fr)?, de: one(de)?, en: one(en)? };
        if [&names.nl, &names.fr, &names.de, &names.en].iter().all(|name| name.is_empty()) {
            return Err(FieldError::new(field, "required"));
        }
        Ok(names)
    }
}

/// Changes to names: an absent language stays as it is, an empty text takes its name away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamesPatch {
    /// Dutch.
    #[serde(default)]
    pub nl: Option<String>,
    /// French.
    #[serde(default)]
    pub fr: Option<String>,
    /// German.
    #[serde(default)]
    pub de: Option<String>,
    /// English.
    #[serde(default)]
    pub en: Option<String>,
}

impl NamesPatch {
    /// The names after the change; or why they cannot be taken.
    pub fn check(self, field: &'static str, present: &Names) -> Result<Names, FieldError> {
        let Self { nl, fr, de, en } = self;
        NamesInput {
            nl: nl.unwrap_or_else(|| present.nl.clone()),
            fr: fr.unwrap_or_else(|| present.fr.clone()),
            de: de.unwrap_or_else(|| present.de.clone()),
            en: en.unwrap_or_else(|| present.en.clone()),
        }
        .check(field)
    }
}

/// Refuses a number below `min` or above `max`.
pub fn in_range(field: impl Into<Cow<'static, str>>, value: i64, min: i64, max: i64) -> Result<(), FieldError> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(FieldError::out_of_range(field, value, min, max)) }
}

/// A code: ASCII letters, digits, `-`, `_` and `.`, beginning with a letter or digit, at most [`MAX_CODE`] bytes.
pub fn check_code(field: &'static str, code: &str) -> Result<String, FieldError> {
    let code = code.trim();
    if code.is_empty() {
        return Err(FieldError::new(field, "required"));
    }
    if code.len() > MAX_CODE {
        return Err(FieldError::new(field, "too_long"));
    }
    let allowed = code.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if !allowed || !code.as_bytes()[0].is_ascii_alphanumeric() {
        return Err(FieldError::new(field, "invalid"));
    }
    Ok(code.to_owned())
}

/// A text of one line, trimmed, at most `max` characters; empty is allowed.
pub fn one_line(field: &'static str, text: &str, max: usize) -> Result<String, FieldError> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(FieldError::new(field, "invalid"));
    }
    if text.chars().count() > max {
        return Err(FieldError::new(field, "too_long"));
    }
    Ok(text.to_owned())
}

/// A text of several lines, trimmed, at most `max` characters; line ends become `\n`, empty is allowed.
pub fn several_lines(field: &'static str, text: &str, max: usize) -> Result<String, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FieldError::new(field, "invalid"));
    }
    if text.chars().count() > max {
        return Err(FieldError::new(field, "too_long"));
    }
    Ok(text)
}

/// For `PATCH`: tells a member that is absent (`None`) from one that is `null` (`Some(None)`).
/// Use with `#[serde(default, deserialize_with = "httpkit::present")]` on an `Option<Option<T>>`.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain() {
        assert_eq!(check_code("code", " W16-4-01 ").unwrap(), "W16-4-01");
        for (code, why) in
            [("", "required"), ("é", "invalid"), ("-a", "invalid"), ("a b", "invalid"), ("=1", "invalid")]
        {
            assert_eq!(check_code("code", code).unwrap_err(), FieldError::new("code", why), "{code}");
        }
        assert_eq!(check_code("code", &"a".repeat(41)).unwrap_err().code, "too_long");
    }

    #[test]
    fn one_name_is_enough_and_none_is_not() {
        let names = NamesInput { fr: "  Salle 💡 ".into(), ..NamesInput::default() };
        assert_eq!(names.check("names").unwrap(), Names { fr: "Salle 💡".into(), ..Names::default() });
        assert_eq!(NamesInput::default().check("names").unwrap_err().code, "required");
        let long = NamesInput { nl: "x".repeat(201), ..NamesInput::default() };
        assert_eq!(long.check("names").unwrap_err().code, "too_long");
        let bell = NamesInput { nl: "a\u{7}".into(), ..NamesInput::default() };
        assert_eq!(bell.check("names").unwrap_err().code, "invalid");
    }

    #[test]
    fn a_language_that_is_not_mentioned_keeps_its_name() {
        let present = Names { nl: "Zaal".into(), fr: "Salle".into(), ..Names::default() };
        let patch = |nl: Option<&str>, fr: Option<&str>| NamesPatch {
            nl: nl.map(str::to_owned),
            fr: fr.map(str::to_owned),
            ..NamesPatch::default()
        };
        assert_eq!(
            patch(None, Some("")).check("names", &present).unwrap(),
            Names { nl: "Zaal".into(), ..Names::default() }
        );
        assert_eq!(patch(Some(""), Some("")).check("names", &present).unwrap_err().code, "required");
    }
}
