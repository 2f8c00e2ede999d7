//! What every handler can reach.

use std::{sync::Arc, time::Duration};

use axum::http::Extensions;
use db::Db;
use kernel::{Clock, IdGen, Lang};

use crate::{Texts, module::PermissionRow, ratelimit::RateLimiter};

/// What the operator decides about the way in. Limits that are zero are off.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether callers come over TLS: cookies are `Secure` and HSTS is sent. Off only for plain HTTP on the loopback.
    pub secure: bool,
    /// The address callers see, such as `https://intendant.example`; what `Origin` is compared with besides `Host`.
    pub public_url: Option<String>,
    /// Whether the peer is a proxy of ours, so that the last address in `X-Forwarded-For` is the caller's.
    pub behind_proxy: bool,
    /// The content security policy of answers that do not bring their own.
    pub content_security_policy: String,
    /// Requests a person may send per minute, with as many again at once.
    pub person_requests_per_minute: u32,
    /// Requests an address may send per minute, with as many again at once.
    pub address_requests_per_minute: u32,
    /// The largest body, in bytes, of routes that do not set their own.
    pub body_limit: usize,
    /// How long a request may take before it is given up.
    pub timeout: Duration,
    /// How long a session lasts at most, in minutes.
    pub session_minutes: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secure: true,
            public_url: None,
            behind_proxy: false,
            content_security_policy:
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
                    .into(),
            person_requests_per_minute: 1200,
            address_requests_per_minute: 6000,
            body_limit: 1024 * 1024,
            timeout: Duration::from_secs(30),
            session_minutes: 12 * 60,
        }
    }
}

/// What every handler can reach. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where ids come from.
    pub ids: Arc<dyn IdGen>,
    /// The words.
    pub texts: Arc<Texts>,
    /// What the operator decides.
    pub settings: Arc<Settings>,
    /// The permission rows of all areas, in order.
    pub permissions: Arc<[PermissionRow]>,
    pub(crate) limiter: Arc<RateLimiter>,
    shared: Arc<Extensions>,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl AppState {
    /// The state for these areas: their texts and permissions, with httpkit's own texts.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn IdGen>,
        settings: Settings,
        modules: &[crate::Module],
    ) -> Self {
        let sources: Vec<(Lang, &str)> =
            crate::MESSAGES.iter().chain(modules.iter().flat_map(|module| module.messages)).copied().collect();
        let permissions: Vec<_> = modules.iter().flat_map(|module| module.permissions).copied().collect();
        Self {
            db,
            clock,
            ids,
            texts: Arc::new(Texts::new(&sources)),
            settings: Arc::new(settings),
            permissions: permissions.into(),
            limiter: Arc::default(),
            shared: Arc::default(),
        }
    }

    /// Adds something that an area's handlers need, found again by its type: `state.with(engine)`.
    #[must_use]
    pub fn with<T: Clone + Send + Sync + 'static>(mut self, thing: T) -> Self {
        let mut shared = Extensions::clone(&self.shared);
        shared.insert(thing);
        self.shared = Arc::new(shared);
        self
    }

    /// What was added with [`Self::with`]. Panics when it was not: the composition root and the area disagree.
    #[must_use]
    pub fn get<T: Clone + Send + Sync + 'static>(&self) -> &T {
        self.shared.get().unwrap_or_else(|| panic!("the composition root did not add {}", std::any::type_name::<T>()))
    }
}
