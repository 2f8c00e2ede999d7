//! `Idempotency-Key`.

use serde_json::{Value, json};
use testkit::App;

fn person(login: &str) -> Value {
    json!({ "login": login, "name": "Zoë Ünal", "email": format!("{login}@example.test"), "language": "fr" })
}

testkit::both_engines! {
    async fn the_same_request_twice_is_done_once(app: &App) {
        let admin = app.client("admin").await;
        let first = admin.post_once("/people", "key-1", person("zoe")).await;
        let second = admin.post_once("/people", "key-1", person("zoe")).await;
        assert_eq!((first.status, &first.text), (201, &second.text));
        for header in ["content-type", "location", "etag"] {
            assert_eq!(first.header(header), second.header(header), "{header}");
        }
        assert_eq!((first.header("idempotency-replayed"), second.header("idempotency-replayed")), ("", "true"));
        assert_eq!(admin.get("/people?q=unal").await.expect(200)["items"].as_array().unwrap().len(), 1);
        // Without the key, or under somebody else's, it is a request of its own.
        admin.post("/people", person("zoe")).await.problem(409, "taken");
        app.client("staff").await.post_once("/people", "key-1", person("zoe")).await.problem(403, "forbidden");
    }

    async fn another_request_under_the_same_key_is_refused(app: &App) {
        let admin = app.client("admin").await;
        admin.post_once("/people", "key-1", person("zoe")).await.expect(201);
        admin.post_once("/people", "key-1", person("zoe2")).await.problem(422, "idempotency_key_reused");
        admin.post_once("/org-units", "key-1", person("zoe")).await.problem(422, "idempotency_key_reused");
    }

    async fn a_refusal_is_kept_too(app: &App) {
        let admin = app.client("admin").await;
        let first = admin.post_once("/people", "key-1", person("staff")).await.problem(409, "taken");
        let second = admin.post_once("/people", "key-1", person("staff")).await;
        assert_eq!(second.header("idempotency-replayed"), "true");
        assert_eq!(second.problem(409, "taken"), first);
        // What never reached a command as well.
        let malformed = json!({ "login": "x" });
        admin.post_once("/people", "key-2", malformed.clone()).await.problem(400, "missing_field");
        let again = admin.post_once("/people", "key-2", malformed).await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        again.problem(400, "missing_field");
    }

    async fn an_answer_is_forgotten_after_a_day(app: &App) {
        let login = |name: &str| json!({ "code": name, "names": kernel::Names::same(name) });
        let key = "key-1";
        let admin = app.client("admin").await;
        admin.post_once("/org-units", key, login("A")).await.expect(201);
        app.clock.advance_minutes(24 * 60);
        let admin = app.client("admin").await;
        // Whether or not the sweep has been by.
        admin.post_once("/org-units", key, login("B")).await.expect(201);
        admin.post_once("/org-units", "key-2", login("C")).await.expect(201);
        app.clock.advance_minutes(24 * 60);
        assert_eq!(app.sweep("forget_idempotency_keys").await, 2);
    }

    async fn keys_have_a_form(app: &App) {
        let admin = app.client("admin").await;
        for key in ["", "with blank", &"k".repeat(201)] {
            admin.post_once("/people", key, person("zoe")).await.problem(400, "idempotency_key_invalid");
        }
    }

    async fn many_at_the_same_moment_are_done_once(app: &App) {
        let admin = app.client("admin").await;
        for round in 0..5 {
            let (login, key) = (format!("zoe{round}"), format!("key-{round}"));
            let mut tasks = tokio::task::JoinSet::new();
            for _ in 0..12 {
                let (admin, login, key) = (admin.clone(), login.clone(), key.clone());
                tasks.spawn(async move { admin.post_once("/people", &key, person(&login)).await });
            }
            let answers = tasks.join_all().await;
            let fresh = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_empty()).count();
            assert_eq!(fresh, 1);
            assert!(answers.iter().all(|answer| answer.status == 201 && answer.text == answers[0].text), "{answers:?}");
        }
    }

    async fn passwords_leave_no_trace(app: &App) {
        let admin = app.client("admin").await;
        let path = format!("/people/{}/set-password", app.person("staff"));
        let body = json!({ "password": "a much better passphrase" });
        for _ in 0..2 {
            let answer = admin.post_once(&path, "key-1", body.clone()).await;
            assert!(answer.header("idempotency-replayed").is_empty());
            answer.expect(204);
        }
        assert_eq!(app.sweep("forget_idempotency_keys").await, 0);
        app.clock.advance_minutes(25 * 60);
        assert_eq!(app.sweep("forget_idempotency_keys").await, 0, "nothing was kept");
    }
}
