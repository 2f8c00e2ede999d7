//! What lies beside the areas: the journal, the state of the process, the pages.

use serde_json::json;
use testkit::App;

use crate::house::{House, hour, id};

testkit::both_engines! {
    async fn the_journal_tells_auditors_what_was_done(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let booking = staff.post("/bookings", hour(&house.one, "2026-12-02T10:00")).await.expect(201);
        let auditor = app.client("auditor").await;
        let lines = auditor.get(&format!("/journal?subject={}&action=booking", id(&booking))).await.expect(200);
        assert_eq!(lines["items"].as_array().unwrap().len(), 1);
        let line = &lines["items"][0];
        assert_eq!((&line["action"], &line["actor_name"]), (&json!("booking.created"), &json!("Anna Peeters")));
        for login in ["staff", "room_manager", "approver"] {
            app.client(login).await.get("/journal").await.problem(403, "forbidden");
        }
        let first = auditor.get("/journal?limit=2").await.expect(200);
        let cursor = first["next_cursor"].as_str().expect("there are more lines");
        let second = auditor.get(&format!("/journal?limit=2&cursor={cursor}")).await.expect(200);
        assert_ne!(first["items"][1]["id"], second["items"][0]["id"]);
    }

    async fn a_process_says_how_it_is(app: &App) {
        let nobody = app.nobody();
        assert_eq!(nobody.get("/healthz").await.expect(200), json!({ "status": "ok" }));
        assert_eq!(nobody.get("/readyz").await.expect(200), json!({ "status": "ok" }));
        let metrics = nobody.get("/metrics").await;
        assert!(metrics.text.contains("http_requests_total{") && metrics.text.contains("route=\"/healthz\""), "{}", metrics.text);
        let contract = nobody.get("/api/openapi.json").await;
        let etag = contract.header("etag").to_owned();
        assert_eq!(contract.expect(200)["info"]["title"], "Intendant");
        let again = nobody.request("GET".parse().unwrap(), "/api/openapi.json").header("if-none-match", etag);
        assert_eq!(testkit::Answer::of(again).await.status, 304);
        let pages = nobody.get("/api/docs/").await;
        assert!(pages.header("content-security-policy").contains("default-src 'self'"));
        assert!(pages.text.contains("swagger-ui"), "{}", pages.text);
        let problem = nobody.request("GET".parse().unwrap(), "/problems/not-free").header("accept-language", "de");
        let problem = testkit::Answer::of(problem).await;
        assert!(problem.status == 200 && problem.text.contains("<html lang=\"de\">"), "{}", problem.text);
        assert_eq!(nobody.get("/problems/no-such-code").await.status, 404);
    }
}
