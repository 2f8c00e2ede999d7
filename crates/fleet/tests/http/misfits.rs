//! Vehicles that change, and the reservations that they no longer fit.

use super::{
    reservations::{code_of, petrol, reserve, said, wish},
    *,
};

async fn threatened(house: &House, vehicle: &str) -> Vec<Value> {
    house.manager.get(&format!("/vehicles/{vehicle}/threatened")).await.expect(200)["items"].as_array().unwrap().clone()
}

async fn change(house: &House, vehicle: &str, patch: Value) {
    house.manager.patch(&format!("/vehicles/{vehicle}"), "*", patch).await.expect(200);
}

testkit::both_engines! {
    async fn what_a_vehicle_no_longer_fits_is_threatened(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(with(super::car("CAR-1", &house.bay), json!({ "step_free": true, "child_seat_anchors": 2 }))).await);
        let needs = json!({ "luggage_l": 300, "child_seats": 2, "step_free": true, "distance_km": 200, "zones": ["BE-BRU-LEZ"] });
        let made = reserve(&house.staff, with(wish(&house, 9, 11, 4), needs)).await.expect(201);
        assert_eq!((code_of(&made), threatened(&house, &car).await), ("CAR-1", vec![]));
        let cases = [
            (json!({ "seats": 3 }), json!({ "seats": 5 }), "too_few_seats"),
            (json!({ "boot_litres": 100 }), json!({ "boot_litres": 405 }), "too_little_luggage"),
            (json!({ "child_seat_anchors": 1 }), json!({ "child_seat_anchors": 2 }), "too_few_child_seats"),
            (json!({ "step_free": false }), json!({ "step_free": true }), "not_step_free"),
            (json!({ "range_km": 219 }), json!({ "range_km": 220 }), "range_too_short"),
            (json!({ "range_km": null }), json!({ "range_km": 480 }), "range_unknown"),
            (json!({ "chauffeured": true }), json!({ "chauffeured": false }), "only_with_driver"),
            (json!({ "fuel": "diesel", "euro_norm": "euro_5" }), json!({ "fuel": "electric", "euro_norm": null }), "zone_refused"),
            (json!({ "fuel": "diesel", "euro_norm": null }), json!({ "fuel": "electric" }), "zone_norm_unknown"),
        ];
        for (worse, as_before, code) in cases {
            change(&house, &car, worse).await;
            let lost = threatened(&house, &car).await;
            assert_eq!((lost.len(), &lost[0]["id"], &lost[0]["cause"], &lost[0]["replacement"]), (1, &made["id"], &json!("no_longer_fits"), &Value::Null), "{code}");
            assert_eq!(said(&lost[0]["why"]), [code]);
            change(&house, &car, as_before).await;
            assert_eq!(threatened(&house, &car).await, Vec::<Value>::new(), "{code}");
        }
    }

    async fn what_it_no_longer_fits_goes_to_another(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(petrol("CAR-5", &house.bay, 5)).await);
        let first = reserve(&house.staff, wish(&house, 9, 11, 4)).await.expect(201);
        let small = reserve(&house.staff, wish(&house, 12, 14, 2)).await.expect(201);
        house.add(petrol("CAR-6", &house.bay, 6)).await;
        change(&house, &car, json!({ "seats": 3 })).await;
        let desk = house.manager.get(&format!("/vehicle-desk?site={}", house.site)).await.expect(200);
        let lost = desk["threatened"].as_array().unwrap();
        assert_eq!(lost.iter().map(|one| (&one["id"], &one["cause"], &one["replacement"]["vehicle"]["code"])).collect::<Vec<_>>(),
            [(&first["id"], &json!("no_longer_fits"), &json!("CAR-6"))]);
        assert_eq!(lost[0]["why"][0]["text"], "Het heeft minder dan de 4 plaatsen die nodig zijn.");
        house.manager.post(&format!("/vehicles/{car}/rehouse"), json!({})).await.expect(200);
        assert_eq!(threatened(&house, &car).await, Vec::<Value>::new());
        let read = async |of: &Value| house.staff.get(&format!("/vehicle-reservations/{}", id(of))).await.expect(200);
        assert_eq!((code_of(&read(&first).await), code_of(&read(&small).await)), ("CAR-6", "CAR-5"));
        // Out of service says more.
        house.manager.post(&format!("/vehicles/{car}/put-out-of-service"), json!({ "reason": "Koppeling stuk" })).await.expect(200);
        change(&house, &car, json!({ "seats": 1, "child_seat_anchors": 0 })).await;
        assert_eq!(threatened(&house, &car).await[0]["cause"], "closed");
    }
}
