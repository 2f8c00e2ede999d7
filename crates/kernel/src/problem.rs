//! How an error says what it is, without knowing HTTP.

/// What kind of refusal an error is; the HTTP layer turns it into a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The input cannot be understood (400).
    Malformed,
    /// Nobody is signed in (401).
    Unauthenticated,
    /// The actor may not do this here (403).
    Forbidden,
    /// It does not exist, or the actor may not know that it does (404).
    NotFound,
    /// It clashes with what is there (409).
    Conflict,
    /// The version the caller saw is no longer the present one (412).
    Stale,
    /// The input is too large (413).
    TooLarge,
    /// The content is of a kind that is not taken (415).
    UnsupportedMedia,
    /// Understood, but a rule refuses it (422).
    Refused,
    /// The caller must say which version it saw (428).
    VersionNeeded,
    /// Too often; again after so many seconds (429).
    TooMany {
        /// Seconds until another try makes sense.
        retry_after_s: u32,
    },
    /// Something the server needs is away for the moment (503).
    Unavailable {
        /// Seconds until another try makes sense.
        retry_after_s: u32,
    },
    /// A fault of ours (500).
    Internal,
}

/// An error that can explain itself to a caller in any language.
pub trait Problem: std::error::Error + Send + Sync + 'static {
    /// The stable `snake_case` code; the texts of all languages hang on it.
    fn code(&self) -> &'static str;

    /// The code that its text hangs on, where one code is said in different words.
    fn text_code(&self) -> &'static str {
        self.code()
    }

    /// What kind of refusal it is.
    fn class(&self) -> Class;

    /// The data that explains it: members of the problem document and arguments of its text.
    fn data(&self) -> serde_json::Map<String, serde_json::Value> {
        serde_json::Map::new()
    }
}
