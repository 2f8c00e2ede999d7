//! From the report to the end, and the clock of the service level.

use super::*;

testkit::both_engines! {
    async fn a_fault_is_mended(app: &App) {
        let house = house(app).await;
        let answer = house.staff.post("/tickets", json!({ "title": " De  lift staat stil ", "place_id": house.spaces[0], "impact": "building", "urgency": "hinders" })).await;
        let location = answer.header("location").to_owned();
        let ticket = answer.expect(201);
        assert_eq!(location, format!("/api/v1/tickets/{}", id(&ticket)));
        assert_eq!((&ticket["number"], &ticket["state"], &ticket["priority"], &ticket["raised"]), (&json!(1), &json!("new"), &json!("high"), &json!(false)));
        assert_eq!((&ticket["place_path"], &ticket["site"]["code"]), (&json!("Wetstraat › Wetstraat 16 › Vierde › W16-4-01"), &json!("WS")));
        // Two hours to look at it, nine to mend it: it is eight o'clock on a Tuesday.
        assert_eq!(ticket["service_level"], json!({ "acknowledge_by": "2026-12-01T09:00:00Z", "acknowledged_at": null, "fix_by": "2026-12-01T16:00:00Z", "state": "ok" }));
        let path = format!("/tickets/{}", id(&ticket));
        let done = house.bring(app, &id(&ticket), "complete").await;
        assert_eq!((&done["state"], &done["service_level"]["state"]), (&json!("done"), &json!("met")));
        // Who did the work does not find it good, not even as a dispatcher.
        house.technician.post(&format!("{path}/verify"), json!({})).await.problem(403, "forbidden");
        house.staff.post(&format!("{path}/verify"), json!({})).await.expect(200);
        let closed = house.dispatcher.post(&format!("{path}/close"), json!({})).await.expect(200);
        let steps: Vec<_> = closed["events"].as_array().unwrap().iter().filter(|event| event["kind"] == "moved").map(|event| event["to_state"].as_str().unwrap()).collect();
        assert_eq!(steps, ["triaged", "assigned", "in_progress", "done", "verified", "closed"]);
        let journal = app.client("auditor").await.get(&format!("/journal?subject={}", id(&ticket))).await.expect(200);
        let actions: Vec<_> = journal["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
        for action in ["ticket.reported", "ticket.triaged", "ticket.assigned", "ticket.started", "ticket.completed", "ticket.verified", "ticket.closed"] {
            assert!(actions.contains(&action), "{action} is not among {actions:?}");
        }

        let again = house.staff.post(&format!("{path}/reopen"), json!({ "reason": "Weer stuk" })).await.expect(200);
        assert_eq!((&again["number"], &again["state"], &again["reopened_count"], &again["assignee"], &again["reason"]), (&json!(1), &json!("reopened"), &json!(1), &Value::Null, &json!("Weer stuk")));
        assert_eq!(again["service_level"]["acknowledged_at"], Value::Null, "the promise begins anew");
        let seen = house.dispatcher.post(&format!("{path}/triage"), house.triage()).await.expect(200);
        assert_eq!(seen["state"], "triaged");
    }

    async fn who_did_the_work_does_not_verify_it(app: &App) {
        let house = house(app).await;
        // The dispatcher is in the team for once, and reported it besides.
        let members = json!({ "members": [app.person("dispatcher"), app.person("technician")] });
        house.dispatcher.put(&format!("/teams/{}/members", house.team), members).await.expect(200);
        let ticket = id(&house.report(&house.dispatcher).await);
        let post = async |verb: &str, body: Value| house.dispatcher.post(&format!("/tickets/{ticket}/{verb}"), body).await;
        post("triage", house.triage()).await.expect(200);
        post("assign", json!({ "assignee_id": app.person("dispatcher") })).await.expect(200);
        post("start", json!({})).await.expect(200);
        let done = post("complete", json!({})).await.expect(200);
        assert!(!verbs(&done).contains(&"verify"));
        post("verify", json!({})).await.problem(403, "own_work");
        app.client("admin").await.post(&format!("/tickets/{ticket}/verify"), json!({})).await.expect(200);

        // Whoever logged time on it worked on it too.
        let other = id(&house.report(&house.staff).await);
        house.bring(app, &other, "start").await;
        let time = json!({ "kind": "time", "worked_on": "2026-12-01", "minutes": 10, "note": "Vastgehouden" });
        house.dispatcher.post(&format!("/tickets/{other}/work"), time).await.expect(200);
        house.technician.post(&format!("/tickets/{other}/complete"), json!({})).await.expect(200);
        house.dispatcher.post(&format!("/tickets/{other}/verify"), json!({})).await.problem(403, "own_work");
        house.staff.post(&format!("/tickets/{other}/verify"), json!({})).await.expect(200);
    }

    async fn a_hold_stops_the_clock(app: &App) {
        let house = house(app).await;
        let levels = json!({ "team_id": house.team, "levels": [{ "priority": "medium", "acknowledge_minutes": 30, "fix_minutes": 240 }] });
        house.dispatcher.put("/service-levels", levels).await.expect(200);
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}");
        let begun = house.bring(app, &ticket, "start").await;
        assert_eq!((&begun["priority"], &begun["service_level"]["fix_by"]), (&json!("medium"), &json!("2026-12-01T11:00:00Z")));
        app.clock.advance_minutes(60);
        let held = house.technician.post(&format!("{path}/hold"), json!({ "reason": "Onderdeel besteld" })).await.expect(200);
        assert_eq!((&held["service_level"]["state"], &held["held_since"], &held["reason"]), (&json!("paused"), &json!("2026-12-01T08:00:00Z"), &json!("Onderdeel besteld")));
        // From nine in the morning until ten the next day are ten working hours: the night does not count.
        app.clock.advance_minutes(25 * 60);
        assert_eq!(app.sweep("watch_service_levels").await, 0, "who waits is not late");
        // A working day lasts longer than a session.
        let technician = app.client("technician").await;
        let resumed = technician.post(&format!("{path}/resume"), json!({})).await.expect(200);
        assert_eq!((&resumed["held_minutes"], &resumed["held_since"]), (&json!(10 * 60), &Value::Null));
        // Three of the four hours were left at nine o'clock.
        assert_eq!((&resumed["service_level"]["fix_by"], &resumed["service_level"]["state"]), (&json!("2026-12-02T12:00:00Z"), &json!("ok")));

        app.clock.advance_minutes(119);
        assert_eq!(app.sweep("watch_service_levels").await, 0);
        app.clock.advance_minutes(1);
        assert_eq!(technician.get(&path).await.expect(200)["service_level"]["state"], "soon");
        assert_eq!(app.sweep("watch_service_levels").await, 1, "three quarters of the time are over");
        assert_eq!(app.sweep("watch_service_levels").await, 0, "it warns once");
        app.clock.advance_minutes(61);
        assert_eq!(app.sweep("watch_service_levels").await, 1);
        assert_eq!(app.sweep("watch_service_levels").await, 0);
        assert_eq!(technician.get(&path).await.expect(200)["service_level"]["state"], "late");
        let late = app.client("dispatcher").await.get("/tickets?scope=all&breached=true").await.expect(200);
        assert_eq!(numbers(&late), [1]);
        let journal = app.client("auditor").await.get(&format!("/journal?subject={ticket}")).await.expect(200);
        let actions: Vec<_> = journal["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
        assert_eq!(actions.iter().filter(|action| ["ticket.warned", "ticket.breached"].contains(*action)).count(), 2, "{actions:?}");
        let done = technician.post(&format!("{path}/complete"), json!({})).await.expect(200);
        assert_eq!(done["service_level"]["state"], "missed");
    }

    async fn a_missed_watch_is_made_good(app: &App) {
        let house = house(app).await;
        house.report(&house.staff).await;
        app.clock.advance_minutes(60 * 24 * 60);
        assert_eq!(app.sweep("watch_service_levels").await, 1, "warned and breached at once");
        assert_eq!(app.sweep("watch_service_levels").await, 0);
    }

    async fn a_plan_frees_whoever_had_it_and_must_make_sense(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        house.bring(app, &ticket, "assign").await;
        let plan = async |from: &str, to: &str| house.dispatcher.post(&format!("/tickets/{ticket}/plan"), json!({ "from": from, "to": to })).await;
        for (from, to) in [("2026-12-02T10:00:00Z", "2026-12-02T10:00:00Z"), ("2026-11-02T10:00:00Z", "2026-11-02T11:00:00Z"), ("2026-12-02T10:00:00Z", "2028-12-02T10:00:00Z")] {
            assert_eq!(fields(&plan(from, to).await.problem(422, "invalid_fields")), [("to", "invalid")]);
        }
        let planned = plan("2026-12-02T10:00:00Z", "2026-12-02T11:00:00Z").await.expect(200);
        assert_eq!((&planned["state"], &planned["assignee"], &planned["planned_to"]), (&json!("planned"), &Value::Null, &json!("2026-12-02T11:00:00Z")));
    }

    async fn what_is_wrong_with_a_report_is_named(app: &App) {
        let house = house(app).await;
        let report = async |body: Value| house.staff.post("/tickets", body).await;
        let cases = [
            (json!({ "title": " ", "place_id": house.spaces[0] }), ("title", "required")),
            (json!({ "title": "x".repeat(201), "place_id": house.spaces[0] }), ("title", "too_long")),
            (json!({ "title": "x" }), ("place_id", "required")),
            (json!({ "title": "x", "place_id": "01890000-0000-7000-8000-000000000000" }), ("place_id", "unknown")),
            (json!({ "title": "x", "installation_id": "01890000-0000-7000-8000-000000000000" }), ("installation_id", "unknown")),
            (json!({ "title": "x", "place_id": house.spaces[0], "kind": "preventive" }), ("kind", "invalid")),
        ];
        for (body, expected) in cases {
            assert_eq!(fields(&report(body).await.problem(422, "invalid_fields")), [expected]);
        }
        report(json!({ "title": "x", "place_id": house.spaces[0], "state": "closed" })).await.problem(400, "unknown_field");
        app.client("outsider").await.post("/tickets", json!({ "title": "x", "place_id": house.spaces[0] })).await.expect(201);
        app.nobody().post("/tickets", json!({ "title": "x", "place_id": house.spaces[0] })).await.problem(401, "not_signed_in");
        house.technician.post("/tickets", json!({ "title": "x", "place_id": house.spaces[0], "kind": "preventive" })).await.expect(201);
        let once = house.staff.post_once("/tickets", "k1", json!({ "title": "y", "place_id": house.spaces[0] })).await.expect(201);
        let twice = house.staff.post_once("/tickets", "k1", json!({ "title": "y", "place_id": house.spaces[0] })).await.expect(201);
        assert_eq!(id(&once), id(&twice));
    }

    async fn a_ticket_changes_by_what_is_mentioned(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}");
        house.staff.patch(&path, "", json!({ "title": "x" })).await.problem(428, "version_needed");
        let changed = house.staff.patch(&path, "\"v1\"", json!({ "description": "Sinds gisteren" })).await.expect(200);
        assert_eq!((&changed["description"], &changed["version"]), (&json!("Sinds gisteren"), &json!(2)));
        house.staff.patch(&path, "*", json!({ "urgency": "danger" })).await.problem(403, "forbidden");
        house.dispatcher.patch(&path, "\"v1\"", json!({ "title": "x" })).await.problem(412, "stale");
        let moved = house.dispatcher.patch(&path, "\"v2\"", json!({ "place_id": house.spaces[1], "urgency": "danger", "description": null })).await.expect(200);
        assert_eq!((&moved["place"]["code"], &moved["priority"], &moved["description"]), (&json!("W16-4-02"), &json!("critical"), &Value::Null));
        assert_eq!(moved["service_level"]["fix_by"], "2026-12-01T11:00:00Z");
        let same = house.dispatcher.patch(&path, "\"v3\"", json!({ "urgency": "danger" })).await.expect(200);
        assert_eq!(same["version"], 3, "nothing changed, so there is no new version");
        house.bring(app, &ticket, "triage").await;
        house.staff.patch(&path, "*", json!({ "title": "x" })).await.problem(403, "forbidden");
        house.dispatcher.post(&format!("{path}/cancel"), json!({ "reason": "x" })).await.expect(200);
        house.dispatcher.patch(&path, "*", json!({ "title": "x" })).await.problem(409, "not_in_this_state");
    }
}
