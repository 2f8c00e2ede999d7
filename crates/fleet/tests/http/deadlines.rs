//! Deadlines: how they stand, what they keep, and what comes next.

use super::*;

fn kinds(page: &Value) -> Vec<(&str, &str)> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|one| (one["kind"].as_str().unwrap(), one["standing"].as_str().unwrap_or("done"))).collect()
}

testkit::both_engines! {
    async fn what_is_due_stands_by_day_and_by_kilometres(app: &App) {
        let house = house(app).await;
        let car_1 = id(&house.add(car("CAR-01", &house.bay)).await);
        let car_2 = id(&house.add(car("CAR-02", &house.far_bay)).await);
        let add = async |vehicle: &str, deadline: Value| house.manager.post(&format!("/vehicles/{vehicle}/deadlines"), deadline).await;
        let inspection = add(&car_1, json!({ "kind": "inspection", "due_on": "2026-12-31" })).await.expect(201);
        assert_eq!((&inspection["standing"], &inspection["days_left"], &inspection["blocks"], &inspection["warned_from"]),
            (&json!("soon"), &json!(30), &json!(true), &json!("2026-12-01")));
        add(&car_1, json!({ "kind": "tyres", "due_on": "2026-11-30" })).await.expect(201);
        add(&car_2, json!({ "kind": "service", "due_km": 30_000, "every_km": 30_000 })).await.expect(201);
        add(&car_2, json!({ "kind": "insurance", "due_on": "2027-06-30" })).await.expect(201);
        let list = async |query: &str| house.driver.get(&format!("/vehicle-deadlines?{query}")).await.expect(200);
        assert_eq!(kinds(&list("").await), [("tyres", "overdue"), ("inspection", "soon"), ("insurance", "fine"), ("service", "fine")]);
        house.driver.post(&format!("/vehicles/{car_2}/odometer"), json!({ "km": 29_500 })).await.expect(201);
        let service = list("kind=service").await;
        assert_eq!((kinds(&service), &service["items"][0]["km_left"]), (vec![("service", "soon")], &json!(500)));
        assert_eq!(kinds(&list("standing=overdue&standing=fine").await).len(), 2);
        assert_eq!(kinds(&list("from=2026-12-01&to=2026-12-31").await), [("inspection", "soon")]);
        assert_eq!(kinds(&list(&format!("site={}", house.site)).await).len(), 2);
        assert_eq!(kinds(&list(&format!("vehicle={car_2}")).await).len(), 2);
        let first = list("limit=3").await;
        assert_eq!(kinds(&list(&format!("limit=3&cursor={}", first["next_cursor"].as_str().unwrap())).await), [("service", "soon")]);
        house.staff.get("/vehicle-deadlines").await.problem(403, "forbidden");
        house.staff.get(&format!("/vehicle-deadlines/{}", id(&inspection))).await.problem(404, "not_found");
    }

    async fn what_cannot_be_due_is_refused(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let add = async |deadline: Value| house.manager.post(&format!("/vehicles/{car}/deadlines"), deadline).await;
        let problem = add(json!({ "kind": "other", "lead_days": 1000, "every_months": 0 })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("title", "required"), ("due_on", "required"), ("lead_days", "out_of_range"), ("every_months", "out_of_range")]);
        let due = json!({ "kind": "tyres", "due_on": "2027-03-01" });
        house.driver.post(&format!("/vehicles/{car}/deadlines"), due.clone()).await.problem(403, "forbidden");
        let made = add(due).await.expect(201);
        let path = format!("/vehicle-deadlines/{}", id(&made));
        house.manager.patch(&path, "", json!({ "due_on": "2027-04-01" })).await.problem(428, "version_needed");
        house.manager.patch(&path, "\"v9\"", json!({ "due_on": "2027-04-01" })).await.problem(412, "stale");
        house.manager.patch(&path, "\"v1\"", json!({ "due_on": null })).await.problem(422, "invalid_fields");
        let moved = house.manager.patch(&path, "\"v1\"", json!({ "due_on": null, "due_km": 40_000 })).await.expect(200);
        assert_eq!((&moved["due_on"], &moved["due_km"], &moved["version"]), (&Value::Null, &json!(40_000), &json!(2)));
        house.driver.patch(&path, "*", json!({ "due_km": 1 })).await.problem(403, "forbidden");
        house.driver.delete(&path).await.problem(403, "forbidden");
        house.manager.delete(&path).await.expect(204);
        house.manager.get(&path).await.problem(404, "not_found");
    }

    async fn an_overdue_inspection_keeps_the_vehicle_until_it_is_done(app: &App) {
        let mut house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let kept = house.book(&car, "2026-12-10", 9).await.expect(201);
        let due = json!({ "kind": "inspection", "due_on": "2026-12-03", "every_months": 12 });
        let made = house.manager.post(&format!("/vehicles/{car}/deadlines"), due).await.expect(201);
        let path = format!("/vehicle-deadlines/{}", id(&made));
        assert_eq!(app.sweep("block_overdue_vehicles").await, 0, "it is not overdue");
        house.book(&car, "2026-12-12", 9).await.problem(409, "no_vehicle_fits");
        // Its day is still in time; then nobody sweeps for a day.
        house.pass(app, 2).await;
        assert_eq!(app.sweep("block_overdue_vehicles").await, 0);
        house.pass(app, 2).await;
        assert_eq!(house.manager.get(&path).await.expect(200)["standing"], "overdue");
        assert_eq!(app.sweep("block_overdue_vehicles").await, 1);
        assert_eq!(app.sweep("block_overdue_vehicles").await, 0, "once is enough");
        house.book(&car, "2026-12-12", 9).await.problem(409, "no_vehicle_fits");
        assert_eq!(house.staff.get(&format!("/vehicle-reservations/{}", id(&kept))).await.expect(200)["state"], "confirmed", "what is booked stays");
        house.driver.post(&format!("{path}/complete"), json!({})).await.problem(403, "forbidden");
        house.manager.post(&format!("{path}/complete"), json!({ "done_on": "2026-12-09" })).await.problem(422, "invalid_fields");
        let done = house.manager.post(&format!("{path}/complete"), json!({ "note": "Groene kaart" })).await.expect(200);
        assert_eq!((&done["done"]["done_on"], &done["done"]["standing"], &done["next"]["due_on"], &done["next"]["follows_id"]),
            (&json!("2026-12-05"), &Value::Null, &json!("2027-12-05"), &json!(id(&made))));
        house.book(&car, "2026-12-12", 9).await.expect(201);
        house.manager.post(&format!("{path}/complete"), json!({})).await.problem(409, "deadline_done");
        assert_eq!(kinds(&house.driver.get("/vehicle-deadlines?done=true").await.expect(200)), [("inspection", "done")]);
    }

    async fn two_reasons_keep_it_until_both_are_gone(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let add = async |deadline: Value| id(&house.manager.post(&format!("/vehicles/{car}/deadlines"), deadline).await.expect(201));
        let insurance = add(json!({ "kind": "insurance", "due_on": "2026-11-15" })).await;
        house.book(&car, "2026-12-12", 9).await.problem(409, "no_vehicle_fits");
        let lease = add(json!({ "kind": "lease_end", "due_on": "2026-11-20" })).await;
        let service = add(json!({ "kind": "service", "due_km": 100, "blocks": true })).await;
        house.manager.post(&format!("/vehicles/{car}/odometer"), json!({ "km": 101 })).await.expect(201);
        assert_eq!(app.sweep("block_overdue_vehicles").await, 1, "the odometer shows too much");
        house.manager.post(&format!("/vehicles/{car}/put-out-of-service"), json!({ "reason": "Gestolen" })).await.expect(200);
        let is_kept = async || house.book(&car, "2026-12-12", 9).await.status == 409;
        house.manager.delete(&format!("/vehicle-deadlines/{insurance}")).await.expect(204);
        assert!(is_kept().await);
        house.manager.patch(&format!("/vehicle-deadlines/{lease}"), "*", json!({ "due_on": "2027-11-20" })).await.expect(200);
        assert!(is_kept().await);
        house.manager.patch(&format!("/vehicle-deadlines/{service}"), "*", json!({ "blocks": false })).await.expect(200);
        assert!(is_kept().await);
        house.manager.post(&format!("/vehicles/{car}/put-back-in-service"), Value::Null).await.expect(200);
        assert!(!is_kept().await);
    }

    async fn a_vehicle_that_is_kept_can_be_disposed_of(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let due = json!({ "kind": "insurance", "due_on": "2026-11-15" });
        house.manager.post(&format!("/vehicles/{car}/deadlines"), due).await.expect(201);
        let request = house.manager.request(reqwest::Method::POST, &format!("/vehicles/{car}/dispose"));
        testkit::Answer::of(request.header("if-match", "*").json(&json!({ "reason": "Verkocht" }))).await.expect(200);
        assert_eq!(app.sweep("block_overdue_vehicles").await, 0);
        assert_eq!(house.driver.get("/vehicle-deadlines").await.expect(200)["items"], json!([]));
    }
}
