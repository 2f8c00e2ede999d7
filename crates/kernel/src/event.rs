//! What a change tells the journal. The journal is also the outbox: whoever reacts to a change reads it there.

use serde_json::Value;
use uuid::Uuid;

/// One line for the journal, before it gets its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What happened, `noun.verb_in_the_past`: `occurrence.confirmed`.
    pub action: &'static str,
    /// What kind of thing it happened to: `occurrence`.
    pub subject_kind: &'static str,
    /// Which one.
    pub subject: Uuid,
    /// From → to, or whatever explains it. Never a secret.
    pub data: Value,
    /// Why, in the words of whoever did it.
    pub reason: Option<String>,
}

impl Entry {
    /// A line without data or reason.
    pub fn new(action: &'static str, subject_kind: &'static str, subject: impl Into<Uuid>) -> Self {
        Self { action, subject_kind, subject: subject.into(), data: Value::Null, reason: None }
    }

    /// With data.
    #[must_use]
    pub fn data(mut self, data: Value) -> Self {
        self.data = data;
        self
    }

    /// With a reason.
    #[must_use]
    pub fn reason(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }
}
