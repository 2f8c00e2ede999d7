//! Roles and delegations.

use serde_json::{Value, json};
use testkit::App;

fn everywhere(role: &str) -> Value {
    json!({ "role": role, "scope": { "kind": "all" } })
}

testkit::both_engines! {
    async fn a_role_holds_from_the_grant_to_the_revocation(app: &App) {
        let (admin, staff) = (app.client("admin").await, app.client("staff").await);
        let path = format!("/people/{}/grants", app.person("staff"));
        let grant = admin.post(&path, everywhere("auditor")).await.expect(201);
        staff.get("/journal").await.expect(200);
        admin.post(&path, everywhere("auditor")).await.problem(409, "taken");
        let grants = staff.get(&path).await.expect(200);
        assert_eq!(grants["items"].as_array().unwrap().len(), 2);
        app.client("auditor").await.get(&path).await.expect(200);
        app.client("colleague").await.get(&path).await.problem(403, "forbidden");
        admin.delete(&format!("{path}/{}", grant["id"].as_str().unwrap())).await.expect(204);
        staff.get("/journal").await.problem(403, "forbidden");
        admin.delete(&format!("{path}/{}", grant["id"].as_str().unwrap())).await.problem(404, "not_found");
    }

    async fn a_dated_role_holds_on_its_dates(app: &App) {
        let (admin, staff) = (app.client("admin").await, app.client("staff").await);
        let path = format!("/people/{}/grants", app.person("staff"));
        let mut grant = everywhere("auditor");
        grant["valid_from"] = json!("2026-12-01T09:00:00+01:00");
        grant["valid_to"] = json!("2026-12-01T10:00:00+01:00");
        admin.post(&path, grant.clone()).await.expect(201);
        staff.get("/journal").await.problem(403, "forbidden");
        app.clock.advance_minutes(60);
        staff.get("/journal").await.expect(200);
        app.clock.advance_minutes(60);
        staff.get("/journal").await.problem(403, "forbidden");
        grant["valid_to"] = json!("2026-12-01T09:00:00+01:00");
        admin.post(&path, grant).await.problem(422, "invalid_fields");
    }

    async fn a_scoped_admin_stays_in_their_scope(app: &App) {
        let (admin, staff) = (app.client("admin").await, app.client("staff").await);
        let units = admin.get("/org-units").await.expect(200);
        let top = units["items"][0]["id"].clone();
        let below = units["items"][1]["id"].clone();
        let grants = format!("/people/{}/grants", app.person("staff"));
        let scoped = json!({ "role": "admin", "scope": { "kind": "org_unit", "id": top } });
        admin.post(&grants, scoped).await.expect(201);
        // Below the unit: yes. Elsewhere, and for a wider scope: no.
        let inside = format!("/people/{}", app.person("colleague"));
        let outside = format!("/people/{}", app.person("outsider"));
        let version = |answer: testkit::Answer| answer.header("etag").to_owned();
        let change = json!({ "name": "Another Name" });
        staff.patch(&inside, &version(staff.get(&inside).await), change.clone()).await.expect(200);
        staff.patch(&outside, &version(staff.get(&outside).await), change).await.problem(403, "forbidden");
        let moved_out = json!({ "org_unit_id": null });
        staff.patch(&inside, &version(staff.get(&inside).await), moved_out).await.problem(403, "forbidden");
        let narrow = json!({ "role": "approver", "scope": { "kind": "org_unit", "id": below } });
        staff.post(&format!("{inside}/grants"), narrow).await.expect(201);
        staff.post(&format!("{inside}/grants"), everywhere("approver")).await.problem(403, "forbidden");
        staff.post(&grants, everywhere("admin")).await.problem(403, "forbidden");
    }

    async fn nonsense_grants_are_refused(app: &App) {
        let admin = app.client("admin").await;
        let path = format!("/people/{}/grants", app.person("staff"));
        for scope in [json!({ "kind": "all", "id": app.state.ids.next() }), json!({ "kind": "site" }),
            json!({ "kind": "site", "id": app.state.ids.next() }), json!({ "kind": "org_unit", "id": app.state.ids.next() })] {
            admin.post(&path, json!({ "role": "approver", "scope": scope })).await.problem(422, "invalid_fields");
        }
        admin.post(&path, everywhere("emperor")).await.problem(400, "invalid_value");
        let nobody = format!("/people/{}/grants", app.state.ids.next());
        admin.post(&nobody, everywhere("approver")).await.problem(404, "not_found");
        admin.get("/people/not-an-id/grants").await.problem(404, "not_found");
    }

    async fn somebody_always_runs_the_system(app: &App) {
        let admin = app.client("admin").await;
        let own = format!("/people/{}", app.person("admin"));
        let grants = admin.get(&format!("{own}/grants")).await.expect(200);
        let grants = grants["items"].as_array().unwrap();
        let grant = grants.iter().find(|grant| grant["role"] == "admin").unwrap()["id"].as_str().unwrap();
        admin.delete(&format!("{own}/grants/{grant}")).await.problem(422, "last_admin");
        admin.post(&format!("{own}/deactivate"), json!(null)).await.problem(422, "last_admin");
        // Somebody else for a while is nobody in the end.
        let staff = format!("/people/{}/grants", app.person("staff"));
        let mut dated = everywhere("admin");
        dated["valid_to"] = json!("2027-01-01T00:00:00Z");
        admin.post(&staff, dated).await.expect(201);
        admin.post(&format!("{own}/deactivate"), json!(null)).await.problem(422, "last_admin");
        admin.post(&staff, everywhere("admin")).await.expect(201);
        admin.delete(&format!("{own}/grants/{grant}")).await.expect(204);
        admin.post("/org-units", json!({ "code": "X", "names": kernel::Names::same("X") })).await.problem(403, "forbidden");
    }

    async fn a_delegate_acts_while_it_lasts(app: &App) {
        let (minister, secretary) = (app.client("minister").await, app.client("colleague").await);
        let path = format!("/people/{}/delegations", app.person("minister"));
        let delegation = json!({ "delegate_id": app.person("colleague"), "valid_to": "2026-12-01T12:00:00+01:00" });
        let made = minister.post(&path, delegation.clone()).await.expect(201);
        assert_eq!(made["delegate"]["name"], "Bruno Lambert");
        let acts_for = secretary.get("/session").await.expect(200)["acts_for"].clone();
        assert_eq!(acts_for[0]["name"], "Clara Minister");
        app.clock.advance_minutes(4 * 60);
        assert_eq!(secretary.get("/session").await.expect(200)["acts_for"], json!([]));
        // In the past, for oneself, for nobody: refused. By somebody else: forbidden.
        minister.post(&path, delegation.clone()).await.problem(422, "invalid_fields");
        minister.post(&path, json!({ "delegate_id": app.person("minister") })).await.problem(422, "invalid_fields");
        minister.post(&path, json!({ "delegate_id": app.state.ids.next() })).await.problem(422, "invalid_fields");
        secretary.post(&path, json!({ "delegate_id": app.person("colleague") })).await.problem(403, "forbidden");
        assert_eq!(minister.get(&path).await.expect(200)["items"].as_array().unwrap().len(), 2);
        secretary.get(&path).await.problem(403, "forbidden");
        // The delegate may lay it down.
        let own = format!("/people/{}/delegations/{}", app.person("colleague"), made["id"].as_str().unwrap());
        app.client("staff").await.delete(&own).await.problem(403, "forbidden");
        secretary.delete(&own).await.expect(204);
        minister.delete(&own).await.problem(404, "not_found");
    }

    async fn an_inactive_principal_is_acted_for_by_nobody(app: &App) {
        let secretary = app.client("secretary").await;
        assert_eq!(secretary.get("/session").await.expect(200)["acts_for"].as_array().unwrap().len(), 1);
        let admin = app.client("admin").await;
        admin.post(&format!("/people/{}/deactivate", app.person("minister")), json!(null)).await.expect(200);
        assert_eq!(secretary.get("/session").await.expect(200)["acts_for"], json!([]));
    }

    async fn two_who_go_at_the_same_moment_do_not_count_on_each_other(app: &App) {
        for _ in 0..5 {
            let cx = app.system();
            let mut admins = Vec::new();
            for login in ["staff", "colleague"] {
                let person = app.person(login);
                let tx = app.db().begin(&cx).await.unwrap();
                let input = directory::commands::NewGrant {
                    person, role: kernel::Role::Admin, scope: kernel::Scope::All, valid_from: None, valid_to: None };
                let grant = directory::commands::grant_role(&tx, &cx, input).await.unwrap();
                tx.commit().await.unwrap();
                admins.push((app.client(login).await, format!("/people/{person}/grants/{}", grant.id)));
            }
            // The third one goes first, so that two are left, who now go together.
            let third = app.person("admin");
            let grants = directory::queries::grants_of(app.db().read(), third).await.unwrap();
            if let Some(own) = grants.iter().find(|grant| grant.role == kernel::Role::Admin) {
                admins[0].0.delete(&format!("/people/{third}/grants/{}", own.id)).await.expect(204);
            }
            let [first, second] = &admins[..] else { panic!("there are two") };
            let (a, b) = tokio::join!(first.0.delete(&first.1), second.0.delete(&second.1));
            let mut statuses = [a.status, b.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [204, 422]);
            let left = if a.status == 204 { second } else { first };
            let tx = app.db().begin(&cx).await.unwrap();
            let (person, grant) = left.1.trim_start_matches("/people/").split_once("/grants/").unwrap();
            directory::commands::revoke_role(&tx, &cx, person.parse().unwrap(), grant.parse().unwrap()).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}
