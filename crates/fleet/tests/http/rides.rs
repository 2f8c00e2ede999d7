//! Rides: vehicle and driver together, who may drive, the moves, and who sees what.

use super::*;

/// A car that chauffeurs drive too.
fn official(code: &str, bay: &str) -> Value {
    with(
        van(code, bay, "euro_6"),
        json!({ "category": "m1", "body": "car", "seats": 5, "chauffeured": true, "battery_wh": null, "charge_plug": null,
            "max_charge_watts": null, "range_km": null }),
    )
}

/// A chauffeur who holds these licences.
async fn chauffeur(app: &App, house: &House, login: &str, licences: Value) -> String {
    let new = json!({ "person_id": app.person(login), "licences": licences, "checked_now": true,
        "chauffeur": { "code": format!("DRV-{login}"), "site_id": house.site } });
    id(&house.manager.post("/drivers", new).await.expect(201))
}

fn licence() -> Value {
    json!([{ "category": "b" }])
}

/// On a day of December, between hours in UTC.
fn wish(house: &House, day: u32, from: u32, to: u32) -> Value {
    json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 2, "with_driver": true, "destination": "Luik",
        "pick_up": "Wetstraat 16", "passenger_phone": "+32 2 501 02 11",
        "from": format!("2026-12-{day:02}T{from:02}:00:00Z"), "to": format!("2026-12-{day:02}T{to:02}:00:00Z") })
}

async fn reserve(client: &Client, wish: Value) -> testkit::Answer {
    client.post("/vehicle-reservations", wish).await
}

fn said(remarks: &Value) -> Vec<&str> {
    let remarks = remarks.as_array().unwrap_or_else(|| panic!("no remarks: {remarks:#}"));
    assert!(remarks.iter().all(|one| one["text"].as_str().is_some_and(|text| text.contains(' '))), "{remarks:#?}");
    remarks.iter().map(|one| one["code"].as_str().unwrap()).collect()
}

async fn act(client: &Client, ride: &str, verb: &str, body: Value) -> testkit::Answer {
    client.post(&format!("/rides/{ride}/{verb}"), body).await
}

/// A ride from 9 to 14 on 2 December, in UTC, whose driver sets off at that instant with 1010 km.
async fn under_way(app: &App, at: &str) -> (House, String) {
    let mut house = house(app).await;
    let car = id(&house.add(official("CAR-1", &house.bay)).await);
    house.manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 1000 })).await.expect(201);
    chauffeur(app, &house, "driver", licence()).await;
    let ride = id(&reserve(&house.staff, wish(&house, 2, 9, 14)).await.expect(201));
    act(&house.driver, &ride, "accept", json!(null)).await.expect(200);
    set_clock(app, at);
    house.pass(app, 0).await;
    act(&house.driver, &ride, "set-off", json!({ "km": 1010 })).await.expect(200);
    (house, ride)
}

/// Which driver has the ride of a reservation.
async fn driver_of(house: &House, reservation: &Value) -> Value {
    let ride = house.manager.get(&format!("/rides/{}", id(reservation))).await.expect(200);
    ride["driver"]["id"].clone()
}

async fn rides(client: &Client, query: &str) -> Vec<Value> {
    client.get(&format!("/rides{query}")).await.expect(200)["items"].as_array().unwrap().clone()
}

