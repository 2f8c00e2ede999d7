//! Trips: each kilometre once, corrected in the open, and private ones for few eyes.

use super::*;

pub(super) fn trip(vehicle: &str, driver: &str, day: u32, hours: (u32, u32), km: (i64, i64)) -> Value {
    json!({ "vehicle_id": vehicle, "driver_id": driver, "from": format!("2026-11-{day:02}T{:02}:00:00Z", hours.0),
        "to": format!("2026-11-{day:02}T{:02}:00:00Z", hours.1), "km_out": km.0, "km_in": km.1, "kind": "business" })
}

fn shown(page: &Value) -> Vec<(i64, i64, i64)> {
    let of = |one: &Value, name: &str| one[name].as_i64().unwrap_or_else(|| panic!("{one:#}"));
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (of(one, "km_out"), of(one, "km_in"), of(one, "unlogged_km")))
        .collect()
}

testkit::both_engines! {
    async fn no_kilometre_is_driven_twice(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let me = app.person("driver").to_string();
        let log = async |day, hours, km| house.driver.post("/trips", trip(&car, &me, day, hours, km)).await;
        let first = log(2, (8, 10), (1000, 1100)).await.expect(201);
        assert_eq!((&first["km"], &first["driver_name"].is_string(), &first["may"]), (&json!(100), &true, &json!({ "correct": true, "strike": false })));
        log(4, (8, 10), (1130, 1200)).await.expect(201);
        let at_once = log(4, (9, 11), (1200, 1210)).await.problem(409, "trip_at_that_time");
        assert_eq!((&at_once["km_out"], &at_once["km_in"]), (&json!(1130), &json!(1200)));
        log(3, (8, 10), (1090, 1120)).await.problem(409, "trip_over_those_km");
        log(3, (8, 10), (1110, 1140)).await.problem(409, "trip_over_those_km");
        log(3, (8, 10), (1105, 1130)).await.expect(201);
        assert_eq!(fields(&log(3, (12, 12), (1130, 1130)).await.problem(422, "invalid_fields")), [("to", "before_start")]);
        assert_eq!(fields(&log(3, (12, 13), (1130, 1129)).await.problem(422, "invalid_fields")), [("km_in", "less_than_out")]);
        let page = house.driver.get(&format!("/trips?vehicle={car}")).await.expect(200);
        assert_eq!(shown(&page), [(1130, 1200, 0), (1105, 1130, 5), (1000, 1100, 0)]);
        let month = house.driver.get("/trips?from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z").await.expect(200);
        assert_eq!(shown(&month), [(1105, 1130, 5)]);
        let next = house.driver.get("/trips?limit=2").await.expect(200)["next_cursor"].as_str().unwrap().to_owned();
        assert_eq!(shown(&house.driver.get(&format!("/trips?limit=2&cursor={next}")).await.expect(200)), [(1000, 1100, 0)]);
        house.driver.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 1250, "read_at": "2026-11-10T08:00:00Z" })).await.expect(201);
        log(12, (8, 10), (1240, 1260)).await.problem(422, "odometer_less");
        log(9, (8, 10), (1240, 1260)).await.problem(422, "odometer_more");
        // What a trip says of the odometer counts like any other reading.
        house.driver.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 1199 })).await.problem(422, "odometer_less");
        let text = house.manager.get("/trips.csv").await.text;
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.contains("CAR-01,"), "{text}");
    }

    async fn nobody_drives_a_thousand_kilometres_in_a_minute(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let me = app.person("driver").to_string();
        let minute = with(trip(&car, &me, 2, (8, 9), (1000, 1999)), json!({ "to": "2026-11-02T08:01:00Z" }));
        let problem = house.driver.post("/trips", minute.clone()).await.problem(422, "odometer_implausible");
        assert_eq!((&problem["further_km"], &problem["most_km"]), (&json!(999), &json!(52)));
        let made = house.driver.post("/trips", trip(&car, &me, 2, (8, 10), (1000, 1100))).await.expect(201);
        // A digit too many at both ends is found out by what was read before.
        house.driver.post("/trips", trip(&car, &me, 2, (12, 13), (11_000, 11_010))).await.problem(422, "odometer_implausible");
        let correct = async |body: Value| {
            let request = house.driver.request(reqwest::Method::POST, &format!("/trips/{}/correct", id(&made))).header("if-match", "*");
            testkit::Answer::of(request.json(&body)).await
        };
        let shorter = json!({ "to": "2026-11-02T08:05:00Z", "reason": "Was vroeger terug" });
        correct(shorter.clone()).await.problem(422, "odometer_implausible");
        correct(with(shorter, json!({ "odometer_confirmed": true }))).await.expect(200);
        let far = with(trip(&car, &me, 3, (8, 9), (1100, 2099)), json!({ "odometer_confirmed": true }));
        house.driver.post("/trips", far).await.expect(201);
    }

    async fn a_trip_is_corrected_in_the_open(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let me = app.person("driver").to_string();
        let made = house.driver.post("/trips", with(trip(&car, &me, 2, (8, 10), (1000, 1900)), json!({ "odometer_confirmed": true }))).await.expect(201);
        house.driver.post("/trips", trip(&car, &me, 3, (8, 10), (1900, 1950))).await.expect(201);
        let path = format!("/trips/{}", id(&made));
        let correct = async |client: &Client, seen: &str, body: Value| {
            let request = client.request(reqwest::Method::POST, &format!("{path}/correct")).header("if-match", seen);
            testkit::Answer::of(request.json(&body)).await
        };
        let none = correct(&house.driver, "\"v1\"", json!({ "km_in": 1100, "reason": " " })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&none), [("reason", "required")]);
        correct(&house.driver, "\"v1\"", json!({ "km_in": 2000, "reason": "Nul te veel" })).await.problem(409, "trip_over_those_km");
        let right = correct(&house.driver, "\"v1\"", json!({ "km_in": 1100, "to": "2026-11-02T09:30:00Z", "reason": "Nul te veel" })).await.expect(200);
        assert_eq!((&right["km"], &right["reason"], &right["version"]), (&json!(100), &json!("Nul te veel"), &json!(2)));
        correct(&house.driver, "\"v1\"", json!({ "km_in": 1101, "reason": "Nog eens" })).await.problem(412, "stale");
        correct(&house.staff, "*", json!({ "km_in": 1101, "reason": "Nog eens" })).await.problem(404, "not_found");
        let readings = house.driver.get(&format!("/vehicles/{car}/odometer")).await.expect(200);
        let counts: Vec<i64> = readings["items"].as_array().unwrap().iter().filter(|one| one["corrected_by"].is_null()).map(|one| one["km"].as_i64().unwrap()).collect();
        assert_eq!(counts, [1950, 1900, 1100, 1000]);
        assert_eq!(shown(&house.driver.get("/trips").await.expect(200))[0], (1900, 1950, 800));
        let strike = async |client: &Client| {
            let request = client.request(reqwest::Method::POST, &format!("{path}/strike")).header("if-match", "*");
            testkit::Answer::of(request.json(&json!({ "reason": "Nooit gereden" }))).await
        };
        strike(&house.driver).await.problem(403, "forbidden");
        strike(&house.manager).await.expect(204);
        house.manager.get(&path).await.problem(404, "not_found");
        assert_eq!(told(app, &id(&made)).await, ["trip.logged", "trip.corrected", "trip.struck"]);
    }

    async fn private_trips_are_for_the_driver_and_the_manager(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let me = app.person("driver").to_string();
        let business = trip(&car, &me, 2, (8, 10), (1000, 1100));
        let private = with(trip(&car, &me, 3, (8, 10), (1100, 1150)), json!({ "kind": "private", "purpose": "Verhuis" }));
        house.driver.post("/trips", business).await.expect(201);
        let private = id(&house.driver.post("/trips", private).await.expect(201));
        let seen = async |client: &Client| shown(&client.get("/trips").await.expect(200)).len();
        for (client, trips) in [(&house.driver, 2), (&house.manager, 2), (&house.auditor, 1), (&house.staff, 0)] {
            assert_eq!(seen(client).await, trips);
            let one = client.get(&format!("/trips/{private}")).await;
            if trips == 2 { one.expect(200); } else { one.problem(404, "not_found"); }
        }
        assert!(!house.auditor.get("/trips.csv").await.text.contains("Verhuis"));
        // Nobody notes a trip for others but the management; staff note none without a reservation of theirs.
        let staff = app.person("staff").to_string();
        let of_staff = || trip(&car, &staff, 4, (8, 10), (1150, 1160));
        house.driver.post("/trips", of_staff()).await.problem(403, "forbidden");
        house.staff.post("/trips", of_staff()).await.problem(403, "forbidden");
        house.auditor.post("/trips", of_staff()).await.problem(403, "forbidden");
        house.manager.post("/trips", of_staff()).await.expect(201);
        assert_eq!(seen(&house.staff).await, 1);
    }
}
