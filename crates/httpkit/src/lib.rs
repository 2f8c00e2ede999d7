#![doc = include_str!("../README.md")]

mod caller;
mod docs;
mod drain;
mod error;
mod etag;
mod expected;
mod form;
mod idempotency;
mod json;
mod layers;
mod module;
mod paging;
mod path;
mod query;
mod ratelimit;
mod request;
mod state;
mod texts;
mod unasked;
pub mod words;
mod write;

use std::time::Duration;

use kernel::Lang;

pub use caller::{Caller, SESSION_COOKIE, session_cookie, session_key};
pub use docs::{
    PagingParams, ProblemDocument, ReadProblems, RefusedField, VersionedProblems, WriteProblems,
    complete as complete_document,
};
pub use error::{ApiError, PROBLEM_JSON};
pub use etag::{IfMatch, etag};
pub use form::Form;
pub use idempotency::{IDEMPOTENCY_REPLAYED, idempotency_key, key_reused};
pub use json::Json;
pub use kernel::field::present;
pub use layers::wrap;
pub use module::{Module, PermissionRow, Sweep, SweepError, render_permissions};
pub use paging::{DEFAULT_LIMIT, MAX_LIMIT, Page, Paging};
pub use path::Path;
pub use query::{PagedQuery, Query};
pub use request::RequestInfo;
pub use state::{AppState, Settings};
pub use texts::Texts;
pub use unasked::refuse_unasked_parameters;
pub use write::{Write, answer, download};

/// Where the API lives.
pub const API: &str = "/api/v1";

/// The texts of the HTTP layer itself and of the database; [`AppState::new`] adds them.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
];

/// The background work of the HTTP layer itself.
#[must_use]
pub fn sweeps() -> Vec<Sweep> {
    vec![Sweep {
        name: "forget_idempotency_keys",
        every: Duration::from_hours(1),
        run: |state| Box::pin(idempotency::forget_expired(state)),
    }]
}
