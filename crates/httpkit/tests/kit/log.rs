//! What is written to the log about requests.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use axum::{Router, body::Body, extract::Path, http::Request, routing::get};
use db::Db;
use httpkit::{ApiError, AppState, Settings, wrap};
use kernel::{SystemClock, SystemIdGen};
use serde_json::Value;
use tower::ServiceExt;

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_request_is_one_line_without_its_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let folder = tempfile::tempdir().unwrap();
    let db = Db::connect(&format!("sqlite:{}", folder.path().join("kit.db").display())).await.unwrap();
    let state = AppState::new(db, Arc::new(SystemClock), Arc::new(SystemIdGen), Settings::default(), &[]);
    let router = Router::new()
        .route("/api/v1/feeds/{name}", get(|Path(_): Path<String>| async { "feed" }))
        .route("/api/v1/fails", get(|| async { Err::<(), _>(ApiError::internal("the disk is on fire")) }))
        .with_state(state.clone());
    let router = wrap(router, &state);
    for path in ["/api/v1/feeds/anna.peeters?token=int_secret", "/api/v1/fails", "/api/v1/nowhere/int_secret"] {
        let request = Request::builder()
            .uri(path)
            .header("x-request-id", "request-7")
            .header("cookie", "intendant_session=int_secret");
        router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    }
    drop(guard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains("int_secret") && !text.contains("anna.peeters"), "{text}");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<_> = lines.iter().filter(|line| line["target"] == "http").map(|line| &line["fields"]).collect();
    assert_eq!(requests.len(), 3, "{text}");
    assert_eq!((&requests[0]["route"], &requests[0]["status"]), (&"/api/v1/feeds/{name}".into(), &200.into()));
    assert_eq!((&requests[0]["request_id"], &requests[0]["method"]), (&"request-7".into(), &"GET".into()));
    assert_eq!((&requests[2]["route"], &requests[2]["status"]), (&"-".into(), &404.into()));
    // A fault of ours leaves its cause in the log, under the same id.
    let fault = lines.iter().find(|line| line["level"] == "ERROR").unwrap();
    assert_eq!(fault["fields"]["error"], "the disk is on fire");
    assert_eq!(fault["fields"]["request_id"], "request-7");
}
