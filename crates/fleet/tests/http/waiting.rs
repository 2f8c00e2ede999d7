//! Whoever cannot have a vehicle because it is still out is not said not to have come.

use super::{
    reservations::{petrol, reserve},
    *,
};

/// The only car, and two reservations of it on 1 December: from 8 to 10 and from 10 to 12 in UTC. The first has it.
async fn two_in_a_row(app: &App) -> (House, [String; 2]) {
    let house = house(app).await;
    house.add(petrol("CAR-1", &house.bay, 5)).await;
    let licence = json!({ "person_id": app.person("staff"), "licences": [{ "category": "b" }], "checked_now": true });
    house.manager.post("/drivers", licence).await.expect(201);
    let mut made = vec![];
    for (from, to) in [(8, 10), (10, 12)] {
        let wish = json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 2,
            "from": format!("2026-12-01T{from:02}:00:00Z"), "to": format!("2026-12-01T{to:02}:00:00Z") });
        made.push(id(&reserve(&house.staff, wish).await.expect(201)));
    }
    until(app, 8, 0).await;
    let manager = app.client("fleet_manager").await;
    manager.post(&format!("/vehicle-reservations/{}/hand-out", made[0]), json!({ "km": 1000 })).await.expect(200);
    (house, made.try_into().expect("two"))
}

/// Lets time pass until that moment of 1 December in UTC, and do what it does by itself.
async fn until(app: &App, hour: u32, minute: u32) {
    set_clock(app, &format!("2026-12-01T{hour:02}:{minute:02}:00Z"));
    app.sweep("move_dates_on").await;
}

async fn seen(app: &App, reservation: &str) -> (String, Value) {
    let staff = app.client("staff").await;
    let now = staff.get(&format!("/vehicle-reservations/{reservation}")).await.expect(200);
    (now["state"].as_str().unwrap().to_owned(), now["reason"].clone())
}

testkit::both_engines! {
    async fn who_comes_after_a_late_one_gets_time_from_the_return_on(app: &App) {
        let (_, [late, next]) = two_in_a_row(app).await;
        for minute in [0, 29, 30, 50] {
            until(app, 10, minute).await;
        }
        assert_eq!(seen(app, &next).await.0, "confirmed", "nobody could give it a car");
        let manager = app.client("fleet_manager").await;
        manager.post(&format!("/vehicle-reservations/{next}/release"), json!({})).await.problem(409, "vehicle_still_out");
        manager.post(&format!("/vehicle-reservations/{late}/return"), json!({ "km": 1100, "cleanliness": "clean" })).await.expect(200);
        until(app, 11, 19).await;
        assert_eq!(seen(app, &next).await.0, "confirmed", "half an hour, as everybody");
        until(app, 11, 21).await;
        assert_eq!(seen(app, &next).await, ("released".to_owned(), json!("nobody_checked_in")));
    }

    async fn who_never_gets_it_is_no_no_show(app: &App) {
        let (house, [_, next]) = two_in_a_row(app).await;
        for (hour, minute) in [(10, 30), (11, 0), (11, 30), (11, 59)] {
            until(app, hour, minute).await;
        }
        assert_eq!(seen(app, &next).await.0, "confirmed");
        until(app, 12, 1).await;
        assert_eq!(seen(app, &next).await, ("released".to_owned(), json!("was_not_there")));
        let manager = app.client("fleet_manager").await;
        let desk = manager.get(&format!("/vehicle-desk?site={}", house.site)).await.expect(200);
        let line = desk["reservations"].as_array().unwrap().iter().find(|line| id(line) == next).expect("it is of today");
        assert_eq!(line["stage"], "not_there");
    }
}
