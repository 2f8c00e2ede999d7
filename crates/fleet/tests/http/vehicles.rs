//! Vehicles: adding, changing, taking out of service, disposing.

use super::*;

testkit::both_engines! {
    async fn a_vehicle_is_added_and_can_be_booked(app: &App) {
        let house = house(app).await;
        let made = house.manager.post_once("/vehicles", "k1", with(car("CAR-01", &house.bay), json!({ "vin": "lpsvsedeeml000001" }))).await;
        assert!(made.header("location").ends_with(&id(&made.json())));
        assert_eq!(made.header("etag"), "\"v1\"");
        let made = made.expect(201);
        assert_eq!((&made["name"], &made["vin"], &made["zero_emission"]), (&json!("Polestar 2"), &json!("LPSVSEDEEML000001"), &json!(true)));
        assert_eq!((&made["site"]["code"], &made["home_bay"]["code"]), (&json!("WS"), &json!("BAY-1")));
        assert_eq!(made["lease"]["monthly_cents"], 64_900);
        let again = house.manager.post_once("/vehicles", "k1", with(car("CAR-01", &house.bay), json!({ "vin": "lpsvsedeeml000001" }))).await.expect(201);
        assert_eq!(again, made, "the same once more");
        assert_eq!(codes(&house.manager.get("/vehicles").await.expect(200)), ["CAR-01"]);
        house.book(&id(&made), "2026-12-02", 9).await.expect(201);
        house.book(&id(&made), "2026-12-02", 10).await.problem(409, "no_vehicle_fits");
        assert_eq!(told(app, &id(&made)).await, ["vehicle.created"]);
    }

    async fn what_cannot_be_is_refused(app: &App) {
        let house = house(app).await;
        house.add(with(car("CAR-01", &house.bay), json!({ "vin": "LPSVSEDEEML000001" }))).await;
        let post = async |vehicle| house.manager.post("/vehicles", vehicle).await;
        post(car("CAR-01", &house.bay)).await.problem(409, "code_taken");
        let twin = post(with(car("CAR-02", &house.bay), json!({ "vin": "LPSVSEDEEML000001" }))).await.problem(422, "invalid_fields");
        assert_eq!(fields(&twin), [("vin", "taken")]);
        let wrong = json!({ "code": "a b", "vin": "I", "seats": 0, "euro_norm": "euro_6", "make": " " });
        let problem = post(with(car("CAR-02", &house.bay), wrong)).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("code", "invalid"), ("seats", "out_of_range"), ("child_seat_anchors", "out_of_range"), ("make", "required"), ("vin", "vin"), ("euro_norm", "not_for_this_kind")]);
        let problem = post(car("CAR-02", "01890000-0000-7000-8000-000000000000")).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("home_bay_id", "unknown")]);
        post(with(car("CAR-02", &house.bay), json!({ "wheels": 4 }))).await.problem(400, "unknown_field");
        post(with(car("CAR-02", &house.bay), json!({ "fuel": "steam" }))).await.problem(400, "invalid_value");
    }

    async fn a_change_names_the_version_that_was_seen(app: &App) {
        let house = house(app).await;
        let made = house.add(car("CAR-01", &house.bay)).await;
        let path = format!("/vehicles/{}", id(&made));
        let patch = async |seen: &str, change: Value| house.manager.patch(&path, seen, change).await;
        patch("", json!({ "seats": 4 })).await.problem(428, "version_needed");
        let changed = patch("\"v1\"", json!({ "code": "CAR-10", "model": "3", "range_km": null, "home_bay_id": house.bay2 })).await.expect(200);
        assert_eq!((&changed["code"], &changed["name"], &changed["range_km"], &changed["version"]), (&json!("CAR-10"), &json!("Polestar 3"), &Value::Null, &json!(2)));
        assert_eq!(changed["home_bay"]["code"], "BAY-2");
        patch("\"v1\"", json!({ "seats": 4 })).await.problem(412, "stale");
        assert_eq!(patch("\"v2\"", json!({ "seats": 5 })).await.expect(200)["version"], 2, "nothing changed");
        let problem = patch("*", json!({ "home_bay_id": house.far_bay })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("home_bay_id", "other_site")]);
        let named = patch("*", json!({ "names": { "nl": "Poolwagen" }, "make": "Volvo" })).await.expect(200);
        assert_eq!(named["names"]["nl"], "Poolwagen");
        assert_eq!(patch("*", json!({ "make": "Saab" })).await.expect(200)["names"]["nl"], "Poolwagen", "a chosen name stays");
        assert_eq!(told(app, &id(&made)).await, ["vehicle.created", "vehicle.changed", "vehicle.changed", "vehicle.changed"]);
    }

    async fn lists_are_filtered_and_paged(app: &App) {
        let house = house(app).await;
        house.add(car("CAR-01", &house.bay)).await;
        house.add(with(car("CAR-02", &house.far_bay), json!({ "chauffeured": true, "step_free": true }))).await;
        let van = house.add(van("VAN-01", &house.bay, "euro_6")).await;
        let plate = json!({ "plate": "1-ABC-234" });
        house.manager.post(&format!("/vehicles/{}/plates", id(&van)), plate).await.expect(201);
        for (query, found) in [
            ("", vec!["CAR-01", "CAR-02", "VAN-01"]),
            ("?q=car", vec!["CAR-01", "CAR-02"]),
            ("?q=jumpy%20citroen", vec!["VAN-01"]),
            ("?q=abc-234", vec!["VAN-01"]),
            ("?fuel=diesel&fuel=petrol", vec!["VAN-01"]),
            ("?category=m1", vec!["CAR-01", "CAR-02"]),
            ("?body=van", vec!["VAN-01"]),
            ("?seats=6", vec![]),
            ("?chauffeured=true", vec!["CAR-02"]),
            ("?step_free=false", vec!["CAR-01", "VAN-01"]),
            ("?state=disposed", vec![]),
            (&format!("?site={}", house.site), vec!["CAR-01", "VAN-01"]),
        ] {
            assert_eq!(codes(&house.staff.get(&format!("/vehicles{query}")).await.expect(200)), found, "{query}");
        }
        let first = house.staff.get("/vehicles?limit=2").await.expect(200);
        let next = first["next_cursor"].as_str().unwrap();
        assert_eq!(codes(&house.staff.get(&format!("/vehicles?limit=2&cursor={next}")).await.expect(200)), ["VAN-01"]);
        house.staff.get("/vehicles?colour=red").await.problem(400, "unknown_parameter");
        house.staff.get("/vehicles?fuel=steam").await.problem(400, "invalid_parameter");
    }

    async fn a_list_takes_as_many_statements_for_many_as_for_one(app: &App) {
        let house = house(app).await;
        let count = async |path: &str| {
            let before = app.db().statement_count();
            house.manager.get(path).await.expect(200);
            app.db().statement_count() - before
        };
        let made = house.add(car("CAR-00", &house.bay)).await;
        let due = json!({ "kind": "service", "due_on": "2027-01-01" });
        house.manager.post(&format!("/vehicles/{}/deadlines", id(&made)), due.clone()).await.expect(201);
        // The first reading may open connections.
        count("/vehicles").await;
        let (vehicles, deadlines, plates) = (count("/vehicles").await, count("/vehicle-deadlines").await, count("/plates").await);
        for number in 1..6 {
            let made = house.add(car(&format!("CAR-0{number}"), &house.bay)).await;
            house.manager.post(&format!("/vehicles/{}/plates", id(&made)), json!({ "plate": format!("1-ABC-00{number}") })).await.expect(201);
            house.manager.post(&format!("/vehicles/{}/deadlines", id(&made)), due.clone()).await.expect(201);
        }
        assert_eq!(count("/vehicles").await, vehicles);
        assert_eq!(count("/vehicle-deadlines").await, deadlines);
        assert!(vehicles <= 12 && deadlines <= 12, "{vehicles} {deadlines}");
        assert!(count("/plates").await <= plates + 8);
    }

    async fn what_is_out_of_service_cannot_be_booked(app: &App) {
        let house = house(app).await;
        let vehicle = id(&house.add(car("CAR-01", &house.bay)).await);
        let path = format!("/vehicles/{vehicle}");
        house.book(&vehicle, "2026-12-02", 9).await.expect(201);
        house.manager.post(&format!("{path}/put-out-of-service"), json!({ "reason": " " })).await.problem(422, "invalid_fields");
        let out = house.manager.post(&format!("{path}/put-out-of-service"), json!({ "reason": "Versnellingsbak" })).await.expect(200);
        assert_eq!((&out["state"], &out["state_reason"], &out["version"]), (&json!("out_of_service"), &json!("Versnellingsbak"), &json!(2)));
        house.book(&vehicle, "2026-12-03", 9).await.problem(409, "no_vehicle_fits");
        house.book(&vehicle, "2029-06-01", 9).await.problem(409, "no_vehicle_fits");
        assert_eq!(app.client("room_manager").await.get("/closures").await.expect(200)["items"], json!([]), "it is no room");
        let seen = house.staff.get(&path).await.expect(200);
        assert_eq!((&seen["state"], &seen["state_reason"]), (&json!("out_of_service"), &Value::Null));
        let back = house.manager.post(&format!("{path}/put-back-in-service"), Value::Null).await.expect(200);
        assert_eq!((&back["state"], &back["state_reason"]), (&json!("in_service"), &Value::Null));
        house.manager.post(&format!("{path}/put-back-in-service"), Value::Null).await.problem(409, "vehicle_state");
        house.book(&vehicle, "2026-12-03", 9).await.expect(201);
        assert_eq!(told(app, &vehicle).await, ["vehicle.created", "vehicle.put_out_of_service", "vehicle.put_back_in_service"]);
    }

    async fn a_vehicle_is_disposed_of_when_nobody_needs_it(app: &App) {
        let house = house(app).await;
        let vehicle = id(&house.add(car("CAR-01", &house.bay)).await);
        let path = format!("/vehicles/{vehicle}");
        house.manager.post(&format!("{path}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01" })).await.expect(201);
        let booking = house.book(&vehicle, "2026-12-02", 9).await.expect(201);
        let dispose = async |seen: &'static str| {
            let request = house.manager.request(reqwest::Method::POST, &format!("{path}/dispose"));
            testkit::Answer::of(request.header("if-match", seen).json(&json!({ "reason": "Einde leasing" }))).await
        };
        house.manager.post(&format!("{path}/dispose"), json!({ "reason": "x" })).await.problem(428, "version_needed");
        dispose("\"v1\"").await.problem(409, "still_booked");
        house.staff.post(&format!("/vehicle-reservations/{}/cancel", id(&booking)), json!({})).await.expect(200);
        dispose("\"v7\"").await.problem(412, "stale");
        let gone = dispose("\"v1\"").await.expect(200);
        assert_eq!((&gone["state"], &gone["plates"][0]["until"]), (&json!("disposed"), &json!("2026-12-02")));
        dispose("*").await.problem(409, "vehicle_state");
        house.manager.patch(&path, "*", json!({ "seats": 4 })).await.problem(409, "vehicle_state");
        house.manager.post(&format!("{path}/odometer"), json!({ "km": 5 })).await.problem(409, "vehicle_state");
        house.manager.post(&format!("{path}/plates"), json!({ "plate": "1-ABC-999" })).await.problem(409, "vehicle_state");
        let gone = house.book(&vehicle, "2026-12-03", 9).await.problem(422, "invalid_fields");
        assert_eq!(fields(&gone), [("vehicle_id", "unknown")]);
        assert_eq!(codes(&house.manager.get("/vehicles").await.expect(200)), Vec::<&str>::new());
        assert_eq!(codes(&house.manager.get("/vehicles?state=disposed").await.expect(200)), ["CAR-01"]);
    }

    async fn the_engine_knows_what_a_vehicle_offers(app: &App) {
        let house = house(app).await;
        house.add(car("CAR-01", &house.bay)).await;
        house.add(van("VAN-01", &house.bay, "euro_6")).await;
        let search = async |more: &str| {
            let path = format!("/availability?kind=vehicle&from=2026-12-02T10:00&to=2026-12-02T12:00&time_zone=Europe/Brussels{more}");
            let found = house.staff.get(&path).await.expect(200);
            found["items"].as_array().unwrap().iter().map(|one| (one["code"].as_str().unwrap_or_default().to_owned(), one["status"].clone())).collect::<Vec<_>>()
        };
        assert_eq!(search("&feature=zero_emission&attendees=3").await.len(), 2);
        let text = house.staff.get("/availability?kind=vehicle&from=2026-12-02T10:00&to=2026-12-02T12:00&time_zone=Europe/Brussels&feature=zero_emission&attendees=6").await.text;
        assert!(text.contains("too_few_seats") && text.contains("vehicle_lacks"), "{text}");
        // Rooms are found without vehicles.
        let rooms = house.staff.get("/availability?from=2026-12-02T10:00&to=2026-12-02T12:00&time_zone=Europe/Brussels").await.expect(200);
        assert_eq!(rooms["items"], json!([]));
    }
}
