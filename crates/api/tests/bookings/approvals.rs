//! Asking and deciding.

use serde_json::json;
use testkit::App;

use crate::house::{House, hour, id};

testkit::both_engines! {
    async fn one_of_two_requests_for_the_same_time_is_approved(app: &App) {
        let house = House::build(app).await;
        house.ask_first(app).await;
        let (staff, colleague) = (app.client("staff").await, app.client("colleague").await);
        let first = staff.post("/bookings", hour(&house.one, "2026-12-02T10:00")).await.expect(201);
        let second = colleague.post("/bookings", hour(&house.one, "2026-12-02T10:00")).await.expect(201);
        assert_eq!(first["occurrences"][0]["state"], "requested");
        let approver = app.client("approver").await;
        let waiting = approver.get("/approvals").await.expect(200);
        assert_eq!(waiting["items"].as_array().unwrap().len(), 2);
        assert_eq!(waiting["items"][0]["competing"], json!([id(&second["occurrences"][0])]));
        assert_eq!(waiting["items"][0]["booking"]["host"]["name"], "Anna Peeters");
        let approval = id(&waiting["items"][0]);
        staff.post(&format!("/approvals/{approval}/approve"), json!({})).await.problem(403, "forbidden");
        let decided = approver.post(&format!("/approvals/{approval}/approve"), json!({})).await.expect(200);
        assert_eq!(decided["occurrences"][0]["state"], "confirmed");
        assert_eq!(decided["occurrences"][0]["approvals"][0]["decided_by"]["name"], "Emma Approver");
        approver.post(&format!("/approvals/{approval}/approve"), json!({})).await.problem(409, "already_decided");
        let lost = colleague.get(&format!("/bookings/{}", id(&second))).await.expect(200);
        assert_eq!(lost["occurrences"][0]["state"], "declined");
        assert_eq!(approver.get("/approvals").await.expect(200)["items"], json!([]));
    }

    async fn several_are_decided_at_once_and_each_is_answered(app: &App) {
        let house = House::build(app).await;
        house.ask_first(app).await;
        let staff = app.client("staff").await;
        for start in ["2026-12-02T10:00", "2026-12-03T10:00"] {
            staff.post("/bookings", hour(&house.one, start)).await.expect(201);
        }
        let approver = app.client("approver").await;
        let waiting = approver.get("/approvals").await.expect(200);
        let unknown = "01939f3a-0000-7000-8000-000000000000";
        let ids = json!([waiting["items"][0]["id"], unknown, waiting["items"][1]["id"]]);
        let body = json!({ "ids": ids, "decision": "decline", "reason": "De zaal wordt geschilderd" });
        let answer = approver.post("/approvals/decide", body).await.expect(200);
        let problems: Vec<_> = answer["items"].as_array().unwrap().iter().map(|item| item["problem"]["code"].clone()).collect();
        assert_eq!(problems, [json!(null), json!("not_found"), json!(null)]);
        let mine = staff.get("/occurrences?scope=mine&state=declined").await.expect(200);
        assert_eq!(mine["items"].as_array().unwrap().len(), 2);
        assert_eq!(mine["items"][0]["reason"], "De zaal wordt geschilderd");
    }
}
