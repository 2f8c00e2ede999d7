//! Reservations that change: another time, another need, another vehicle; by whose they are and by the desk.

use super::{
    reservations::{code_of, petrol, reserve, said, wish},
    *,
};

fn path(of: &Value) -> String {
    format!("/vehicle-reservations/{}", id(of))
}

async fn change(client: &Client, of: &Value, change: Value) -> testkit::Answer {
    client.patch(&path(of), &format!("\"v{}\"", of["version"]), change).await
}

async fn preview(client: &Client, of: &Value, change: Value) -> Value {
    client.patch(&format!("{}/preview", path(of)), "", change).await.expect(200)
}

async fn read(client: &Client, of: &Value) -> Value {
    client.get(&path(of)).await.expect(200)
}

fn at(hour: u32) -> String {
    format!("2026-12-02T{hour:02}:00:00Z")
}

testkit::both_engines! {
    async fn what_changes_keeps_its_vehicle_where_that_still_fits(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-2", &house.bay, 2)).await;
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let made = reserve(&house.staff, wish(&house, 9, 11, 4)).await.expect(201);
        assert_eq!((code_of(&made), &made["may_change"]), ("CAR-5", &json!(true)));
        // It is in its own way neither in its old time nor in its old need.
        let later = json!({ "from": at(10), "to": at(12), "passengers": 1, "destination": "Gent", "title": "Naar Gent" });
        let seen = preview(&house.staff, &made, later.clone()).await;
        assert_eq!((code_of(&seen), &seen["swaps"], said(&seen["why"])), ("CAR-5", &json!(0), vec!["keeps_its_vehicle"]));
        assert_eq!(read(&house.staff, &made).await, made);
        let changed = change(&house.staff, &made, later).await.expect(200);
        assert_eq!((code_of(&changed), &changed["from"], &changed["to"], &changed["title"]), ("CAR-5", &json!(at(10)), &json!(at(12)), &json!("Naar Gent")));
        assert_eq!((&changed["need"]["passengers"], &changed["need"]["destination"]), (&json!(1), &json!("Gent")));
        change(&house.staff, &made, json!({ "to": at(13) })).await.problem(412, "stale");
        house.staff.patch(&path(&made), "", json!({ "to": at(13) })).await.problem(428, "version_needed");
        // What only the area keeps is a change too.
        let further = change(&house.staff, &changed, json!({ "luggage_l": 10, "destination": null })).await.expect(200);
        assert!(further["version"].as_i64() > changed["version"].as_i64(), "{further:#}");
        assert_eq!((&further["need"]["luggage_l"], &further["need"]["destination"]), (&json!(10), &json!(null)));
        change(&house.staff, &changed, json!({ "luggage_l": 20 })).await.problem(412, "stale");
        let renamed = change(&house.staff, &further, json!({ "title": "Ander doel", "visibility": "private" })).await.expect(200);
        assert_eq!((code_of(&renamed), &renamed["title"], &renamed["visibility"]), ("CAR-5", &json!("Ander doel"), &json!("private")));
        reserve(&house.staff, wish(&house, 9, 10, 4)).await.expect(201);
        assert_eq!(told(app, &id(&made)).await, ["vehicle_reservation.made", "vehicle_reservation.changed", "vehicle_reservation.changed", "vehicle_reservation.changed"]);
    }

    async fn what_cannot_be_had_changes_nothing(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let first = reserve(&house.staff, wish(&house, 9, 11, 4)).await.expect(201);
        let second = reserve(&app.client("colleague").await, wish(&house, 12, 14, 4)).await.expect(201);
        let longer = json!({ "to": at(13), "title": "Langer", "luggage_l": 5 });
        let seen = preview(&house.staff, &first, longer.clone()).await;
        let problem = change(&house.staff, &first, longer).await.problem(409, "no_vehicle_fits");
        assert_eq!((&seen["fits"], &seen["why"], &seen["ways"]), (&json!(false), &problem["why"], &problem["ways"]));
        assert_eq!((said(&problem["why"]), said(&problem["ways"])), (vec!["taken"], vec!["earlier", "later"]));
        assert_eq!(read(&house.staff, &first).await, first);
        let way = problem["ways"][0]["change"].clone();
        change(&house.staff, &first, way).await.expect(200);
        change(&house.staff, &second, json!({ "to": at(13) })).await.problem(403, "forbidden");
        let wrong = change(&house.staff, &read(&house.staff, &first).await, json!({ "to": at(1), "passengers": 0, "zones": ["ATLANTIS"] })).await;
        assert_eq!(fields(&wrong.problem(422, "invalid_fields")), [("to", "before_start"), ("passengers", "out_of_range")]);
    }

    async fn others_move_along_when_something_changes(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-2", &house.bay, 2)).await;
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let colleague = app.client("colleague").await;
        let small = reserve(&house.staff, wish(&house, 9, 11, 2)).await.expect(201);
        let large = reserve(&colleague, wish(&house, 9, 11, 2)).await.expect(201);
        assert_eq!((code_of(&small), code_of(&large)), ("CAR-2", "CAR-5"));
        // They exchange their vehicles, at once.
        let more = json!({ "passengers": 5 });
        let seen = preview(&house.staff, &small, more.clone()).await;
        assert_eq!((code_of(&seen), &seen["swaps"]), ("CAR-5", &json!(1)));
        let grown = change(&house.staff, &small, more).await.expect(200);
        let moved = read(&colleague, &large).await;
        assert_eq!((code_of(&grown), code_of(&moved)), ("CAR-5", "CAR-2"));
        assert_eq!((&grown["made_room"][0]["to"]["code"], &moved["swaps"][0]["to"]["code"]), (&json!("CAR-2"), &json!("CAR-2")));
        // Another time, for which somebody else goes: two for the small one, and five in the afternoon.
        let afternoon = reserve(&colleague, wish(&house, 13, 15, 1)).await.expect(201);
        assert_eq!(code_of(&afternoon), "CAR-2");
        let also = reserve(&colleague, wish(&house, 13, 15, 2)).await.expect(201);
        assert_eq!(code_of(&also), "CAR-5");
        colleague.post(&format!("{}/cancel", path(&afternoon)), json!({})).await.expect(200);
        let moved = change(&house.staff, &grown, json!({ "from": at(13), "to": at(15) })).await.expect(200);
        assert_eq!((code_of(&moved), code_of(&read(&colleague, &also).await)), ("CAR-5", "CAR-2"));
    }

    async fn the_desk_gives_a_vehicle_by_hand_and_reserves_for_others(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-2", &house.bay, 2)).await;
        let large = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let made = reserve(&house.staff, wish(&house, 9, 11, 1)).await.expect(201);
        let given = change(&house.manager, &made, json!({ "vehicle_id": large })).await.expect(200);
        assert_eq!((code_of(&given), &given["by_name"], &given["host_id"]), ("CAR-5", &json!(true), &made["host_id"]));
        let back = change(&house.staff, &given, json!({ "vehicle_id": null, "passengers": 2 })).await.expect(200);
        assert_eq!((code_of(&back), &back["by_name"]), ("CAR-5", &json!(false)));
        assert_eq!(said(&preview(&house.staff, &back, json!({})).await["why"]), ["keeps_its_vehicle"]);
        change(&app.client("colleague").await, &back, json!({ "passengers": 1 })).await.problem(403, "forbidden");
        change(&house.auditor, &back, json!({ "passengers": 1 })).await.problem(403, "forbidden");
        house.auditor.post(&format!("/vehicle-reservations/{}/cancel", id(&back)), json!({})).await.problem(403, "forbidden");

        let theirs = with(wish(&house, 9, 11, 1), json!({ "host_id": app.person("staff") }));
        let reserved = reserve(&house.manager, theirs.clone()).await.expect(201);
        assert_eq!((&reserved["host_name"], code_of(&reserved)), (&json!("Anna Peeters"), "CAR-2"));
        assert_eq!(id(&read(&house.staff, &reserved).await), id(&reserved));
        reserve(&app.client("colleague").await, theirs).await.problem(403, "forbidden");
    }

    async fn what_has_begun_only_takes_longer(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-5", &house.bay, 5)).await;
        let made = reserve(&house.staff, wish(&house, 9, 11, 4)).await.expect(201);
        let next = reserve(&house.staff, wish(&house, 14, 15, 4)).await.expect(201);
        set_clock(app, &at(10));
        let (staff, manager) = (app.client("staff").await, app.client("fleet_manager").await);
        let one = read(&staff, &made).await;
        assert_eq!(one["may_change"], json!(true));
        for members in [json!({ "to": at(10) }), json!({ "passengers": 1 }), json!({ "to": at(12), "title": "Anders" }), json!({})] {
            let problem = change(&staff, &one, members).await.problem(409, "illegal_move");
            assert!(problem["detail"].as_str().unwrap().starts_with("Deze reservatie is begonnen. Alleen het einde"), "{problem:#}");
        }
        let seconds = change(&staff, &one, json!({ "to": "2026-12-02T12:00:30Z" })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&seconds), [("to", "whole_minutes")]);
        let longer = change(&staff, &one, json!({ "to": at(12) })).await.expect(200);
        assert_eq!(longer["to"], json!(at(12)));
        change(&staff, &longer, json!({ "to": at(15) })).await.problem(409, "vehicle_promised_after");
        let longer = change(&manager, &longer, json!({ "to": at(13) })).await.expect(200);
        set_clock(app, &at(13));
        change(&staff, &longer, json!({ "to": at(14) })).await.problem(409, "illegal_move");
        let gone = staff.post(&format!("{}/cancel", path(&next)), json!({})).await.expect(200);
        let problem = change(&staff, &gone, json!({ "passengers": 1 })).await.problem(409, "illegal_move");
        assert_eq!(problem["detail"], "Deze reservatie is afgezegd. Reserveer opnieuw.");
    }

    async fn more_than_a_few_are_moved_by_the_desk_only(app: &App) {
        let house = house(app).await;
        for seats in 2..=8 {
            house.add(petrol(&format!("CAR-{seats}"), &house.bay, seats)).await;
        }
        let first = reserve(&house.staff, wish(&house, 9, 11, 2)).await.expect(201);
        // Each sits in the next larger one.
        for people in 2..=7 {
            let made = reserve(&house.staff, wish(&house, 9, 11, people)).await.expect(201);
            assert_eq!(code_of(&made), format!("CAR-{}", people + 1));
        }
        house.staff.post(&format!("{}/cancel", path(&first)), json!({})).await.expect(200);
        let problem = reserve(&house.staff, wish(&house, 9, 11, 8)).await.problem(409, "no_vehicle_fits");
        assert_eq!(said(&problem["why"]), ["too_many_moves"]);
        assert_eq!(problem["why"][0]["data"], json!({ "moves": 6, "most": 5 }));
        assert_eq!(code_of(&reserve(&house.staff, wish(&house, 9, 11, 7)).await.expect(201)), "CAR-7");
    }

    async fn lists_tell_states_hosts_and_orders_apart(app: &App) {
        let house = house(app).await;
        house.add(petrol("CAR-1", &house.bay, 5)).await;
        house.add(petrol("CAR-2", &house.bay, 5)).await;
        let made = reserve(&house.staff, wish(&house, 9, 10, 1)).await.expect(201);
        reserve(&house.staff, wish(&house, 11, 12, 1)).await.expect(201);
        reserve(&app.client("colleague").await, wish(&house, 13, 14, 1)).await.expect(201);
        house.staff.post(&format!("{}/cancel", path(&made)), json!({})).await.expect(200);
        let starts = async |query: &str| {
            let page = house.manager.get(&format!("/vehicle-reservations?scope=all&{query}")).await.expect(200);
            let starts = page["items"].as_array().unwrap().iter().map(|one| one["from"].as_str().unwrap()[11..13].to_owned());
            (starts.collect::<Vec<_>>(), page["next_cursor"].as_str().map(ToOwned::to_owned))
        };
        assert_eq!(starts("order=latest").await.0, ["13", "11", "09"]);
        assert_eq!(starts("state=cancelled").await.0, ["09"]);
        assert_eq!(starts("state=confirmed&state=cancelled&order=earliest").await.0, ["09", "11", "13"]);
        assert_eq!(starts(&format!("host={}", app.person("colleague"))).await.0, ["13"]);
        let (page, next) = starts("order=latest&limit=2").await;
        assert_eq!(page, ["13", "11"]);
        assert_eq!(starts(&format!("order=latest&limit=2&cursor={}", next.unwrap())).await, (vec!["09".to_owned()], None));
    }

    async fn everybody_knows_the_zones_by_name(app: &App) {
        let house = house(app).await;
        let zones = house.staff.get("/low-emission-zones").await.expect(200);
        let codes: Vec<&str> = zones["items"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&"BE-BRU-LEZ"), "{zones:#}");
        assert!(zones["items"].as_array().unwrap().iter().all(|one| one["name"] != json!("")), "{zones:#}");
        app.nobody().get("/low-emission-zones").await.problem(401, "not_signed_in");
    }
}
