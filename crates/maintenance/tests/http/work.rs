//! The work itself: time and parts, tasks, and what the reporter says of it.

use super::*;

testkit::both_engines! {
    async fn work_is_logged_and_struck_out_with_a_reason(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        house.bring(app, &ticket, "start").await;
        let path = format!("/tickets/{ticket}/work");
        let log = async |body: Value| house.technician.post(&path, body).await;
        let work = json!({ "kind": "time", "worked_on": "2026-12-01", "minutes": 45, "note": "Gekeken" });
        let logged = log(work.clone()).await.expect(200);
        log(json!({ "kind": "part", "worked_on": "2026-12-01", "quantity": 2, "cost_cents": 990, "note": "Zekering" })).await.expect(200);
        log(json!({ "kind": "service", "worked_on": "2026-11-30", "cost_cents": 12000, "note": "Firma" })).await.expect(200);
        assert_eq!((&logged["work_total"]["minutes"], &logged["work"][0]["by"]["name"]), (&json!(45), &json!("Karim Technician")));
        let cases = [
            (json!({ "kind": "time", "worked_on": "2026-12-01", "note": "x" }), ("minutes", "required")),
            (json!({ "kind": "time", "worked_on": "2026-12-01", "minutes": 0, "note": "x" }), ("minutes", "invalid")),
            (json!({ "kind": "time", "worked_on": "2026-12-01", "minutes": 5, "quantity": 1, "note": "x" }), ("quantity", "not_for_this_kind")),
            (json!({ "kind": "part", "worked_on": "2026-12-01", "note": "x" }), ("quantity", "required")),
            (json!({ "kind": "time", "worked_on": "2026-12-03", "minutes": 5, "note": "x" }), ("worked_on", "invalid")),
            (json!({ "kind": "time", "worked_on": "2026-12-01", "minutes": 5, "note": " " }), ("note", "required")),
            (json!({ "kind": "service", "worked_on": "2026-12-01", "cost_cents": -1, "note": "x" }), ("cost_cents", "invalid")),
        ];
        for (body, expected) in cases {
            assert_eq!(fields(&log(body).await.problem(422, "invalid_fields")), [expected]);
        }
        house.staff.post(&path, work.clone()).await.problem(403, "forbidden");
        let strike = format!("{path}/{}/strike", id(&logged["work"][0]));
        house.technician.post(&strike, json!({})).await.problem(422, "invalid_fields");
        app.client("technician2").await.post(&strike, json!({ "reason": "x" })).await.problem(403, "forbidden");
        let struck = house.technician.post(&strike, json!({ "reason": "Verkeerde melding" })).await.expect(200);
        assert_eq!((&struck["work"][0]["struck_reason"], &struck["work_total"]["minutes"]), (&json!("Verkeerde melding"), &json!(0)));
        house.dispatcher.post(&strike, json!({ "reason": "x" })).await.problem(409, "already_struck");
        let seen = house.dispatcher.get(&format!("/tickets/{ticket}")).await.expect(200);
        assert_eq!(seen["work_total"], json!({ "minutes": 0, "cost_cents": 12990 }));
        house.dispatcher.post(&format!("/tickets/{ticket}/cannot-complete"), json!({ "reason": "x" })).await.expect(200);
        log(work.clone()).await.expect(200);
        house.dispatcher.post(&format!("/tickets/{ticket}/close"), json!({})).await.expect(200);
        log(work).await.problem(409, "not_in_this_state");
    }

    async fn required_tasks_are_answered_before_the_end_and_a_failed_check_opens_a_ticket(app: &App) {
        let house = house(app).await;
        let list = json!({ "code": "BOILER", "names": { "nl": "Ketel", "fr": "Chaudière" }, "items": [
            { "kind": "pass_fail", "names": { "nl": "Lekt de ketel niet?", "fr": "La chaudière ne fuit pas ?" }, "required": true },
            { "kind": "number", "names": { "nl": "Druk" }, "demands": { "min": 1, "max": 3, "unit": "bar" }, "required": true },
            { "kind": "text", "names": { "nl": "Opmerking" } },
        ] });
        let list = id(&house.dispatcher.post("/checklists", list).await.expect(201));
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}");
        let with = house.dispatcher.post(&format!("{path}/tasks"), json!({ "checklist_id": list })).await.expect(200);
        let tasks: Vec<_> = with["tasks"].as_array().unwrap().iter().map(id).collect();
        assert_eq!((tasks.len(), &with["tasks"][0]["name"]), (3, &json!("Lekt de ketel niet?")));
        house.dispatcher.post(&format!("{path}/tasks"), json!({ "tasks": [{ "kind": "tick", "names": { "nl": "Opgeruimd" } }] })).await.expect(200);
        let answer = async |task: usize, body: Value| house.technician.post(&format!("{path}/tasks/{}/answer", tasks[task]), body).await;
        answer(0, json!({ "answer": "pass" })).await.problem(409, "not_in_this_state");
        house.bring(app, &ticket, "start").await;
        assert_eq!(house.technician.post(&format!("{path}/complete"), json!({})).await.problem(422, "tasks_unanswered")["count"], 2);
        assert_eq!(fields(&answer(0, json!({ "answer": true })).await.problem(422, "invalid_fields")), [("answer", "invalid")]);
        answer(1, json!({ "answer": 2 })).await.expect(200);
        let failed = answer(0, json!({ "answer": "fail", "note": "Onderaan nat" })).await.expect(200);
        assert_eq!((&failed["tasks"][0]["failed"], &failed["tasks"][0]["opened_ticket_number"], &failed["tasks"][1]["failed"]), (&json!(true), &json!(2), &json!(false)));
        let opened = failed["tasks"][0]["opened_ticket_id"].as_str().unwrap().to_owned();
        let opened = house.dispatcher.get(&format!("/tickets/{opened}")).await.expect(200);
        assert_eq!((&opened["title"], &opened["description"], &opened["opened_from"]["number"], &opened["place"]["code"]), (&json!("La chaudière ne fuit pas ?"), &json!("Onderaan nat"), &json!(1), &json!("W16-4-01")));
        // Answered again it fails again, but the ticket is there.
        answer(0, json!({ "answer": "fail" })).await.expect(200);
        assert_eq!(house.dispatcher.get("/tickets?scope=all").await.expect(200)["items"].as_array().unwrap().len(), 2);
        answer(1, json!({ "answer": 4 })).await.expect(200);
        assert_eq!(numbers(&house.dispatcher.get("/tickets?scope=all&sort=number").await.expect(200)), [3, 2, 1]);
        house.technician.post(&format!("{path}/complete"), json!({})).await.expect(200);
        house.staff.post(&format!("{path}/tasks/{}/answer", tasks[2]), json!({ "answer": "x" })).await.problem(403, "forbidden");
        let both = json!({ "checklist_id": list, "tasks": [{ "kind": "tick", "names": { "nl": "x" } }] });
        house.dispatcher.post(&format!("{path}/tasks"), both).await.problem(422, "invalid_fields");
        house.dispatcher.post(&format!("{path}/tasks"), json!({})).await.problem(422, "invalid_fields");
    }

    async fn the_reporter_says_how_it_was(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}/rate");
        house.staff.post(&path, json!({ "rating": 5 })).await.problem(409, "not_in_this_state");
        house.bring(app, &ticket, "complete").await;
        house.staff.post(&path, json!({ "rating": 6 })).await.problem(422, "invalid_fields");
        house.dispatcher.post(&path, json!({ "rating": 5 })).await.problem(403, "forbidden");
        let rated = house.staff.post(&path, json!({ "rating": 4, "note": "Vlot" })).await.expect(200);
        assert_eq!((&rated["rating"], &rated["rating_note"]), (&json!(4), &json!("Vlot")));
    }
}
