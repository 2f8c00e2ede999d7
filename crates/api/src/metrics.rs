//! Counting for Prometheus: what was asked and how long it took, never by whom.
//!
//! Requests are counted where they are logged, in `httpkit`; bookings and background work here.

use std::sync::OnceLock;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use httpkit::AppState;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// The counter of requests and the histogram of their durations, kept by `httpkit`.
const REQUESTS: &str = "http_requests_total";
const DURATION: &str = "http_request_seconds";
/// The counter of attempts to book.
const BOOKINGS: &str = "bookings_total";
/// The counter of runs of background work, and of what they dealt with.
const SWEEPS: &str = "sweeps_total";
const SWEPT: &str = "swept_total";
/// The gauge of statements.
const STATEMENTS: &str = "db_statements";

/// One recorder for the process, however many applications it runs.
fn recorder() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &buckets)
            .expect("the list of buckets is not empty")
            .build_recorder();
        let handle = recorder.handle();
        // A host program that already counts elsewhere keeps its own recorder; ours then answers with nothing.
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::warn!("another recorder of metrics is in place");
        }
        describe_counter!(REQUESTS, "Requests answered, by route, method and status");
        describe_histogram!(DURATION, Unit::Seconds, "How long requests took, by route and method");
        describe_counter!(BOOKINGS, "Attempts to book, by outcome: made or refused");
        describe_counter!(SWEEPS, "Runs of background work, by name and outcome");
        describe_counter!(SWEPT, "Things that background work dealt with, by name");
        describe_gauge!(STATEMENTS, "Statements sent to the database since the start of the process");
        handle
    })
}

/// Starts counting.
pub(crate) fn start() {
    recorder();
}

/// Counts an attempt to book: `made` or `refused`.
pub(crate) fn booked(outcome: &'static str) {
    counter!(BOOKINGS, "outcome" => outcome).increment(1);
}

/// Counts a run of background work.
pub(crate) fn swept(name: &'static str, done: Option<u64>) {
    counter!(SWEEPS, "sweep" => name, "outcome" => if done.is_some() { "ok" } else { "failed" }).increment(1);
    counter!(SWEPT, "sweep" => name).increment(done.unwrap_or(0));
}

/// `GET /metrics`: Prometheus text.
#[expect(clippy::cast_precision_loss, reason = "a process does not send 2^52 statements")]
pub(crate) async fn show(State(state): State<AppState>) -> Response {
    gauge!(STATEMENTS).set(state.db.statement_count() as f64);
    let handle = recorder();
    handle.run_upkeep();
    let headers =
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, handle.render()).into_response()
}
