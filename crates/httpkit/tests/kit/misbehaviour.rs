//! Handlers that panic, take too long or fail: the caller gets a problem document and learns nothing else.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{Request, StatusCode},
    routing::{get, post},
};
use db::Db;
use httpkit::{ApiError, AppState, Settings, wrap};
use kernel::{SystemClock, SystemIdGen};
use serde_json::Value;
use tower::ServiceExt;

async fn panics() -> &'static str {
    panic!("the secret of the house")
}

async fn fails() -> Result<&'static str, ApiError> {
    Err(ApiError::internal("the secret of the house"))
}

async fn never_ends() -> &'static str {
    std::future::pending().await
}

async fn asks_the_database(State(state): State<AppState>) -> Result<&'static str, ApiError> {
    state.db.ping().await?;
    Ok("pong")
}

async fn bare_refusal() -> (StatusCode, &'static str) {
    (StatusCode::BAD_REQUEST, "in English, without a document")
}

/// The answer of the handlers above, and the database behind them.
async fn ask(path: &str, close: bool) -> (StatusCode, Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::connect(&format!("sqlite:{}", folder.path().join("kit.db").display())).await.unwrap();
    let settings = Settings { timeout: Duration::from_millis(50), ..Settings::default() };
    let state = AppState::new(db, Arc::new(SystemClock), Arc::new(SystemIdGen), settings, &[]);
    if close {
        state.db.clone().close().await;
    }
    let router = Router::new()
        .route("/api/v1/panics", get(panics))
        .route("/api/v1/fails", get(fails))
        .route("/api/v1/never-ends", get(never_ends))
        .route("/api/v1/database", get(asks_the_database))
        .route("/api/v1/bare", get(bare_refusal))
        .route("/bare", get(bare_refusal))
        .route("/api/v1/post", post(|| async { "done" }))
        .with_state(state.clone());
    let request = Request::builder().uri(path).header("accept-language", "nl").body(Body::empty()).unwrap();
    let response = wrap(router, &state).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let text = String::from_utf8(to_bytes(body, 100_000).await.unwrap().to_vec()).unwrap();
    let document = serde_json::from_str(&text).unwrap_or_default();
    let retry_after = parts.headers.get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    assert!(parts.headers.contains_key("content-security-policy") && parts.headers.contains_key("x-request-id"));
    assert!(!text.contains("secret"), "{text}");
    (parts.status, document, retry_after.unwrap_or_default())
}

#[tokio::test]
async fn a_panic_is_a_500_without_its_words() {
    let (status, document, _) = ask("/api/v1/panics", false).await;
    assert_eq!((status.as_u16(), &document["code"]), (500, &Value::from("internal")));
    assert!(document["detail"].as_str().unwrap().starts_with("Er ging iets mis"), "{document}");
}

#[tokio::test]
async fn a_fault_of_ours_is_a_500_without_its_cause() {
    let (status, document, _) = ask("/api/v1/fails", false).await;
    assert_eq!((status.as_u16(), &document["code"]), (500, &Value::from("internal")));
}

#[tokio::test]
async fn what_takes_too_long_is_given_up() {
    let (status, document, retry_after) = ask("/api/v1/never-ends", false).await;
    assert_eq!((status.as_u16(), &document["code"], retry_after.as_str()), (503, &Value::from("timeout"), "5"));
}

#[tokio::test]
async fn a_database_that_is_away_is_a_503() {
    assert_eq!(ask("/api/v1/database", false).await.0, 200);
    let (status, document, retry_after) = ask("/api/v1/database", true).await;
    assert_eq!((status.as_u16(), &document["code"], retry_after.as_str()), (503, &Value::from("database_away"), "5"));
}

#[tokio::test]
async fn refusals_of_the_framework_become_documents_in_the_api_only() {
    let (status, document, _) = ask("/api/v1/bare", false).await;
    assert_eq!((status.as_u16(), &document["code"]), (400, &Value::from("malformed")));
    assert_eq!(ask("/bare", false).await.1, Value::Null);
    let (status, document, _) = ask("/api/v1/nowhere", false).await;
    assert_eq!((status.as_u16(), &document["code"]), (404, &Value::from("no_such_path")));
    let (status, document, _) = ask("/api/v1/post", false).await;
    assert_eq!((status.as_u16(), &document["code"]), (405, &Value::from("method_not_allowed")));
}
