//! Who sees and does what.

use super::*;

testkit::both_engines! {
    async fn costs_and_numbers_are_for_the_management(app: &App) {
        let house = house(app).await;
        let new = with(car("CAR-01", &house.bay), json!({ "vin": "LPSVSEDEEML000001", "remarks": "Deuk links", "first_registered_on": "2025-01-05" }));
        let car = id(&house.add(new).await);
        let path = format!("/vehicles/{car}");
        house.manager.post(&format!("{path}/plates"), json!({ "plate": "1-ABC-234", "from": "2025-01-05" })).await.expect(201);
        house.manager.post(&format!("{path}/odometer"), json!({ "km": 10 })).await.expect(201);
        let hidden = ["vin", "lease", "remarks", "first_registered_on"];
        for (client, drives, whole) in [(&house.staff, false, false), (&house.driver, true, false), (&house.auditor, true, true), (&house.manager, true, true)] {
            for seen in [client.get(&path).await.expect(200), client.get("/vehicles").await.expect(200)["items"][0].clone()] {
                assert_eq!(seen["plate"], "1-ABC-234");
                assert_eq!(hidden.map(|field| seen[field].is_null()), [!whole; 4], "{seen:#}");
                assert_eq!(seen["odometer"].is_null(), !drives, "{seen:#}");
                assert_eq!(seen["sight"], json!(if whole { "whole" } else if drives { "driver" } else { "plain" }));
            }
            assert_eq!(client.get(&path).await.expect(200)["plates"].as_array().unwrap().len(), usize::from(drives));
        }
        house.staff.get("/plates?plate=1-ABC-234").await.problem(403, "forbidden");
        app.nobody().get(&path).await.problem(401, "not_signed_in");
    }

    async fn only_the_management_changes_the_fleet(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(super::car("CAR-01", &house.bay)).await);
        let path = format!("/vehicles/{car}");
        let rooms = app.client("room_manager").await;
        for client in [&house.staff, &house.driver, &house.auditor, &rooms] {
            client.post("/vehicles", super::car("CAR-02", &house.bay)).await.problem(403, "forbidden");
            client.patch(&path, "*", json!({ "seats": 4 })).await.problem(403, "forbidden");
            client.post(&format!("{path}/put-out-of-service"), json!({ "reason": "x" })).await.problem(403, "forbidden");
            client.post(&format!("{path}/put-back-in-service"), Value::Null).await.problem(403, "forbidden");
            client.post(&format!("{path}/plates"), json!({ "plate": "1-ABC-234" })).await.problem(403, "forbidden");
            let dispose = client.request(reqwest::Method::POST, &format!("{path}/dispose")).header("if-match", "*");
            testkit::Answer::of(dispose.json(&json!({ "reason": "x" }))).await.problem(403, "forbidden");
        }
        // Nor does who looks after cars look after rooms.
        house.manager.post("/closures", json!({ "scope": { "place_id": house.site }, "start": "2026-12-02T10:00", "end": "2026-12-02T12:00",
            "time_zone": "Europe/Brussels", "reason": "x", "names": { "nl": "x" } })).await.problem(403, "forbidden");
    }

    async fn a_role_holds_on_its_site(app: &App) {
        use directory::commands::{NewGrant, NewPerson, add_person, grant_role, start_session};
        use kernel::{Lang, Role, Scope};
        let house = house(app).await;
        let near = id(&house.add(car("CAR-01", &house.bay)).await);
        let far = id(&house.add(car("CAR-02", &house.far_bay)).await);
        let cx = app.system();
        let tx = app.db().begin(&cx).await.unwrap();
        let new = NewPerson { login: "near".into(), name: "Nora Near".into(), email: "near@example.test".into(), language: Lang::Nl, org_unit: None, site: None };
        let person = add_person(&tx, &cx, new).await.unwrap().id;
        let scope = Scope::Site(house.site.parse().unwrap());
        grant_role(&tx, &cx, NewGrant { person, role: Role::FleetManager, scope, valid_from: None, valid_to: None }).await.unwrap();
        let key = start_session(&tx, &cx, person, 600).await.unwrap().key;
        tx.commit().await.unwrap();
        let near_manager = app.nobody().with_session(&key);
        near_manager.patch(&format!("/vehicles/{near}"), "*", json!({ "seats": 4 })).await.expect(200);
        near_manager.patch(&format!("/vehicles/{far}"), "*", json!({ "seats": 4 })).await.problem(403, "forbidden");
        assert!(near_manager.get(&format!("/vehicles/{far}")).await.expect(200)["lease"].is_null());
        near_manager.get("/drivers").await.problem(403, "forbidden");
        let due = json!({ "kind": "service", "due_on": "2027-01-01" });
        for car in [&near, &far] {
            house.manager.post(&format!("/vehicles/{car}/deadlines"), due.clone()).await.expect(201);
        }
        assert_eq!(near_manager.get("/vehicle-deadlines").await.expect(200)["items"].as_array().unwrap().len(), 1);
        // A plate is not taken from where one may not.
        house.manager.post(&format!("/vehicles/{far}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01" })).await.expect(201);
        let take = json!({ "plate": "1-ABC-234", "take_over": true });
        near_manager.post(&format!("/vehicles/{near}/plates"), take).await.problem(403, "forbidden");
    }
}
