//! Who sees which ticket, and how much of it.

use super::*;

testkit::both_engines! {
    async fn the_reporter_sees_what_is_public(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}");
        house.bring(app, &ticket, "start").await;
        for (text, public) in [("Intern: dure pomp", false), ("We wachten op een onderdeel", true)] {
            house.technician.post(&format!("{path}/comments"), json!({ "text": text, "public": public })).await.expect(200);
        }
        let time = json!({ "kind": "part", "worked_on": "2026-12-01", "quantity": 2, "cost_cents": 1250, "note": "Filter" });
        house.technician.post(&format!("{path}/work"), time).await.expect(200);
        let own = house.staff.get(&path).await.expect(200);
        let words = own.to_string();
        assert!(words.contains("We wachten op een onderdeel") && !words.contains("dure pomp") && !words.contains("Filter"), "{words}");
        assert_eq!((&own["work"], &own["work_total"], &own["tasks"]), (&json!([]), &Value::Null, &json!([])));
        assert_eq!(own["may"], json!({ "change": false, "change_all": false, "comment": true, "comment_internally": false,
            "add_photo": true, "log_work": false, "add_tasks": false, "answer_tasks": false, "rate": false }));
        // The desk sees it all; what it costs is for dispatchers and controllers.
        let technician = house.technician.get(&path).await.expect(200);
        assert_eq!((&technician["work"][0]["cost_cents"], &technician["work_total"]["cost_cents"]), (&Value::Null, &Value::Null));
        let dispatcher = house.dispatcher.get(&path).await.expect(200);
        assert_eq!((&dispatcher["work"][0]["cost_cents"], &dispatcher["work_total"]["cost_cents"]), (&json!(1250), &json!(1250)));
        for login in ["auditor", "room_manager", "admin", "technician2"] {
            assert!(app.client(login).await.get(&path).await.expect(200).to_string().contains("dure pomp"), "{login}");
        }
        for login in ["colleague", "outsider", "approver"] {
            app.client(login).await.get(&path).await.problem(404, "not_found");
        }
        house.staff.post(&format!("{path}/comments"), json!({ "text": "Geheim", "public": false })).await.problem(422, "invalid_fields");
        app.client("auditor").await.post(&format!("{path}/comments"), json!({ "text": "x", "public": true })).await.problem(403, "forbidden");
    }

    async fn a_secretary_speaks_for_the_minister(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&app.client("minister").await).await);
        let secretary = app.client("secretary").await;
        assert_eq!(verbs(&secretary.get(&format!("/tickets/{ticket}")).await.expect(200)), ["cancel"]);
        assert_eq!(numbers(&secretary.get("/tickets").await.expect(200)), [1]);
        secretary.post(&format!("/tickets/{ticket}/cancel"), json!({ "reason": "Is al opgelost" })).await.expect(200);
    }

    async fn whoever_is_mentioned_sees_the_ticket_and_is_told(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let path = format!("/tickets/{ticket}");
        let colleague = app.client("colleague").await;
        let say = async |text: &str, mentions: Value| {
            house.dispatcher.post(&format!("{path}/comments"), json!({ "text": text, "public": false, "mentions": mentions })).await
        };
        say("Onder ons", json!([])).await.expect(200);
        colleague.get(&path).await.problem(404, "not_found");
        let problem = say("x", json!(["01890000-0000-7000-8000-000000000000"])).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("mentions", "unknown")]);
        say("Weet jij dit?", json!([app.person("colleague"), app.person("dispatcher")])).await.expect(200);
        let seen = colleague.get(&path).await.expect(200).to_string();
        assert!(seen.contains("Weet jij dit?") && !seen.contains("Onder ons"), "{seen}");
        let mentions = colleague.get("/mentions").await.expect(200);
        assert_eq!((&mentions["items"][0]["text"], &mentions["items"][0]["by_name"], &mentions["items"][0]["ticket_number"]), (&json!("Weet jij dit?"), &json!("Joris Dispatch"), &json!(1)));
        assert_eq!(house.dispatcher.get("/mentions").await.expect(200)["items"], json!([]), "one needs not be told of oneself");
        let mention = format!("/mentions/{}/seen", id(&mentions["items"][0]));
        house.staff.post(&mention, Value::Null).await.problem(404, "not_found");
        for _ in 0..2 {
            colleague.post(&mention, Value::Null).await.expect(204);
        }
        assert_eq!(colleague.get("/mentions").await.expect(200)["items"], json!([]));
        assert_eq!(numbers(&colleague.get("/tickets?scope=all").await.expect(200)), [1]);
        colleague.post(&format!("{path}/comments"), json!({ "text": "Ja", "public": true })).await.expect(200);
    }

    async fn a_photo_is_seen_by_whoever_sees_the_ticket(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let photos = format!("/tickets/{ticket}/photos");
        let photo = send_form(&house.staff, &photos, &[("alt", "De beamer")], Some(("file", &png()))).await.expect(201);
        assert_eq!((&photo["alt"], &photo["width"]), (&json!("De beamer"), &json!(40)));
        let url = photo["url"].as_str().unwrap();
        let answer = house.technician.get(url).await;
        assert_eq!((answer.status, answer.header("content-type"), answer.header("x-content-type-options"), answer.header("content-security-policy")), (200, "image/jpeg", "nosniff", "default-src 'none'; sandbox"));
        app.client("colleague").await.get(url).await.problem(404, "not_found");
        app.nobody().get(url).await.problem(401, "not_signed_in");
        send_form(&app.client("colleague").await, &photos, &[("alt", "x")], Some(("file", &png()))).await.problem(404, "not_found");
        send_form(&app.client("auditor").await, &photos, &[("alt", "x")], Some(("file", &png()))).await.problem(403, "forbidden");
        send_form(&house.staff, &photos, &[], Some(("file", &png()))).await.problem(400, "missing_field");
        send_form(&house.staff, &photos, &[("alt", "x")], Some(("file", b"GIF89a"))).await.problem(415, "photo_format");
        house.staff.post(&format!("/tickets/{ticket}/cancel"), json!({ "reason": "x" })).await.expect(200);
        send_form(&house.staff, &photos, &[("alt", "x")], Some(("file", &png()))).await.problem(409, "not_in_this_state");
    }

    async fn roles_hold_on_their_site_only(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let elsewhere = json!({ "kind": "site", "code": "LB", "names": { "nl": "Lambermont" }, "time_zone": "Europe/Brussels" });
        let elsewhere = id(&house.manager.post("/places", elsewhere).await.expect(201));
        let there = json!({ "title": "Elders", "place_id": elsewhere });
        house.staff.post("/tickets", there).await.expect(201);
        let admin = app.client("admin").await;
        let colleague = app.client("colleague").await;
        let grants = format!("/people/{}/grants", app.person("colleague"));
        let grant = json!({ "role": "dispatcher", "scope": { "kind": "site", "id": elsewhere } });
        admin.post(&grants, grant).await.expect(201);
        assert_eq!(numbers(&colleague.get("/tickets?scope=all").await.expect(200)), [2]);
        colleague.get(&format!("/tickets/{ticket}")).await.problem(404, "not_found");
        colleague.get(&format!("/tickets?scope=site&site={}", house.site)).await.problem(403, "forbidden");
        colleague.get(&format!("/tickets/board?site={}", house.site)).await.problem(403, "forbidden");
        assert_eq!(numbers(&colleague.get(&format!("/tickets?scope=site&site={elsewhere}")).await.expect(200)), [2]);
        let team = json!({ "code": "X", "names": { "nl": "X" }, "site_id": house.site });
        colleague.post("/teams", team).await.problem(403, "forbidden");
        colleague.put("/service-levels", json!({ "levels": [] })).await.problem(403, "forbidden");
    }
}
