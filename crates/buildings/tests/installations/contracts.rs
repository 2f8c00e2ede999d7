use kernel::{Role, Scope};
use serde_json::{Value, json};
use testkit::{App, Client};

use super::support::{codes, house, id, with_role};

async fn supplier(client: &Client, code: &str) -> Value {
    let body =
        json!({ "code": code, "name": format!("{code} NV"), "email": "info@lift.example", "phone": "+32 2 501 02 11" });
    client.post("/suppliers", body).await.expect(201)
}

async fn contract(client: &Client, supplier: &Value, code: &str, ends_on: Value, notice_on: Value) -> Value {
    let body = json!({ "supplier_id": id(supplier), "code": code, "title": format!("Onderhoud {code}"), "starts_on": "2020-01-01",
        "ends_on": ends_on, "notice_on": notice_on, "yearly_cents": 1_250_000 });
    client.post("/contracts", body).await.expect(201)
}

testkit::both_engines! {
    async fn what_must_be_decided_comes_first(app: &App) {
        // The clock of the tests stands at 1 December 2026.
        let manager = app.client("room_manager").await;
        let with = supplier(&manager, "LIFT").await;
        contract(&manager, &with, "A", json!("2027-12-31"), json!("2027-02-01")).await;
        contract(&manager, &with, "B", json!("2027-03-31"), json!("2026-12-31")).await;
        contract(&manager, &with, "C", json!("2026-12-31"), json!("2026-06-30")).await;
        contract(&manager, &with, "D", Value::Null, Value::Null).await;
        let over = contract(&manager, &with, "E", json!("2021-12-31"), Value::Null).await;
        assert_eq!(over["state"], "ended");
        let list = async |query: &str| codes(&manager.get(&format!("/contracts?{query}")).await.expect(200)).join("");
        assert_eq!(list("").await, "ABCDE");
        assert_eq!(list("ending_before=2027-04-01").await, "ECB", "the first to end comes first");
        assert_eq!(list("notice_within_days=90").await, "BA", "the most urgent comes first");
        assert_eq!(list("notice_within_days=60").await, "B");
        let first = manager.get("/contracts?ending_before=2028-01-01&limit=2").await.expect(200);
        let cursor = first["next_cursor"].as_str().unwrap();
        assert_eq!((codes(&first).join(""), list(&format!("ending_before=2028-01-01&limit=2&cursor={cursor}")).await), ("EC".into(), "BA".into()));
        manager.get("/contracts?notice_within_days=999999").await.problem(400, "invalid_parameter");
        let all = manager.get("/contracts").await.expect(200);
        let states: Vec<_> = all["items"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["running", "running", "notice_past", "running", "ended"]);
        assert_eq!((&all["items"][2]["notice_in_days"], &all["items"][0]["supplier"]["code"]), (&Value::Null, &json!("LIFT")));
        assert!(all["items"][1]["notice_in_days"].as_i64().unwrap() > 0);
    }

    async fn suppliers_and_contracts_change_and_retire(app: &App) {
        let manager = app.client("room_manager").await;
        let with = supplier(&manager, "LIFT").await;
        let made = contract(&manager, &with, "A", json!("2027-12-31"), json!("2027-02-01")).await;
        let (at, of) = (format!("/contracts/{}", id(&made)), format!("/suppliers/{}", id(&with)));
        manager.post("/suppliers", json!({ "code": "LIFT", "name": "x" })).await.problem(409, "code_taken");
        let same = json!({ "supplier_id": id(&with), "code": "A", "title": "x", "starts_on": "2020-01-01" });
        manager.post("/contracts", same).await.problem(409, "code_taken");
        manager.patch(&at, "", json!({ "title": "x" })).await.problem(428, "version_needed");
        let problem = manager.patch(&at, "\"v1\"", json!({ "ends_on": null })).await.problem(422, "invalid_fields");
        assert_eq!((&problem["fields"][0]["field"], &problem["fields"][0]["code"]), (&json!("ends_on"), &json!("required")));
        let changed = manager.patch(&at, "\"v1\"", json!({ "ends_on": null, "notice_on": null, "yearly_cents": 0 })).await.expect(200);
        assert_eq!((&changed["version"], &changed["yearly_cents"], &changed["ends_on"]), (&json!(2), &json!(0), &Value::Null));
        manager.patch(&at, "\"v1\"", json!({ "title": "x" })).await.problem(412, "stale");
        let renamed = manager.patch(&of, "\"v1\"", json!({ "email": null, "name": "Liftwerk" })).await.expect(200);
        assert_eq!((&renamed["email"], &renamed["name"]), (&Value::Null, &json!("Liftwerk")));
        assert_eq!(codes(&manager.get("/suppliers?q=LIFTWERK").await.expect(200)), ["LIFT"]);

        let problem = manager.post(&format!("{of}/retire"), Value::Null).await.problem(409, "supplier_in_use");
        assert_eq!(problem["contracts"], json!(["A"]));
        assert_eq!(manager.post(&format!("{at}/retire"), Value::Null).await.expect(200)["retired"], true);
        assert_eq!(manager.post(&format!("{of}/retire"), Value::Null).await.expect(200)["retired"], true);
        assert_eq!(manager.post(&format!("{of}/retire"), Value::Null).await.expect(200)["version"], 3, "twice is as good as once");
        assert_eq!(codes(&manager.get("/contracts").await.expect(200)), [""; 0]);
        assert_eq!(codes(&manager.get("/contracts?retired=true").await.expect(200)), ["A"]);
        let late = json!({ "supplier_id": id(&with), "code": "B", "title": "x", "starts_on": "2020-01-01" });
        manager.post("/contracts", late).await.problem(422, "invalid_fields");
    }

    async fn an_installation_shows_its_contract(app: &App) {
        let house = house(app).await;
        let with = supplier(&house.manager, "LIFT").await;
        let made = contract(&house.manager, &with, "A", Value::Null, Value::Null).await;
        let lift = house.install("L", &house.building, json!({ "contract_id": id(&made), "supplier_id": id(&with) })).await;
        assert_eq!((&lift["details"]["contract"]["code"], &lift["details"]["supplier"]["name"]), (&json!("A"), &json!("LIFT NV")));
        assert_eq!(codes(&house.manager.get(&format!("/installations?contract={}", id(&made))).await.expect(200)), ["L"]);
        house.manager.post(&format!("/contracts/{}/retire", id(&made)), Value::Null).await.expect(200);
        let path = format!("/installations/{}", id(&lift));
        assert_eq!(house.manager.get(&path).await.expect(200)["details"]["contract"]["code"], "A", "it was maintained under it");
        house.manager.patch(&path, "*", json!({ "maker": "x" })).await.expect(200);
        let new = json!({ "code": "M", "names": { "en": "M" }, "class": "lift", "place_id": id(&house.building), "contract_id": id(&made) });
        let problem = house.manager.post("/installations", new).await.problem(422, "invalid_fields");
        assert_eq!(problem["fields"][0]["code"], "retired");
    }

    async fn contracts_are_seen_by_some_and_managed_by_few(app: &App) {
        let house = house(app).await;
        let with = supplier(&house.manager, "LIFT").await;
        let made = contract(&house.manager, &with, "A", Value::Null, Value::Null).await;
        let (at, of) = (format!("/contracts/{}", id(&made)), format!("/suppliers/{}", id(&with)));
        let staff = app.client("staff").await;
        for path in ["/contracts", "/suppliers", &at, &of] {
            staff.get(path).await.problem(403, "forbidden");
            app.client("auditor").await.get(path).await.expect(200);
        }
        let technician = house.colleague_as(app, Role::Technician).await;
        technician.get(&at).await.expect(200);
        let refused = async |client: &Client| {
            client.post("/suppliers", json!({ "code": "X", "name": "X" })).await.problem(403, "forbidden");
            client.patch(&of, "*", json!({ "name": "X" })).await.problem(403, "forbidden");
            client.post(&format!("{of}/retire"), Value::Null).await.problem(403, "forbidden");
            let new = json!({ "supplier_id": id(&with), "code": "X", "title": "X", "starts_on": "2026-01-01" });
            client.post("/contracts", new).await.problem(403, "forbidden");
            client.patch(&at, "*", json!({ "title": "X" })).await.problem(403, "forbidden");
            client.post(&format!("{at}/retire"), Value::Null).await.problem(403, "forbidden");
        };
        refused(&staff).await;
        refused(&technician).await;
        refused(&house.colleague_as(app, Role::Controller).await).await;
        let controller = with_role(app, Role::Controller, Scope::All).await;
        controller.patch(&at, "*", json!({ "title": "X" })).await.expect(200);
    }
}
