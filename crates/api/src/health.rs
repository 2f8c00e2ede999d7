//! `/healthz` and `/readyz`: what a supervisor and a load balancer ask.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use httpkit::AppState;
use serde_json::json;

use crate::schema;

/// The process answers.
pub(crate) async fn alive() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(json!({ "status": "ok" }))).into_response()
}

/// The database answers and has the schema of this program.
pub(crate) async fn ready(State(state): State<AppState>) -> Response {
    let (status, word) = match schema::status(&state.db).await {
        Ok(status) if status.is_current() => (StatusCode::OK, "ok"),
        Ok(status) if status.unknown.is_empty() => (StatusCode::SERVICE_UNAVAILABLE, "not_migrated"),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "schema_newer"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "database_away")
        }
    };
    let mut response = (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({ "status": word }))).into_response();
    if status != StatusCode::OK {
        response.headers_mut().insert(header::RETRY_AFTER, 5.into());
    }
    response
}
