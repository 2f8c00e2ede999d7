//! Cars and drivers are booked through the fleet alone: the engine's own endpoints do not go round it.

use super::{
    reservations::{petrol, reserve, wish},
    *,
};

testkit::both_engines! {
    async fn the_engine_books_no_vehicle_by_itself(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let once = json!({ "title": "Naar Luik", "bookables": [{ "id": car }], "start": "2026-12-02T10:00", "duration_minutes": 120,
            "time_zone": "Europe/Brussels", "attendees": 2 });
        let daily = with(once.clone(), json!({ "recurrence": "FREQ=DAILY;COUNT=5" }));
        for booking in [once, daily] {
            for client in [&house.staff, &house.manager] {
                for path in ["/bookings", "/bookings/preview"] {
                    let problem = client.post(path, booking.clone()).await.problem(422, "booked_elsewhere");
                    assert_eq!(problem["path"], "/vehicle-reservations", "{path}");
                    assert!(problem["detail"].as_str().unwrap().contains("/vehicle-reservations"), "{problem:#}");
                }
            }
        }
        reserve(&house.staff, wish(&house, 9, 11, 5)).await.expect(201);
    }

    async fn the_engine_changes_no_reservation_by_itself(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let other = id(&house.add(petrol("CAR-6", &house.bay, 5)).await);
        let made = reserve(&house.staff, with(wish(&house, 9, 11, 5), json!({ "vehicle_id": car }))).await.expect(201);
        let (date, booking) = (id(&made), made["booking_id"].as_str().unwrap());
        let path = format!("/vehicle-reservations/{date}");
        let elsewhere = |answer: testkit::Answer| {
            assert_eq!(answer.problem(422, "booked_elsewhere")["path"], json!(path));
        };
        let seen = house.staff.get(&format!("/occurrences/{date}")).await.expect(200);
        assert_eq!((&seen["may"], &seen["booked_at"]), (&json!([]), &json!(path)));
        let changes = [
            json!({ "start": "2026-12-02T11:00" }),
            json!({ "bookables": [{ "id": other }] }),
            json!({ "title": "Elders" }),
        ];
        for change in changes {
            for one in [format!("/occurrences/{date}"), format!("/bookings/{booking}")] {
                elsewhere(house.staff.patch(&one, "*", change.clone()).await);
                elsewhere(house.staff.patch(&format!("{one}/preview"), "", change.clone()).await);
            }
        }
        elsewhere(house.staff.post(&format!("/bookings/{booking}/cancel"), json!({})).await);
        // Even when the time for it has come.
        app.clock.advance_minutes(24 * 60);
        let staff = app.client("staff").await;
        let verbs = [
            ("check-in", json!({})),
            ("extend", json!({ "minutes": 30 })),
            ("end", json!({})),
            ("release", json!({})),
            ("cancel", json!({})),
        ];
        for (verb, body) in verbs {
            elsewhere(staff.post(&format!("/occurrences/{date}/{verb}"), body).await);
        }
        let kept = staff.get(&path).await.expect(200);
        assert_eq!(
            (&kept["state"], &kept["vehicle"]["id"], &kept["from"], &kept["version"], &kept["title"]),
            (&json!("confirmed"), &json!(car), &made["from"], &made["version"], &made["title"]),
        );
    }

    async fn no_booking_of_a_room_becomes_one_of_a_vehicle(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let rooms = app.client("room_manager").await;
        let space = json!({ "kind": "space", "parent_id": house.site, "code": "S-1", "names": { "nl": "Zaal" } });
        let space = id(&rooms.post("/places", space).await.expect(201));
        let layouts = json!([{ "code": "board", "names": { "nl": "Tafel" }, "capacity": 8 }]);
        let room = json!({ "code": "ONE", "names": { "nl": "Zaal" }, "space_ids": [space], "layouts": layouts });
        let room = id(&rooms.post("/rooms", room).await.expect(201));
        let booking = json!({ "title": "Overleg", "bookables": [{ "id": room }], "start": "2026-12-02T10:00", "duration_minutes": 60,
            "time_zone": "Europe/Brussels", "attendees": 2 });
        let made = house.staff.post("/bookings", booking).await.expect(201);
        let date = made["occurrences"][0]["id"].as_str().unwrap();
        assert_eq!(made["occurrences"][0]["booked_at"], Value::Null);
        let too = json!({ "bookables": [{ "id": room }, { "id": car }] });
        for one in [format!("/occurrences/{date}"), format!("/bookings/{}", id(&made))] {
            let problem = house.staff.patch(&one, "*", too.clone()).await.problem(422, "booked_elsewhere");
            assert_eq!(problem["path"], "/vehicle-reservations");
        }
        house.staff.patch(&format!("/occurrences/{date}"), "*", json!({ "start": "2026-12-02T11:00" })).await.expect(200);
    }

    async fn closing_a_site_leaves_its_vehicles_to_the_fleet(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let other = id(&house.add(petrol("CAR-6", &house.bay, 5)).await);
        let made = reserve(&house.staff, with(wish(&house, 9, 11, 5), json!({ "vehicle_id": car }))).await.expect(201);
        let rooms = app.client("room_manager").await;
        let closure = |scope: Value| {
            json!({ "scope": scope, "start": "2026-12-02T08:00", "end": "2026-12-02T18:00", "time_zone": "Europe/Brussels",
                "reason": "Betoging", "names": { "nl": "Gesloten" }, "on_conflict": "cancel" })
        };
        // By its name only the fleet takes it off the road.
        let named = closure(json!({ "room_ids": [car] }));
        for path in ["/closures", "/closures/preview"] {
            let problem = rooms.post(path, named.clone()).await.problem(422, "booked_elsewhere");
            assert_eq!(problem["path"], "/vehicle-reservations");
        }
        let closed = rooms.post("/closures", closure(json!({ "place_id": house.site }))).await.expect(201);
        let path = format!("/vehicle-reservations/{}", id(&made));
        assert_eq!(house.staff.get(&path).await.expect(200)["state"], "confirmed");
        let proposed = rooms.get(&format!("/closures/{}/rehousing", id(&closed))).await.expect(200);
        assert_eq!(proposed["items"], json!([]), "the fleet finds it another vehicle");
        reserve(&house.staff, with(wish(&house, 12, 13, 2), json!({ "vehicle_id": other }))).await.problem(409, "no_vehicle_fits");
        rooms.post(&format!("/closures/{}/lift", id(&closed)), json!({})).await.expect(200);
        reserve(&house.staff, with(wish(&house, 12, 13, 2), json!({ "vehicle_id": other }))).await.expect(201);
    }
}
