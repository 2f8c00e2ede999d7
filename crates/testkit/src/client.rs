//! A program or a browser that talks to the application.

use reqwest::{
    Method, RequestBuilder,
    header::{HeaderMap, HeaderValue},
};
use serde_json::Value;

/// Who talks: nobody, a browser with a session, or a program with a token.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    credential: Credential,
}

#[derive(Debug, Clone)]
enum Credential {
    None,
    Session(String),
    Token(String),
}

impl Client {
    pub(crate) fn new(http: &reqwest::Client, origin: &str) -> Self {
        Self { http: http.clone(), origin: origin.to_owned(), credential: Credential::None }
    }

    /// The same person at another server of the same database.
    #[must_use]
    pub fn at(mut self, origin: &str) -> Self {
        origin.clone_into(&mut self.origin);
        self
    }

    /// The same browser with a session.
    #[must_use]
    pub fn with_session(mut self, key: &str) -> Self {
        self.credential = Credential::Session(key.to_owned());
        self
    }

    /// The same program with a token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.credential = Credential::Token(token.to_owned());
        self
    }

    /// A request to finish by hand, with what says who calls. A path that begins with `/api/`, `/healthz` and the like
    /// is taken as it stands, all others lie under `/api/v1`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let whole = ["/api/", "/healthz", "/readyz", "/metrics", "/problems/"].iter().any(|own| path.starts_with(own));
        let prefix = if whole || path == "/" { "" } else { "/api/v1" };
        let request = self.http.request(method, format!("{}{prefix}{path}", self.origin));
        match &self.credential {
            Credential::None => request,
            Credential::Session(key) => {
                request.header("cookie", format!("intendant_session={key}")).header("origin", &self.origin)
            }
            Credential::Token(token) => request.bearer_auth(token),
        }
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    /// `POST` with a JSON body; `Value::Null` sends none.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        Answer::of(with_body(self.request(Method::POST, path), &body)).await
    }

    /// `POST` under an idempotency key.
    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> Answer {
        Answer::of(with_body(self.request(Method::POST, path).header("idempotency-key", key), &body)).await
    }

    /// `PUT` with a JSON body.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        Answer::of(with_body(self.request(Method::PUT, path), &body)).await
    }

    /// `PATCH` of the version that was seen (an `ETag`; empty: none is named).
    pub async fn patch(&self, path: &str, seen: &str, body: Value) -> Answer {
        let request = self.request(Method::PATCH, path);
        let request = if seen.is_empty() { request } else { request.header("if-match", seen) };
        Answer::of(with_body(request, &body)).await
    }

    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::DELETE, path)).await
    }
}

fn with_body(request: RequestBuilder, body: &Value) -> RequestBuilder {
    if body.is_null() { request } else { request.json(body) }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// Sends a request made by hand.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.expect("the answer is text") }
    }

    /// The body as JSON; `Value::Null` when there is none.
    #[must_use]
    pub fn json(&self) -> Value {
        if self.text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.text))
    }

    /// A header as text; empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(HeaderValue::to_str).transpose().expect("headers are text").unwrap_or_default()
    }

    /// The body, after checking the status.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "often only the check is wanted")]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// The problem document, after checking status, code, media type and the members that every one has.
    #[track_caller]
    #[expect(clippy::must_use_candidate, reason = "often only the check is wanted")]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{} {}", self.status, self.text);
        let content_language = self.header("content-language").to_owned();
        let header_id = self.header("x-request-id").to_owned();
        let replayed = self.header("idempotency-replayed") == "true";
        let document = self.expect(status);
        assert_eq!(document["code"], code, "{document:#}");
        assert_eq!(document["status"], status, "{document:#}");
        assert_eq!(document["type"], format!("/problems/{}", code.replace('_', "-")), "{document:#}");
        for member in ["title", "detail"] {
            assert!(document[member].as_str().is_some_and(|text| !text.is_empty()), "no {member}: {document:#}");
        }
        assert!(replayed || document["request_id"] == header_id, "{document:#}");
        assert!(!content_language.is_empty());
        document
    }
}
