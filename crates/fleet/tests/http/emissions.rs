//! Rules on emissions: dated data, and what they answer.

use super::*;

testkit::both_engines! {
    async fn may_this_car_enter_brussels_on_that_day_and_why(app: &App) {
        let house = house(app).await;
        assert_eq!(app.sweep("add_standard_emission_schemes").await, 0, "they are there");
        let old = id(&house.add(van("VAN-05", &house.bay, "euro_5")).await);
        let new = id(&house.add(van("VAN-06", &house.bay, "euro_6")).await);
        let electric = id(&house.add(car("CAR-01", &house.bay)).await);
        let ask = async |vehicle: &str, query: &str| {
            let answer = house.staff.get(&format!("/vehicles/{vehicle}/zones{query}")).await.expect(200);
            assert_eq!(answer["items"].as_array().unwrap().len(), 1, "{answer:#}");
            answer["items"][0].clone()
        };
        let today = ask(&new, "").await;
        assert_eq!((&today["code"], &today["on"], &today["verdict"], &today["reason"], &today["allowed_until"]),
            (&json!("BE-BRU-LEZ"), &json!("2026-12-01"), &json!("allowed"), &json!("norm_admitted"), &json!("2027-12-31")));
        assert_eq!((&today["rule"]["min_norm"], &today["ended_by"]["valid_from"], &today["ended_by"]["to_confirm"]), (&json!("euro_6"), &json!("2028-01-01"), &json!(true)));
        assert_eq!(today["text"], "Toegelaten: sinds 1 januari 2026 is minstens Euro 6 nodig, en dat heeft dit voertuig.");
        assert!(today["rule"]["source"].as_str().unwrap().contains("low-emission zone"));
        for (vehicle, on, verdict) in [
            (&new, "2027-12-31", "allowed"), (&new, "2028-01-01", "refused"),
            (&old, "2025-12-31", "unknown"), (&old, "2026-01-01", "refused"), (&electric, "2035-01-01", "allowed"),
        ] {
            assert_eq!(ask(vehicle, &format!("?on={on}")).await["verdict"], verdict, "{on}");
        }
        house.staff.get(&format!("/vehicles/{new}/zones?on=tomorrow")).await.problem(400, "invalid_parameter");
    }

    async fn only_what_emits_nothing_is_bought_unless_an_exception_is_claimed(app: &App) {
        let house = house(app).await;
        let verdict = async |vehicle: &Value| {
            let seen = house.auditor.get(&format!("/vehicles/{}", id(vehicle))).await.expect(200);
            seen["acquisition"].as_array().unwrap().iter().map(|one| one["verdict"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let leased = house.add(car("CAR-01", &house.bay)).await;
        assert_eq!(verdict(&leased).await, ["allowed"]);
        let bought = json!({ "acquired_on": "2024-06-30" });
        let van_1 = house.add(with(van("VAN-01", &house.bay, "euro_6"), bought)).await;
        assert_eq!(verdict(&van_1).await, ["unknown"], "before there was a rule");
        let late = json!({ "acquired_on": "2024-07-01" });
        let van_2 = house.add(with(van("VAN-02", &house.bay, "euro_6"), late)).await;
        assert_eq!(verdict(&van_2).await, ["refused"]);
        let claim = json!({ "acquisition_exception": "Geen emissievrij model met laadklep" });
        house.manager.patch(&format!("/vehicles/{}", id(&van_2)), "*", claim).await.expect(200);
        assert_eq!(verdict(&van_2).await, ["excepted"]);
        let unknown = house.add(van("VAN-03", &house.bay, "euro_6")).await;
        assert_eq!(verdict(&unknown).await, Vec::<String>::new(), "nobody knows when");
        assert_eq!(house.driver.get(&format!("/vehicles/{}", id(&van_2))).await.expect(200)["acquisition"], json!([]));
    }

    async fn the_management_keeps_the_rules(app: &App) {
        let house = house(app).await;
        let new = json!({ "code": "BE-ANR-LEZ", "kind": "zone", "names": { "nl": "Lage-emissiezone Antwerpen" } });
        house.auditor.post("/emission-schemes", new.clone()).await.problem(403, "forbidden");
        house.staff.get("/emission-schemes").await.problem(403, "forbidden");
        let scheme = house.manager.post_once("/emission-schemes", "k", new.clone()).await.expect(201);
        house.manager.post("/emission-schemes", new).await.problem(409, "code_taken");
        let rules = format!("/emission-schemes/{}/rules", id(&scheme));
        let rule = |from: &str, admits: &str, norm: Option<&str>| json!({ "valid_from": from, "fuel": "diesel", "admits": admits, "min_norm": norm, "source": "Reglement (demo)" });
        house.auditor.post(&rules, rule("2026-01-01", "all", None)).await.problem(403, "forbidden");
        let problem = house.manager.post(&rules, rule("2026-01-01", "from_norm", None)).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("min_norm", "required")]);
        house.manager.post(&rules, rule("2026-01-01", "none", Some("euro_6"))).await.problem(422, "invalid_fields");
        let made = house.manager.post(&rules, rule("2026-01-01", "from_norm", Some("euro_5"))).await.expect(201);
        let twice = house.manager.post(&rules, rule("2026-01-01", "all", None)).await.problem(422, "invalid_fields");
        assert_eq!(fields(&twice), [("valid_from", "taken")]);
        house.manager.post("/emission-schemes/01890000-0000-7000-8000-000000000000/rules", rule("2026-01-01", "all", None)).await.problem(404, "not_found");
        let path = format!("/emission-rules/{}", id(&made["rules"][0]));
        house.manager.patch(&path, "", json!({ "min_norm": "euro_6" })).await.problem(428, "version_needed");
        let changed = house.manager.patch(&path, "\"v1\"", json!({ "min_norm": "euro_6" })).await.expect(200);
        assert_eq!((&changed["rules"][0]["min_norm"], &changed["rules"][0]["version"]), (&json!("euro_6"), &json!(2)));
        house.manager.patch(&path, "\"v1\"", json!({ "source": "x" })).await.problem(412, "stale");
        assert_eq!(house.manager.patch(&path, "*", json!({ "admits": "none" })).await.expect(200)["rules"][0]["min_norm"], Value::Null);
        house.auditor.patch(&path, "*", json!({ "admits": "all" })).await.problem(403, "forbidden");
        house.auditor.delete(&path).await.problem(403, "forbidden");
        house.manager.delete(&path).await.expect(204);
        house.manager.delete(&path).await.problem(404, "not_found");
        let all = house.auditor.get("/emission-schemes").await.expect(200);
        assert_eq!(codes(&all), ["BE-307SEPTIES", "BE-ANR-LEZ", "BE-BRU-LEZ"]);
        assert_eq!(told(app, &id(&scheme)).await, ["emission_scheme.added", "emission_scheme.rule_added",
            "emission_scheme.rule_changed", "emission_scheme.rule_changed", "emission_scheme.rule_removed"]);
    }
}
