//! The desk: handing out, taking back, no-shows, overdue vehicles, damage, and reservations that lose their vehicle.

use std::collections::BTreeMap;

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{
    papers::{form, png, upload},
    reservations::petrol,
    *,
};

/// Two cars, and a licence of the staff member who drives them.
struct Desk {
    house: House,
    cars: Vec<String>,
}

async fn desk(app: &App) -> Desk {
    let house = house(app).await;
    let mut cars = vec![];
    for code in ["CAR-1", "CAR-2"] {
        cars.push(id(&house.add(petrol(code, &house.bay, 5)).await));
    }
    licence(app, &house, "staff", json!([{ "category": "b", "valid_to": "2030-01-01" }]), true).await;
    Desk { house, cars }
}

async fn licence(app: &App, house: &House, login: &str, licences: Value, checked: bool) -> String {
    let driver = json!({ "person_id": app.person(login), "licences": licences, "checked_now": checked });
    id(&house.manager.post("/drivers", driver).await.expect(201))
}

/// Reserves on the first of December, between hours in UTC.
async fn reserve(house: &House, client: &Client, from: u32, to: u32, more: Value) -> Value {
    let wish = json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 2,
        "from": format!("2026-12-01T{from:02}:00:00Z"), "to": format!("2026-12-01T{to:02}:00:00Z") });
    client.post("/vehicle-reservations", with(wish, more)).await.expect(201)
}

async fn act(client: &Client, reservation: &str, verb: &str, body: Value) -> testkit::Answer {
    client.post(&format!("/vehicle-reservations/{reservation}/{verb}"), body).await
}

impl Desk {
    async fn see(&self) -> Value {
        self.house.manager.get(&format!("/vehicle-desk?site={}", self.house.site)).await.expect(200)
    }

    /// How each reservation stands.
    async fn stages(&self) -> BTreeMap<String, String> {
        let desk = self.see().await;
        let lines = desk["reservations"].as_array().unwrap();
        lines.iter().map(|line| (id(line), line["stage"].as_str().unwrap().to_owned())).collect()
    }

    async fn hand_out(&self, reservation: &str, km: i64) -> Value {
        act(&self.house.manager, reservation, "hand-out", json!({ "km": km })).await.expect(200)
    }

    async fn sign_in(&mut self, app: &App) {
        self.house.pass(app, 0).await;
    }
}

fn findings(problem: &Value) -> Vec<&str> {
    let findings = problem["findings"].as_array().unwrap_or_else(|| panic!("no findings: {problem:#}"));
    assert!(findings.iter().all(|one| one["text"].as_str().is_some_and(|text| text.contains(' '))), "{problem:#}");
    findings.iter().map(|one| one["code"].as_str().unwrap()).collect()
}

/// The trips of a reservation in the log, the first first: for whom, and the kilometres at both ends.
pub(super) async fn trips(client: &Client, reservation: &str) -> Vec<(String, i64, i64)> {
    let trips = client.get("/trips").await.expect(200)["items"].as_array().unwrap().clone();
    let of = trips.iter().filter(|trip| trip["reservation_id"] == reservation);
    let km = |trip: &Value, end: &str| trip[end].as_i64().unwrap();
    let mut of: Vec<_> =
        of.map(|trip| (trip["kind"].as_str().unwrap().to_owned(), km(trip, "km_out"), km(trip, "km_in"))).collect();
    of.sort_by_key(|trip| trip.1);
    of
}

/// A white picture with a line, as a canvas gives it.
fn signature() -> String {
    BASE64_STANDARD.encode(png())
}

