//! Bad input is told apart, in the caller's language, and never a 500.

use reqwest::Method;
use serde_json::json;
use testkit::{Answer, App};

testkit::both_engines! {
    async fn bodies(app: &App) {
        let admin = app.client("admin").await;
        let send = |content_type: &'static str, body: String| {
            let request = admin.request(Method::POST, "/org-units").body(body);
            Answer::of(if content_type.is_empty() { request } else { request.header("content-type", content_type) })
        };
        let json = "application/json";
        let malformed = send(json, "{\n  \"code\": }".into()).await.problem(400, "malformed_json");
        assert_eq!((&malformed["line"], &malformed["column"]), (&json!(2), &json!(11)));
        send(json, String::new()).await.problem(400, "malformed_json");
        send(json, "[]".into()).await.problem(400, "invalid_value");
        send(json, "null".into()).await.problem(400, "invalid_value");
        send(json, "\u{feff}{}".into()).await.problem(400, "malformed_json");
        send("text/plain", "{}".into()).await.problem(415, "unsupported_media_type");
        send("", "{}".into()).await.problem(415, "unsupported_media_type");
        let missing = send("", String::new()).await.problem(400, "missing_field");
        assert_eq!(missing["fields"], json!([{ "field": "code", "code": "missing", "text": "“code” is missing." }]));
        let names = r#"{"nl":"a","fr":"b","de":"c","en":"d","es":"e"}"#;
        let unknown = send(json, format!(r#"{{"code":"A","names":{names}}}"#)).await.problem(400, "unknown_field");
        assert_eq!((&unknown["fields"][0]["field"], &unknown["fields"][0]["code"]), (&json!("names.es"), &json!("unknown")));
        let large = format!(r#"{{"code":"{}"}}"#, "x".repeat(10 * 1024 * 1024));
        send(json, large).await.problem(413, "too_large");
        let deep = format!(r#"{{"x":{}"#, "[".repeat(100_000));
        send(json, deep).await.problem(400, "unknown_field");
    }

    async fn an_oversized_body_under_a_key_is_refused_too(app: &App) {
        let large = json!({ "code": "x".repeat(10 * 1024 * 1024) });
        // Whoever sends much hears the refusal, whichever it is, and not a broken connection.
        for _ in 0..3 {
            let admin = app.client("admin").await;
            admin.post_once("/org-units", "key-1", large.clone()).await.problem(413, "too_large");
            admin.post("/org-units", large.clone()).await.problem(413, "too_large");
            app.nobody().post("/org-units", large.clone()).await.problem(401, "not_signed_in");
        }
    }

    async fn a_value_that_does_not_fit_is_explained_in_the_callers_language(app: &App) {
        let admin = app.client("admin").await;
        let mut details = Vec::new();
        for lang in ["nl", "fr", "de", "en"] {
            let request = admin.request(Method::GET, "/people?inactive=perhaps").header("accept-language", lang);
            let refused = Answer::of(request).await.problem(400, "invalid_parameter");
            assert_eq!(refused["expected"], "yes_no");
            let detail = refused["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains("inactive") && detail.contains("true"), "{detail}");
            assert!(!details.contains(&detail), "{detail}");
            details.push(detail);
        }
        let anybody = "/people/0197b2c4-0000-7000-8000-000000000001/grants";
        let role = json!({ "role": "emperor", "scope": { "kind": "everything" } });
        let refused = admin.post(anybody, role).await.problem(400, "invalid_value");
        assert_eq!((&refused["expected"], &refused["given"]), (&json!("one_of"), &json!("emperor")));
        assert!(refused["detail"].as_str().unwrap().contains("room_manager"), "{refused}");
    }

    async fn paths_and_methods(app: &App) {
        let staff = app.client("staff").await;
        staff.get("/no-such-thing").await.problem(404, "no_such_path");
        app.nobody().get("/api/v9/people").await.problem(404, "no_such_path");
        let answer = staff.put("/session", json!({})).await;
        assert!(answer.header("allow").contains("GET"), "{}", answer.header("allow"));
        answer.problem(405, "method_not_allowed");
        staff.get("/people/%F0%9F%92%A1").await.problem(404, "not_found");
        staff.get("/people/..%2F..%2Fetc").await.problem(404, "not_found");
    }

    async fn a_parameter_that_a_write_does_not_take_is_refused_before_anything_is_done(app: &App) {
        let admin = app.client("admin").await;
        let names = json!({ "nl": "A", "fr": "A", "de": "A", "en": "A" });
        let unit = json!({ "code": "DRY", "names": names });
        let refused = admin.post("/org-units?dry_run=true", unit.clone()).await.problem(400, "unknown_parameter");
        assert_eq!(refused["fields"][0], json!({ "field": "dry_run", "code": "unknown", "text": refused["fields"][0]["text"] }));
        admin.patch("/session?foo", "", json!({ "language": "fr" })).await.problem(400, "unknown_parameter");
        admin.delete("/session?a=b").await.problem(400, "unknown_parameter");
        // A bare question mark asks for nothing.
        admin.post("/org-units?", unit).await.expect(201);
    }

    async fn every_language_has_the_words(app: &App) {
        let mut details = Vec::new();
        for lang in ["nl", "fr", "de", "en"] {
            let request = app.nobody().request(Method::GET, "/session").header("accept-language", lang);
            let answer = Answer::of(request).await;
            assert_eq!(answer.header("content-language"), lang);
            details.push(answer.problem(401, "not_signed_in")["detail"].to_string());
        }
        details.sort();
        details.dedup();
        assert_eq!(details.len(), 4);
    }

    async fn a_foreign_page_changes_nothing(app: &App) {
        let browser = app.client("staff").await;
        let body = json!({ "language": "fr" });
        let request = |origin: &'static str| {
            let cookie = browser.request(Method::PATCH, "/session").json(&body).build().unwrap();
            let cookie = cookie.headers()["cookie"].clone();
            let request = app.nobody().request(Method::PATCH, "/session").header("cookie", cookie).json(&body);
            Answer::of(if origin.is_empty() { request } else { request.header("origin", origin) })
        };
        request("https://evil.example").await.problem(403, "foreign_origin");
        request("").await.problem(403, "origin_missing");
        browser.patch("/session", "", body.clone()).await.expect(200);
    }

    async fn every_answer_is_dressed(app: &App) {
        let request = app.nobody().request(Method::GET, "/session").header("x-request-id", "my-id-1");
        let answer = Answer::of(request).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("x-request-id", "my-id-1"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        let request = app.nobody().request(Method::GET, "/session").header("x-request-id", "not an id");
        assert_eq!(Answer::of(request).await.header("x-request-id").len(), 36);
    }
}
