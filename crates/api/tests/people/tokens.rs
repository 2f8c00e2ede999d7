//! Personal tokens.

use serde_json::{Value, json};
use testkit::App;

fn token(scopes: &[&str]) -> Value {
    json!({ "name": "door panel", "scopes": scopes, "expires_at": "2027-01-01T00:00:00Z" })
}

testkit::both_engines! {
    async fn a_token_works_until_it_ends_or_is_revoked(app: &App) {
        let browser = app.client("staff").await;
        let made = browser.post("/tokens", token(&[])).await.expect(201);
        let secret = made["secret"].as_str().unwrap();
        assert!(secret.starts_with("int_") && secret.len() == 47, "{secret}");
        let program = app.nobody().with_token(secret);
        assert_eq!(program.get("/session").await.expect(200)["person"]["login"], "staff");
        // A program changes things without an Origin.
        program.patch("/session", "", json!({ "language": "en" })).await.expect(200);
        let mut shown = made.clone();
        shown.as_object_mut().unwrap().remove("secret");
        assert_eq!(browser.get("/tokens").await.expect(200), json!({ "items": [shown], "next_cursor": null }));
        assert_eq!(app.client("colleague").await.get("/tokens").await.expect(200)["items"], json!([]));

        let revoke = format!("/tokens/{}/revoke", made["id"].as_str().unwrap());
        app.client("colleague").await.post(&revoke, json!(null)).await.problem(404, "not_found");
        browser.post(&revoke, json!(null)).await.expect(204);
        program.get("/session").await.problem(401, "not_signed_in");
        browser.post(&revoke, json!(null)).await.expect(204);

        let second = browser.post("/tokens", token(&[])).await.expect(201);
        let program = app.nobody().with_token(second["secret"].as_str().unwrap());
        program.get("/session").await.expect(200);
        app.clock.advance_minutes(31 * 24 * 60);
        program.get("/session").await.problem(401, "not_signed_in");
    }

    async fn a_limited_token_does_only_what_it_names(app: &App) {
        let admin = app.client("admin").await;
        let made = admin.post("/tokens", token(&["see_grants"])).await.expect(201);
        let program = app.nobody().with_token(made["secret"].as_str().unwrap());
        assert_eq!(program.get("/session").await.expect(200)["may"], json!(["see_grants"]));
        program.get(&format!("/people/{}/grants", app.person("staff"))).await.expect(200);
        for (path, body) in [
            ("/people".to_owned(), json!({ "login": "x1", "name": "X", "email": "x@example.test", "language": "nl" })),
            ("/tokens".to_owned(), token(&[])),
            ("/tokens".to_owned(), token(&["manage_people"])),
            (format!("/people/{}/deactivate", app.person("staff")), json!(null)),
            (format!("/people/{}/set-password", app.person("admin")), json!({ "password": "a much better passphrase" })),
            (format!("/people/{}/grants", app.person("staff")), json!({ "role": "admin", "scope": { "kind": "all" } })),
            (format!("/people/{}/delegations", app.person("admin")), json!({ "delegate_id": app.person("staff") })),
        ] {
            program.post(&path, body).await.problem(403, "forbidden");
        }
        program.patch("/session", "", json!({ "language": "nl" })).await.problem(403, "forbidden");
        program.post(&format!("/tokens/{}/revoke", made["id"].as_str().unwrap()), json!(null)).await.problem(404, "not_found");
        // A token with the account in it hands on no more than it has itself.
        let own = admin.post("/tokens", token(&["own_account"])).await.expect(201);
        let own = app.nobody().with_token(own["secret"].as_str().unwrap());
        own.post("/tokens", token(&["manage_people"])).await.problem(403, "forbidden");
        own.post("/tokens", token(&["own_account"])).await.expect(201);
    }

    async fn nonsense_tokens_are_refused(app: &App) {
        let browser = app.client("staff").await;
        let mut late = token(&[]);
        late["expires_at"] = json!("2028-01-01T00:00:00Z");
        let mut past = token(&[]);
        past["expires_at"] = json!("2026-01-01T00:00:00Z");
        let mut nameless = token(&[]);
        nameless["name"] = json!("");
        for body in [late, past, nameless, token(&["fly"]), token(&["Manage People"])] {
            browser.post("/tokens", body).await.problem(422, "invalid_fields");
        }
        for secret in ["int_x", "", "x", "int_ä"] {
            let request = app.nobody().request(reqwest::Method::GET, "/session");
            let value = reqwest::header::HeaderValue::from_bytes(format!("Bearer {secret}").as_bytes()).unwrap();
            testkit::Answer::of(request.header("authorization", value)).await.problem(401, "not_signed_in");
        }
    }

    async fn a_secret_is_shown_once(app: &App) {
        let browser = app.client("staff").await;
        let made = browser.post_once("/tokens", "key-1", token(&[])).await.expect(201);
        let again = browser.post_once("/tokens", "key-1", token(&[])).await;
        assert!(!again.text.contains("int_"), "{}", again.text);
        again.problem(409, "shown_once");
        assert_eq!(browser.get("/tokens").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let secret = made["secret"].as_str().unwrap();
        assert!(!everything(app).await.contains(secret));
    }
}

/// All that the tables say that could hold a secret.
async fn everything(app: &App) -> String {
    use sea_orm::{ConnectionTrait, Statement};
    let mut all = String::new();
    for (table, columns) in [
        ("idempotency", "request_hash || headers || body"),
        ("api_token", "name || token_hash || scopes"),
        ("journal", "action || data"),
    ] {
        let db = app.db().read();
        let sql = format!("SELECT {columns} AS text FROM {table}");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        assert!(!rows.is_empty(), "{table} is empty");
        for row in rows {
            all.push_str(&row.try_get::<String>("", "text").unwrap());
        }
    }
    all
}