testkit::both_engines! {
    async fn keys_go_out_and_come_back(app: &App) {
        let desk = desk(app).await;
        let (manager, staff) = (&desk.house.manager, &desk.house.staff);
        let first = id(&reserve(&desk.house, staff, 8, 12, json!({})).await);
        assert_eq!(desk.stages().await[&first], "to_hand_out");
        let early = reserve(&desk.house, staff, 14, 15, json!({})).await;
        act(manager, &id(&early), "hand-out", json!({ "km": 1000 })).await.problem(422, "check_in_too_early");
        let out = json!({ "km": 1000, "energy_percent": 80, "key": "K-12", "note": "Kras links was er al", "signature": signature() });
        act(staff, &first, "hand-out", out.clone()).await.problem(404, "not_found");
        let line = act(manager, &first, "hand-out", out).await.expect(200);
        let handover = &line["handover"];
        assert_eq!((&line["stage"], &handover["key"], &handover["signed_by"], &line["driver"]["name"]), (&json!("out"), &json!("K-12"), &json!("Anna Peeters"), &json!("Anna Peeters")));
        let drawn = handover["signature_url"].as_str().unwrap();
        for (client, status) in [(manager, 200), (staff, 200), (&desk.house.auditor, 404)] {
            assert_eq!(client.request(reqwest::Method::GET, drawn).send().await.unwrap().status().as_u16(), status);
        }
        act(manager, &first, "hand-out", json!({ "km": 1000 })).await.problem(409, "not_at_this_stage");
        let seen = staff.get(&format!("/vehicle-reservations/{first}")).await.expect(200);
        assert_eq!((&seen["state"], &seen["may_cancel"]), (&json!("in_use"), &json!(false)));
        app.clock.advance_minutes(120);
        let back = json!({ "km": 1080, "energy_percent": 40, "cleanliness": "dirty", "private_km": 12 });
        act(manager, &first, "return", with(back.clone(), json!({ "private_km": 81 }))).await.problem(422, "invalid_fields");
        let line = act(manager, &first, "return", back).await.expect(200);
        assert_eq!((&line["stage"], &line["handover"]["back"]["driven_km"]), (&json!("back"), &json!(80)));
        let photo = upload(manager, &format!("/vehicle-reservations/{first}/handover-photos"), form(&png(), &[("title", "Achterkant")])).await.expect(201);
        assert_eq!(photo["title"], "Achterkant");
        // The rest of the time is free.
        let seen = staff.get(&format!("/vehicle-reservations/{first}")).await.expect(200);
        assert_eq!((&seen["state"], &seen["to"]), (&json!("finished"), &json!("2026-12-01T09:00:00Z")));
        let vehicle = manager.get(&format!("/vehicles/{}", line["vehicle"]["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(vehicle["odometer"]["km"], 1080);
        // Its trip is in the log, what was private apart.
        assert_eq!(trips(manager, &first).await, [("business".to_owned(), 1000, 1068), ("private".to_owned(), 1068, 1080)]);
        assert_eq!(told(app, &first).await, ["vehicle_reservation.made", "vehicle_reservation.handed_out", "vehicle_reservation.returned", "vehicle_reservation.photo_added"]);
    }

    async fn shortly_before_midnight_the_first_of_tomorrow_stands_at_the_desk(app: &App) {
        set_clock(app, "2026-12-01T21:30:00Z");
        let mut desk = desk(app).await;
        desk.sign_in(app).await;
        let night = json!({ "from": "2026-12-01T23:00:00Z", "to": "2026-12-02T01:00:00Z" });
        let made = id(&reserve(&desk.house, &desk.house.staff, 8, 9, night).await);
        assert!(!desk.stages().await.contains_key(&made), "its keys cannot be fetched yet");
        app.clock.advance_minutes(80);
        assert_eq!(desk.stages().await[&made], "to_hand_out");
        let another = format!("/vehicle-desk?site={}&day=2026-11-30", desk.house.site);
        assert_eq!(desk.house.manager.get(&another).await.expect(200)["reservations"], json!([]), "only today");
        desk.hand_out(&made, 1000).await;
        assert_eq!(desk.stages().await[&made], "out");
    }

    async fn keys_do_not_go_out_before_whoever_has_the_car_first(app: &App) {
        let desk = desk(app).await;
        let (manager, staff) = (&desk.house.manager, &desk.house.staff);
        let named = json!({ "vehicle_id": desk.cars[0] });
        let first = id(&reserve(&desk.house, staff, 8, 9, named.clone()).await);
        let second = id(&reserve(&desk.house, staff, 9, 10, named).await);
        app.clock.advance_minutes(5);
        let problem = act(manager, &second, "hand-out", json!({ "km": 1000 })).await.problem(409, "vehicle_promised_before");
        assert_eq!(problem["until"], "2026-12-01T09:00:00Z");
        desk.hand_out(&first, 1000).await;
        act(manager, &second, "hand-out", json!({ "km": 1000 })).await.problem(409, "vehicle_still_out");
        app.clock.advance_minutes(60);
        act(manager, &first, "return", json!({ "km": 1010, "cleanliness": "clean" })).await.expect(200);
        app.clock.advance_minutes(5);
        desk.hand_out(&second, 1010).await;
    }

    async fn nobody_has_the_keys_of_two_cars(app: &App) {
        let desk = desk(app).await;
        let (manager, staff) = (&desk.house.manager, &desk.house.staff);
        let first = id(&reserve(&desk.house, staff, 8, 12, json!({ "vehicle_id": desk.cars[0] })).await);
        let second = id(&reserve(&desk.house, staff, 8, 12, json!({ "vehicle_id": desk.cars[1] })).await);
        app.clock.advance_minutes(30);
        desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(5);
        let problem = act(manager, &second, "hand-out", json!({ "km": 500 })).await.problem(409, "driver_has_keys");
        assert_eq!((&problem["driver_name"], &problem["vehicle_code"], &problem["since"]), (&json!("Anna Peeters"), &json!("CAR-1"), &json!("2026-12-01T08:30:00+01:00")));
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("CAR-1") && detail.contains("08:30"), "{detail}");
        act(manager, &first, "take-back-hand-out", json!({ "reason": "Verkeerde wagen" })).await.expect(200);
        desk.hand_out(&second, 500).await;
        act(manager, &first, "hand-out", json!({ "km": 1000 })).await.problem(409, "driver_has_keys");
        licence(app, &desk.house, "colleague", json!([{ "category": "b" }]), true).await;
        act(manager, &first, "hand-out", json!({ "km": 1000, "driver_id": app.person("colleague") })).await.expect(200);
        app.clock.advance_minutes(5);
        act(manager, &second, "return", json!({ "km": 501, "cleanliness": "clean" })).await.expect(200);
    }

    async fn the_figures_count_how_long_a_vehicle_was_out(app: &App) {
        let desk = desk(app).await;
        let staff = &desk.house.staff;
        let first = id(&reserve(&desk.house, staff, 8, 9, json!({ "vehicle_id": desk.cars[0] })).await);
        reserve(&desk.house, staff, 10, 12, json!({ "vehicle_id": desk.cars[1] })).await;
        let figures = async || desk.house.manager.get("/fleet-figures?from=2026-12-01&to=2026-12-01").await.expect(200);
        let told = |figures: &Value| {
            let of = |index: usize, name: &str| figures["vehicles"][index]["usage"][name].as_i64().unwrap();
            (of(0, "used_minutes"), of(1, "used_minutes"), of(0, "late_returns"), figures["peak_out"].as_i64().unwrap())
        };
        app.clock.advance_minutes(30);
        desk.hand_out(&first, 1000).await;
        set_clock(app, "2026-12-01T10:30:00Z");
        // Out since half past seven UTC and overdue since nine: still out when the other one's time comes.
        let overdue = figures().await;
        assert_eq!(told(&overdue), (180, 30, 0, 2), "{overdue:#}");
        assert_eq!(overdue["peak_at"], "2026-12-01T10:00:00Z");
        act(&desk.house.manager, &first, "return", json!({ "km": 1000, "cleanliness": "clean" })).await.expect(200);
        set_clock(app, "2026-12-01T11:00:00Z");
        let back = figures().await;
        assert_eq!(told(&back), (180, 60, 1, 2), "{back:#}");
    }

    async fn what_should_be_back_is_not_kept_longer(app: &App) {
        let desk = desk(app).await;
        let first = id(&reserve(&desk.house, &desk.house.staff, 8, 9, json!({})).await);
        app.clock.advance_minutes(30);
        desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(91);
        let path = format!("/vehicle-reservations/{first}");
        let longer = async || {
            let problem = desk.house.staff.patch(&path, "*", json!({ "to": "2026-12-01T10:00:00Z" })).await.problem(409, "not_at_this_stage");
            assert_eq!(problem["stage"], "overdue");
        };
        longer().await;
        app.sweep("move_dates_on").await;
        longer().await;
    }

    async fn a_digit_too_many_is_asked_about(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = reserve(&desk.house, &desk.house.staff, 8, 12, json!({})).await;
        let car = first["vehicle"]["id"].as_str().unwrap().to_owned();
        let first = id(&first);
        manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 12_345 })).await.expect(201);
        app.clock.advance_minutes(60);
        let problem = act(manager, &first, "hand-out", json!({ "km": 123_450 })).await.problem(422, "odometer_implausible");
        assert_eq!((&problem["further_km"], &problem["before_km"], &problem["before_at"], &problem["most_km"]), (&json!(111_105), &json!(12_345), &json!("2026-12-01T07:00:00Z"), &json!(180)));
        act(manager, &first, "hand-out", json!({ "km": 12_526 })).await.problem(422, "odometer_implausible");
        desk.hand_out(&first, 12_350).await;
        app.clock.advance_minutes(1);
        let back = |km: i64| json!({ "km": km, "cleanliness": "clean" });
        act(manager, &first, "return", back(999_995)).await.problem(422, "odometer_implausible");
        // Whoever looked again is believed.
        act(manager, &first, "return", with(back(13_000), json!({ "odometer_confirmed": true }))).await.expect(200);
        assert_eq!(trips(manager, &first).await, [("business".to_owned(), 12_350, 13_000)]);
        let path = format!("/vehicles/{car}/odometer");
        app.clock.advance_minutes(1);
        manager.post(&path, json!({ "km": 13_500 })).await.problem(422, "odometer_implausible");
        manager.post(&path, json!({ "km": 13_500, "odometer_confirmed": true })).await.expect(201);
    }

    async fn a_hand_out_by_mistake_takes_its_reading_back(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = reserve(&desk.house, &desk.house.staff, 8, 12, json!({})).await;
        let car = format!("/vehicles/{}", first["vehicle"]["id"].as_str().unwrap());
        let first = id(&first);
        manager.post(&format!("{car}/odometer"), json!({ "km": 1000 })).await.expect(201);
        let shown = async || manager.get(&car).await.expect(200)["odometer"]["km"].clone();
        let take_back = async || act(manager, &first, "take-back-hand-out", json!({ "reason": "Verkeerde wagen" })).await.expect(200);
        app.clock.advance_minutes(60);
        act(manager, &first, "hand-out", json!({ "km": 9000, "odometer_confirmed": true })).await.expect(200);
        assert_eq!(shown().await, json!(9000));
        app.clock.advance_minutes(1);
        take_back().await;
        assert_eq!(shown().await, json!(1000));
        let all = manager.get(&format!("{car}/odometer")).await.expect(200);
        let wrong = &all["items"][0];
        assert_eq!((&wrong["km"], &wrong["corrected_by"]), (&json!(9000), &wrong["id"]));
        // What somebody has read since stays, and so does what it rests on.
        desk.hand_out(&first, 1010).await;
        app.clock.advance_minutes(1);
        manager.post(&format!("{car}/odometer"), json!({ "km": 1011 })).await.expect(201);
        take_back().await;
        assert_eq!(shown().await, json!(1011));
        assert!(told(app, car.rsplit('/').next().unwrap()).await.contains(&"vehicle.odometer_taken_back".to_owned()));
    }

    async fn nobody_else_gets_what_went_out_early(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = reserve(&desk.house, &desk.house.staff, 9, 12, json!({})).await;
        let car = first["vehicle"]["id"].as_str().unwrap().to_owned();
        let first = id(&first);
        let before = json!({ "site_id": desk.house.site, "vehicle_id": car, "title": "Ertussen", "passengers": 1,
            "from": "2026-12-01T08:20:00Z", "to": "2026-12-01T08:50:00Z" });
        let wish = async || desk.house.staff.post("/vehicle-reservations", before.clone()).await;
        app.clock.advance_minutes(65);
        // A closure gives way to keys that go out early, as it does to what was booked before it.
        manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 1000 })).await.expect(201);
        let due = manager.post(&format!("/vehicles/{car}/deadlines"), json!({ "kind": "service", "due_km": 10, "blocks": true })).await.expect(201);
        app.clock.advance_minutes(1);
        desk.hand_out(&first, 1000).await;
        let done = manager.request(reqwest::Method::DELETE, &format!("/vehicle-deadlines/{}", id(&due))).header("if-match", "*");
        testkit::Answer::of(done).await.expect(204);
        wish().await.problem(409, "no_vehicle_fits");
        act(manager, &first, "take-back-hand-out", json!({ "reason": "Verkeerd" })).await.expect(200);
        let between = id(&wish().await.expect(201));
        let problem = act(manager, &first, "hand-out", json!({ "km": 1000 })).await.problem(409, "vehicle_promised_before");
        assert_eq!((&problem["from"], &problem["until"]), (&json!("2026-12-01T08:20:00Z"), &json!("2026-12-01T08:50:00Z")));
        act(&desk.house.staff, &between, "cancel", json!({})).await.expect(200);
        app.clock.advance_minutes(1);
        desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(4);
        // Back before it was to begin: from then on it is free, and it was away when it was.
        act(manager, &first, "return", json!({ "km": 1001, "cleanliness": "clean" })).await.expect(200);
        let was = desk.house.staff.get(&format!("/vehicle-reservations/{first}")).await.expect(200);
        assert_eq!((&was["from"], &was["to"]), (&json!("2026-12-01T08:07:00Z"), &json!("2026-12-01T08:11:00Z")));
        wish().await.expect(201);
    }

    async fn whoever_is_late_keeps_the_vehicle_longer(app: &App) {
        let desk = desk(app).await;
        let (manager, staff) = (&desk.house.manager, &desk.house.staff);
        let first = reserve(&desk.house, staff, 9, 10, json!({})).await;
        let car = first["vehicle"]["id"].clone();
        let next = id(&reserve(&desk.house, staff, 12, 13, json!({ "vehicle_id": car })).await);
        app.clock.advance_minutes(90);
        let path = format!("/vehicle-reservations/{}", id(&first));
        let longer = async |client: &Client, to: &str| client.patch(&path, "*", json!({ "to": to })).await;
        // The keys are out before it begins.
        desk.hand_out(&id(&first), 1000).await;
        assert_eq!(staff.get(&path).await.expect(200)["may_change"], json!(true));
        let changed = longer(staff, "2026-12-01T11:00:00Z").await.expect(200);
        assert_eq!((&changed["to"], &changed["vehicle"]["id"], &changed["state"]), (&json!("2026-12-01T11:00:00Z"), &car, &json!("in_use")));
        staff.patch(&path, "*", json!({ "to": "2026-12-01T11:30:00Z", "passengers": 1 })).await.problem(409, "illegal_move");
        let problem = longer(manager, "2026-12-01T12:30:00Z").await.problem(409, "vehicle_promised_after");
        assert_eq!((&problem["from"], &problem["until"], &problem["host_name"]), (&json!("2026-12-01T12:00:00Z"), &json!("2026-12-01T13:00:00Z"), &json!("Anna Peeters")));
        act(staff, &next, "cancel", json!({})).await.expect(200);
        longer(staff, "2026-12-01T12:30:00Z").await.expect(200);
    }

    async fn what_is_out_is_not_swapped(app: &App) {
        let house = house(app).await;
        for (code, seats) in [("CAR-2", 2), ("CAR-5", 5)] {
            house.add(petrol(code, &house.bay, seats)).await;
        }
        licence(app, &house, "staff", json!([{ "category": "b" }]), true).await;
        let small = reserve(&house, &house.staff, 8, 10, json!({})).await;
        let large = reserve(&house, &house.staff, 8, 10, json!({})).await;
        act(&house.staff, &id(&small), "cancel", json!({})).await.expect(200);
        // Half an hour before the start the keys are out: it could have taken the small one before.
        app.clock.advance_minutes(30);
        act(&house.manager, &id(&large), "hand-out", json!({ "km": 100 })).await.expect(200);
        let wish = json!({ "site_id": house.site, "title": "Met vijf", "passengers": 5, "from": "2026-12-01T08:30:00Z", "to": "2026-12-01T09:30:00Z" });
        house.staff.post("/vehicle-reservations", wish.clone()).await.problem(409, "no_vehicle_fits");
        act(&house.manager, &id(&large), "take-back-hand-out", json!({ "reason": "Verkeerd" })).await.expect(200);
        let made = house.staff.post("/vehicle-reservations", wish).await.expect(201);
        assert_eq!((&made["vehicle"]["code"], made["made_room"].as_array().unwrap().len()), (&json!("CAR-5"), 1));
    }

    async fn what_cannot_be_is_refused_with_a_reason(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = id(&reserve(&desk.house, &desk.house.staff, 8, 10, json!({})).await);
        let back = |km: i64| json!({ "km": km, "cleanliness": "clean" });
        let problem = act(manager, &first, "return", back(1000)).await.problem(409, "not_at_this_stage");
        assert_eq!(problem["stage"], "to_hand_out");
        for car in &desk.cars {
            manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 5000 })).await.expect(201);
        }
        app.clock.advance_minutes(5);
        act(manager, &first, "hand-out", json!({ "km": 4999 })).await.problem(422, "odometer_less");
        act(manager, &first, "hand-out", json!({ "km": 5000, "energy_percent": 101 })).await.problem(422, "invalid_fields");
        act(manager, &first, "hand-out", json!({ "km": 5000, "signature": "no picture" })).await.problem(422, "invalid_fields");
        let drive = async |login: &str| act(manager, &first, "hand-out", json!({ "km": 5000, "driver_id": app.person(login) })).await;
        licence(app, &desk.house, "colleague", json!([{ "category": "b", "valid_to": "2026-11-30" }]), true).await;
        licence(app, &desk.house, "technician", json!([{ "category": "a1" }]), true).await;
        licence(app, &desk.house, "minister", json!([{ "category": "b" }]), false).await;
        for (login, expected) in [
            ("colleague", vec!["licence_expired"]),
            ("technician", vec!["licence_missing"]),
            ("minister", vec!["licence_never_checked"]),
            ("approver", vec!["licence_missing", "licence_never_checked"]),
        ] {
            assert_eq!(findings(&drive(login).await.problem(422, "may_not_drive")), expected, "{login}");
            let asked = manager.get(&format!("/vehicle-reservations/{first}/desk-driver?person={}", app.person(login))).await.expect(200);
            assert_eq!((findings(&asked), &asked["may_drive"]), (expected, &json!(false)));
        }
        // The desk looks at the licence now: at one it did not know, too.
        let seen = json!({ "km": 5000, "driver_id": app.person("approver"), "licence_seen": { "licences": [{ "category": "b", "valid_to": "2031-05-05" }] } });
        let line = act(manager, &first, "hand-out", seen).await.expect(200);
        assert_eq!((&line["driver"]["name"], &line["driver"]["may_drive"], &line["host_name"]), (&json!("Emma Approver"), &json!(true), &json!("Anna Peeters")));
        app.clock.advance_minutes(60);
        act(manager, &first, "return", back(4999)).await.problem(422, "odometer_less");
        act(manager, &first, "return", back(5001)).await.expect(200);
        act(manager, &first, "return", back(5002)).await.problem(409, "not_at_this_stage");
    }

    async fn mistakes_are_mended(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = id(&reserve(&desk.house, &desk.house.staff, 8, 12, json!({})).await);
        let stale = desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(90);
        fields(&act(manager, &first, "take-back-hand-out", json!({ "reason": " " })).await.problem(422, "invalid_fields"));
        let line = act(manager, &first, "take-back-hand-out", json!({ "reason": "Verkeerde regel" })).await.expect(200);
        assert_eq!((&line["stage"], &line["handover"], &line["release_at"]), (&json!("to_hand_out"), &Value::Null, &json!("2026-12-01T09:00:00Z")));
        assert!(line["version"].as_i64() > stale["version"].as_i64());
        act(manager, &first, "take-back-hand-out", json!({ "reason": "Nog eens" })).await.problem(409, "not_at_this_stage");
        desk.hand_out(&first, 1100).await;
        app.clock.advance_minutes(30);
        act(manager, &first, "correct-handover", json!({ "end": "back", "km": 1, "reason": "?" })).await.problem(409, "not_at_this_stage");
        act(manager, &first, "return", json!({ "km": 1200, "cleanliness": "clean" })).await.expect(200);
        act(manager, &first, "correct-handover", json!({ "end": "out", "km": 1201, "reason": "Tikfout" })).await.problem(422, "odometer_more");
        act(manager, &first, "correct-handover", json!({ "end": "out", "km": 1010, "reason": "Tikfout" })).await.expect(200);
        let line = act(manager, &first, "correct-handover", json!({ "end": "back", "km": 1030, "reason": "Tikfout" })).await.expect(200);
        assert_eq!((&line["handover"]["out_km"], &line["handover"]["back"]["driven_km"]), (&json!(1010), &json!(20)));
        assert_eq!(trips(manager, &first).await, [("business".to_owned(), 1010, 1030)]);
    }

    async fn who_does_not_come_is_released(app: &App) {
        let mut desk = desk(app).await;
        let by_time = reserve(&desk.house, &desk.house.staff, 8, 12, json!({})).await;
        let by_hand = id(&reserve(&desk.house, &desk.house.staff, 8, 12, json!({})).await);
        let fetched = id(&reserve(&desk.house, &desk.house.staff, 12, 14, json!({})).await);
        let by_time = id(&by_time);
        act(&desk.house.manager, &by_hand, "release", json!({})).await.problem(422, "not_started");
        app.clock.advance_minutes(89);
        app.sweep("move_dates_on").await;
        assert_eq!(desk.stages().await[&by_time], "to_hand_out");
        act(&desk.house.manager, &by_hand, "release", json!({})).await.expect(200);
        app.clock.advance_minutes(1);
        app.sweep("move_dates_on").await;
        let stages = desk.stages().await;
        assert_eq!((&*stages[&by_time], &*stages[&by_hand]), ("no_show", "no_show"));
        let seen = desk.house.staff.get(&format!("/vehicle-reservations/{by_time}")).await.expect(200);
        assert_eq!((&seen["state"], &seen["reason"]), (&json!("released"), &json!("nobody_checked_in")));
        let problem = act(&desk.house.manager, &by_time, "hand-out", json!({ "km": 1 })).await.problem(409, "not_at_this_stage");
        assert_eq!(problem["stage"], "no_show");
        app.clock.advance_minutes(180);
        desk.hand_out(&fetched, 1).await;
        app.clock.advance_minutes(60);
        app.sweep("move_dates_on").await;
        assert_eq!(desk.stages().await[&fetched], "out");
        // The house decides how long it waits.
        let settings = desk.house.manager.put("/fleet-settings", json!({ "licence_check_days": 365, "release_after_minutes": 10, "keys_before_minutes": 20 })).await;
        assert_eq!(settings.expect(200)["release_after_minutes"], 10);
        desk.sign_in(app).await;
        let next = id(&reserve(&desk.house, &desk.house.staff, 15, 16, json!({})).await);
        let line = desk.house.manager.get(&format!("/vehicle-reservations/{next}/desk")).await.expect(200);
        assert_eq!((&line["keys_from"], &line["release_at"]), (&json!("2026-12-01T14:40:00Z"), &json!("2026-12-01T15:10:00Z")));
    }

    async fn what_does_not_come_back_endangers_the_next(app: &App) {
        let desk = desk(app).await;
        let manager = &desk.house.manager;
        let first = reserve(&desk.house, &desk.house.staff, 8, 10, json!({})).await;
        let car = first["vehicle"]["id"].as_str().unwrap().to_owned();
        let next = id(&reserve(&desk.house, &desk.house.staff, 11, 12, json!({ "vehicle_id": car })).await);
        let first = id(&first);
        desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(170);
        assert_eq!(desk.see().await["threatened"], json!([]));
        app.clock.advance_minutes(20);
        app.sweep("move_dates_on").await;
        let seen = desk.see().await;
        assert_eq!(desk.stages().await[&first], "overdue");
        let threatened = &seen["threatened"][0];
        assert_eq!((&threatened["id"], &threatened["cause"], &threatened["by_name"]), (&json!(next), &json!("overdue"), &json!(true)));
        assert_ne!(threatened["replacement"]["vehicle"]["id"], json!(car));
        act(manager, &next, "hand-out", json!({ "km": 1000 })).await.problem(409, "vehicle_still_out");
        // Nobody else gets a vehicle that is not there.
        let named = json!({ "site_id": desk.house.site, "vehicle_id": car, "title": "Nu", "passengers": 1, "from": "2026-12-01T10:15:00Z", "to": "2026-12-01T10:45:00Z" });
        desk.house.staff.post("/vehicle-reservations", named).await.problem(409, "no_vehicle_fits");
        // It began meanwhile: whoever waits gets the other one, and the time to come for it.
        app.clock.advance_minutes(55);
        let moved = manager.post(&format!("/vehicles/{car}/rehouse"), json!({ "reservations": [next] })).await.expect(200);
        assert_eq!(moved["reservations"], json!([next]));
        // Who has not brought the first one back gets no second one.
        act(manager, &next, "hand-out", json!({ "km": 500 })).await.problem(409, "driver_has_keys");
        licence(app, &desk.house, "colleague", json!([{ "category": "b" }]), true).await;
        let line = act(manager, &next, "hand-out", json!({ "km": 500, "driver_id": app.person("colleague") })).await.expect(200);
        assert_ne!(line["vehicle"]["id"], json!(car));
        let shown = desk.house.staff.get(&format!("/vehicle-reservations/{next}")).await.expect(200);
        assert!(shown["swaps"][0]["text"].as_str().unwrap().contains("CAR-"), "{shown:#}");
        act(manager, &first, "return", json!({ "km": 1090, "cleanliness": "very_dirty" })).await.expect(200);
        let seen = desk.see().await;
        assert_eq!(seen["threatened"], json!([]));
    }

    async fn damage_has_a_ticket_and_takes_a_vehicle_off_the_road(app: &App) {
        let desk = desk(app).await;
        let (manager, driver) = (&desk.house.manager, &desk.house.driver);
        let first = reserve(&desk.house, &desk.house.staff, 8, 10, json!({})).await;
        let car = first["vehicle"]["id"].as_str().unwrap().to_owned();
        let next = id(&reserve(&desk.house, &desk.house.staff, 12, 14, json!({ "vehicle_id": car })).await);
        let first = id(&first);
        desk.hand_out(&first, 1000).await;
        app.clock.advance_minutes(60);
        let damages = json!([
            { "part": "left", "description": "Kras op de deur\nvan voor tot achter", "drivable": true },
            { "part": "wheels", "description": "Lekke band en kromme velg", "drivable": false },
        ]);
        act(manager, &first, "return", json!({ "km": 1050, "cleanliness": "clean", "damages": damages })).await.expect(200);
        let page = manager.get(&format!("/vehicle-damages?vehicle={car}")).await.expect(200);
        let wheel = page["items"].as_array().unwrap().iter().find(|one| one["part"] == "wheels").unwrap().clone();
        assert_eq!((page["items"].as_array().unwrap().len(), &wheel["ticket"]["state"], &wheel["ticket"]["settled"]), (2, &json!("new"), &json!(false)));
        let dispatcher = app.client("dispatcher").await;
        let ticket = dispatcher.get(&format!("/tickets/{}", wheel["ticket"]["id"].as_str().unwrap())).await.expect(200);
        assert!(ticket["title"].as_str().unwrap().contains("Lekke band"), "{ticket:#}");
        assert_eq!((&ticket["place"]["code"], &ticket["urgency"]), (&json!("BAY-1"), &json!("stops_work")));
        let photos = format!("/vehicle-damages/{}/photos", id(&wheel));
        upload(driver, &photos, form(&png(), &[("title", "Velg")])).await.expect(201);
        upload(&desk.house.staff, &photos, form(&png(), &[("title", "Velg")])).await.problem(404, "not_found");
        // It cannot be driven: what was promised it goes to another one.
        let shown = manager.get(&format!("/vehicles/{car}")).await.expect(200);
        assert_eq!((&shown["state"], &shown["state_reason"]), (&json!("out_of_service"), &json!("Lekke band en kromme velg")));
        let threatened = manager.get(&format!("/vehicles/{car}/threatened")).await.expect(200);
        assert_eq!((&threatened["items"][0]["id"], &threatened["items"][0]["cause"]), (&json!(next), &json!("closed")));
        desk.house.staff.get(&format!("/vehicles/{car}/threatened")).await.problem(403, "forbidden");
        manager.post(&format!("/vehicles/{car}/rehouse"), json!({ "reservations": [first] })).await.problem(422, "invalid_fields");
        manager.post(&format!("/vehicles/{car}/rehouse"), json!({})).await.expect(200);
        manager.post(&format!("/vehicles/{car}/rehouse"), json!({})).await.problem(409, "no_replacement");
        let shown = desk.house.staff.get(&format!("/vehicle-reservations/{next}")).await.expect(200);
        assert_ne!(shown["vehicle"]["id"], json!(car));
        assert_eq!((&shown["state"], shown["swaps"].as_array().unwrap().len()), (&json!("confirmed"), 1));
        // Repaired by hand, once, and found so in the list.
        let repair = format!("/vehicle-damages/{}/repair", id(&wheel));
        driver.post(&repair, json!({})).await.problem(403, "forbidden");
        manager.post(&repair, json!({ "note": "Nieuwe velg" })).await.expect(200);
        manager.post(&repair, json!({})).await.problem(409, "damage_repaired");
        let open = manager.get("/vehicle-damages?repaired=false").await.expect(200);
        assert_eq!(open["items"].as_array().unwrap().len(), 1);
        let report = json!({ "part": "glass", "description": "Barst", "drivable": true });
        desk.house.staff.post(&format!("/vehicles/{car}/damages"), report.clone()).await.problem(403, "forbidden");
        driver.post(&format!("/vehicles/{car}/damages"), report).await.expect(201);
    }

    async fn a_deadline_ahead_threatens_what_lies_behind_it(app: &App) {
        let desk = desk(app).await;
        let wish = |from: &str, to: &str, people: i64| json!({ "site_id": desk.house.site, "title": "Naar Luik", "passengers": people, "from": from, "to": to });
        let made = async |from: &str, to: &str, people: i64| desk.house.staff.post("/vehicle-reservations", wish(from, to, people)).await.expect(201);
        let before = made("2026-12-02T09:00:00Z", "2026-12-02T10:00:00Z", 5).await;
        let car = before["vehicle"]["id"].as_str().unwrap().to_owned();
        let behind = desk.house.staff.post("/vehicle-reservations", with(wish("2026-12-04T09:00:00Z", "2026-12-04T10:00:00Z", 5), json!({ "vehicle_id": car }))).await.expect(201);
        let full = [made("2026-12-05T09:00:00Z", "2026-12-05T10:00:00Z", 5).await, made("2026-12-05T09:00:00Z", "2026-12-05T10:00:00Z", 5).await];
        let full = full.into_iter().find(|one| one["vehicle"]["id"] == json!(car)).unwrap();
        let due = json!({ "kind": "inspection", "due_on": "2026-12-03", "blocks": true });
        desk.house.manager.post(&format!("/vehicles/{car}/deadlines"), due).await.expect(201);
        let threatened = desk.house.manager.get(&format!("/vehicles/{car}/threatened")).await.expect(200);
        let seen: Vec<_> = threatened["items"].as_array().unwrap().iter().map(|one| (one["id"].clone(), one["cause"].clone(), one["replacement"].is_null())).collect();
        assert_eq!(seen, [(behind["id"].clone(), json!("deadline"), false), (full["id"].clone(), json!("deadline"), true)]);
        // All or nothing.
        let all = desk.house.manager.post(&format!("/vehicles/{car}/rehouse"), json!({})).await.problem(409, "no_replacement");
        assert_eq!(all["count"], 1);
        desk.house.manager.post(&format!("/vehicles/{car}/rehouse"), json!({ "reservations": [behind["id"]] })).await.expect(200);
    }
}
