//! What stands in the way of a wish, or should be known about it.

use kernel::{BookableId, WallTime};
use serde::Serialize;
use serde_json::{Map, Value, json};

kernel::text_enum! {
    /// How much a finding weighs.
    pub enum Severity {
        /// Only for information.
        Notice = "notice",
        /// Possible when somebody agrees.
        NeedsApproval = "needs_approval",
        /// Not possible.
        Refusal = "refusal",
    }
}

/// One reason, with its numbers: enough for a screen to say why, and what would make it possible.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The stable code; the texts of all languages hang on it.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The numbers and names that explain it.
    pub data: Map<String, Value>,
    /// The date of a series it is about.
    pub original_start: Option<WallTime>,
    /// The bookable it is about.
    pub bookable_id: Option<BookableId>,
}

impl Finding {
    /// A reason of that weight; `data` must be a JSON object.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, data: Value) -> Self {
        let data = match data {
            Value::Object(map) => map,
            Value::Null => Map::new(),
            other => Map::from_iter([("value".to_owned(), other)]),
        };
        Self { code, severity, data, original_start: None, bookable_id: None }
    }

    /// A reason why it is not possible.
    #[must_use]
    pub fn refusal(code: &'static str, data: Value) -> Self {
        Self::new(Severity::Refusal, code, data)
    }

    /// Something to know.
    #[must_use]
    pub fn notice(code: &'static str, data: Value) -> Self {
        Self::new(Severity::Notice, code, data)
    }

    /// About that bookable.
    #[must_use]
    pub fn about(mut self, bookable: BookableId) -> Self {
        self.bookable_id = Some(bookable);
        self
    }

    /// About that date of the series.
    #[must_use]
    pub fn on(mut self, original_start: WallTime) -> Self {
        self.original_start = Some(original_start);
        self
    }

    /// For the preview's hash: what it says, without the words.
    pub(crate) fn fingerprint(&self) -> Value {
        json!([self.code, self.severity, self.data])
    }
}

/// The weight of the heaviest.
#[must_use]
pub fn worst<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<Severity> {
    findings.into_iter().map(|finding| finding.severity).max()
}
