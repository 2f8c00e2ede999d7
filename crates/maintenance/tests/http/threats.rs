//! Bookings that depend on a place raise the tickets about it.

use super::*;

testkit::both_engines! {
    async fn a_booking_raises_the_tickets_of_its_place(app: &App) {
        let house = house(app).await;
        let room = house.room("R1", &[&house.spaces[0]]).await;
        let calm = id(&house.report(&house.staff).await);
        let read = async |ticket: &str| house.dispatcher.get(&format!("/tickets/{ticket}")).await.expect(200);
        assert_eq!((&read(&calm).await["priority"], &read(&calm).await["raised"]), (&json!("medium"), &json!(false)));
        assert_eq!(app.sweep("judge_tickets_anew").await, 0);
        let booking = book(&house.staff, &room, "2026-12-02T10:00", "normal").await;
        // A ticket that comes now is raised at once, in the room, above it and inside it; next door it is not.
        for (place, raised) in [(&house.spaces[0], true), (&house.floor, true), (&house.inner, true), (&house.site, true), (&house.spaces[1], false)] {
            let new = json!({ "title": "Geen stroom", "place_id": place });
            let ticket = house.dispatcher.post("/tickets", new).await.expect(201);
            assert_eq!((&ticket["raised"], ticket["priority"] == "high"), (&json!(raised), raised), "{ticket:#}");
            let threats = ticket["threats"].as_array().unwrap();
            assert_eq!(threats.len(), usize::from(raised));
        }
        // The one that was there is found by the sweep, and falls back when the booking goes.
        assert_eq!(app.sweep("judge_tickets_anew").await, 1);
        let raised = read(&calm).await;
        assert_eq!((&raised["priority"], &raised["raised"], &raised["threats"][0]["title"]), (&json!("high"), &json!(true), &json!("Kernkabinet")));
        house.staff.post(&format!("/bookings/{}/cancel", id(&booking)), json!({})).await.expect(200);
        assert_eq!(app.sweep("judge_tickets_anew").await, 5);
        assert_eq!(read(&calm).await["priority"], "medium");
    }

    async fn a_booking_behind_the_window_raises_nothing_until_the_plan_reaches_it(app: &App) {
        let house = house(app).await;
        let room = house.room("R1", &[&house.spaces[0]]).await;
        // Medium takes five working days: from Tuesday 1 December to Tuesday 8 December at 08:00.
        book(&house.staff, &room, "2026-12-08T10:00", "normal").await;
        let ticket = id(&house.report(&house.staff).await);
        let triaged = house.bring(app, &ticket, "triage").await;
        assert_eq!((&triaged["raised"], &triaged["threats"]), (&json!(false), &json!([])));
        let plan = json!({ "from": "2026-12-08T08:00:00Z", "to": "2026-12-08T12:00:00Z" });
        let planned = house.dispatcher.post(&format!("/tickets/{ticket}/plan"), plan).await.expect(200);
        assert_eq!((&planned["raised"], &planned["priority"]), (&json!(true), &json!("high")));
    }

    async fn a_room_of_several_spaces_depends_on_each(app: &App) {
        let house = house(app).await;
        let hall = house.room("HALL", &[&house.spaces[0], &house.spaces[1]]).await;
        book(&house.staff, &hall, "2026-12-02T10:00", "normal").await;
        for place in [&house.spaces[0], &house.spaces[1], &house.inner, &house.floor] {
            let found = house.dispatcher.get(&format!("/ticket-threats?place={place}&from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z")).await.expect(200);
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "{place}");
        }
        // What ends when it begins is not touched.
        let before = format!("/ticket-threats?place={}&from=2026-12-02T08:00:00Z&to=2026-12-02T09:00:00Z", house.floor);
        assert_eq!(house.dispatcher.get(&before).await.expect(200)["items"], json!([]));
    }

    async fn what_is_confidential_is_only_reserved(app: &App) {
        let house = house(app).await;
        let room = house.room("R1", &[&house.spaces[0]]).await;
        for (start, visibility) in [("2026-12-02T10:00", "normal"), ("2026-12-02T12:00", "private"), ("2026-12-02T14:00", "confidential")] {
            book(&house.staff, &room, start, visibility).await;
        }
        let path = format!("/ticket-threats?place={}&from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z", house.spaces[0]);
        let titles = |page: &Value| page["items"].as_array().unwrap().iter().map(|threat| (threat["title"].clone(), threat["booking_id"].is_null(), threat["host_name"].is_null())).collect::<Vec<_>>();
        let (seen, hidden) = ((json!("Kernkabinet"), false, false), (Value::Null, true, true));
        let page = house.dispatcher.get(&path).await.expect(200);
        assert_eq!(titles(&page), [seen.clone(), hidden.clone(), hidden.clone()]);
        assert!(!page.to_string().contains("Anna Peeters") || titles(&page)[0] == seen);
        let manager = house.manager.get(&path).await.expect(200);
        assert_eq!(titles(&manager), [seen.clone(), seen.clone(), hidden.clone()]);
        // The same in the ticket.
        let ticket = house.dispatcher.post("/tickets", json!({ "title": "x", "place_id": house.spaces[0] })).await.expect(201);
        let shown: Vec<_> = ticket["threats"].as_array().unwrap().iter().map(|threat| threat["title"].clone()).collect();
        assert_eq!(shown, [json!("Kernkabinet"), Value::Null, Value::Null]);
        assert_eq!(house.report(&house.staff).await["threats"], json!([]), "a reporter is told nothing of bookings");
        house.staff.get(&path).await.problem(403, "forbidden");
        house.dispatcher.get("/ticket-threats?from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z").await.problem(422, "invalid_fields");
    }

    async fn of_a_hidden_room_only_the_time_is_told(app: &App) {
        let house = house(app).await;
        let room = house.room("CABINET", &[&house.spaces[0]]).await;
        book(&house.staff, &room, "2026-12-02T10:00", "normal").await;
        house.manager.put(&format!("/policies/{room}"), json!({ "audience": { "see": {} } })).await.expect(200);
        house.dispatcher.get(&format!("/rooms/{room}")).await.problem(404, "not_found");
        let path = format!("/ticket-threats?place={}&from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z", house.spaces[0]);
        let page = house.dispatcher.get(&path).await.expect(200);
        let threat = page["items"][0].as_object().unwrap();
        for (name, value) in threat {
            let told = ["occurrence_id", "starts_at", "ends_at", "in_use"].contains(&name.as_str());
            assert_eq!(value.is_null(), !told, "{name}: {value}");
        }
        let ticket = house.dispatcher.post("/tickets", json!({ "title": "x", "place_id": house.spaces[0] })).await.expect(201);
        assert_eq!((&ticket["raised"], &ticket["threats"]), (&json!(true), &page["items"]));
        for secret in ["CABINET", "Kernkabinet", "Anna Peeters", room.as_str()] {
            assert!(!page.to_string().contains(secret) && !ticket["threats"].to_string().contains(secret), "{secret}");
        }
        let seen = house.manager.get(&path).await.expect(200);
        assert_eq!((&seen["items"][0]["bookable_code"], &seen["items"][0]["title"]), (&json!("CABINET"), &json!("Kernkabinet")));
    }
}
