//! Drivers: licences, checks, and who may drive what.

use super::*;

fn found(verdict: &Value) -> Vec<&str> {
    verdict["findings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

testkit::both_engines! {
    async fn who_may_drive_what(app: &App) {
        let mut house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let bus = with(super::car("BUS-01", &house.bay), json!({ "category": "m2", "body": "minibus", "seats": 17 }));
        let bus = id(&house.add(bus).await);
        let new = json!({ "person_id": app.person("driver"), "licences": [{ "category": "b", "valid_to": "2027-01-31" }] });
        let made = house.manager.post("/drivers", new.clone()).await.expect(201);
        assert_eq!((&made["chauffeur"], &made["checked_at"], &made["check_due_on"]), (&json!(false), &Value::Null, &Value::Null));
        let twice = house.manager.post("/drivers", new).await.problem(422, "invalid_fields");
        assert_eq!(fields(&twice), [("person_id", "taken")]);
        let path = format!("/drivers/{}", id(&made));
        let ask = async |house: &House, vehicle: &str, on: &str| house.manager.get(&format!("{path}/may-drive?vehicle={vehicle}&on={on}")).await.expect(200);
        assert_eq!(found(&ask(&house, &car, "2026-12-01").await), ["licence_never_checked"]);
        let checked = house.manager.post(&format!("{path}/check-licence"), json!({})).await.expect(200);
        assert_eq!((&checked["check_due_on"], &checked["checked_by"]), (&json!("2027-12-01"), &json!(app.person("fleet_manager"))));
        let yes = ask(&house, &car, "2027-01-31").await;
        assert_eq!((&yes["may"], found(&yes)), (&json!(true), vec![]));
        let no = ask(&house, &car, "2027-02-01").await;
        assert_eq!((&no["may"], found(&no), &no["findings"][0]["data"]["ended_on"]), (&json!(false), vec!["licence_expired"], &json!("2027-01-31")));
        assert_eq!(no["findings"][0]["text"], "Het rijbewijs was geldig tot en met 31 januari 2027.");
        assert_eq!(found(&ask(&house, &bus, "2026-12-01").await), ["licence_missing"]);
        house.manager.put("/fleet-settings", json!({ "licence_check_days": 30 })).await.expect(200);
        assert_eq!(found(&ask(&house, &car, "2026-12-31").await), Vec::<&str>::new());
        assert_eq!(found(&ask(&house, &car, "2027-01-01").await), ["licence_check_too_old"]);
        house.pass(app, 1).await;
        let both = json!({ "licences": [{ "category": "b" }, { "category": "d1" }] });
        house.manager.post(&format!("{path}/check-licence"), both).await.expect(200);
        assert_eq!(found(&ask(&house, &bus, "2026-12-30").await), Vec::<&str>::new());
        assert_eq!(found(&house.driver.get(&format!("{path}/may-drive?vehicle={car}")).await.expect(200)), Vec::<&str>::new(), "a driver asks about themselves");
        assert_eq!(told(app, &id(&made)).await, ["driver.added", "driver.licence_checked", "driver.licence_checked"]);
    }

    async fn drivers_are_kept_by_the_management(app: &App) {
        let house = house(app).await;
        let new = json!({ "person_id": app.person("driver"), "licences": [{ "category": "b" }], "checked_now": true });
        for client in [&house.staff, &house.driver, &house.auditor] {
            client.post("/drivers", new.clone()).await.problem(403, "forbidden");
        }
        let unknown = house.manager.post("/drivers", json!({ "person_id": "01890000-0000-7000-8000-000000000000" })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&unknown), [("person_id", "unknown")]);
        let twice = json!({ "person_id": app.person("driver"), "licences": [{ "category": "b" }, { "category": "b" }] });
        house.manager.post("/drivers", twice).await.problem(422, "invalid_fields");
        let made = house.manager.post_once("/drivers", "k", new.clone()).await.expect(201);
        assert_eq!(house.manager.post_once("/drivers", "k", new).await.expect(201), made);
        let path = format!("/drivers/{}", id(&made));
        house.manager.post("/drivers", json!({ "person_id": app.person("colleague") })).await.expect(201);
        let names = |page: &Value| page["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&house.auditor.get("/drivers").await.expect(200)), ["Bruno Lambert", "Noah Driver"]);
        assert_eq!(names(&house.manager.get("/drivers?q=noah").await.expect(200)), ["Noah Driver"]);
        let first = house.manager.get("/drivers?limit=1").await.expect(200);
        assert_eq!(names(&house.manager.get(&format!("/drivers?limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await.expect(200)), ["Noah Driver"]);
        house.staff.get("/drivers").await.problem(403, "forbidden");
        house.driver.get("/drivers").await.problem(403, "forbidden");
        house.driver.get(&path).await.expect(200);
        house.staff.get(&path).await.problem(404, "not_found");
        house.manager.patch(&path, "", json!({ "remarks": "Enkel overdag" })).await.problem(428, "version_needed");
        let changed = house.manager.patch(&path, "\"v1\"", json!({ "remarks": "Enkel overdag", "licences": [{ "category": "be" }, { "category": "b" }] })).await.expect(200);
        assert_eq!((&changed["remarks"], &changed["licences"][1]["category"], &changed["version"]), (&json!("Enkel overdag"), &json!("be"), &json!(2)));
        house.manager.patch(&path, "\"v1\"", json!({ "remarks": null })).await.problem(412, "stale");
        house.driver.patch(&path, "*", json!({ "remarks": null })).await.problem(403, "forbidden");
        house.driver.post(&format!("{path}/check-licence"), json!({})).await.problem(403, "forbidden");
        house.driver.post(&format!("{path}/retire"), Value::Null).await.problem(403, "forbidden");
        assert_eq!(house.manager.post(&format!("{path}/retire"), Value::Null).await.expect(200)["retired"], true);
        assert_eq!(house.manager.post(&format!("{path}/retire"), Value::Null).await.expect(200)["version"], 3, "twice is as good as once");
        house.manager.post(&format!("{path}/check-licence"), json!({})).await.problem(422, "invalid_fields");
        assert_eq!(names(&house.manager.get("/drivers").await.expect(200)), ["Bruno Lambert"]);
        assert_eq!(names(&house.manager.get("/drivers?retired=true").await.expect(200)).len(), 2);
        house.driver.post(&format!("{path}/reinstate"), Value::Null).await.problem(403, "forbidden");
        assert_eq!(house.manager.post(&format!("{path}/reinstate"), Value::Null).await.expect(200)["retired"], false);
    }

    async fn a_chauffeur_is_booked_with_a_car_only(app: &App) {
        let house = house(app).await;
        let chauffeur = json!({ "code": "DRV-01", "site_id": house.site });
        let new = json!({ "person_id": app.person("driver"), "licences": [{ "category": "b" }], "checked_now": true, "chauffeur": chauffeur });
        let made = house.manager.post("/drivers", new).await.expect(201);
        let bookable = made["bookable_id"].as_str().unwrap();
        assert_eq!(made["chauffeur"], true);
        let again = house.manager.patch(&format!("/drivers/{}", id(&made)), "*", json!({ "chauffeur": chauffeur })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&again), [("chauffeur", "taken")]);
        assert_eq!(fields(&house.book(bookable, "2026-12-02", 9).await.problem(422, "invalid_fields")), [("vehicle_id", "unknown")], "nobody reserves a driver alone");
        let car = id(&house.add(with(car("CAR-01", &house.bay), json!({ "chauffeured": true }))).await);
        let ride = json!({ "title": "Naar Laken", "site_id": house.site, "with_driver": true, "passengers": 4,
            "from": "2026-12-02T09:00:00Z", "to": "2026-12-02T10:00:00Z" });
        let ride = house.manager.post("/vehicle-reservations", ride).await.expect(201);
        assert_eq!(ride["vehicle"]["id"], json!(car));
        house.manager.post(&format!("/drivers/{}/retire", id(&made)), Value::Null).await.problem(409, "still_booked");
        house.manager.post(&format!("/vehicle-reservations/{}/cancel", id(&ride)), json!({})).await.expect(200);
        house.manager.post(&format!("/drivers/{}/retire", id(&made)), Value::Null).await.expect(200);
        assert_eq!(house.manager.get("/drivers?chauffeur=true&retired=true").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let taken = json!({ "person_id": app.person("staff"), "chauffeur": { "code": "DRV-01", "site_id": house.site } });
        house.manager.post("/drivers", taken).await.problem(409, "code_taken");
        let nowhere = json!({ "person_id": app.person("staff"), "chauffeur": { "code": "DRV-02", "site_id": house.bay } });
        house.manager.post("/drivers", nowhere).await.problem(422, "invalid_fields");
    }

    async fn the_house_decides_how_often_a_licence_is_looked_at(app: &App) {
        let house = house(app).await;
        let settings = house.auditor.get("/fleet-settings").await.expect(200);
        assert_eq!((&settings["licence_check_days"], &settings["version"]), (&json!(365), &json!(1)));
        house.staff.get("/fleet-settings").await.problem(403, "forbidden");
        house.auditor.put("/fleet-settings", json!({ "licence_check_days": 90 })).await.problem(403, "forbidden");
        house.manager.put("/fleet-settings", json!({ "licence_check_days": 0 })).await.problem(422, "invalid_fields");
        assert_eq!(house.manager.put("/fleet-settings", json!({ "licence_check_days": 90 })).await.expect(200)["version"], 2);
        let put = |seen: &'static str| house.manager.request(reqwest::Method::PUT, "/fleet-settings").header("if-match", seen).json(&json!({ "licence_check_days": 80 }));
        testkit::Answer::of(put("\"v1\"")).await.problem(412, "stale");
        testkit::Answer::of(put("\"v2\"")).await.expect(200);
    }
}
