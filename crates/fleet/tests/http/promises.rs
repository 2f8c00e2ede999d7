//! Which vehicle is promised: what others need more is kept, and nothing behind what is due.

use super::{
    reservations::{code_of, petrol, reserve, said, wish},
    *,
};

/// Between nine and eleven in UTC on a day.
fn on(house: &House, day: &str, passengers: i64) -> Value {
    let at = |hour: &str| format!("{day}T{hour}:00:00Z");
    with(wish(house, 9, 11, passengers), json!({ "from": at("09"), "to": at("11") }))
}

async fn due(house: &House, vehicle: &str, deadline: Value) -> Value {
    house.manager.post(&format!("/vehicles/{vehicle}/deadlines"), deadline).await.expect(201)
}

async fn threatened(house: &House) -> Vec<Value> {
    let desk = house.manager.get(&format!("/vehicle-desk?site={}", house.site)).await.expect(200);
    desk["threatened"].as_array().unwrap().clone()
}

/// What is said with a code.
fn text<'a>(remarks: &'a Value, code: &str) -> &'a str {
    let found = remarks.as_array().unwrap().iter().find(|one| one["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}: {remarks:#}"))["text"].as_str().unwrap()
}

async fn options(house: &House, wish: &Value) -> Value {
    let pairs: Vec<String> = wish
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| {
            format!("{key}={}", value.as_str().map_or_else(|| value.to_string(), |text| text.replace(' ', "%20")))
        })
        .collect();
    house.staff.get(&format!("/vehicle-reservations/options?{}", pairs.join("&"))).await.expect(200)
}