testkit::both_engines! {
    async fn vehicle_and_driver_are_taken_together_and_freed_together(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        house.add(official("CAR-2", &house.bay)).await;
        house.add(with(official("OWN-1", &house.bay), json!({ "chauffeured": false }))).await;
        let driver = chauffeur(app, &house, "driver", licence()).await;
        let made = reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201);
        assert_eq!((&made["ride"]["state"], &made["ride"]["driver_name"], &made["ride"]["pick_up"]), (&json!("assigned"), &json!("Noah Driver"), &json!("Wetstraat 16")));
        let listed = house.staff.get("/vehicle-reservations").await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1, "one row for two claims");
        // Whose it is sees the booking as any other.
        let booking = house.staff.get(&format!("/bookings/{}", made["booking_id"].as_str().unwrap())).await.expect(200);
        assert_eq!(booking["title"], "Naar Luik");
        // The second car is free, but nobody drives it.
        let problem = reserve(&house.staff, wish(&house, 2, 10, 12)).await.problem(409, "no_driver_fits");
        assert_eq!(said(&problem["why"]), ["driver_taken"]);
        assert_eq!(said(&problem["ways"]), ["earlier", "later", "without_driver"]);
        for way in problem["ways"].as_array().unwrap() {
            let made = reserve(&house.staff, with(wish(&house, 2, 10, 12), way["change"].clone())).await.expect(201);
            house.staff.post(&format!("/vehicle-reservations/{}/cancel", id(&made)), json!({})).await.expect(200);
        }
        let seen = rides(&house.driver, "?open=true").await;
        assert_eq!(seen.len(), 1);
        house.staff.post(&format!("/vehicle-reservations/{}/cancel", id(&made)), json!({})).await.expect(200);
        let gone = house.driver.get(&format!("/rides/{}", id(&made))).await.expect(200);
        assert_eq!((&gone["state"], &gone["moves"]), (&json!("cancelled"), &json!([])));
        assert_eq!(rides(&house.driver, "?open=true").await, Vec::<Value>::new());
        let again = reserve(&house.staff, wish(&house, 2, 10, 12)).await.expect(201);
        assert_eq!(again["ride"]["driver_name"], "Noah Driver");
        // The driver is nobody's to book alone.
        let page = house.manager.get(&format!("/drivers/{driver}")).await.expect(200);
        let alone = json!({ "title": "Ritje", "bookables": [{ "id": page["bookable_id"] }], "start": "2026-12-03T09:00", "duration_minutes": 60,
            "time_zone": "Europe/Brussels", "attendees": 1 });
        house.staff.post("/bookings", alone).await.problem(404, "not_found");
        // Nobody retires who has rides to come.
        house.manager.post(&format!("/drivers/{driver}/retire"), json!({})).await.problem(409, "still_booked");
    }

    async fn of_many_who_want_a_driver_at_once_as_many_get_one_as_there_are(app: &App) {
        let house = house(app).await;
        for number in 1..=5 {
            house.add(official(&format!("CAR-{number}"), &house.bay)).await;
        }
        for login in ["driver", "colleague"] {
            chauffeur(app, &house, login, licence()).await;
        }
        let tries = (0..8).map(|_| reserve(&house.staff, wish(&house, 2, 9, 11)));
        let answers = futures_util::future::join_all(tries).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 201, 409, 409, 409, 409, 409, 409]);
        let mut names: Vec<String> = answers.iter().filter(|answer| answer.status == 201).map(|answer| answer.json()["ride"]["driver_name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(names, ["Bruno Lambert", "Noah Driver"]);
    }

    async fn whoever_drives_has_the_licence_and_rests(app: &App) {
        let house = house(app).await;
        let bus = with(official("BUS-1", &house.bay), json!({ "category": "m2", "body": "minibus", "seats": 17, "child_seat_anchors": 2 }));
        let bus = id(&house.add(bus).await);
        let car = id(&house.add(official("CAR-1", &house.bay)).await);
        let noah = chauffeur(app, &house, "driver", json!([{ "category": "b", "valid_to": "2026-12-20" }])).await;
        let on = |vehicle: &str, day, from, to| with(wish(&house, day, from, to), json!({ "vehicle_id": vehicle }));
        let refused = async |wish: Value, code: &str| said(&reserve(&house.staff, wish).await.problem(409, code)["why"]).iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
        // The smaller one is taken although the bus would do: nobody may drive it.
        assert_eq!(refused(on(&bus, 2, 9, 11), "no_vehicle_fits").await, ["not_drivable", "other_car_asked"]);
        assert_eq!(refused(on(&car, 21, 9, 11), "no_driver_fits").await, ["licence"]);
        let evening = reserve(&house.staff, on(&car, 2, 18, 20)).await.expect(201);
        assert_eq!(refused(on(&car, 3, 5, 6), "no_driver_fits").await, ["rest"]);
        reserve(&house.staff, on(&car, 3, 7, 8)).await.expect(201);
        assert_eq!(refused(on(&car, 2, 8, 9), "no_driver_fits").await, ["duty_too_long"]);
        assert_eq!(refused(on(&car, 5, 6, 18), "no_driver_fits").await, ["duty_too_long"]);
        // What the house decides, holds.
        house.manager.put("/fleet-settings", json!({ "licence_check_days": 365, "longest_duty_minutes": 720 })).await.expect(200);
        reserve(&house.staff, on(&car, 2, 8, 9)).await.expect(201);
        house.manager.put("/fleet-settings", json!({ "licence_check_days": 365, "rest_minutes": 1441 })).await.problem(422, "invalid_fields");
        // One who is asked for by name.
        let bruno = chauffeur(app, &house, "colleague", json!([{ "category": "d1" }, { "category": "b" }])).await;
        let named = reserve(&house.staff, with(on(&bus, 4, 9, 11), json!({ "driver_id": noah }))).await.problem(409, "no_vehicle_fits");
        assert!(said(&named["why"]).contains(&"not_drivable"), "{named:#}");
        let made = reserve(&house.staff, on(&bus, 4, 9, 11)).await.expect(201);
        assert_eq!(made["ride"]["driver_name"], "Bruno Lambert");
        let taken = with(on(&car, 4, 10, 12), json!({ "driver_id": bruno }));
        let problem = reserve(&house.staff, taken).await.problem(409, "no_driver_fits");
        assert_eq!((said(&problem["why"]), problem["ways"][0]["change"].clone()), (vec!["driver_taken", "other_driver_asked"], json!({ "driver_id": null })));
        let unknown = with(on(&car, 4, 10, 12), json!({ "driver_id": house.bay }));
        assert_eq!(fields(&reserve(&house.staff, unknown).await.problem(422, "invalid_fields")), [("driver_id", "unknown")]);
        let alone = with(on(&car, 4, 10, 12), json!({ "driver_id": noah, "with_driver": false }));
        assert_eq!(fields(&reserve(&house.staff, alone).await.problem(422, "invalid_fields")), [("driver_id", "only_with_driver")]);
        // The desk sees why not, and is refused the same.
        let ride = id(&evening);
        let menu = house.manager.get(&format!("/rides/{}/drivers", id(&made))).await.expect(200);
        let menu: Vec<_> = menu.as_array().unwrap().iter().map(|one| (one["driver"]["name"].as_str().unwrap(), one["fits"] == true, one["why"]["code"].as_str())).collect();
        assert_eq!(menu, [("Bruno Lambert", true, None), ("Noah Driver", false, Some("licence"))]);
        let problem = act(&house.manager, &id(&made), "assign", json!({ "driver_id": noah })).await.problem(409, "driver_does_not_fit");
        assert_eq!(said(&problem["why"]), ["licence"]);
        house.staff.get(&format!("/rides/{ride}/drivers")).await.problem(404, "not_found");
        house.driver.get(&format!("/rides/{ride}/drivers")).await.problem(403, "forbidden");
    }

    async fn no_swap_gives_a_driver_what_they_may_not_drive(app: &App) {
        let house = house(app).await;
        let small = id(&house.add(official("CAR-1", &house.bay)).await);
        let bus = with(official("BUS-1", &house.bay), json!({ "category": "m2", "body": "minibus", "seats": 17, "child_seat_anchors": 2 }));
        house.add(bus).await;
        chauffeur(app, &house, "driver", licence()).await;
        reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201);
        chauffeur(app, &house, "colleague", licence()).await;
        // Whoever wants the small one would get it if the ride took the bus, for which its driver has no licence.
        let named = with(wish(&house, 2, 9, 11), json!({ "vehicle_id": small }));
        let problem = reserve(&house.staff, named.clone()).await.problem(409, "no_vehicle_fits");
        assert!(said(&problem["why"]).contains(&"taken"), "{problem:#}");
        house.add(official("CAR-2", &house.bay)).await;
        let made = reserve(&house.staff, named).await.expect(201);
        assert_eq!(made["made_room"][0]["to"]["code"], "CAR-2");
        let ride = &rides(&house.driver, "").await[0];
        assert_eq!((&ride["vehicle"]["code"], &ride["driver"]["name"]), (&json!("CAR-2"), &json!("Noah Driver")));
    }

    async fn a_ride_goes_its_way(app: &App) {
        let mut house = house(app).await;
        let car = id(&house.add(official("CAR-1", &house.bay)).await);
        house.manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 1000 })).await.expect(201);
        let noah = chauffeur(app, &house, "driver", licence()).await;
        let made = reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201);
        let ride = id(&made);
        let colleague = app.client("colleague").await;
        for client in [&house.staff, &colleague, &house.auditor] {
            act(client, &ride, "accept", json!(null)).await.problem(404, "not_found");
            assert_eq!(rides(client, "").await, Vec::<Value>::new());
        }
        for (verb, body) in [("set-off", json!({})), ("board", json!(null)), ("finish", json!({}))] {
            let problem = act(&house.driver, &ride, verb, body).await.problem(409, "illegal_move");
            assert_eq!((&problem["from"], &problem["possible"]), (&json!("assigned"), &json!(["assign", "accept", "decline"])));
            assert!(problem["detail"].as_str().unwrap().contains("Acceptez"), "the way on: {problem:#}");
        }
        act(&house.driver, &ride, "assign", json!({ "driver_id": noah })).await.problem(403, "forbidden");
        let accepted = act(&house.driver, &ride, "accept", json!(null)).await.expect(200);
        assert_eq!((&accepted["state"], &accepted["moves"], &accepted["passenger_phone"]), (&json!("accepted"), &json!(["decline", "set_off"]), &json!("+32 2 501 02 11")));
        let stale = house.driver.request(reqwest::Method::POST, &format!("/rides/{ride}/set-off")).header("if-match", "\"v1\"").json(&json!({}));
        testkit::Answer::of(stale).await.problem(412, "stale");
        act(&house.driver, &ride, "set-off", json!({})).await.problem(409, "ride_not_yet");
        house.pass(app, 0).await;
        set_clock(app, "2026-12-02T08:30:00Z");
        house.pass(app, 0).await;
        act(&house.driver, &ride, "set-off", json!({ "km": 999 })).await.problem(422, "odometer_less");
        act(&house.driver, &ride, "set-off", json!({ "km": 1010 })).await.expect(200);
        app.clock.advance_minutes(30);
        act(&house.driver, &ride, "board", json!(null)).await.expect(200);
        app.clock.advance_minutes(60);
        assert_eq!(fields(&act(&house.driver, &ride, "finish", json!({ "end_km": 1000 })).await.problem(422, "invalid_fields")), [("end_km", "less_than_start")]);
        let done = act(&house.driver, &ride, "finish", json!({ "end_km": 1100, "waiting_minutes": 20, "empty_km": 12, "remarks": "File op de E40" })).await.expect(200);
        assert_eq!((&done["state"], &done["moves"], &done["end_km"], &done["waiting_minutes"], &done["empty_km"]), (&json!("done"), &json!([]), &json!(1100), &json!(20), &json!(12)));
        assert_eq!(done["vehicle"]["odometer_km"], 1100);
        act(&house.driver, &ride, "finish", json!({})).await.problem(409, "illegal_move");
        assert_eq!(super::desk::trips(&house.driver, &ride).await, [("business".to_owned(), 1010, 1100)]);
        let told = told(app, &ride).await;
        let told: Vec<_> = told.iter().filter(|one| one.starts_with("ride.")).collect();
        assert_eq!(told, ["ride.assigned", "ride.accepted", "ride.set_off", "ride.boarded", "ride.finished"]);
    }

    async fn nobody_sets_off_twice_and_nothing_goes_out_twice(app: &App) {
        let mut house = house(app).await;
        let first = house.add(with(official("CAR-1", &house.bay), json!({ "chauffeured": false }))).await;
        let cars = [id(&first), id(&house.add(official("CAR-2", &house.bay)).await)];
        // It was anybody's to drive, and is the drivers' from now on.
        let alone = with(wish(&house, 2, 10, 11), json!({ "with_driver": false, "vehicle_id": cars[0], "pick_up": null, "passenger_phone": null }));
        let alone = id(&reserve(&house.staff, alone).await.expect(201));
        house.manager.patch(&format!("/vehicles/{}", cars[0]), "*", json!({ "chauffeured": true })).await.expect(200);
        let noah = chauffeur(app, &house, "driver", licence()).await;
        let bruno = chauffeur(app, &house, "colleague", licence()).await;
        let on = |car: usize, from: u32, to: u32, driver: &str| with(wish(&house, 2, from, to), json!({ "vehicle_id": cars[car], "driver_id": driver }));
        let mut made = vec![];
        for (car, from, to, driver) in [(0, 9, 10, &noah), (1, 10, 11, &noah), (0, 11, 12, &bruno)] {
            let ride = id(&reserve(&house.staff, on(car, from, to, driver)).await.expect(201));
            act(&house.manager, &ride, "accept", json!(null)).await.expect(200);
            made.push(ride);
        }
        set_clock(app, "2026-12-02T08:30:00Z");
        house.pass(app, 0).await;
        let desk = house.manager.clone();
        // Until the second one begins, the driver has the first one; until the third one begins, its vehicle is somebody else's.
        let problem = act(&desk, &made[1], "set-off", json!({})).await.problem(409, "driver_promised_before");
        assert_eq!((&problem["from"], &problem["until"], &problem["host_name"]), (&json!("2026-12-02T09:00:00Z"), &json!("2026-12-02T10:00:00Z"), &json!("Anna Peeters")));
        let problem = act(&desk, &made[2], "set-off", json!({})).await.problem(409, "vehicle_promised_before");
        assert_eq!((&problem["until"], problem["detail"].as_str().unwrap().contains("Anna Peeters")), (&json!("2026-12-02T11:00:00Z"), true));
        act(&desk, &made[0], "set-off", json!({})).await.expect(200);
        // From now on the vehicle and the driver are taken, although the ride begins later.
        let ahead = |more: Value| with(wish(&house, 2, 9, 10), with(more, json!({ "from": "2026-12-02T08:35:00Z", "to": "2026-12-02T08:55:00Z" })));
        reserve(&desk, ahead(json!({ "vehicle_id": cars[0], "driver_id": bruno }))).await.problem(409, "no_vehicle_fits");
        reserve(&desk, ahead(json!({ "vehicle_id": cars[1], "driver_id": noah }))).await.problem(409, "no_driver_fits");
        app.clock.advance_minutes(95);
        app.sweep("move_dates_on").await;
        // It is late: neither goes out once more.
        let problem = act(&desk, &made[1], "set-off", json!({})).await.problem(409, "driver_under_way");
        assert_eq!((&problem["ride_id"], &problem["vehicle_code"], &problem["since"]), (&json!(made[0]), &json!("CAR-1"), &json!("2026-12-02T08:30:00Z")));
        let out = async || desk.post(&format!("/vehicle-reservations/{alone}/hand-out"), json!({ "km": 1000, "licence_seen": { "licences": [{ "category": "b" }] } })).await;
        let problem = out().await.problem(409, "vehicle_under_way");
        assert_eq!(problem["driver_name"], "Noah Driver");
        act(&desk, &made[0], "board", json!(null)).await.expect(200);
        act(&desk, &made[0], "finish", json!({})).await.expect(200);
        act(&desk, &made[1], "set-off", json!({})).await.expect(200);
        let by_noah = json!({ "km": 1000, "driver_id": app.person("driver") });
        let problem = desk.post(&format!("/vehicle-reservations/{alone}/hand-out"), by_noah).await.problem(409, "driver_under_way");
        assert_eq!(problem["vehicle_code"], "CAR-2");
        out().await.expect(200);
        app.clock.advance_minutes(56);
        act(&desk, &made[2], "set-off", json!({})).await.problem(409, "vehicle_still_out");
    }

    async fn a_late_ride_keeps_its_vehicle_and_its_driver_from_others(app: &App) {
        let (mut house, ride) = under_way(app, "2026-12-02T08:30:00Z").await;
        let next = id(&reserve(&house.staff, wish(&house, 2, 16, 17)).await.expect(201));
        house.add(official("CAR-2", &house.bay)).await;
        let desk = async |house: &House| house.manager.get(&format!("/vehicle-desk?site={}", house.site)).await.expect(200);
        set_clock(app, "2026-12-02T13:59:00Z");
        house.pass(app, 0).await;
        assert_eq!(desk(&house).await["threatened"], json!([]), "it has its time");
        app.clock.advance_minutes(21);
        app.sweep("move_dates_on").await;
        let seen = desk(&house).await["threatened"].clone();
        assert_eq!((&seen[0]["id"], &seen[0]["cause"], &seen[0]["replacement"]["vehicle"]["code"]), (&json!(next), &json!("overdue"), &json!("CAR-2")), "{seen:#}");
        // Neither is there within the next two hours, as far as anybody knows.
        let soon = with(wish(&house, 2, 15, 16), json!({ "to": "2026-12-02T15:30:00Z" }));
        let named = with(soon.clone(), json!({ "with_driver": false, "vehicle_id": seen[0]["from"]["id"], "pick_up": null, "passenger_phone": null }));
        reserve(&house.manager, named).await.problem(409, "no_vehicle_fits");
        reserve(&house.staff, soon.clone()).await.problem(409, "no_driver_fits");
        act(&house.driver, &ride, "finish", json!({ "end_km": 1200 })).await.expect(200);
        reserve(&house.staff, soon).await.expect(201);
        assert_eq!(desk(&house).await["threatened"], json!([]));
    }

    async fn when_its_time_is_over_nobody_sets_off_with_what_somebody_else_has(app: &App) {
        let mut house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        let [noah, bruno] = [chauffeur(app, &house, "driver", licence()).await, chauffeur(app, &house, "colleague", licence()).await];
        let mut made = vec![];
        for (from, driver) in [(9, &noah), (10, &bruno)] {
            let ride = with(wish(&house, 2, from, from + 1), json!({ "driver_id": driver }));
            let ride = id(&reserve(&house.staff, ride).await.expect(201));
            act(&house.manager, &ride, "accept", json!(null)).await.expect(200);
            made.push(ride);
        }
        set_clock(app, "2026-12-02T10:05:00Z");
        house.pass(app, 0).await;
        let problem = act(&house.manager, &made[0], "set-off", json!({})).await.problem(409, "vehicle_promised_before");
        assert_eq!((&problem["from"], &problem["until"]), (&json!("2026-12-02T10:00:00Z"), &json!("2026-12-02T11:00:00Z")));
        house.staff.post(&format!("/vehicle-reservations/{}/cancel", made[1]), json!({})).await.expect(200);
        act(&house.manager, &made[0], "set-off", json!({})).await.expect(200);
    }

    async fn an_absent_driver_gets_no_ride_and_those_they_have_are_counted(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        let noah = chauffeur(app, &house, "driver", licence()).await;
        let made = reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201);
        let absent = |from: &str, to: &str| json!({ "from": format!("2026-12-0{from}:00Z"), "to": format!("2026-12-0{to}:00Z") });
        let path = format!("/drivers/{noah}/absences");
        let day = absent("2T10:00", "3T10:00");
        for (client, status) in [(&house.driver, 403), (&house.auditor, 403), (&house.staff, 404)] {
            client.post(&path, day.clone()).await.expect(status);
        }
        for (wrong, field) in [
            (absent("2T10:00", "2T10:00"), ("to", "before_start")),
            (json!({ "from": "2026-11-01T10:00:00Z", "to": "2026-11-02T10:00:00Z" }), ("to", "in_the_past")),
            (json!({ "from": "2026-12-01T10:00:00Z", "to": "2029-12-02T10:00:00Z" }), ("to", "absence_too_long")),
            (json!({ "from": "2026-12-02T10:00:30Z", "to": "2026-12-03T10:00:00Z" }), ("from", "whole_minutes")),
        ] {
            assert_eq!(fields(&house.manager.post(&path, wrong).await.problem(422, "invalid_fields")), [field]);
        }
        let clerk = json!({ "person_id": app.person("colleague"), "licences": licence(), "checked_now": true });
        let clerk = id(&house.manager.post("/drivers", clerk).await.expect(201));
        let problem = house.manager.post(&format!("/drivers/{clerk}/absences"), day.clone()).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("id", "not_a_chauffeur")]);

        let listed = house.manager.post(&path, day).await.expect(201);
        let absence = &listed["items"][0];
        assert_eq!((&absence["from"], &absence["to"], &absence["rides"]), (&json!("2026-12-02T10:00:00Z"), &json!("2026-12-03T10:00:00Z"), &json!(1)));
        // What they have stays theirs until somebody else has it; nothing is added.
        assert_eq!(driver_of(&house, &made).await, json!(noah));
        let problem = reserve(&house.staff, wish(&house, 2, 12, 13)).await.problem(409, "no_driver_fits");
        assert!(said(&problem["why"]).contains(&"driver_away"), "{problem:#}");
        reserve(&house.staff, wish(&house, 3, 11, 12)).await.expect(201);
        let bruno = json!({ "chauffeur": { "code": "DRV-2", "site_id": house.site } });
        house.manager.patch(&format!("/drivers/{clerk}"), "*", bruno).await.expect(200);
        act(&house.manager, &id(&made), "assign", json!({ "driver_id": clerk })).await.expect(200);
        let seen = house.driver.get(&path).await.expect(200);
        assert_eq!(seen["items"][0]["rides"], 0);
        let plan = house.driver.get(&format!("/drivers/{noah}/day?date=2026-12-02")).await.expect(200);
        assert_eq!(plan["away"], json!([{ "from": "2026-12-02T10:00:00Z", "to": "2026-12-03T10:00:00Z" }]));
        house.staff.get(&path).await.problem(404, "not_found");
        // Colleagues learn nothing from what is closed.
        assert_eq!(house.staff.get("/closures").await.expect(200)["items"], json!([]));

        let gone = format!("/driver-absences/{}", absence["id"].as_str().unwrap());
        let remove = async |client: &Client| testkit::Answer::of(client.request(reqwest::Method::DELETE, &gone)).await;
        remove(&house.staff).await.problem(404, "not_found");
        remove(&house.driver).await.problem(403, "forbidden");
        remove(&house.manager).await.expect(204);
        remove(&house.manager).await.problem(404, "not_found");
        assert_eq!(house.manager.get(&path).await.expect(200)["items"], json!([]));
        let again = with(wish(&house, 2, 12, 13), json!({ "driver_id": noah }));
        reserve(&house.staff, again).await.expect(201);
        let told = told(app, &noah).await;
        assert_eq!(told[1..], ["driver.absent", "driver.absence_removed"]);
    }

    async fn whose_licence_ended_does_not_set_off(app: &App) {
        let mut house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        let noah = chauffeur(app, &house, "driver", licence()).await;
        let ride = id(&reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201));
        act(&house.driver, &ride, "accept", json!(null)).await.expect(200);
        let ended = json!({ "licences": [{ "category": "b", "valid_to": "2026-12-01" }] });
        house.manager.patch(&format!("/drivers/{noah}"), "*", ended).await.expect(200);
        set_clock(app, "2026-12-02T08:30:00Z");
        house.pass(app, 0).await;
        let problem = act(&house.driver, &ride, "set-off", json!({})).await.problem(422, "may_not_drive");
        assert_eq!(said(&problem["findings"]), ["licence_expired"]);
        house.manager.patch(&format!("/drivers/{noah}"), "*", json!({ "licences": licence() })).await.expect(200);
        act(&house.driver, &ride, "set-off", json!({})).await.expect(200);
    }

    async fn whoever_has_keys_does_not_set_off_and_a_ride_has_none(app: &App) {
        let mut house = house(app).await;
        house.add(with(official("CAR-1", &house.bay), json!({ "chauffeured": false }))).await;
        house.add(official("CAR-2", &house.bay)).await;
        chauffeur(app, &house, "driver", licence()).await;
        let alone = with(wish(&house, 2, 9, 10), json!({ "with_driver": false, "pick_up": null, "passenger_phone": null }));
        let alone = id(&reserve(&house.staff, alone).await.expect(201));
        let ride = id(&reserve(&house.staff, wish(&house, 2, 10, 11)).await.expect(201));
        act(&house.driver, &ride, "accept", json!(null)).await.expect(200);
        set_clock(app, "2026-12-02T08:30:00Z");
        house.pass(app, 0).await;
        let at_desk = async |reservation: &str, verb: &str, body: Value| house.manager.post(&format!("/vehicle-reservations/{reservation}/{verb}"), body).await;
        // Nobody may drive it, and it is early: the first reason is that it is not at the desk.
        at_desk(&ride, "hand-out", json!({ "km": 1000 })).await.problem(409, "ride_not_at_desk");
        at_desk(&ride, "release", json!({})).await.problem(409, "ride_not_at_desk");
        at_desk(&alone, "hand-out", json!({ "km": 1000, "driver_id": app.person("driver") })).await.expect(200);
        app.clock.advance_minutes(5);
        let problem = act(&house.driver, &ride, "set-off", json!({})).await.problem(409, "driver_has_keys");
        assert_eq!((&problem["driver_name"], &problem["vehicle_code"], &problem["since"]), (&json!("Noah Driver"), &json!("CAR-1"), &json!("2026-12-02T09:30:00+01:00")));
        at_desk(&alone, "return", json!({ "km": 1001, "cleanliness": "clean" })).await.expect(200);
        act(&house.driver, &ride, "set-off", json!({})).await.expect(200);
    }

    async fn a_ride_that_is_over_frees_vehicle_and_driver(app: &App) {
        let (house, ride) = under_way(app, "2026-12-02T08:30:00Z").await;
        // What is under way is ended, not called off.
        let path = format!("/vehicle-reservations/{ride}");
        let seen = house.staff.get(&path).await.expect(200);
        assert_eq!((&seen["may_cancel"], &seen["may_change"]), (&json!(false), &json!(true)));
        for client in [&house.staff, &house.manager] {
            client.post(&format!("{path}/cancel"), json!({})).await.problem(409, "ride_under_way");
        }
        act(&house.driver, &ride, "board", json!(null)).await.expect(200);
        house.staff.post(&format!("{path}/cancel"), json!({})).await.problem(409, "ride_under_way");
        app.clock.advance_minutes(90);
        let too_many = act(&house.driver, &ride, "finish", json!({ "end_km": 1060, "empty_km": 51 })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&too_many), [("empty_km", "more_than_driven")]);
        act(&house.driver, &ride, "finish", json!({ "end_km": 1060, "empty_km": 50 })).await.expect(200);
        let seen = house.staff.get(&path).await.expect(200);
        assert_eq!((&seen["state"], &seen["to"], &seen["may_cancel"], &seen["may_change"]), (&json!("finished"), &json!("2026-12-02T10:00:00Z"), &json!(false), &json!(false)));
        reserve(&house.staff, wish(&house, 2, 10, 14)).await.expect(201);
    }

    async fn nobody_came_so_the_driver_turns_back(app: &App) {
        let (house, ride) = under_way(app, "2026-12-02T07:30:00Z").await;
        app.clock.advance_minutes(30);
        let done = act(&house.driver, &ride, "finish", json!({ "end_km": 1030 })).await.expect(200);
        assert_eq!((&done["state"], &done["empty_km"], &done["moves"]), (&json!("done"), &json!(20), &json!([])));
        assert_eq!(super::desk::trips(&house.driver, &ride).await, [("business".to_owned(), 1010, 1030)]);
        let was = house.staff.get(&format!("/vehicle-reservations/{ride}")).await.expect(200);
        assert_eq!((&was["from"], &was["to"]), (&json!("2026-12-02T07:30:00Z"), &json!("2026-12-02T08:00:00Z")));
        // Before it was to begin: both are free again from now on.
        let now = with(wish(&house, 2, 9, 14), json!({ "from": "2026-12-02T08:05:00Z" }));
        reserve(&house.staff, now).await.expect(201);
    }

    async fn a_reservation_that_changes_keeps_its_driver_or_gets_another(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        house.add(official("CAR-2", &house.bay)).await;
        for login in ["driver", "colleague"] {
            chauffeur(app, &house, login, licence()).await;
        }
        let path = |of: &Value| format!("/vehicle-reservations/{}", id(of));
        let change = async |of: &Value, what: Value| {
            house.staff.patch(&path(of), &format!("\"v{}\"", of["version"]), what).await
        };
        let made = reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201);
        let name = made["ride"]["driver_name"].clone();
        let own = if name == "Noah Driver" { house.driver.clone() } else { app.client("colleague").await };
        act(&own, &id(&made), "accept", json!(null)).await.expect(200);
        // Words ask nobody anew; another time does.
        let told = change(&made, json!({ "destination": "Namen" })).await.expect(200);
        assert_eq!((&told["ride"]["driver_name"], &told["ride"]["state"]), (&name, &json!("accepted")));
        let later = change(&told, json!({ "from": "2026-12-02T10:00:00Z", "to": "2026-12-02T12:00:00Z" })).await.expect(200);
        assert_eq!((&later["ride"]["driver_name"], &later["ride"]["state"]), (&name, &json!("assigned")));
        assert_eq!(later["vehicle"]["id"], made["vehicle"]["id"]);
        // Both times moved: at the old one two more can be had, at the new one only one.
        let early = [0, 1].map(|_| with(wish(&house, 2, 7, 9), json!({})));
        for wish in early {
            reserve(&house.staff, wish).await.expect(201);
        }
        let beside = reserve(&house.staff, wish(&house, 2, 10, 12)).await.expect(201);
        reserve(&house.staff, wish(&house, 2, 10, 12)).await.problem(409, "no_driver_fits");
        // The one who has it is busy at the wanted time: another one drives.
        act(&own, &id(&beside), "accept", json!(null)).await.problem(404, "not_found");
        house.staff.post(&format!("{}/cancel", path(&beside)), json!({})).await.expect(200);
        let far = reserve(&house.staff, with(wish(&house, 2, 13, 15), json!({ "driver_id": driver_of(&house, &later).await }))).await.expect(201);
        assert_eq!(far["ride"]["driver_name"], name);
        let moved = change(&later, json!({ "from": "2026-12-02T13:00:00Z", "to": "2026-12-02T15:00:00Z" })).await.expect(200);
        assert_ne!(moved["ride"]["driver_name"], name);
        assert_eq!(moved["ride"]["state"], "assigned");
        house.staff.post(&format!("{}/cancel", path(&moved)), json!({})).await.expect(200);
        reserve(&house.staff, wish(&house, 2, 13, 15)).await.expect(201);
    }

    async fn a_ride_that_is_declined_goes_to_another_driver(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        house.add(official("CAR-2", &house.bay)).await;
        chauffeur(app, &house, "driver", licence()).await;
        let ride = id(&reserve(&house.staff, wish(&house, 2, 9, 11)).await.expect(201));
        let bruno = chauffeur(app, &house, "colleague", licence()).await;
        let colleague = app.client("colleague").await;
        assert_eq!(fields(&act(&house.driver, &ride, "decline", json!({ "reason": " " })).await.problem(422, "invalid_fields")), [("reason", "required")]);
        act(&house.driver, &ride, "decline", json!({ "reason": "Ziek" })).await.expect(204);
        house.driver.get(&format!("/rides/{ride}")).await.problem(404, "not_found");
        let waiting = rides(&house.manager, "?waiting=true").await;
        assert_eq!((id(&waiting[0]), &waiting[0]["state"], &waiting[0]["decline_reason"], &waiting[0]["moves"]), (ride.clone(), &json!("planned"), &json!("Ziek"), &json!(["assign"])));
        let plan = house.manager.get("/driver-days?date=2026-12-02").await.expect(200);
        assert_eq!((plan["waiting"].as_array().unwrap().len(), plan["days"].as_array().unwrap().len()), (1, 2));
        let given = house.manager.post_once(&format!("/rides/{ride}/assign"), "k", json!({ "driver_id": bruno })).await.expect(200);
        assert_eq!((&given["state"], &given["driver"]["name"]), (&json!("assigned"), &json!("Bruno Lambert")));
        assert_eq!(house.manager.post_once(&format!("/rides/{ride}/assign"), "k", json!({ "driver_id": bruno })).await.expect(200), given);
        assert_eq!(rides(&colleague, "").await.len(), 1);
        // The time went along: the first one can drive something else, the second one cannot.
        let other = reserve(&house.staff, wish(&house, 2, 10, 12)).await.expect(201);
        assert_eq!(other["ride"]["driver_name"], "Noah Driver");
        let problem = act(&house.manager, &id(&other), "assign", json!({ "driver_id": bruno })).await.problem(409, "driver_does_not_fit");
        assert_eq!(said(&problem["why"]), ["driver_taken"]);
    }

    async fn the_day_of_a_driver(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        let noah = chauffeur(app, &house, "driver", licence()).await;
        for (day, from, to) in [(2, 8, 9), (2, 12, 14), (3, 7, 8)] {
            reserve(&house.staff, wish(&house, day, from, to)).await.expect(201);
        }
        let day = house.driver.get(&format!("/drivers/{noah}/day?date=2026-12-02")).await.expect(200);
        assert_eq!((&day["duty"]["minutes"], &day["duty"]["ride_minutes"], &day["rest_before_minutes"], &day["rest_after_minutes"]), (&json!(360), &json!(180), &json!(null), &json!(17 * 60)));
        assert_eq!(day["rides"].as_array().unwrap().len(), 2);
        assert_eq!(rides(&house.driver, "?day=2026-12-03").await.len(), 1);
        assert_eq!(id(&house.driver.get("/drivers/me").await.expect(200)["driver"]), noah);
        assert_eq!(house.staff.get("/drivers/me").await.expect(200)["driver"], json!(null));
        house.staff.get(&format!("/drivers/{noah}/day")).await.problem(404, "not_found");
        house.driver.get("/driver-days").await.problem(403, "forbidden");
        let plan = house.manager.get("/driver-days?date=2026-12-02").await.expect(200);
        assert_eq!((&plan["days"][0]["duty"]["minutes"], &plan["rest_minutes"]), (&json!(360), &json!(660)));
        let far = house.manager.get(&format!("/driver-days?date=2026-12-02&site={}", house.bay)).await.expect(200);
        assert_eq!(far["days"], json!([]));
    }

    async fn feeds_tell_what_their_reader_may_know(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(official("CAR-1", &house.bay)).await);
        let noah = chauffeur(app, &house, "driver", licence()).await;
        let secret = with(wish(&house, 2, 9, 11), json!({ "visibility": "confidential", "title": "Geheim overleg" }));
        let secret = id(&reserve(&house.staff, secret).await.expect(201));
        reserve(&house.staff, wish(&house, 2, 13, 14)).await.expect(201);
        let feed = async |client: &Client, path: &str| {
            let answer = client.get(path).await;
            assert_eq!((answer.status, answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
            answer.text
        };
        let (of_car, of_driver) = (format!("/vehicles/{car}/calendar.ics"), format!("/drivers/{noah}/calendar.ics"));
        let mine = feed(&house.driver, &of_driver).await;
        assert!(mine.contains("Geheim overleg") && mine.contains("Naar Luik") && mine.contains("Wetstraat 16"), "{mine}");
        let desk = feed(&house.manager, &of_driver).await;
        assert!(!desk.contains("Geheim") && desk.contains("Naar Luik"), "{desk}");
        let seen = feed(&app.client("colleague").await, &of_car).await;
        assert!(!seen.contains("Geheim") && seen.matches("BEGIN:VEVENT").count() == 2, "{seen}");
        house.staff.get(&of_driver).await.problem(404, "not_found");
        house.staff.get(&format!("/vehicles/{}/calendar.ics", house.bay)).await.problem(404, "not_found");
        // The desk gives the ride away without knowing for whom it is.
        let seen = house.manager.get(&format!("/rides/{secret}")).await.expect(200);
        assert_eq!((&seen["confidential"], &seen["title"], &seen["host_name"], &seen["pick_up"], &seen["passenger_phone"]), (&json!(true), &json!(null), &json!(null), &json!(null), &json!(null)));
        assert_eq!(house.driver.get(&format!("/rides/{secret}")).await.expect(200)["title"], "Geheim overleg");
    }

    async fn as_many_statements_for_many_rides_as_for_one(app: &App) {
        let house = house(app).await;
        house.add(official("CAR-1", &house.bay)).await;
        house.add(official("CAR-2", &house.bay)).await;
        for login in ["driver", "colleague"] {
            chauffeur(app, &house, login, licence()).await;
        }
        let ask = async |path: &str| {
            let mut least = u64::MAX;
            for _ in 0..3 {
                let before = app.db().statement_count();
                house.manager.get(path).await.expect(200);
                least = least.min(app.db().statement_count() - before);
            }
            least
        };
        let ride = id(&reserve(&house.staff, wish(&house, 2, 9, 10)).await.expect(201));
        let paths = ["/rides".to_owned(), "/driver-days?date=2026-12-02".to_owned(), format!("/rides/{ride}/drivers")];
        let mut first = vec![];
        for path in &paths {
            first.push(ask(path).await);
        }
        for hour in 10..16 {
            reserve(&house.staff, wish(&house, 2, hour, hour + 1)).await.expect(201);
        }
        let mut again = vec![];
        for path in &paths {
            again.push(ask(path).await);
        }
        assert_eq!(again, first);
        assert!(first.iter().all(|count| *count <= 22), "{first:?}");
    }
}
