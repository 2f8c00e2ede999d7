//! Making, finding, changing and retiring rooms and their layouts.

use super::*;

testkit::both_engines! {
    async fn a_room_is_made_found_and_read(app: &App) {
        let house = house(app).await;
        let answer = house.manager.post("/rooms", room("COUNCIL", &house.spaces[0])).await;
        assert_eq!(answer.header("etag"), "\"v1\"");
        let location = answer.header("location").to_owned();
        let made = answer.expect(201);
        assert_eq!(location, format!("/api/v1/rooms/{}", id(&made)));
        let staff = app.client("colleague").await;
        let read = staff.get(&format!("/rooms/{}", id(&made))).await.expect(200);
        assert_eq!((&read["name"], &read["capacity"], &read["step_free"]), (&json!("Salle COUNCIL"), &json!(60), &json!(true)));
        assert_eq!(read["site"], json!({ "id": house.site, "code": "WS", "name": "Rue de la Loi" }));
        assert_eq!(read["place_path"], "Rue de la Loi › Wetstraat 16 › Vierde › W16-4-01");
        assert_eq!(read["features"], json!(["step_free", "videoconference"]));
        let layouts: Vec<_> = read["layouts"].as_array().unwrap().iter().map(|layout| (&layout["code"], &layout["is_default"])).collect();
        assert_eq!(layouts, [(&json!("board"), &json!(false)), (&json!("theatre"), &json!(true))]);

        house.add(json!({ "code": "SALON", "names": { "de": "Salon Säule" }, "space_ids": [house.spaces[2]],
            "layouts": [{ "code": "u", "names": { "en": "U" }, "capacity": 20 }] })).await;
        let list = async |query: &str| {
            let page = staff.get(&format!("/rooms?{query}")).await.expect(200);
            codes(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(list("").await, ["COUNCIL", "SALON"], "in the order of where they are");
        assert_eq!(list("capacity=21").await, ["COUNCIL"]);
        assert_eq!(list("capacity=61").await, Vec::<String>::new());
        assert_eq!(list("feature=videoconference&feature=step_free").await, ["COUNCIL"]);
        assert_eq!(list("feature=videoconference&feature=projector").await, Vec::<String>::new());
        assert_eq!(list("q=saule").await, ["SALON"]);
        assert_eq!(list(&format!("site={}", house.site)).await.len(), 2);
        assert_eq!(list(&format!("site={}", house.floor)).await.len(), 0);
        let first = staff.get("/rooms?limit=1").await.expect(200);
        let rest = staff.get(&format!("/rooms?limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await.expect(200);
        assert_eq!((codes(&first), codes(&rest), &rest["next_cursor"]), (vec!["COUNCIL"], vec!["SALON"], &Value::Null));
        app.nobody().get("/rooms").await.problem(401, "not_signed_in");
        staff.get("/rooms/01890000-0000-7000-8000-000000000000").await.problem(404, "not_found");
        staff.get("/rooms?colour=red").await.problem(400, "unknown_parameter");
    }

    async fn what_is_wrong_with_a_room_is_named(app: &App) {
        let house = house(app).await;
        house.add(room("A", &house.spaces[0])).await;
        let refused = async |change: Value| {
            let mut input = room("B", &house.spaces[1]);
            for (key, value) in change.as_object().unwrap() {
                input[key] = value.clone();
            }
            house.manager.post("/rooms", input).await
        };
        let problem = refused(json!({ "code": "A" })).await.problem(409, "code_taken");
        assert_eq!(fields(&problem), [("code", "taken")]);
        let problem = refused(json!({ "code": "", "names": {}, "features": ["helipad"], "layouts": [] })).await;
        assert_eq!(
            fields(&problem.problem(422, "invalid_fields")),
            [("code", "required"), ("names", "required"), ("layouts", "required"), ("features", "unknown")]
        );
        let cases = [
            (json!({ "space_ids": [] }), ("space_ids", "required")),
            (json!({ "space_ids": [house.floor] }), ("space_ids", "not_for_this_kind")),
            (json!({ "space_ids": [house.spaces[0], house.spaces[0]] }), ("space_ids", "repeated")),
            (json!({ "space_ids": ["01890000-0000-7000-8000-000000000000"] }), ("space_ids", "unknown")),
            (json!({ "parts": ["A"] }), ("parts", "too_few")),
            (json!({ "parts": ["A", "A"] }), ("parts", "repeated")),
            (json!({ "parts": ["A", "X"] }), ("parts", "unknown")),
        ];
        for (change, expected) in cases {
            assert_eq!(fields(&refused(change).await.problem(422, "invalid_fields")), [expected]);
        }
        refused(json!({ "colour": "red" })).await.problem(400, "unknown_field");
        let staff = app.client("staff").await;
        staff.post("/rooms", room("B", &house.spaces[1])).await.problem(403, "forbidden");
        let abroad = json!({ "kind": "site", "code": "LB", "names": { "nl": "Lambermont" }, "time_zone": "Europe/Brussels" });
        let abroad = id(&house.manager.post("/places", abroad).await.expect(201));
        let salon = json!({ "kind": "space", "parent_id": abroad, "code": "LB-1", "names": { "nl": "Salon" } });
        let salon = id(&house.manager.post("/places", salon).await.expect(201));
        let problem = refused(json!({ "space_ids": [house.spaces[0], salon] })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("space_ids", "several_sites")]);
    }

    async fn a_whole_takes_the_units_of_its_parts(app: &App) {
        let house = house(app).await;
        let one = house.add(room("H1", &house.spaces[0])).await;
        let two = house.add(room("H2", &house.spaces[1])).await;
        let mut whole = room("H", &house.spaces[0]);
        whole["space_ids"] = json!([]);
        whole["parts"] = json!(["H1", "H2"]);
        let whole = house.add(whole).await;
        assert_eq!(whole["space_ids"], json!([house.spaces[0], house.spaces[1]]));
        assert_eq!(whole["place_path"], "Wetstraat › Wetstraat 16 › Vierde", "it lies under what its spaces share");
        assert_eq!(whole["overlaps_with"], json!([id(&one), id(&two)]));
        let half = house.manager.get(&format!("/rooms/{}", id(&one))).await.expect(200);
        assert_eq!(half["overlaps_with"], json!([id(&whole)]));
        let other = house.add(room("Z", &house.spaces[2])).await;
        assert_eq!((&other["overlaps_with"], &other["step_free"]), (&json!([]), &json!(false)));
    }

    async fn a_room_changes_by_what_is_mentioned(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let path = format!("/rooms/{}", id(&made));
        house.manager.patch(&path, "", json!({ "team": "Logistics" })).await.problem(428, "version_needed");
        let change = json!({ "team": "Logistics", "names": { "fr": "Grande salle" }, "space_ids": [house.spaces[2]], "step_free": false });
        let changed = house.manager.patch(&path, "\"v1\"", change).await.expect(200);
        assert_eq!((&changed["team"], &changed["version"], &changed["features"]), (&json!("Logistics"), &json!(2), &json!(["videoconference"])));
        assert_eq!((&changed["names"]["nl"], &changed["names"]["fr"]), (&json!("Zaal A"), &json!("Grande salle")));
        assert_eq!(changed["place_path"], "Wetstraat › Wetstraat 16 › Vierde › W16-4-03");
        house.manager.patch(&path, "\"v1\"", json!({ "team": null })).await.problem(412, "stale");
        for malformed in ["v2", "2", "\"2\"", "\"v1\", \"v2\""] {
            house.manager.patch(&path, malformed, json!({ "team": null })).await.problem(400, "if_match_invalid");
        }
        house.manager.patch(&path, "*", json!({})).await.expect(200);
        let emptied = house.manager.patch(&path, "\"v2\"", json!({ "team": null, "features": ["projector", "step_free"] })).await.expect(200);
        assert_eq!((&emptied["team"], &emptied["features"], &emptied["step_free"]), (&Value::Null, &json!(["projector", "step_free"]), &json!(true)));
        let same = house.manager.patch(&path, "\"v3\"", json!({ "features": ["step_free", "projector"] })).await.expect(200);
        assert_eq!(same["version"], 3, "nothing changed, so there is no new version");
        let renamed = house.manager.patch(&path, "*", json!({ "code": "A-NEW" })).await.expect(200);
        assert_eq!(renamed, house.manager.get(&path).await.expect(200));
        assert_eq!(codes(&house.manager.get("/rooms?q=a-new").await.expect(200)), ["A-NEW"]);
        house.manager.patch(&path, "*", json!({ "features": ["helipad"] })).await.problem(422, "invalid_fields");
        app.client("staff").await.patch(&path, "*", json!({ "team": "x" })).await.problem(403, "forbidden");
    }

    async fn a_room_keeps_a_default_and_a_last_layout(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let room = format!("/rooms/{}", id(&made));
        let layout = |room: &Value, code: &str| {
            let found = room["layouts"].as_array().unwrap().iter().find(|layout| layout["code"] == code);
            found.unwrap_or_else(|| panic!("no {code} in {room:#}")).clone()
        };
        let new = json!({ "code": "u", "names": { "en": "U" }, "capacity": 24, "is_default": true });
        let after = house.manager.post(&format!("{room}/layouts"), new.clone()).await.expect(201);
        let defaults: Vec<_> = after["layouts"].as_array().unwrap().iter().map(|layout| layout["is_default"].as_bool().unwrap()).collect();
        assert_eq!((defaults, &after["version"]), (vec![false, true, false], &json!(2)));
        let again = house.manager.post(&format!("{room}/layouts"), new.clone()).await.problem(422, "invalid_fields");
        assert_eq!(fields(&again), [("layouts.code", "taken")]);
        let (u, board) = (id(&layout(&after, "u")), id(&layout(&after, "board")));
        let u_path = format!("{room}/layouts/{u}");
        house.manager.patch(&u_path, "\"v2\"", json!({ "is_default": false })).await.problem(422, "default_layout");
        house.manager.post(&format!("{u_path}/retire"), Value::Null).await.problem(422, "default_layout");
        house.manager.patch(&u_path, "\"v1\"", json!({ "capacity": 5 })).await.problem(412, "stale");
        let problem = house.manager.patch(&u_path, "\"v2\"", json!({ "capacity": 0, "setup_minutes": -5 })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("layouts.capacity", "invalid"), ("layouts.setup_minutes", "invalid")]);
        let board_path = format!("{room}/layouts/{board}");
        let after = house.manager.patch(&board_path, "\"v2\"", json!({ "is_default": true, "capacity": 14 })).await.expect(200);
        assert_eq!((&layout(&after, "board")["is_default"], &layout(&after, "u")["is_default"]), (&json!(true), &json!(false)));
        let theatre = id(&layout(&after, "theatre"));
        for gone in [&u, &theatre] {
            house.manager.post(&format!("{room}/layouts/{gone}/retire"), Value::Null).await.expect(200);
        }
        let left = house.manager.post(&format!("{board_path}/retire"), Value::Null).await;
        left.problem(422, "last_layout");
        house.manager.post(&format!("{u_path}/retire"), Value::Null).await.problem(404, "not_found");
        let staff = app.client("staff").await;
        staff.post(&format!("{room}/layouts"), new).await.problem(403, "forbidden");
        staff.patch(&board_path, "*", json!({ "capacity": 5 })).await.problem(403, "forbidden");
        staff.post(&format!("{board_path}/retire"), Value::Null).await.problem(403, "forbidden");
    }

    async fn a_room_is_retired_when_nobody_needs_it(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let path = format!("/rooms/{}", id(&made));
        let staff = app.client("staff").await;
        let booking = json!({ "title": "Working group", "bookables": [{ "id": id(&made) }], "start": "2026-12-02T10:00",
            "duration_minutes": 60, "time_zone": "Europe/Brussels", "attendees": 5, "recurrence": "FREQ=DAILY;COUNT=2" });
        let booking = staff.post("/bookings", booking).await.expect(201);
        let problem = house.manager.post(&format!("{path}/retire"), Value::Null).await.problem(409, "still_booked");
        assert_eq!((&problem["count"], problem["bookings"].as_array().unwrap().len()), (&json!(2), 2));
        assert_eq!(problem["bookings"][0]["starts_at"], "2026-12-02T09:00:00Z");
        let place = format!("/places/{}/retire", house.site);
        let problem = house.manager.post(&place, Value::Null).await.problem(409, "place_in_use");
        assert_eq!(problem["rooms"], json!(["A"]));
        let paris = json!({ "time_zone": "Europe/Paris" });
        house.manager.patch(&format!("/places/{}", house.site), "*", paris).await.problem(409, "place_in_use");

        staff.post(&format!("/bookings/{}/cancel", id(&booking)), json!({})).await.expect(200);
        staff.post(&format!("{path}/retire"), Value::Null).await.problem(403, "forbidden");
        let retired = house.manager.post(&format!("{path}/retire"), Value::Null).await.expect(200);
        assert_eq!((&retired["retired"], &retired["version"]), (&json!(true), &json!(2)));
        assert_eq!(house.manager.post(&format!("{path}/retire"), Value::Null).await.expect(200)["version"], 2);
        assert_eq!(codes(&staff.get("/rooms").await.expect(200)), Vec::<&str>::new());
        assert_eq!(codes(&staff.get("/rooms?retired=true").await.expect(200)), ["A"]);
        house.manager.post(&place, Value::Null).await.expect(200);
    }

    async fn features_are_named_by_the_house(app: &App) {
        let house = house(app).await;
        assert_eq!(app.sweep("add_standard_features").await, 0, "they are there");
        let staff = app.client("staff").await;
        let all = staff.get("/features").await.expect(200);
        assert!(codes(&all).contains(&"videoconference") && codes(&all).contains(&"step_free"), "{all}");
        let helipad = json!({ "names": { "nl": "Helihaven" } });
        staff.put("/features/helipad", helipad.clone()).await.problem(403, "forbidden");
        house.manager.put("/features/helipad", helipad).await.expect(200);
        house.manager.put("/features/Heli%20pad", json!({ "names": { "nl": "x" } })).await.problem(422, "invalid_fields");
        house.manager.put("/features/projector", json!({ "names": { "en": "Beamer" } })).await.expect(200);
        app.sweep("add_standard_features").await;
        let all = staff.get("/features").await.expect(200);
        let name = |code: &str| all["items"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap()["name"].clone();
        assert_eq!((name("helipad"), name("projector")), (json!("Helihaven"), json!("Beamer")));
        let made = house.add({
            let mut room = room("A", &house.spaces[0]);
            room["features"] = json!(["helipad"]);
            room
        }).await;
        assert_eq!(made["features"], json!(["helipad", "step_free"]));
    }

    async fn a_list_takes_as_many_statements_for_many_rooms_as_for_one(app: &App) {
        let house = house(app).await;
        let staff = app.client("staff").await;
        let count = async || {
            let before = app.db().statement_count();
            let page = staff.get("/rooms").await.expect(200);
            (app.db().statement_count() - before, codes(&page).len())
        };
        house.add(room("R0", &house.spaces[0])).await;
        // The first reading may open connections.
        count().await;
        let (one, rooms) = count().await;
        assert_eq!(rooms, 1);
        for number in 1..9 {
            house.add(room(&format!("R{number}"), &house.spaces[number % 3])).await;
        }
        let (many, rooms) = count().await;
        assert_eq!(rooms, 9);
        assert_eq!(many, one);
        assert!(many <= 12, "{many} statements");
    }
}
