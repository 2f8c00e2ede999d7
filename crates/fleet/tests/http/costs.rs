//! What vehicles cost, drive and emit; the figures of the fleet; fines.

use super::{trips::trip, *};

async fn read(house: &House, car: &str, midnight: &str, km: i64) {
    house
        .manager
        .post(&format!("/vehicles/{car}/odometer"), json!({ "km": km, "read_at": midnight }))
        .await
        .expect(201);
}

testkit::both_engines! {
    async fn a_month_costs_its_share(app: &App) {
        let house = house(app).await;
        app.sweep("add_standard_co2_factors").await;
        let car = id(&house.add(with(van("VAN-01", &house.bay, "euro_6"), json!({ "co2_g_km": 150,
            "lease": { "lessor": "L", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "km_total": 12_000, "monthly_cents": 60_000 } }))).await);
        read(&house, &car, "2026-09-01T00:00:00+02:00", 1_000).await;
        read(&house, &car, "2026-11-01T00:00:00+01:00", 2_000).await;
        let path = format!("/vehicles/{car}/costs");
        let tax = house.manager.post(&path, json!({ "kind": "tax", "on": "2026-09-10", "months": 2, "cents": 6_100 })).await.expect(201);
        house.manager.post(&path, json!({ "kind": "washing", "on": "2026-10-05", "cents": 900 })).await.expect(201);
        let fuel = json!({ "vehicle_id": car, "at": "2026-10-06T08:00:00Z", "kind": "diesel", "quantity": 40_000, "cents": 7_000, "supplier": "x" });
        house.manager.post("/energy-transactions", fuel).await.expect(201);
        let seen = house.auditor.get(&format!("{path}?from=2026-09-01&to=2026-10-31")).await.expect(200);
        let months = seen["months"].as_array().unwrap();
        assert_eq!((months.len(), &months[1]["month"]), (2, &json!("2026-10-01")));
        let october = &months[1]["figures"];
        assert_eq!((&october["lease_cents"], &october["energy_cents"], &october["co2_grams"]), (&json!(60_000), &json!(7_000), &json!(106_800)));
        assert_eq!(october["kinds"], json!([{ "kind": "tax", "cents": 3_100 }, { "kind": "washing", "cents": 900 }]));
        assert_eq!(october["total_cents"], 71_000);
        let km = |index: usize| months[index]["figures"]["km"].as_i64().unwrap();
        assert_eq!((km(0) + km(1), &seen["total"]["km"], &seen["total"]["km_known"]), (1_000, &json!(1_000), &json!(true)));
        assert_eq!((&seen["total"]["total_cents"], &seen["total"]["cents_per_100_km"]), (&json!(134_000), &json!(13_400)));
        assert_eq!(seen["total"]["co2_declared_grams"], 150_000);
        for client in [&house.driver, &house.staff] {
            client.get(&format!("{path}?from=2026-09-01&to=2026-10-31")).await.problem(403, "forbidden");
            client.post(&path, json!({ "kind": "tax", "on": "2026-09-10", "cents": 1 })).await.problem(403, "forbidden");
        }
        house.manager.get(&format!("{path}?from=2026-09-01&to=2026-08-31")).await.problem(422, "invalid_fields");
        let strike = format!("/vehicle-costs/{}/strike", id(&tax));
        house.auditor.post(&strike, json!({ "reason": "x" })).await.problem(403, "forbidden");
        house.manager.post(&strike, json!({ "reason": "Dubbel" })).await.expect(204);
        let seen = house.manager.get(&format!("{path}?from=2026-10-01&to=2026-10-31")).await.expect(200);
        assert_eq!((&seen["total"]["total_cents"], seen["costs"].as_array().unwrap().len()), (&json!(67_900), 1));
    }

    async fn factors_are_dated_and_marked(app: &App) {
        let house = house(app).await;
        app.sweep("add_standard_co2_factors").await;
        app.sweep("add_standard_co2_factors").await;
        let shipped = house.auditor.get("/co2-factors").await.expect(200);
        let shipped = shipped["items"].as_array().unwrap();
        assert!(shipped.len() == 4 && shipped.iter().all(|one| one["to_confirm"] == true && one["kind"] != "electricity"), "{shipped:#?}");
        let grid = json!({ "kind": "electricity", "from": "2026-01-01", "grams": 150, "source": "Leverancier", "to_confirm": false });
        house.auditor.put("/co2-factors", grid.clone()).await.problem(403, "forbidden");
        house.manager.put("/co2-factors", grid.clone()).await.expect(204);
        house.manager.put("/co2-factors", with(grid, json!({ "grams": 160 }))).await.expect(204);
        let all = house.manager.get("/co2-factors").await.expect(200);
        let own: Vec<&Value> = all["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "electricity").collect();
        assert_eq!((own.len(), &own[0]["grams"]), (1, &json!(160)));
        house.manager.delete(&format!("/co2-factors/{}", id(own[0]))).await.expect(204);
        house.driver.get("/co2-factors").await.problem(403, "forbidden");
    }

    async fn the_figures_of_the_fleet(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let diesel = id(&house.add(van("VAN-01", &house.bay, "euro_6")).await);
        house.add(van("VAN-09", &house.far_bay, "euro_6")).await;
        let me = app.person("driver").to_string();
        for (vehicle, hours, km) in [(&car, (8, 10), (1_000, 1_300)), (&diesel, (9, 11), (500, 600))] {
            house.driver.post("/trips", trip(vehicle, &me, 3, hours, km)).await.expect(201);
        }
        let figures = house.auditor.get(&format!("/fleet-figures?from=2026-11-02&to=2026-11-08&site={}", house.site)).await.expect(200);
        assert_eq!(codes(&json!({ "items": figures["vehicles"] })), ["CAR-01", "VAN-01"]);
        assert_eq!((&figures["peak_out"], &figures["peak_at"]), (&json!(2), &json!("2026-11-03T09:00:00Z")));
        assert_eq!((&figures["costs"]["km"], &figures["zero_emission_km"]), (&json!(400), &json!(300)));
        assert_eq!((&figures["usage"]["trips"], &figures["zero_emission_trips"]), (&json!(2), &json!(1)));
        assert_eq!(figures["usage"]["bookable_minutes"], 2 * 7 * 1440);
        let lease = &figures["vehicles"][0]["lease"];
        assert_eq!((&lease["cap_km"], &lease["driven_km"]), (&json!(120_000), &json!(300)));
        assert!(lease["projected_km"].as_i64().unwrap() > 120_000, "{lease:#}");
        assert!(figures["vehicles"][1]["lease"].is_null());
        let whole = house.manager.get("/fleet-figures?from=2026-11-02&to=2026-11-08").await.expect(200);
        assert_eq!(whole["vehicles"].as_array().unwrap().len(), 3);
        let table = house.manager.get("/fleet-figures.csv?from=2026-11-02&to=2026-11-08").await;
        assert_eq!((table.status, table.text.lines().count()), (200, 5), "{}", table.text);
        let book = house.manager.request(reqwest::Method::GET, "/fleet-figures.xlsx?from=2026-11-02&to=2026-11-08").send().await.unwrap();
        assert!(book.bytes().await.unwrap().starts_with(b"PK"));
        for client in [&house.driver, &house.staff] {
            client.get("/fleet-figures?from=2026-11-02&to=2026-11-08").await.problem(403, "forbidden");
        }
        house.manager.get("/fleet-figures?from=2026-11-02&to=2026-11-01").await.problem(422, "invalid_fields");
    }

    async fn a_fine_finds_who_drove_at_that_minute(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        house.manager.post(&format!("/vehicles/{car}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01" })).await.expect(201);
        let me = app.person("driver").to_string();
        house.driver.post("/trips", trip(&car, &me, 3, (8, 10), (1_000, 1_300))).await.expect(201);
        let fine = |reference: &str, plate: &str, at: &str| json!({ "reference": reference, "plate": plate, "at": at, "kind": "speeding", "cents": 5_300, "note": "x" });
        let made = house.manager.post("/fines", fine("F1", "1abc234", "2026-11-03T08:30:00Z")).await.expect(201);
        assert_eq!((&made["vehicle_code"], &made["driver_id"], &made["matched_by"]), (&json!("CAR-01"), &json!(me), &json!("trip")));
        house.manager.post("/fines", fine("F1", "1abc234", "2026-11-03T08:30:00Z")).await.problem(409, "fine_known");
        let none = house.manager.post("/fines", fine("F2", "1-ABC-234", "2026-11-03T10:00:00Z")).await.expect(201);
        assert_eq!((&none["vehicle_code"], &none["matched_by"]), (&json!("CAR-01"), &json!("nobody")));
        let unknown = house.manager.post("/fines", fine("F3", "1-ZZZ-999", "2026-11-03T08:30:00Z")).await.expect(201);
        assert_eq!((&unknown["vehicle_id"], &unknown["matched_by"]), (&Value::Null, &json!("nobody")));
        let notices = |of: &Value| of["notices"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!((notices(&made), notices(&unknown)), (vec![], vec!["fine_no_vehicle".to_owned()]));
        assert!(unknown["notices"][0]["text"].as_str().unwrap().contains("1-ZZZ-999"), "{unknown:#}");
        // Who sees how many, and what is said of them.
        let rooms = app.client("room_manager").await;
        for (client, fines, notes) in [(&house.manager, 3, 3), (&house.auditor, 3, 0), (&house.driver, 1, 0), (&house.staff, 0, 0), (&rooms, 0, 0)] {
            let page = client.get("/fines").await.expect(200);
            let all = page["items"].as_array().unwrap();
            assert_eq!((all.len(), all.iter().filter(|one| one["note"] == "x").count()), (fines, notes));
            if fines < 3 {
                client.post("/fines", fine("F9", "1-ABC-234", "2026-11-03T08:30:00Z")).await.problem(403, "forbidden");
            }
        }
        // Page by page, the last first; of the same minute each one once.
        let mut paged = vec![];
        let mut next = "/fines?limit=1".to_owned();
        for _ in 0..3 {
            let page = house.manager.get(&next).await.expect(200);
            paged.extend(page["items"].as_array().unwrap().iter().map(|one| one["reference"].as_str().unwrap().to_owned()));
            next = format!("/fines?limit=1&cursor={}", page["next_cursor"].as_str().unwrap_or("none"));
        }
        assert_eq!((paged, next.as_str()), (vec!["F2".to_owned(), "F3".to_owned(), "F1".to_owned()], "/fines?limit=1&cursor=none"));
        let change = async |client: &Client, one: &Value, verb: &str, body: Value| {
            let request = client.request(reqwest::Method::POST, &format!("/fines/{}/{verb}", id(one))).header("if-match", "*");
            testkit::Answer::of(request.json(&body)).await
        };
        change(&house.driver, &made, "move", json!({ "state": "paid" })).await.problem(403, "forbidden");
        change(&house.staff, &made, "move", json!({ "state": "paid" })).await.problem(404, "not_found");
        change(&house.manager, &none, "move", json!({ "state": "passed_on" })).await.problem(409, "fine_nobody_known");
        let staff = app.person("staff").to_string();
        change(&house.manager, &none, "driver", json!({ "driver_id": staff, "reason": "" })).await.problem(422, "invalid_fields");
        let said = change(&house.manager, &none, "driver", json!({ "driver_id": staff, "reason": "Foto" })).await.expect(200);
        assert_eq!((&said["matched_by"], &said["driver_reason"]), (&json!("said"), &json!("Foto")));
        assert_eq!(house.staff.get("/fines").await.expect(200)["items"].as_array().unwrap().len(), 1);
        change(&house.manager, &made, "move", json!({ "state": "passed_on" })).await.expect(200);
        let kept = house.manager.get("/fines?state=passed_on").await.expect(200);
        assert_eq!((&kept["items"][0]["matched_by"], &kept["items"][0]["driver_id"]), (&json!("said"), &json!(me)));
        assert_eq!(told(app, &id(&made)).await, ["fine.noted", "fine.moved"]);
        let journal = house.auditor.get(&format!("/journal?subject={}&limit=50", id(&none))).await.text;
        assert!(!journal.contains("Foto") && !journal.contains("Anna"), "{journal}");
    }

    async fn a_fine_finds_its_vehicle_however_the_plate_is_written(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        house.manager.post(&format!("/vehicles/{car}/plates"), json!({ "plate": "AB-12-CDE", "unusual": true, "from": "2026-01-01" })).await.expect(201);
        let fine = |reference: &str, plate: &str| json!({ "reference": reference, "plate": plate, "at": "2026-11-03T08:30:00Z", "kind": "speeding", "cents": 5_300 });
        for (reference, plate) in [("F1", "ab12cde"), ("F2", "AB 12.cde"), ("F3", "AB-12-CDE")] {
            let made = house.manager.post("/fines", fine(reference, plate)).await.expect(201);
            assert_eq!((&made["vehicle_code"], &made["plate"]), (&json!("CAR-01"), &json!("AB-12-CDE")), "{plate}");
        }
        let wrong = house.manager.post("/fines", fine("F4", "AB12CDF")).await.expect(201);
        assert_eq!((&wrong["vehicle_code"], &wrong["notices"][0]["code"]), (&Value::Null, &json!("fine_no_vehicle")));
        let correct = async |client: &Client, version: &str, plate: &str| {
            let request = client.request(reqwest::Method::POST, &format!("/fines/{}/plate", id(&wrong))).header("if-match", version);
            testkit::Answer::of(request.json(&json!({ "plate": plate }))).await
        };
        correct(&house.staff, "*", "AB12CDE").await.problem(404, "not_found");
        correct(&house.auditor, "*", "AB12CDE").await.problem(403, "forbidden");
        correct(&house.manager, "\"v1\"", "").await.problem(422, "invalid_fields");
        let right = correct(&house.manager, "\"v1\"", "ab12 cde").await.expect(200);
        assert_eq!((&right["vehicle_code"], &right["plate"], &right["notices"]), (&json!("CAR-01"), &json!("AB-12-CDE"), &json!([])));
        correct(&house.manager, "\"v1\"", "AB12CDF").await.problem(412, "stale");
        assert_eq!(told(app, &id(&wrong)).await, ["fine.noted", "fine.plate_corrected"]);
    }

    async fn what_happened_has_a_day_on_which_it_can_have_happened(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let me = app.person("driver").to_string();
        let refused = async |path: &str, body: Value| {
            let problem = house.manager.post(path, body).await.problem(422, "invalid_fields");
            fields(&problem).into_iter().map(|(field, code)| format!("{field}: {code}")).collect::<Vec<_>>()
        };
        let long_ago = "0001-01-01T08:00:00Z";
        let fine = json!({ "reference": "F1", "plate": "1-ABC-234", "at": "2026-11-03T23:30:00Z", "kind": "parking", "cents": 2_500 });
        assert_eq!(refused("/trips", with(trip(&car, &me, 3, (8, 10), (1_000, 1_300)), json!({ "from": long_ago, "to": "0001-01-01T09:00:00Z" }))).await, ["to: implausible_year"]);
        let fuel = json!({ "vehicle_id": car, "at": long_ago, "kind": "electricity", "quantity": 40_000, "cents": 7_000, "supplier": "x" });
        assert_eq!(refused("/energy-transactions", fuel).await, ["at: implausible_year"]);
        assert_eq!(refused("/fines", with(fine.clone(), json!({ "at": long_ago }))).await, ["at: implausible_year"]);
        // The day is the one on the wall: half an hour before midnight in London is the fourth in Brussels.
        assert_eq!(refused("/fines", with(fine.clone(), json!({ "due_on": "2026-11-03" }))).await, ["due_on: before_start"]);
        house.manager.post("/fines", with(fine, json!({ "due_on": "2026-11-04" }))).await.expect(201);
    }

    async fn who_has_the_keys_drove_also_before_the_return(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(super::reservations::petrol("CAR-1", &house.bay, 5)).await);
        house.manager.post(&format!("/vehicles/{car}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01" })).await.expect(201);
        let colleague = app.person("colleague").to_string();
        let licence = json!({ "person_id": colleague, "licences": [{ "category": "b", "valid_to": "2030-01-01" }], "checked_now": true });
        house.manager.post("/drivers", licence).await.expect(201);
        let wish = json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 1, "from": "2026-12-01T08:00:00Z", "to": "2026-12-01T12:00:00Z" });
        let made = id(&house.staff.post("/vehicle-reservations", wish).await.expect(201));
        let path = format!("/vehicle-reservations/{made}");
        app.clock.advance_minutes(30);
        house.manager.post(&format!("{path}/hand-out"), json!({ "km": 1_000, "driver_id": colleague })).await.expect(200);
        set_clock(app, "2026-12-01T10:00:00Z");
        let fine = async |reference: &str, at: &str| {
            let fine = json!({ "reference": reference, "plate": "1-ABC-234", "at": at, "kind": "parking", "cents": 2_500 });
            house.manager.post("/fines", fine).await.expect(201)
        };
        // The keys went out at half past seven UTC, before the reservation begins.
        for (reference, at) in [("F1", "2026-12-01T07:30:00Z"), ("F2", "2026-12-01T09:00:00Z")] {
            let fine = fine(reference, at).await;
            assert_eq!((&fine["matched_by"], &fine["driver_id"]), (&json!("hand_out"), &json!(colleague)), "{at}");
        }
        assert_eq!(fine("F3", "2026-12-01T07:29:00Z").await["matched_by"], "nobody");
        // Back before its end, without a kilometre: nobody had it from then on, whatever was reserved.
        house.manager.post(&format!("{path}/return"), json!({ "km": 1_000, "cleanliness": "clean" })).await.expect(200);
        set_clock(app, "2026-12-01T11:30:00Z");
        assert_eq!(fine("F4", "2026-12-01T09:59:00Z").await["matched_by"], "hand_out");
        assert_eq!(fine("F5", "2026-12-01T11:00:00Z").await["matched_by"], "nobody");
    }

    async fn a_reservation_says_who_drove_where_no_trip_does(app: &App) {
        let mut house = house(app).await;
        let petrol = json!({ "fuel": "petrol", "euro_norm": "euro_6", "battery_wh": null, "charge_plug": null, "max_charge_watts": null, "range_km": null, "lease": null });
        let car = id(&house.add(with(car("CAR-01", &house.bay), petrol)).await);
        house.manager.post(&format!("/vehicles/{car}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01" })).await.expect(201);
        let wish = json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 1, "from": "2026-12-02T09:00:00Z", "to": "2026-12-02T11:00:00Z" });
        let made = house.staff.post("/vehicle-reservations", wish).await.expect(201);
        house.pass(app, 3).await;
        let fine = json!({ "reference": "F1", "plate": "1-ABC-234", "at": "2026-12-02T10:00:00Z", "kind": "parking", "cents": 2_500 });
        let fine = house.manager.post("/fines", fine).await.expect(201);
        assert_eq!((&fine["matched_by"], &fine["driver_id"]), (&json!("reservation"), &json!(app.person("staff"))));
        // Staff note the trip of their own reservation, and what it says counts first; it came back late.
        let staff = app.person("staff").to_string();
        let trip = json!({ "vehicle_id": car, "driver_id": staff, "from": "2026-12-02T09:00:00Z", "to": "2026-12-02T11:30:00Z", "km_out": 10, "km_in": 60,
            "kind": "business", "reservation_id": id(&made) });
        house.staff.post("/trips", trip).await.expect(201);
        assert_eq!(house.staff.get("/fines").await.expect(200)["items"][0]["matched_by"], "trip");
        let figures = house.manager.get("/fleet-figures?from=2026-12-01&to=2026-12-03").await.expect(200);
        assert_eq!((&figures["usage"]["reservations"], &figures["usage"]["late_returns"], &figures["usage"]["used_minutes"]), (&json!(1), &json!(1), &json!(120)));
    }
}