testkit::both_engines! {
    async fn vans_and_minibuses_are_for_those_who_need_them(app: &App) {
        let house = house(app).await;
        let van = json!({ "body": "van", "category": "n1", "boot_litres": 5300, "child_seat_anchors": 0 });
        house.add(with(petrol("VAN-1", &house.bay, 3), van)).await;
        house.add(with(petrol("BUS-1", &house.bay, 9), json!({ "body": "minibus", "boot_litres": 900 }))).await;
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let seen = options(&house, &wish(&house, 9, 11, 1)).await;
        assert_eq!((code_of(&seen), said(&seen["why"])), ("CAR-5", vec!["larger_than_needed", "keeps_large_boot", "keeps_for_groups"]));
        let carries = with(wish(&house, 9, 11, 1), json!({ "luggage_l": 800 }));
        assert_eq!(code_of(&reserve(&house.staff, carries).await.expect(201)), "VAN-1");
        assert_eq!(code_of(&reserve(&house.staff, wish(&house, 9, 11, 6)).await.expect(201)), "BUS-1");
        assert_eq!(code_of(&reserve(&house.staff, wish(&house, 9, 11, 1)).await.expect(201)), "CAR-5");
        // Where nothing else is free they are given all the same.
        house.add(with(petrol("VAN-2", &house.bay, 3), json!({ "body": "van", "category": "n1", "boot_litres": null }))).await;
        assert_eq!(code_of(&reserve(&house.staff, wish(&house, 9, 11, 1)).await.expect(201)), "VAN-2");
    }

    async fn nothing_is_promised_behind_what_is_due_soon(app: &App) {
        let house = house(app).await;
        let first = id(&house.add(petrol("CAR-1", &house.bay, 5)).await);
        house.add(petrol("CAR-2", &house.bay, 5)).await;
        due(&house, &first, json!({ "kind": "inspection", "due_on": "2026-12-10", "blocks": true })).await;
        due(&house, &first, json!({ "kind": "tyres", "due_on": "2026-12-05" })).await;
        // Its own day is still in time.
        assert_eq!(code_of(&reserve(&house.staff, on(&house, "2026-12-10", 2)).await.expect(201)), "CAR-1");
        let made = reserve(&house.staff, on(&house, "2026-12-11", 2)).await.expect(201);
        assert_eq!(code_of(&made), "CAR-2");
        let problem = reserve(&house.staff, on(&house, "2026-12-11", 2)).await.problem(409, "no_vehicle_fits");
        assert_eq!(said(&problem["why"]), ["due", "taken"]);
        assert!(text(&problem["why"], "due").contains("10 december 2026"), "{problem:#}");
        let named = with(on(&house, "2026-12-12", 2), json!({ "vehicle_id": first }));
        let problem = reserve(&house.staff, named).await.problem(409, "no_vehicle_fits");
        assert_eq!((said(&problem["why"]), said(&problem["ways"])), (vec!["due", "other_car_asked"], vec!["any_car"]));
        // Neither is anybody moved there so that one more fits.
        house.add(petrol("CAR-7", &house.bay, 7)).await;
        reserve(&house.staff, on(&house, "2026-12-11", 3)).await.expect(201);
        reserve(&house.staff, on(&house, "2026-12-11", 7)).await.problem(409, "no_vehicle_fits");
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
    }

    async fn what_is_due_later_comes_last_and_is_said(app: &App) {
        let mut house = house(app).await;
        let first = id(&house.add(petrol("CAR-1", &house.bay, 5)).await);
        house.add(petrol("CAR-2", &house.bay, 7)).await;
        due(&house, &first, json!({ "kind": "insurance", "due_on": "2027-01-20", "blocks": true })).await;
        let made = reserve(&house.staff, on(&house, "2027-01-25", 2)).await.expect(201);
        assert_eq!(code_of(&made), "CAR-2");
        let seen = options(&house, &on(&house, "2027-01-26", 2)).await;
        assert_eq!(said(&seen["why"]), ["larger_than_needed", "leaves_due"]);
        let seen = options(&house, &on(&house, "2027-01-25", 2)).await;
        assert_eq!((code_of(&seen), said(&seen["why"])), ("CAR-1", vec!["only_car_that_fits", "smallest_that_fits", "due_meanwhile"]));
        assert!(text(&seen["why"], "due_meanwhile").contains("20 januari 2027"), "{seen:#}");
        let named = with(on(&house, "2027-01-27", 2), json!({ "vehicle_id": first }));
        assert_eq!(said(&options(&house, &named).await["why"]), ["asked_by_name", "due_meanwhile"]);
        let behind = id(&reserve(&house.staff, on(&house, "2027-01-25", 2)).await.expect(201));
        assert_eq!(threatened(&house).await, Vec::<Value>::new(), "there is time enough to have it done");
        // Once it should be seen to, what lies behind it is in danger.
        house.pass(app, 25).await;
        let lost = threatened(&house).await;
        assert_eq!(lost.iter().map(|one| (&one["id"], &one["cause"])).collect::<Vec<_>>(), [(&json!(behind), &json!("deadline"))]);
        assert!(text(&lost[0]["why"], "due").contains("20 januari 2027"), "{lost:#?}");
    }

    async fn what_is_in_the_battery_counts_when_it_goes_out_and_comes_back(app: &App) {
        let house = house(app).await;
        let electric = json!({ "fuel": "electric", "euro_norm": null, "battery_wh": 50_000, "range_km": 300, "charge_plug": "type_2", "max_charge_watts": 5_000 });
        let car = id(&house.add(with(petrol("CAR-1", &house.bay, 5), electric)).await);
        let licence = json!({ "person_id": app.person("staff"), "licences": [{ "category": "b" }], "checked_now": true });
        house.manager.post("/drivers", licence).await.expect(201);
        let at = |hour: u32, until: u32, km: i64| with(on(&house, "2026-12-01", 2), json!({ "vehicle_id": car, "distance_km": km,
            "from": format!("2026-12-01T{hour:02}:00:00Z"), "to": format!("2026-12-01T{until:02}:00:00Z") }));
        let first = id(&reserve(&house.staff, at(8, 9, 50)).await.expect(201));
        let next = id(&reserve(&house.staff, at(12, 14, 200)).await.expect(201));
        let desk = async |verb: &str, body: Value| house.manager.post(&format!("/vehicle-reservations/{first}/{verb}"), body).await.expect(200);
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
        // It goes out with 90 of its 300 km: 40 and what it charges in three hours are not enough for 200.
        desk("hand-out", json!({ "km": 1000, "energy_percent": 30 })).await;
        let lost = threatened(&house).await;
        assert_eq!(lost.iter().map(|one| (&one["id"], &one["cause"])).collect::<Vec<_>>(), [(&json!(next), &json!("no_longer_fits"))]);
        assert!(text(&lost[0]["why"], "not_charged_in_time").contains("220 km"), "{lost:#?}");
        // Somebody charged it on the way.
        app.clock.advance_minutes(50);
        desk("return", json!({ "km": 1050, "cleanliness": "clean", "energy_percent": 95 })).await;
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
        house.add(petrol("CAR-2", &house.bay, 5)).await;
        let second = id(&reserve(&house.staff, at(10, 11, 10)).await.expect(201));
        app.clock.advance_minutes(70);
        let out = json!({ "km": 1050, "energy_percent": 4 });
        house.manager.post(&format!("/vehicle-reservations/{second}/hand-out"), out).await.expect(200);
        let lost = threatened(&house).await;
        assert_eq!((lost.len(), &lost[0]["id"], code_of(&json!({ "vehicle": lost[0]["replacement"]["vehicle"] }))), (1, &json!(next), "CAR-2"));
        // Only its own time is lost: two days later it is full again.
        let later = with(on(&house, "2026-12-03", 2), json!({ "vehicle_id": car, "distance_km": 200 }));
        reserve(&house.staff, later).await.expect(201);
        let moved = house.manager.post(&format!("/vehicles/{car}/rehouse"), json!({ "reservations": [next] })).await.expect(200);
        assert_eq!(moved["reservations"], json!([next]));
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
    }

    async fn another_vehicle_is_proposed_only_when_it_is_open(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-1", &house.bay, 5)).await);
        let made = id(&reserve(&house.staff, with(on(&house, "2026-12-03", 2), json!({ "vehicle_id": car }))).await.expect(201));
        let other = id(&house.add(petrol("CAR-2", &house.bay, 5)).await);
        let closed = json!({ "hours": { "thursday": [] } });
        // Who decides about vehicles decides when they can be had; who manages rooms does not.
        let rooms = app.client("room_manager").await;
        let problem = rooms.put(&format!("/policies/{other}"), closed.clone()).await.problem(403, "forbidden");
        assert_eq!(problem["permission"], "manage_fleet");
        house.manager.put(&format!("/policies/{other}"), closed).await.expect(200);
        app.clock.advance_minutes(1);
        house.manager.post(&format!("/vehicles/{car}/put-out-of-service"), json!({ "reason": "Koppeling" })).await.expect(200);
        let lost = threatened(&house).await;
        assert_eq!((lost.len(), &lost[0]["id"], &lost[0]["replacement"]), (1, &json!(made), &json!(null)));
        house.add(petrol("CAR-3", &house.bay, 5)).await;
        let lost = threatened(&house).await;
        assert_eq!(lost[0]["replacement"]["vehicle"]["code"], "CAR-3");
        house.manager.post(&format!("/vehicles/{car}/rehouse"), json!({ "reservations": [made] })).await.expect(200);
    }

    async fn kilometres_that_are_planned_count_towards_a_service(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-1", &house.bay, 5)).await);
        house.manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 29_500 })).await.expect(201);
        let far = |day: &str, km: i64| with(on(&house, day, 2), json!({ "distance_km": km }));
        let early = reserve(&house.staff, far("2026-12-03", 150)).await.expect(201);
        due(&house, &car, json!({ "kind": "service", "due_km": 30_000, "blocks": true })).await;
        let problem = reserve(&house.staff, far("2026-12-04", 351)).await.problem(409, "no_vehicle_fits");
        assert_eq!((said(&problem["why"]), said(&problem["ways"])), (vec!["due_km"], vec!["shorter_trip"]));
        assert_eq!(problem["ways"][0]["change"], json!({ "distance_km": 350 }));
        assert!(text(&problem["why"], "due_km").contains("30000"), "{problem:#}");
        // Weeks ahead it is the same.
        reserve(&house.staff, far("2026-12-28", 351)).await.problem(409, "no_vehicle_fits");
        let late = reserve(&house.staff, far("2026-12-28", 300)).await.expect(201);
        reserve(&house.staff, far("2026-12-04", 51)).await.problem(409, "no_vehicle_fits");
        reserve(&house.staff, far("2026-12-04", 50)).await.expect(201);
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
        // It was driven more than was thought: those that come last lose it.
        app.clock.advance_minutes(60);
        house.manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 29_600 })).await.expect(201);
        let lost = threatened(&house).await;
        assert_eq!(lost.iter().map(|one| (&one["id"], &one["cause"])).collect::<Vec<_>>(), [(&late["id"], &json!("deadline"))]);
        assert_eq!(said(&lost[0]["why"]), ["due_km"]);
        let problem = reserve(&house.staff, far("2026-12-05", 10)).await.problem(409, "no_vehicle_fits");
        assert_eq!(said(&problem["why"]), ["due_km"]);
        house.staff.post(&format!("/vehicle-reservations/{}/cancel", id(&early)), json!({})).await.expect(200);
        assert_eq!(threatened(&house).await, Vec::<Value>::new());
    }

    async fn what_nobody_knows_of_a_zone_is_no_refusal_by_the_law(app: &App) {
        let house = house(app).await;
        let zone = |day: &str| with(on(&house, day, 2), json!({ "zones": ["BE-BRU-LEZ"] }));
        house.add(with(petrol("GAS-1", &house.bay, 5), json!({ "fuel": "cng" }))).await;
        house.add(with(petrol("OLD-1", &house.bay, 5), json!({ "euro_norm": "euro_2" }))).await;
        house.add(with(petrol("NEW-1", &house.bay, 5), json!({ "euro_norm": null }))).await;
        let problem = reserve(&house.staff, zone("2026-12-10")).await.problem(409, "no_vehicle_fits");
        let mut codes = said(&problem["why"]);
        codes.sort_unstable();
        assert_eq!((codes, said(&problem["ways"])), (vec!["zone_norm_unknown", "zone_refused", "zone_rule_unknown"], vec!["outside_zones"]));
        for code in ["zone_norm_unknown", "zone_rule_unknown"] {
            assert!(text(&problem["why"], code).contains("BE-BRU-LEZ"), "{problem:#}");
            assert!(text(&problem["why"], code).contains("wagenparkbeheer"), "{problem:#}");
        }
    }

    async fn another_arrangement_is_looked_for_where_a_host_may_not_have_the_other_vehicle(app: &App) {
        let house = house(app).await;
        let (colleague, secretary) = (app.client("colleague").await, app.client("secretary").await);
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let mine = reserve(&house.staff, wish(&house, 9, 11, 2)).await.expect(201);
        house.add(petrol("CAR-6", &house.bay, 6)).await;
        let theirs = reserve(&secretary, wish(&house, 9, 11, 2)).await.expect(201);
        assert_eq!((code_of(&mine), code_of(&theirs)), ("CAR-5", "CAR-6"));
        let small = id(&house.add(petrol("CAR-2", &house.bay, 2)).await);
        let only = json!({ "audience": { "book": { "persons": [app.person("colleague"), app.person("secretary")] } } });
        house.manager.put(&format!("/policies/{small}"), only).await.expect(200);
        // It would fit best if the first took the small one, which is not for them; so the second does.
        let third = reserve(&colleague, wish(&house, 9, 11, 5)).await.expect(201);
        assert_eq!(code_of(&third), "CAR-6");
        let read = async |client: &Client, of: &Value| client.get(&format!("/vehicle-reservations/{}", id(of))).await.expect(200);
        assert_eq!(read(&house.staff, &mine).await, mine);
        let moved = read(&secretary, &theirs).await;
        assert_eq!((code_of(&moved), moved["swaps"].as_array().unwrap().len()), ("CAR-2", 1));
        assert_eq!(told(app, &id(&mine)).await, ["vehicle_reservation.made"]);
        // And where nobody may, nothing is done.
        let problem = reserve(&colleague, wish(&house, 9, 11, 5)).await.problem(409, "no_vehicle_fits");
        assert!(said(&problem["why"]).contains(&"taken"), "{problem:#}");
        assert_eq!(read(&house.staff, &mine).await, mine);
        assert_eq!(read(&secretary, &theirs).await, moved);
    }
}
