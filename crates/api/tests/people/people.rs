//! Finding, adding, changing and deactivating people.

use serde_json::{Value, json};
use testkit::App;

fn new_person(login: &str) -> Value {
    json!({ "login": login, "name": "Zoë Ünal", "email": format!("{login}@example.test"), "language": "fr" })
}

testkit::both_engines! {
    async fn a_colleague_is_added_found_and_changed(app: &App) {
        let admin = app.client("admin").await;
        let answer = admin.post("/people", new_person("zoe.unal")).await;
        let location = answer.header("location").to_owned();
        assert_eq!(answer.header("etag"), "\"v1\"");
        let person = answer.expect(201);
        assert_eq!(location, format!("/api/v1/people/{}", person["id"].as_str().unwrap()));
        let found = app.client("staff").await.get("/people?q=unal%20ZOE").await.expect(200);
        assert_eq!(found, json!({ "items": [person], "next_cursor": null }));
        assert_eq!(app.client("staff").await.get(&location).await.expect(200), person);

        let change = json!({ "name": "Zoë Ünal-Maes", "org_unit_id": null });
        let answer = admin.patch(&location, "\"v1\"", change.clone()).await;
        assert_eq!(answer.header("etag"), "\"v2\"");
        assert_eq!(answer.expect(200)["name"], "Zoë Ünal-Maes");
        admin.patch(&location, "\"v1\"", change.clone()).await.problem(412, "stale");
        admin.patch(&location, "", change.clone()).await.problem(428, "version_needed");
        // What changes nothing is no new version.
        assert_eq!(admin.patch(&location, "\"v2\"", change).await.header("etag"), "\"v2\"");
        assert_eq!(app.client("staff").await.get("/people?q=maes").await.expect(200)["items"][0]["version"], 2);
    }

    async fn only_who_may_changes_people(app: &App) {
        let staff = app.client("staff").await;
        let problem = staff.post("/people", new_person("zoe.unal")).await.problem(403, "forbidden");
        assert_eq!(problem["permission"], "manage_people");
        let own = format!("/people/{}", app.person("staff"));
        let version = staff.get(&own).await.header("etag").to_owned();
        staff.patch(&own, &version, json!({ "name": "Somebody Else" })).await.problem(403, "forbidden");
        staff.post(&format!("{own}/deactivate"), json!(null)).await.problem(403, "forbidden");
        app.nobody().get("/people").await.problem(401, "not_signed_in");
        app.nobody().post("/people", new_person("zoe.unal")).await.problem(401, "not_signed_in");
    }

    async fn bad_people_are_refused_with_all_reasons(app: &App) {
        let admin = app.client("admin").await;
        let nobody = app.state.ids.next();
        let bad = json!({ "login": "Zoë!", "name": " ", "email": "zoe", "language": "nl", "org_unit_id": nobody, "site_id": nobody });
        let problem = admin.post("/people", bad).await.problem(422, "invalid_fields");
        let fields: Vec<_> = problem["fields"].as_array().unwrap().iter().map(|field| field["field"].clone()).collect();
        assert_eq!(fields, ["login", "name", "email", "org_unit_id", "site_id"]);
        let mut taken = new_person("staff");
        taken["email"] = json!("another@example.test");
        let taken = admin.post("/people", taken).await.problem(409, "taken");
        assert_eq!(taken["fields"][0]["field"], "login");
        let mut other = new_person("zoe");
        other["email"] = json!("staff@example.test");
        assert_eq!(admin.post("/people", other).await.problem(409, "taken")["fields"][0]["field"], "email");
        for name in ["Robert'); DROP TABLE person;--", "💡🏛️ Léa", "غرفة الاجتماعات", "王小明"] {
            let mut person = new_person(&format!("p{}", name.len()));
            person["name"] = json!(name);
            assert_eq!(admin.post("/people", person).await.expect(201)["name"], name);
            let query = [("q", name)];
            let found = admin.request(reqwest::Method::GET, "/people").query(&query);
            assert_eq!(testkit::Answer::of(found).await.expect(200)["items"][0]["name"], name);
        }
    }

    async fn wildcards_find_nothing_special(app: &App) {
        let staff = app.client("staff").await;
        for query in ["/people?q=%25", "/people?q=a%5Fn", "/people?q=%5C"] {
            assert_eq!(staff.get(query).await.expect(200)["items"], json!([]), "{query}");
        }
    }

    async fn pages_hold_everybody_once(app: &App) {
        let staff = app.client("staff").await;
        let mut seen = Vec::new();
        let mut path = "/people?limit=2".to_owned();
        loop {
            let page = staff.get(&path).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|person| person["login"].clone()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/people?limit=2&cursor={cursor}");
        }
        assert_eq!(seen.len(), app.people.len());
        let mut names = seen.clone();
        names.sort_by_key(ToString::to_string);
        names.dedup();
        assert_eq!(names.len(), seen.len());
        staff.get("/people?limit=201").await.problem(400, "limit_out_of_range");
        staff.get("/people?limit=0").await.problem(400, "limit_out_of_range");
        staff.get("/people?cursor=zzz").await.problem(400, "bad_cursor");
        staff.get("/org-units?limit=2").await.problem(400, "unknown_parameter");
        staff.get("/people?nme=x").await.problem(400, "unknown_parameter");
        staff.get("/people?inactive=perhaps").await.problem(400, "invalid_parameter");
    }

    async fn who_leaves_is_out_at_once_and_may_come_back(app: &App) {
        let admin = app.client("admin").await;
        let browser = app.client("staff").await;
        let token = json!({ "name": "script", "expires_at": "2027-01-01T00:00:00Z" });
        let token = browser.post("/tokens", token).await.expect(201)["secret"].as_str().unwrap().to_owned();
        let program = app.nobody().with_token(&token);
        program.get("/session").await.expect(200);
        let path = format!("/people/{}", app.person("staff"));
        let left = admin.post(&format!("{path}/deactivate"), json!({ "reason": "retired" })).await.expect(200);
        assert_eq!(left["active"], false);
        browser.get("/session").await.problem(401, "not_signed_in");
        program.get("/session").await.problem(401, "not_signed_in");
        assert_eq!(admin.get("/people?q=peeters").await.expect(200)["items"], json!([]));
        assert_eq!(admin.get("/people?q=peeters&inactive=true").await.expect(200)["items"][0]["login"], "staff");
        let stale = admin.request(reqwest::Method::POST, &format!("{path}/reactivate")).header("if-match", "\"v1\"");
        testkit::Answer::of(stale).await.problem(412, "stale");
        assert_eq!(admin.post(&format!("{path}/reactivate"), json!(null)).await.expect(200)["active"], true);
        // The token stays revoked.
        program.get("/session").await.problem(401, "not_signed_in");
        app.sign_in("staff").await.get("/session").await.expect(200);
    }

    async fn passwords_are_set_by_oneself_with_the_present_one_or_by_an_admin(app: &App) {
        let here = app.sign_in("staff").await;
        let elsewhere = app.client("staff").await;
        let path = format!("/people/{}/set-password", app.person("staff"));
        let new = "a much better passphrase";
        here.post(&path, json!({ "password": new })).await.problem(422, "invalid_fields");
        let wrong = json!({ "password": new, "current_password": "not this one" });
        here.post(&path, wrong).await.problem(422, "invalid_fields");
        let short = json!({ "password": "too short", "current_password": testkit::PASSWORD });
        assert_eq!(here.post(&path, short).await.problem(422, "invalid_fields")["fields"][0]["code"], "too_short");
        app.client("colleague").await.post(&path, json!({ "password": new })).await.problem(403, "forbidden");
        here.post(&path, json!({ "password": new, "current_password": testkit::PASSWORD })).await.expect(204);
        here.get("/session").await.expect(200);
        elsewhere.get("/session").await.problem(401, "not_signed_in");
        let sign_in = |password: &str| json!({ "login": "staff", "password": password });
        app.nobody().post("/session", sign_in(testkit::PASSWORD)).await.problem(401, "sign_in_failed");
        app.nobody().post("/session", sign_in(new)).await.expect(200);

        let reset = json!({ "password": "chosen by the help desk" });
        app.client("admin").await.post(&path, reset).await.expect(204);
        here.get("/session").await.problem(401, "not_signed_in");
        app.nobody().post("/session", sign_in("chosen by the help desk")).await.expect(200);
    }

    async fn guessing_the_present_password_is_throttled(app: &App) {
        let here = app.client("staff").await;
        let path = format!("/people/{}/set-password", app.person("staff"));
        let guess = json!({ "password": "a much better passphrase", "current_password": "a guess" });
        for _ in 0..5 {
            here.post(&path, guess.clone()).await.problem(422, "invalid_fields");
        }
        here.post(&path, guess).await.problem(429, "sign_in_throttled");
    }

    async fn what_happens_to_people_stands_in_the_journal(app: &App) {
        let admin = app.client("admin").await;
        let person = admin.post("/people", new_person("zoe.unal")).await.expect(201);
        let path = format!("/people/{}", person["id"].as_str().unwrap());
        admin.patch(&path, "\"v1\"", json!({ "name": "Zoë Maes" })).await.expect(200);
        admin.post(&format!("{path}/set-password"), json!({ "password": "a much better passphrase" })).await.expect(204);
        let journal = app.client("auditor").await.get(&format!("/journal?subject={}", person["id"].as_str().unwrap())).await;
        assert!(!journal.text.contains("passphrase") && !journal.text.contains("argon2"), "{}", journal.text);
        let journal = journal.expect(200);
        let actions: Vec<_> = journal["items"].as_array().unwrap().iter().map(|line| line["action"].clone()).collect();
        assert_eq!(actions, ["person.password_set", "person.changed", "person.added"]);
        assert!(db::journal::verify(app.db().read()).await.unwrap().is_ok());
    }

    async fn units_form_a_tree(app: &App) {
        let admin = app.client("admin").await;
        let names = json!({ "nl": "Vertaling", "fr": "Traduction", "de": "Übersetzung", "en": "Translation" });
        let units = admin.get("/org-units").await.expect(200);
        let parent = units["items"][0]["id"].clone();
        let unit = admin.post("/org-units", json!({ "code": "TRA", "names": names, "parent_id": parent })).await.expect(201);
        assert_eq!((&unit["name"], &unit["parent_id"]), (&json!("Translation"), &parent));
        admin.post("/org-units", json!({ "code": "TRA", "names": names })).await.problem(409, "taken");
        let lost = json!({ "code": "X", "names": names, "parent_id": app.state.ids.next() });
        admin.post("/org-units", lost).await.problem(422, "invalid_fields");
        let staff = app.client("staff").await;
        staff.post("/org-units", json!({ "code": "Y", "names": names })).await.problem(403, "forbidden");
        let codes = staff.get("/org-units").await.expect(200);
        let codes: Vec<_> = codes["items"].as_array().unwrap().iter().map(|unit| unit["code"].clone()).collect();
        assert_eq!(codes, ["PM", "SEC", "TRA"]);
    }
}
