use kernel::Role;
use serde_json::{Value, json};
use testkit::App;

use super::support::{house, id};

testkit::both_engines! {
    async fn a_meter_counts_up_unless_it_restarts(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let path = format!("/installations/{}", id(&lift));
        let meter = json!({ "code": "hours", "names": { "nl": "Draaiuren", "en": "Hours run" }, "unit": "hours" });
        let made = house.manager.post(&format!("{path}/meters"), meter.clone()).await.expect(201);
        assert_eq!((&made["name"], &made["last_reading"]), (&json!("Hours run"), &Value::Null));
        house.manager.post(&format!("{path}/meters"), meter).await.problem(409, "code_taken");
        let readings = format!("/meters/{}/readings", id(&made));
        let technician = house.colleague_as(app, Role::Technician).await;
        let read = async |body: Value| technician.post(&readings, body).await;
        read(json!({ "reading": 100 })).await.expect(201);
        read(json!({ "reading": 100 })).await.problem(409, "read_twice");
        app.clock.advance_minutes(60);
        let problem = read(json!({ "reading": 99 })).await.problem(422, "reading_too_small");
        assert_eq!((&problem["before"], &problem["reading"]), (&json!(100), &json!(99)));
        read(json!({ "reading": -1 })).await.problem(422, "invalid_fields");
        read(json!({ "reading": 101, "read_at": "2099-01-01T00:00:00Z" })).await.problem(422, "invalid_fields");
        let noted = read(json!({ "reading": 3, "restarts": true, "note": "Nieuwe teller" })).await.expect(201);
        assert_eq!((&noted["restarts"], &noted["read_by"]), (&json!(true), &json!(app.person("colleague"))));
        read(json!({ "reading": 50, "read_at": "2020-01-01T00:00:00Z" })).await.expect(201);
        let problem = read(json!({ "reading": 101, "read_at": "2019-01-01T00:00:00Z" })).await.problem(422, "reading_too_large");
        assert_eq!(problem["after"], 50);
        let first = technician.get(&format!("{readings}?limit=2")).await.expect(200);
        let values = |page: &Value| page["items"].as_array().unwrap().iter().map(|one| one["reading"].as_i64().unwrap()).collect::<Vec<_>>();
        assert_eq!(values(&first), [3, 100], "the newest first");
        let cursor = first["next_cursor"].as_str().unwrap();
        assert_eq!(values(&technician.get(&format!("{readings}?limit=2&cursor={cursor}")).await.expect(200)), [50]);
        let seen = technician.get(&path).await.expect(200);
        assert_eq!((&seen["meters"][0]["code"], &seen["meters"][0]["last_reading"]["reading"]), (&json!("hours"), &json!(3)));
    }

    async fn meters_are_for_those_who_see_details(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let meter = json!({ "code": "kwh", "names": { "en": "Energy" }, "unit": "kilowatt_hours" });
        let made = house.manager.post(&format!("/installations/{}/meters", id(&lift)), meter).await.expect(201);
        let path = format!("/meters/{}", id(&made));
        let staff = app.client("staff").await;
        staff.get(&format!("{path}/readings")).await.problem(404, "not_found");
        staff.post(&format!("{path}/readings"), json!({ "reading": 1 })).await.problem(403, "forbidden");
        staff.post(&format!("{path}/retire"), Value::Null).await.problem(403, "forbidden");
        let auditor = app.client("auditor").await;
        auditor.get(&format!("{path}/readings")).await.expect(200);
        auditor.post(&format!("{path}/readings"), json!({ "reading": 1 })).await.problem(403, "forbidden");
        house.manager.post(&format!("{path}/readings"), json!({ "reading": 1 })).await.expect(201);
        assert_eq!(house.manager.post(&format!("{path}/retire"), Value::Null).await.expect(200)["retired"], true);
        app.clock.advance_minutes(1);
        house.manager.post(&format!("{path}/readings"), json!({ "reading": 2 })).await.problem(422, "invalid_fields");
        let whole = house.manager.get(&format!("/installations/{}", id(&lift))).await.expect(200);
        let meter = &whole["meters"][0];
        assert_eq!((&meter["retired"], &meter["last_reading"]["reading"]), (&json!(true), &json!(1)), "what it showed stays to be seen");
    }
}
