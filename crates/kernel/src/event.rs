//! What a change tells the journal. The journal is also the outbox: whoever reacts to a change reads it there.

use serde::Serialize;
use serde_json::{Map, Value, json};
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
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.data = data.into();
        self
    }

    /// With a reason.
    #[must_use]
    pub fn reason(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }
}

/// Each field that changed, with what it was and what it is: the data of a line about a change.
#[derive(Debug, Default)]
pub struct Changes(Map<String, Value>);

impl Changes {
    /// Compares one field.
    #[must_use]
    pub fn field(mut self, name: &str, from: &impl Serialize, to: &impl Serialize) -> Self {
        let (from, to) = (json!(from), json!(to));
        if from != to {
            self.0.insert(name.to_owned(), json!({ "from": from, "to": to }));
        }
        self
    }
}

impl From<Changes> for Value {
    fn from(changes: Changes) -> Self {
        Self::Object(changes.0)
    }
}
