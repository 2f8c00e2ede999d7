//! Limits on rates, and what an operator decides.

use httpkit::Settings;
use serde_json::json;
use testkit::{App, Engine, PASSWORD};

async fn start(settings: Settings) -> App {
    App::start_with(Engine::Sqlite, settings).await.expect("SQLite is always there")
}

#[tokio::test]
async fn a_person_may_not_flood_the_server() {
    let app = start(Settings { person_requests_per_minute: 3, ..App::settings() }).await;
    let (staff, colleague) = (app.client("staff").await, app.client("colleague").await);
    for _ in 0..3 {
        staff.get("/session").await.expect(200);
    }
    let answer = staff.get("/session").await;
    assert_eq!(answer.header("retry-after"), "20");
    answer.problem(429, "too_many_requests");
    colleague.get("/session").await.expect(200);
    app.clock.advance_seconds(20);
    staff.get("/session").await.expect(200);
    staff.get("/session").await.problem(429, "too_many_requests");
}

#[tokio::test]
async fn an_address_may_not_flood_the_server() {
    let app = start(Settings { address_requests_per_minute: 2, ..App::settings() }).await;
    app.nobody().get("/session").await.problem(401, "not_signed_in");
    app.nobody().get("/no-such-thing").await.problem(404, "no_such_path");
    app.nobody().get("/session").await.problem(429, "too_many_requests");
}

#[tokio::test]
async fn behind_a_proxy_of_ours_the_forwarded_address_counts() {
    let app = start(Settings { address_requests_per_minute: 1, behind_proxy: true, ..App::settings() }).await;
    let from = |address: &'static str| {
        let request = app.nobody().request(reqwest::Method::GET, "/session");
        testkit::Answer::of(request.header("x-forwarded-for", address))
    };
    assert_eq!(from("192.0.2.1").await.status, 401);
    assert_eq!(from("192.0.2.2").await.status, 401);
    // Made up in front of what the proxy wrote.
    assert_eq!(from("198.51.100.9, 192.0.2.1").await.status, 429);
}

#[tokio::test]
async fn behind_tls_cookies_are_secure_and_browsers_are_told_to_stay() {
    let app =
        start(Settings { secure: true, public_url: Some("https://intendant.example".into()), ..App::settings() }).await;
    let body = json!({ "login": "staff", "password": PASSWORD });
    let request = app.nobody().request(reqwest::Method::POST, "/session").json(&body);
    let answer = testkit::Answer::of(request.header("origin", "https://intendant.example")).await;
    assert!(answer.header("set-cookie").contains("; Secure"), "{}", answer.header("set-cookie"));
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
    answer.expect(200);
}
