//! Teams, service levels and checklists.

use super::*;

testkit::both_engines! {
    async fn a_team_has_its_hours_and_its_people(app: &App) {
        let house = house(app).await;
        let path = format!("/teams/{}", house.team);
        let team = app.client("outsider").await.get(&path).await.expect(200);
        assert_eq!((&team["name"], &team["members"][0]["name"], &team["hours"]["friday"]), (&json!("Techniek"), &json!("Karim Technician"), &json!([{ "from": "08:00", "to": "17:00" }])));
        let mut hours = team["hours"].clone();
        hours["saturday"] = json!([{ "from": "09:00", "to": "12:00" }]);
        house.dispatcher.patch(&path, "", json!({ "hours": hours })).await.problem(428, "version_needed");
        house.dispatcher.patch(&path, "\"v1\"", json!({ "hours": hours })).await.problem(412, "stale");
        let changed = house.dispatcher.patch(&path, "\"v2\"", json!({ "hours": hours, "names": { "fr": "Technique" } })).await.expect(200);
        assert_eq!((&changed["hours"]["saturday"], &changed["names"]["fr"], &changed["version"]), (&json!([{ "from": "09:00", "to": "12:00" }]), &json!("Technique"), &json!(3)));
        hours["sunday"] = json!([{ "from": "09:00", "to": "12:00" }, { "from": "11:00", "to": "13:00" }]);
        let problem = house.dispatcher.patch(&path, "*", json!({ "hours": hours })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("hours", "invalid")]);
        let again = json!({ "code": "TECH", "names": { "nl": "x" }, "site_id": house.site });
        house.dispatcher.post("/teams", again).await.problem(409, "code_taken");
        let nowhere = json!({ "code": "X", "names": { "nl": "x" }, "site_id": house.floor });
        assert_eq!(fields(&house.dispatcher.post("/teams", nowhere).await.problem(422, "invalid_fields")), [("site_id", "unknown")]);
        for who in [&house.technician, &house.staff, &house.manager] {
            who.patch(&path, "*", json!({ "code": "Y" })).await.problem(403, "forbidden");
            who.put(&format!("{path}/members"), json!({ "members": [] })).await.problem(403, "forbidden");
        }
        let nobody = json!({ "members": ["01890000-0000-7000-8000-000000000000"] });
        house.dispatcher.put(&format!("{path}/members"), nobody).await.problem(422, "invalid_fields");
        house.dispatcher.patch(&path, "*", json!({ "retired": true })).await.expect(200);
        assert_eq!(house.staff.get("/teams").await.expect(200)["items"], json!([]));
        assert_eq!(house.staff.get("/teams?retired=true").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let ticket = id(&house.report(&house.staff).await);
        let problem = house.dispatcher.post(&format!("/tickets/{ticket}/triage"), house.triage()).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("team_id", "retired")]);
    }

    async fn a_team_promises_what_it_says_else_what_the_house_says(app: &App) {
        let house = house(app).await;
        let of = async |query: &str| house.staff.get(&format!("/service-levels{query}")).await.expect(200)["levels"].as_array().unwrap().iter()
            .map(|level| (level["fix_minutes"].as_i64().unwrap(), level["own"].as_bool().unwrap())).collect::<Vec<_>>();
        let team = format!("?team={}", house.team);
        assert_eq!(of(&team).await, [(240, false), (540, false), (2700, false), (10800, false)]);
        let level = |priority: &str, fix: i64| json!({ "priority": priority, "acknowledge_minutes": 10, "fix_minutes": fix });
        let admin = app.client("admin").await;
        admin.put("/service-levels", json!({ "levels": [level("high", 300)] })).await.expect(200);
        house.dispatcher.put("/service-levels", json!({ "team_id": house.team, "levels": [level("critical", 60)] })).await.expect(200);
        assert_eq!(of("").await, [(240, false), (300, true), (2700, false), (10800, false)]);
        assert_eq!(of(&team).await, [(60, true), (300, false), (2700, false), (10800, false)]);
        // Said again, it takes the place of what was said.
        admin.put("/service-levels", json!({ "levels": [level("low", 900)] })).await.expect(200);
        assert_eq!(of("").await, [(240, false), (540, false), (2700, false), (900, true)]);
        let warned = async |level: Value| admin.put("/service-levels", json!({ "levels": [level] })).await.expect(200)["levels"][0]["warn_minutes"].clone();
        assert_eq!(warned(level("critical", 400)).await, 100, "a quarter, unless told");
        for minutes in [0, 30, 400] {
            let mut level = level("critical", 400);
            level["warn_minutes"] = json!(minutes);
            assert_eq!(warned(level).await, minutes);
        }
        let mut early = level("low", 90);
        early["warn_minutes"] = json!(91);
        admin.put("/service-levels", json!({ "levels": [early] })).await.problem(422, "invalid_fields");
        for levels in [json!([level("low", 9)]), json!([level("low", 90), level("low", 91)])] {
            admin.put("/service-levels", json!({ "levels": levels })).await.problem(422, "invalid_fields");
        }
        house.technician.put("/service-levels", json!({ "team_id": house.team, "levels": [] })).await.problem(403, "forbidden");
        house.staff.get("/service-levels?team=01890000-0000-7000-8000-000000000000").await.problem(404, "not_found");
    }

    async fn a_checklist_is_kept_in_order(app: &App) {
        let house = house(app).await;
        let new = json!({ "code": "LIFT", "names": { "nl": "Lift" }, "items": [{ "kind": "choice", "names": { "nl": "Staat" }, "demands": { "choices": ["goed", "versleten"], "failing": ["versleten"] }, "required": true }] });
        let made = house.dispatcher.post("/checklists", new.clone()).await.expect(201);
        assert_eq!(made["items"][0]["demands"], json!({ "choices": ["goed", "versleten"], "failing": ["versleten"] }));
        house.dispatcher.post("/checklists", new.clone()).await.problem(409, "code_taken");
        house.staff.post("/checklists", new).await.problem(403, "forbidden");
        let path = format!("/checklists/{}", id(&made));
        house.dispatcher.patch(&path, "\"v9\"", json!({ "retired": true })).await.problem(412, "stale");
        let empty = house.dispatcher.patch(&path, "*", json!({ "items": [] })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&empty), [("items", "required")]);
        let tick = json!({ "kind": "tick", "names": { "nl": "Kijk" } });
        let lonely = json!({ "kind": "choice", "names": { "nl": "Kies" }, "demands": { "choices": ["a"] } });
        let problem = house.dispatcher.patch(&path, "*", json!({ "items": [tick, lonely] })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("items[1].demands", "required")]);
        house.dispatcher.patch(&path, "\"v1\"", json!({ "retired": true })).await.expect(200);
        assert_eq!(house.staff.get("/checklists").await.expect(200)["items"], json!([]));
        let ticket = id(&house.report(&house.staff).await);
        let gone = json!({ "checklist_id": id(&made) });
        house.dispatcher.post(&format!("/tickets/{ticket}/tasks"), gone).await.problem(422, "invalid_fields");
    }
}
