//! Closing and opening again.

use super::*;

fn closure(scope: &Value) -> Value {
    json!({ "scope": scope, "start": "2026-12-03T08:00", "end": "2026-12-03T18:00", "time_zone": "Europe/Brussels",
        "reason": "Painting", "names": { "nl": "Schilderwerken" } })
}

testkit::both_engines! {
    async fn what_is_closed_is_listed_and_opened_again(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        house.add(room("B", &house.spaces[1])).await;
        let staff = app.client("staff").await;
        let booking = json!({ "title": "Working group", "bookables": [{ "id": id(&made) }], "start": "2026-12-03T10:00",
            "duration_minutes": 60, "time_zone": "Europe/Brussels", "attendees": 5, "setup_minutes": 0, "cleanup_minutes": 0 });
        let booking = staff.post("/bookings", booking).await.expect(201);

        let whole_floor = closure(&json!({ "place_id": house.floor }));
        let preview = house.manager.post("/closures/preview", whole_floor.clone()).await.expect(200);
        let listed: Vec<_> = preview["bookables"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(listed, ["A", "B"]);
        let hit = &preview["conflicts"][0];
        assert_eq!((&hit["bookable_ids"], &hit["booking_id"], &hit["label"]), (&json!([id(&made)]), &booking["id"], &json!("Working group")));
        let problem = house.manager.post("/closures", whole_floor.clone()).await.problem(409, "bookings_in_the_way");
        assert_eq!(problem["count"], 1);

        let mut kept = whole_floor.clone();
        kept["on_conflict"] = json!("keep");
        let closed = house.manager.post("/closures", kept).await.expect(201);
        assert_eq!((&closed["name"], &closed["starts_at"], &closed["scope_ids"]), (&json!("Schilderwerken"), &json!("2026-12-03T07:00:00Z"), &json!([house.floor])));
        let list = async |query: &str| staff.get(&format!("/closures?{query}")).await.expect(200)["items"].as_array().unwrap().len();
        assert_eq!(list(&format!("site={}", house.site)).await, 1);
        assert_eq!(list("from=2026-12-03T17:00:00Z").await, 0, "it has ended by then");
        assert_eq!(list("to=2026-12-03T07:00:00Z").await, 0, "it has not begun by then");
        let one = staff.get(&format!("/closures/{}", id(&closed))).await.expect(200);
        assert_eq!((&one["closed"][0]["id"], &one["closed"][0]["is_room"]), (&json!(house.floor), &json!(false)));
        let lift = format!("/closures/{}/lift", id(&closed));
        staff.post(&lift, Value::Null).await.problem(403, "forbidden");
        assert_eq!(house.manager.post(&lift, Value::Null).await.expect(200)["lifted_at"], "2026-12-01T07:00:00Z");
        house.manager.post(&lift, Value::Null).await.problem(409, "already_decided");

        let mut hard = closure(&json!({ "room_ids": [id(&made)] }));
        hard["on_conflict"] = json!("cancel");
        house.manager.post("/closures", hard).await.expect(201);
        let after = staff.get(&format!("/bookings/{}", id(&booking))).await.expect(200);
        assert_eq!(after["occurrences"][0]["state"], "cancelled");
    }

    async fn what_goes_on_is_not_called_off_by_a_closure(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let staff = app.client("staff").await;
        let booking = json!({ "title": "Working group", "bookables": [{ "id": id(&made) }], "start": "2026-12-01T08:30",
            "duration_minutes": 60, "time_zone": "Europe/Brussels", "attendees": 5, "setup_minutes": 0, "cleanup_minutes": 0 });
        staff.post("/bookings", booking).await.expect(201);
        app.clock.advance_minutes(45);
        app.sweep("move_dates_on").await;
        let mut at_once = closure(&json!({ "room_ids": [id(&made)] }));
        at_once["start"] = json!("2026-12-01T08:00");
        at_once["on_conflict"] = json!("cancel");
        let problem = house.manager.post("/closures", at_once.clone()).await.problem(422, "in_use_now");
        assert_eq!(problem["until"], "2026-12-01T09:30:00+01:00");
        assert!(problem["detail"].as_str().unwrap().contains("9:30"), "{problem:#}");
        at_once["on_conflict"] = json!("keep");
        house.manager.post("/closures", at_once).await.expect(201);
    }

    async fn what_a_closure_for_maintenance_hits_goes_elsewhere(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let spare = house.add(room("B", &house.spaces[1])).await;
        let staff = app.client("staff").await;
        let booking = json!({ "title": "Press conference", "bookables": [{ "id": id(&made) }], "start": "2026-12-03T10:00",
            "duration_minutes": 60, "time_zone": "Europe/Brussels", "attendees": 5 });
        let booking = staff.post("/bookings", booking).await.expect(201);
        let mut leak = closure(&json!({ "room_ids": [id(&made)] }));
        leak["kind"] = json!("maintenance");
        leak["on_conflict"] = json!("keep");
        let preview = house.manager.post("/closures/preview", leak.clone()).await.expect(200);
        let proposal = &preview["proposals"][0];
        assert_eq!((&proposal["title"], &proposal["to"]["bookable_id"]), (&json!("Press conference"), &json!(id(&spare))));
        staff.post("/closures", leak.clone()).await.problem(403, "forbidden");
        let closed = house.manager.post("/closures", leak).await.expect(201);
        assert_eq!(closed["kind"], "maintenance");
        let path = format!("/closures/{}", id(&closed));
        staff.get(&format!("{path}/rehousing")).await.problem(403, "forbidden");
        let items = house.manager.get(&format!("{path}/rehousing")).await.expect(200)["items"].clone();
        let moves = json!({ "moves": [{ "occurrence_id": items[0]["occurrence_id"], "from": items[0]["from"], "to": items[0]["to"]["bookable_id"] }] });
        staff.post(&format!("{path}/rehouse"), moves.clone()).await.problem(403, "forbidden");
        let done = house.manager.post(&format!("{path}/rehouse"), moves.clone()).await.expect(200);
        assert_eq!(done["booking_ids"], json!([booking["id"]]));
        let after = staff.get(&format!("/bookings/{}", id(&booking))).await.expect(200);
        assert_eq!(after["occurrences"][0]["claims"][0]["bookable_id"], json!(id(&spare)));
        assert!(house.manager.get(&format!("{path}/rehousing")).await.expect(200)["items"].as_array().unwrap().is_empty());
        house.manager.post(&format!("{path}/rehouse"), moves).await.problem(422, "invalid_fields");
    }

    async fn the_closure_of_a_hidden_room_is_hidden(app: &App) {
        let house = house(app).await;
        let hidden = house.add(room("HIDDEN", &house.spaces[0])).await;
        let open = house.add(room("OPEN", &house.spaces[1])).await;
        house.manager.put(&format!("/policies/{}", id(&hidden)), json!({ "audience": { "see": {} } })).await.expect(200);
        let made = house.manager.post("/closures", closure(&json!({ "room_ids": [id(&hidden)] }))).await.expect(201);
        assert_eq!((&made["closed"][0]["code"], &made["closed"][0]["is_room"]), (&json!("HIDDEN"), &json!(true)));
        let mut both = closure(&json!({ "room_ids": [id(&hidden), id(&open)] }));
        both["start"] = json!("2026-12-04T08:00");
        both["end"] = json!("2026-12-04T18:00");
        house.manager.post("/closures", both).await.expect(201);
        assert_eq!(house.manager.get("/closures").await.expect(200)["items"].as_array().unwrap().len(), 2);
        let seen = app.client("staff").await.get("/closures").await.expect(200);
        assert_eq!((seen["items"].as_array().unwrap().len(), &seen["items"][0]["scope_ids"]), (1, &json!([id(&open)])));
        let named: Vec<_> = seen["items"][0]["closed"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(named, ["OPEN"]);
        let hidden = format!("/closures/{}", id(&made));
        assert_eq!(house.manager.get(&hidden).await.expect(200)["id"], made["id"]);
        app.client("staff").await.get(&hidden).await.problem(404, "not_found");
        app.nobody().get(&hidden).await.problem(401, "not_signed_in");
    }

    async fn what_cannot_be_closed_is_refused(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let of_room = json!({ "room_ids": [id(&made)] });
        let with = |key: &str, value: Value| {
            let mut input = closure(&of_room);
            input[key] = value;
            input
        };
        let cases = [
            (with("scope", json!({})), ("scope", "invalid")),
            (with("scope", json!({ "place_id": house.floor, "room_ids": [id(&made)] })), ("scope", "invalid")),
            (with("end", json!("2026-12-03T08:00")), ("end", "before_start")),
            (with("start", json!("0001-01-01T08:00")), ("start", "invalid")),
            (with("end", json!("9999-01-01T08:00")), ("end", "invalid")),
            (with("names", json!({})), ("names", "required")),
            (with("reason", json!(" ")), ("reason", "required")),
        ];
        for path in ["/closures", "/closures/preview"] {
            for (input, expected) in &cases {
                let problem = house.manager.post(path, input.clone()).await.problem(422, "invalid_fields");
                assert_eq!(fields(&problem), [*expected], "{path}");
            }
            app.client("staff").await.post(path, closure(&of_room)).await.problem(403, "forbidden");
            app.nobody().post(path, closure(&of_room)).await.problem(401, "not_signed_in");
        }
        let spring = json!("2027-03-28T02:30");
        let problem = house.manager.post("/closures", with("end", spring)).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("end", "time_does_not_exist")]);
        let nowhere = json!({ "place_id": "01890000-0000-7000-8000-000000000000" });
        house.manager.post("/closures", with("scope", nowhere)).await.problem(404, "not_found");
    }
}
