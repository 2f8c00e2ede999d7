//! Odometers: never backwards, and corrected in the open.

use super::*;

testkit::both_engines! {
    async fn an_odometer_never_runs_backwards(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let path = format!("/vehicles/{car}/odometer");
        let read = async |body: Value| house.driver.post(&path, body).await;
        let first = read(json!({ "km": 1000, "read_at": "2026-11-01T08:00:00Z" })).await.expect(201);
        assert_eq!((&first["source"], &first["read_by"]), (&json!("manual"), &json!(app.person("driver"))));
        let once = house.driver.post_once(&path, "k", json!({ "km": 2000, "source": "return" })).await.expect(201);
        assert_eq!(house.driver.post_once(&path, "k", json!({ "km": 2000, "source": "return" })).await.expect(201), once);
        let less = read(json!({ "km": 999, "read_at": "2026-11-15T08:00:00Z" })).await.problem(422, "odometer_less");
        assert_eq!((&less["before_km"], &less["before_at"]), (&json!(1000), &json!("2026-11-01T08:00:00Z")));
        let more = read(json!({ "km": 2001, "read_at": "2026-11-15T08:00:00Z" })).await.problem(422, "odometer_more");
        assert_eq!(more["after_km"], 2000);
        read(json!({ "km": 1500, "read_at": "2026-11-15T08:00:00Z" })).await.expect(201);
        read(json!({ "km": 1500, "read_at": "2026-11-15T08:00:00Z" })).await.problem(409, "odometer_read_twice");
        let future = read(json!({ "km": 3000, "read_at": "2026-12-01T07:00:01Z" })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&future), [("read_at", "in_the_future")]);
        let long_ago = read(json!({ "km": 0, "read_at": "0001-01-01T08:00:00Z" })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&long_ago), [("read_at", "implausible_year")]);
        read(json!({ "km": -1 })).await.problem(422, "invalid_fields");
        let page = house.driver.get(&format!("{path}?limit=2")).await.expect(200);
        let shown = |page: &Value| page["items"].as_array().unwrap().iter().map(|one| one["km"].as_i64().unwrap()).collect::<Vec<_>>();
        assert_eq!(shown(&page), [2000, 1500]);
        let next = house.driver.get(&format!("{path}?limit=2&cursor={}", page["next_cursor"].as_str().unwrap())).await.expect(200);
        assert_eq!(shown(&next), [1000]);
        assert_eq!(house.driver.get(&format!("/vehicles/{car}")).await.expect(200)["odometer"]["km"], 2000);
        house.staff.get(&path).await.problem(403, "forbidden");
        house.staff.post(&path, json!({ "km": 9000 })).await.problem(403, "forbidden");
        house.auditor.post(&path, json!({ "km": 9000 })).await.problem(403, "forbidden");
    }

    async fn a_wrong_reading_is_corrected_in_the_open(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let path = format!("/vehicles/{car}/odometer");
        house.driver.post(&path, json!({ "km": 1000, "read_at": "2026-11-01T08:00:00Z" })).await.expect(201);
        let wrong = id(&house.driver.post(&path, json!({ "km": 15_000, "read_at": "2026-11-10T08:00:00Z" })).await.expect(201));
        house.driver.post(&path, json!({ "km": 1600 })).await.problem(422, "odometer_less");
        let correct = format!("/odometer-readings/{wrong}/correct");
        house.driver.post(&correct, json!({ "km": 1500, "reason": "Nul te veel" })).await.problem(403, "forbidden");
        let none = house.manager.post(&correct, json!({ "km": 1500, "reason": " " })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&none), [("reason", "required")]);
        house.manager.post(&correct, json!({ "km": 900, "reason": "Nul te veel" })).await.problem(422, "odometer_less");
        let right = house.manager.post(&correct, json!({ "km": 1500, "reason": "Nul te veel" })).await.expect(201);
        assert_eq!((&right["read_at"], &right["reason"]), (&json!("2026-11-10T08:00:00Z"), &json!("Nul te veel")));
        house.manager.post(&correct, json!({ "km": 1400, "reason": "Nog eens" })).await.problem(409, "reading_corrected");
        house.driver.post(&path, json!({ "km": 1600 })).await.expect(201);
        let all = house.driver.get(&path).await.expect(200);
        let wrong = all["items"].as_array().unwrap().iter().find(|one| one["id"] == json!(wrong)).unwrap().clone();
        assert_eq!((&wrong["km"], &wrong["corrected_by"]), (&json!(15_000), &right["id"]));
        house.manager.post("/odometer-readings/01890000-0000-7000-8000-000000000000/correct", json!({ "km": 1, "reason": "x" })).await.problem(404, "not_found");
        assert!(told(app, &car).await.contains(&"vehicle.odometer_corrected".to_owned()));
    }
}
