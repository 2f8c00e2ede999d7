use kernel::Role;
use serde_json::{Value, json};
use testkit::App;

use super::support::{codes, house, id};

testkit::both_engines! {
    async fn everybody_finds_it_and_only_some_see_its_details(app: &App) {
        let house = house(app).await;
        let more = json!({ "names": { "nl": "Grote lift", "fr": "Grand ascenseur" }, "serial": "SN-1", "maker": "Liftwerk",
            "criticality": "high", "commissioned_on": "1932-05-01" });
        let made = house.install("LIFT-1", &house.building, more).await;
        assert_eq!((&made["version"], &made["class"]["name"], &made["site"]["code"]), (&json!(1), &json!("Lift"), &json!("WS")));
        assert_eq!((&made["details"]["serial"], &made["details"]["commissioned_on"]), (&json!("SN-1"), &json!("1932-05-01")));
        let path = format!("/installations/{}", id(&made));

        let staff = app.client("colleague").await;
        let answer = staff.get(&path).await;
        assert_eq!(answer.header("etag"), "\"v1\"");
        let seen = answer.expect(200);
        assert_eq!((&seen["name"], &seen["class"]["name"], &seen["place"]["name"]), (&json!("Grand ascenseur"), &json!("Ascenseur"), &json!("Wetstraat 16")));
        assert_eq!((&seen["details"], &seen["meters"]), (&Value::Null, &json!([])));
        assert_eq!(seen["path"].as_array().unwrap().iter().map(|step| step["code"].as_str().unwrap()).collect::<Vec<_>>(), ["WS", "W16"]);
        assert!(!seen.to_string().contains("SN-1") && !seen.to_string().contains("qr"), "{seen:#}");
        assert_eq!(staff.get("/installations?q=ascenseur%20liftwerk").await.expect(200)["items"][0]["details"], Value::Null);

        let technician = house.colleague_as(app, Role::Technician).await;
        assert_eq!(technician.get(&path).await.expect(200)["details"]["serial"], "SN-1");
        let other = house.install("LIFT-2", &house.elsewhere, json!({ "serial": "SN-2" })).await;
        let other = technician.get(&format!("/installations/{}", id(&other))).await.expect(200);
        assert_eq!(other["details"], Value::Null, "a technician of another site is only a colleague");
    }

    async fn filters_narrow_the_list(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({ "criticality": "vital" })).await;
        house.install("B", &house.spaces[0], json!({ "class": "beamer", "parent_id": null })).await;
        house.install("C", &house.spaces[1], json!({ "parent_id": id(&lift) })).await;
        house.install("D", &house.elsewhere, json!({})).await;
        let staff = app.client("staff").await;
        let list = async |query: &str| codes(&staff.get(&format!("/installations?{query}")).await.expect(200)).join("");
        assert_eq!(list("").await, "ABCD");
        assert_eq!(list(&format!("site={}", id(&house.site))).await, "ABC");
        assert_eq!(list(&format!("place={}", id(&house.floor))).await, "BC", "with everything inside it");
        assert_eq!(list(&format!("place={}", id(&house.spaces[0]))).await, "B");
        assert_eq!(list("class=beamer").await, "B");
        assert_eq!(list(&format!("parent={}", id(&lift))).await, "C");
        assert_eq!(list("criticality=vital").await, "A");
        assert_eq!(list("q=%25").await, "");
        house.manager.post(&format!("/installations/{}/out-of-service", id(&lift)), json!({ "reason": "Kabel" })).await.expect(200);
        assert_eq!((list("out_of_service=true").await, list("out_of_service=false").await), ("A".into(), "BCD".into()));
        let first = staff.get("/installations?limit=3").await.expect(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        assert_eq!((codes(&first).join(""), list(&format!("limit=3&cursor={cursor}")).await), ("ABC".into(), "D".into()));
        staff.get("/installations?colour=red").await.problem(400, "unknown_parameter");
        staff.get("/installations?contract=01890000-0000-7000-8000-000000000000").await.problem(403, "forbidden");
        assert_eq!(codes(&house.manager.get("/installations?contract=01890000-0000-7000-8000-000000000000").await.expect(200)), [""; 0]);
    }

    async fn what_does_not_work_says_since_when_and_why(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let path = format!("/installations/{}", id(&lift));
        house.manager.post(&format!("{path}/out-of-service"), json!({ "reason": " " })).await.problem(422, "invalid_fields");
        let out = house.manager.post(&format!("{path}/out-of-service"), json!({ "reason": "Kabel stuk" })).await.expect(200);
        assert_eq!((&out["out_of_service"]["reason"], &out["version"]), (&json!("Kabel stuk"), &json!(2)));
        let since = out["out_of_service"]["since"].clone();
        app.clock.advance_minutes(60);
        let again = house.manager.post(&format!("{path}/out-of-service"), json!({ "reason": "Motor stuk" })).await.expect(200);
        assert_eq!((&again["out_of_service"]["reason"], &again["out_of_service"]["since"]), (&json!("Motor stuk"), &since));
        let seen = app.client("staff").await.get(&path).await.expect(200);
        assert_eq!(seen["out_of_service"]["reason"], "Motor stuk");
        let works = house.manager.post(&format!("{path}/back-in-service"), Value::Null).await.expect(200);
        assert_eq!((&works["out_of_service"], &works["version"]), (&Value::Null, &json!(4)));
        let twice = house.manager.post(&format!("{path}/back-in-service"), Value::Null).await.expect(200);
        assert_eq!(twice["version"], 4, "twice is as good as once");
    }

    async fn parts_hang_together(app: &App) {
        let house = house(app).await;
        let whole = house.install("A", &house.building, json!({})).await;
        let part = house.install("B", &house.spaces[0], json!({ "parent_id": id(&whole) })).await;
        let bolt = house.install("C", &house.spaces[0], json!({ "parent_id": id(&part) })).await;
        let path = |of: &Value| format!("/installations/{}", id(of));
        let seen = house.manager.get(&path(&part)).await.expect(200);
        assert_eq!((&seen["parent"]["code"], &seen["parts"][0]["code"]), (&json!("A"), &json!("C")));
        let fields = async |of: &Value, patch: Value| {
            house.manager.patch(&path(of), "*", patch).await.problem(422, "invalid_fields")["fields"][0].clone()
        };
        let round = fields(&whole, json!({ "parent_id": id(&bolt) })).await;
        assert_eq!((&round["field"], &round["code"]), (&json!("parent_id"), &json!("cycle")));
        assert_eq!(fields(&whole, json!({ "parent_id": id(&whole) })).await["code"], "cycle");
        assert_eq!(fields(&whole, json!({ "place_id": id(&house.elsewhere) })).await["code"], "other_site");
        assert_eq!(fields(&part, json!({ "place_id": id(&house.elsewhere) })).await["field"], "place_id");
        let moved = house.manager.patch(&path(&part), "*", json!({ "place_id": id(&house.spaces[1]) })).await.expect(200);
        assert_eq!(moved["place"]["code"], "W16-4-02");

        let gone = house.manager.post(&format!("{}/retire", path(&whole)), Value::Null).await.expect(200);
        assert_eq!(gone["retired"], true);
        assert_eq!(house.manager.get(&path(&bolt)).await.expect(200)["retired"], true, "what is a part of a part goes too");
        assert_eq!(codes(&house.manager.get("/installations").await.expect(200)), [""; 0]);
        assert_eq!(codes(&house.manager.get("/installations?retired=true").await.expect(200)), ["A", "B", "C"]);
        let twice = house.manager.post(&format!("{}/retire", path(&whole)), Value::Null).await.expect(200);
        assert_eq!(twice["version"], gone["version"]);
        house.manager.post(&format!("{}/out-of-service", path(&whole)), json!({ "reason": "x" })).await.problem(422, "invalid_fields");
    }

    async fn what_is_wrong_is_named(app: &App) {
        let house = house(app).await;
        house.install("A", &house.building, json!({})).await;
        let body = |more: Value| {
            let mut body = json!({ "code": "B", "names": { "en": "B" }, "class": "lift", "place_id": id(&house.building) });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        house.manager.post("/installations", body(json!({ "code": "A" }))).await.problem(409, "code_taken");
        let nobody = "01890000-0000-7000-8000-000000000000";
        let odd = body(json!({ "code": "é", "class": "rocket", "place_id": nobody, "parent_id": nobody, "supplier_id": nobody, "contract_id": nobody }));
        let problem = house.manager.post("/installations", odd).await.problem(422, "invalid_fields");
        let fields: Vec<_> = problem["fields"].as_array().unwrap().iter()
            .map(|one| format!("{}: {}", one["field"].as_str().unwrap(), one["code"].as_str().unwrap())).collect();
        assert_eq!(fields, ["code: invalid", "place_id: unknown", "class: unknown", "parent_id: unknown", "supplier_id: unknown", "contract_id: unknown"]);
        house.manager.post("/installations", body(json!({ "colour": "red" }))).await.problem(400, "unknown_field");
        assert_eq!(house.manager.post("/installations", body(json!({ "criticality": "urgent" }))).await.status, 400);
        assert_eq!(house.manager.post("/installations", body(json!({ "commissioned_on": "yesterday" }))).await.status, 400);
        house.manager.get(&format!("/installations/{nobody}")).await.problem(404, "not_found");
        let made = house.manager.post("/installations", body(json!({ "serial": "Robert'); DROP TABLE installation;-- 💡" }))).await.expect(201);
        let path = format!("/installations/{}", id(&made));
        house.manager.patch(&path, "", json!({ "serial": null })).await.problem(428, "version_needed");
        let changed = house.manager.patch(&path, "\"v1\"", json!({ "serial": null, "names": { "nl": "Bee" } })).await.expect(200);
        assert_eq!((&changed["details"]["serial"], &changed["names"]["nl"], &changed["version"]), (&Value::Null, &json!("Bee"), &json!(2)));
        house.manager.patch(&path, "\"v1\"", json!({ "serial": "1" })).await.problem(412, "stale");
        house.manager.patch(&path, "\"v2\"", json!({ "code": "A" })).await.problem(409, "code_taken");
        let same = house.manager.patch(&path, "\"v2\"", json!({ "code": "B" })).await.expect(200);
        assert_eq!(same["version"], 2, "nothing changed, so there is no new version");
    }

    async fn only_those_of_the_site_change_installations(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let path = format!("/installations/{}", id(&lift));
        let new = |place: &Value| json!({ "code": "N", "names": { "en": "N" }, "class": "lift", "place_id": id(place) });
        let staff = app.client("staff").await;
        for (verb, body) in [("retire", Value::Null), ("out-of-service", json!({ "reason": "x" })), ("back-in-service", Value::Null),
            ("meters", json!({ "code": "h", "names": { "en": "H" }, "unit": "hours" }))] {
            staff.post(&format!("{path}/{verb}"), body).await.problem(403, "forbidden");
        }
        staff.post("/installations", new(&house.building)).await.problem(403, "forbidden");
        staff.patch(&path, "*", json!({ "maker": "x" })).await.problem(403, "forbidden");
        staff.post("/installation-classes", json!({ "code": "x", "names": { "en": "X" } })).await.problem(403, "forbidden");
        let nobody = app.nobody();
        for path in ["/installations", &path, "/installation-classes", "/suppliers", "/contracts"] {
            nobody.get(path).await.problem(401, "not_signed_in");
        }
        let dispatcher = house.colleague_as(app, Role::Dispatcher).await;
        dispatcher.post("/installations", new(&house.elsewhere)).await.problem(403, "forbidden");
        dispatcher.post("/installations", new(&house.spaces[0])).await.expect(201);
        dispatcher.patch(&path, "*", json!({ "place_id": id(&house.elsewhere) })).await.problem(403, "forbidden");
        dispatcher.patch(&path, "*", json!({ "maker": "x" })).await.expect(200);
        dispatcher.post("/installation-classes", json!({ "code": "x", "names": { "en": "X" } })).await.problem(403, "forbidden");
    }

    async fn classes_are_shipped_and_can_be_renamed(app: &App) {
        let house = house(app).await;
        assert_eq!(app.sweep("add_standard_installation_classes").await, 0, "they are there");
        let staff = app.client("colleague").await;
        let all = staff.get("/installation-classes").await.expect(200);
        let pump = all["items"].as_array().unwrap().iter().find(|class| class["code"] == "pump").unwrap();
        assert_eq!(pump["name"], "Pompe");
        house.manager.post("/installation-classes", json!({ "code": "pump", "names": { "fr": "Pompe à eau" } })).await.expect(201);
        house.manager.post("/installation-classes", json!({ "code": "X", "names": {} })).await.problem(422, "invalid_fields");
        assert_eq!(app.sweep("add_standard_installation_classes").await, 0, "what was renamed stays renamed");
        let all = staff.get("/installation-classes").await.expect(200);
        assert!(all["items"].as_array().unwrap().iter().any(|class| class["name"] == "Pompe à eau"));
    }

    async fn every_change_is_in_the_journal(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({})).await;
        let path = format!("/installations/{}", id(&lift));
        house.manager.patch(&path, "*", json!({ "maker": "Liftwerk" })).await.expect(200);
        house.manager.post(&format!("{path}/out-of-service"), json!({ "reason": "Kabel" })).await.expect(200);
        let journal = app.client("auditor").await.get("/journal?limit=200").await.expect(200);
        let lines: Vec<_> = journal["items"].as_array().unwrap().iter().filter(|line| line["subject_id"] == lift["id"] || line["subject"]["id"] == lift["id"]).collect();
        let text = serde_json::to_string(&lines).unwrap();
        for word in ["installation.added", "installation.changed", "installation.put_out_of_service", "Liftwerk", "Kabel"] {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
}
