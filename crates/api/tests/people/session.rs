//! Signing in and out.

use serde_json::json;
use testkit::{App, PASSWORD, session_key};

async fn try_to_sign_in(app: &App, login: &str, password: &str) -> testkit::Answer {
    app.nobody().post("/session", json!({ "login": login, "password": password })).await
}

testkit::both_engines! {
    async fn who_signs_in_is_told_who_they_are_and_what_they_may(app: &App) {
        let answer = try_to_sign_in(app, "  Secretary ", PASSWORD).await;
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        assert!(!cookie.contains("Secure"), "this server speaks plain HTTP: {cookie}");
        let session = answer.expect(200);
        assert_eq!(session["person"]["id"], app.person("secretary").to_string());
        assert_eq!(session["person"]["language"], "nl");
        assert_eq!(session["person"]["org_unit"]["code"], "SEC");
        assert_eq!(session["grants"], json!([{ "role": "staff", "scope": { "kind": "all", "id": null } }]));
        let minister = app.person("minister");
        assert_eq!(session["acts_for"], json!([{ "id": minister, "name": "Clara Minister" }]));
        let again = app.nobody().with_session(session_key(&cookie)).get("/session").await.expect(200);
        assert_eq!(again, session);
    }

    async fn what_one_may_follows_from_the_roles(app: &App) {
        let may = async |login: &str| app.client(login).await.get("/session").await.expect(200)["may"].clone();
        assert!(may("admin").await.as_array().unwrap().contains(&json!("manage_people")));
        assert!(may("auditor").await.as_array().unwrap().contains(&json!("see_grants")));
        let staff = may("staff").await;
        assert!(staff.as_array().unwrap().contains(&json!("own_account")), "{staff}");
        assert!(!staff.as_array().unwrap().contains(&json!("manage_people")), "{staff}");
    }

    async fn nobody_learns_whether_a_login_exists(app: &App) {
        let known = try_to_sign_in(app, "staff", "not the right one").await;
        let unknown = try_to_sign_in(app, "nobody.at.all", "not the right one").await;
        assert_eq!(known.header("www-authenticate"), "Bearer");
        assert!(known.header("set-cookie").is_empty());
        let strip = |mut document: serde_json::Value| {
            document.as_object_mut().unwrap().remove("request_id");
            document
        };
        let known = strip(known.problem(401, "sign_in_failed"));
        assert_eq!(known, strip(unknown.problem(401, "sign_in_failed")));
        // Nor does an inactive person, or one without a password, look any different.
        let admin = app.client("admin").await;
        admin.post(&format!("/people/{}/deactivate", app.person("colleague")), json!(null)).await.expect(200);
        assert_eq!(known, strip(try_to_sign_in(app, "colleague", PASSWORD).await.problem(401, "sign_in_failed")));
    }

    async fn five_failures_make_a_login_wait_and_the_right_password_then_waits_too(app: &App) {
        for _ in 0..5 {
            try_to_sign_in(app, "staff", "not the right one").await.problem(401, "sign_in_failed");
        }
        let throttled = try_to_sign_in(app, "STAFF", PASSWORD).await;
        assert_eq!(throttled.header("retry-after"), "31");
        throttled.problem(429, "sign_in_throttled");
        // Somebody else at the same address is not touched, and unknown people are throttled like known ones.
        try_to_sign_in(app, "colleague", PASSWORD).await.expect(200);
        app.clock.advance_seconds(31);
        try_to_sign_in(app, "staff", "not the right one").await.problem(401, "sign_in_failed");
        assert_eq!(try_to_sign_in(app, "staff", PASSWORD).await.header("retry-after"), "61");
        app.clock.advance_seconds(61);
        try_to_sign_in(app, "staff", PASSWORD).await.expect(200);
        // It begins afresh after a success.
        for _ in 0..4 {
            try_to_sign_in(app, "staff", "not the right one").await.problem(401, "sign_in_failed");
        }
        try_to_sign_in(app, "staff", PASSWORD).await.expect(200);
    }

    async fn unknown_logins_wait_like_known_ones(app: &App) {
        for _ in 0..5 {
            try_to_sign_in(app, "nobody.at.all", "x").await.problem(401, "sign_in_failed");
        }
        try_to_sign_in(app, "nobody.at.all", "x").await.problem(429, "sign_in_throttled");
    }

    async fn an_address_that_fails_with_many_logins_waits(app: &App) {
        let mut refused = 0;
        for n in 0..60 {
            match try_to_sign_in(app, &format!("guess{n}"), "x").await.status {
                401 => {}
                429 => refused += 1,
                other => panic!("{other}"),
            }
        }
        assert_eq!(refused, 10);
        try_to_sign_in(app, "staff", PASSWORD).await.problem(429, "sign_in_throttled");
        app.clock.advance_minutes(16);
        try_to_sign_in(app, "staff", PASSWORD).await.expect(200);
        assert!(app.sweep("forget_ended_sessions").await >= 50);
    }

    async fn a_session_ends_on_the_server(app: &App) {
        let browser = app.sign_in("staff").await;
        browser.get("/session").await.expect(200);
        let answer = browser.delete("/session").await;
        assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
        answer.expect(204);
        browser.get("/session").await.problem(401, "not_signed_in");
        // Signing out twice is no mistake.
        browser.delete("/session").await.expect(204);
    }

    async fn a_session_ends_by_itself(app: &App) {
        let browser = app.client("staff").await;
        app.clock.advance_minutes(12 * 60 - 1);
        browser.get("/session").await.expect(200);
        app.clock.advance_minutes(1);
        browser.get("/session").await.problem(401, "not_signed_in");
        assert_eq!(app.sweep("forget_ended_sessions").await, 1);
    }

    async fn signing_in_ends_the_session_the_browser_had(app: &App) {
        let old = app.client("staff").await;
        let body = json!({ "login": "staff", "password": PASSWORD });
        let answer = old.post("/session", body).await;
        let cookie = answer.header("set-cookie").to_owned();
        answer.expect(200);
        old.get("/session").await.problem(401, "not_signed_in");
        app.nobody().with_session(session_key(&cookie)).get("/session").await.expect(200);
    }

    async fn the_language_is_kept_on_the_person(app: &App) {
        let browser = app.client("staff").await;
        let session = browser.patch("/session", "", json!({ "language": "de" })).await.expect(200);
        assert_eq!(session["person"]["language"], "de");
        // Answers follow it where the request does not ask for a language.
        let missing = format!("/people/{}", app.state.ids.next());
        let answer = browser.get(&missing).await;
        assert_eq!(answer.header("content-language"), "de");
        let asked = browser.request(reqwest::Method::GET, &missing).header("accept-language", "fr-BE,fr;q=0.9");
        let asked = testkit::Answer::of(asked).await;
        assert_eq!(asked.header("content-language"), "fr");
        assert!(asked.problem(404, "not_found")["detail"].as_str().unwrap().starts_with("Il n’y a rien"));
        browser.patch("/session", "", json!({ "language": "es" })).await.problem(400, "invalid_value");
    }

    async fn a_caller_is_known_after_one_statement(app: &App) {
        let browser = app.client("secretary").await;
        let before = app.db().statement_count();
        browser.get("/session").await.expect(200);
        assert_eq!(app.db().statement_count() - before, 1);
    }

    async fn guesses_at_the_same_moment_are_counted_one_by_one(app: &App) {
        let nobody = app.nobody();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..20 {
            let nobody = nobody.clone();
            let body = json!({ "login": "staff", "password": format!("guess number {n}") });
            tasks.spawn(async move { nobody.post("/session", body).await.status });
        }
        let statuses = tasks.join_all().await;
        let looked_at = statuses.iter().filter(|status| **status == 401).count();
        let refused = statuses.iter().filter(|status| **status == 429).count();
        assert_eq!((looked_at, refused), (5, 15));
    }
}
