//! What is known about a request from its start, shared by everything that touches it.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, OnceLock},
};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use kernel::{Lang, PersonId};

use crate::AppState;

/// The header that carries the id of a request, in and out.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// What is known about a request from its start.
#[derive(Debug, Clone)]
pub struct RequestInfo(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: String,
    asked_lang: Option<Lang>,
    address: Option<IpAddr>,
    caller: OnceLock<(PersonId, Lang)>,
}

impl RequestInfo {
    pub(crate) fn of(state: &AppState, parts: &Parts) -> Self {
        let id = parts
            .headers
            .get(REQUEST_ID)
            .and_then(|value| value.to_str().ok())
            .filter(|id| is_request_id(id))
            .map_or_else(|| state.ids.next().to_string(), str::to_owned);
        let asked_lang =
            parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| Lang::negotiate(value.to_str().ok()?));
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let address = if state.settings.behind_proxy { forwarded(&parts.headers).or(peer) } else { peer };
        Self(Arc::new(Inner { id, asked_lang, address, caller: OnceLock::new() }))
    }

    /// The id of the request: in the log, the journal and every problem document.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The address of the caller, where it is known.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        self.0.address
    }

    /// The language of the answer: the header's, else the person's, else English.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0.asked_lang.or_else(|| self.0.caller.get().map(|caller| caller.1)).unwrap_or(Lang::En)
    }

    /// The person, once known.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.0.caller.get().map(|caller| caller.0)
    }

    pub(crate) fn set_caller(&self, person: PersonId, lang: Lang) {
        // Set twice only for the same caller.
        let _ = self.0.caller.set((person, lang));
    }
}

fn is_request_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// The last address that was forwarded: the one our own proxy wrote; those before it can be made up.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_request_ids_are_taken_over() {
        assert!(is_request_id("018f-abc_1.2"));
        for id in ["", "a b", "a\nb", "é", &"x".repeat(65)] {
            assert!(!is_request_id(id), "{id:?}");
        }
    }

    #[test]
    fn the_last_forwarded_address_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 192.0.2.7".parse().unwrap());
        assert_eq!(forwarded(&headers), Some("192.0.2.7".parse().unwrap()));
        headers.append("x-forwarded-for", "198.51.100.1".parse().unwrap());
        assert_eq!(forwarded(&headers), Some("198.51.100.1".parse().unwrap()));
        headers.append("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(forwarded(&headers), None);
    }
}
