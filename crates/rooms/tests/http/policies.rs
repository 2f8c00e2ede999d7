//! What holds where, and who may see.

use super::*;

testkit::both_engines! {
    async fn parts_are_inherited_and_say_where_they_come_from(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let policy = format!("/rooms/{}/policy", id(&made));
        let staff = app.client("staff").await;
        let open = staff.get(&policy).await.expect(200);
        assert_eq!((&open["buffers"]["from"], &open["hours"]["value"]["open_on_closed_days"]), (&Value::Null, &json!(true)));

        let of_site = json!({ "buffers": { "setup_minutes": 10, "cleanup_minutes": 5 }, "window": { "grid_minutes": 15 } });
        let set = house.manager.put(&format!("/policies/{}", house.site), of_site).await.expect(200);
        assert_eq!((&set["valid_from"], &set["scope_id"]), (&json!("2026-12-01T07:00:00Z"), &json!(house.site)));
        let of_room = json!({ "valid_from": "2026-12-24T00:00:00+01:00", "buffers": { "setup_minutes": 30, "cleanup_minutes": 0 } });
        house.manager.put(&format!("/policies/{}", id(&made)), of_room).await.expect(200);

        let now = staff.get(&policy).await.expect(200);
        assert_eq!(now["buffers"]["value"]["setup_minutes"], 10);
        assert_eq!(now["buffers"]["from"], json!({ "scope_id": house.site, "kind": "site", "code": "WS", "name": "Wetstraat" }));
        let later = staff.get(&format!("{policy}?at=2026-12-24T12:00:00Z")).await.expect(200);
        assert_eq!((&later["buffers"]["value"]["setup_minutes"], &later["buffers"]["from"]["kind"]), (&json!(30), &json!("room")));
        assert_eq!((&later["window"]["value"]["grid_minutes"], &later["window"]["from"]["code"]), (&json!(15), &json!("WS")));
        let versions = house.manager.get(&format!("/policies?scope={}", id(&made))).await.expect(200);
        assert_eq!(versions["items"][0]["parts"], json!({ "buffers": { "setup_minutes": 30, "cleanup_minutes": 0 } }));
        assert_eq!(versions["items"][0]["valid_from"], "2026-12-23T23:00:00Z");
    }

    async fn only_who_may_sets_a_policy_and_never_for_the_past(app: &App) {
        let house = house(app).await;
        let made = house.add(room("A", &house.spaces[0])).await;
        let (site, room) = (format!("/policies/{}", house.site), format!("/policies/{}", id(&made)));
        let staff = app.client("staff").await;
        for path in [&site, &room] {
            staff.put(path, json!({})).await.problem(403, "forbidden");
        }
        staff.get(&format!("/policies?scope={}", house.site)).await.problem(403, "forbidden");
        let past = json!({ "valid_from": "2020-01-01T00:00:00Z" });
        let problem = house.manager.put(&site, past).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("valid_from", "in_the_past")]);
        let faults = [
            (json!({ "window": { "grid_minutes": 7 } }), "window.grid_minutes", json!([7, 1, 1440])),
            (json!({ "window": { "horizon_days": -1 } }), "window.horizon_days", json!([-1, 0, 36600])),
            (
                json!({ "hours": { "monday": [{ "from": "08:00", "to": "12:00" }, { "from": "13:00", "to": "13:00" }] } }),
                "hours.monday[1].to",
                json!(["13:00", "13:01", "24:00"]),
            ),
        ];
        for (parts, path, bounds) in faults {
            let problem = house.manager.put(&site, parts).await.problem(422, "invalid");
            let field = &problem["fields"][0];
            assert_eq!((&field["field"], &json!([field["value"], field["min"], field["max"]])), (&json!(path), &bounds));
            let text = problem["detail"].as_str().unwrap();
            assert!(text.contains(path) && text.contains(bounds[0].to_string().trim_matches('"')), "{text}");
        }
        house.manager.put(&site, json!({ "quota": 3 })).await.problem(400, "unknown_field");
        let nowhere = "/policies/01890000-0000-7000-8000-000000000000";
        house.manager.put(nowhere, json!({})).await.problem(404, "not_found");
        app.nobody().put(&site, json!({})).await.problem(401, "not_signed_in");
    }

    async fn a_room_that_is_not_for_one_s_eyes_is_not_there(app: &App) {
        let house = house(app).await;
        let hidden = house.add(room("HIDDEN", &house.spaces[0])).await;
        house.add(room("OPEN", &house.spaces[1])).await;
        let secretary = app.person("secretary");
        let audience = json!({ "audience": { "see": { "persons": [secretary] } } });
        house.manager.put(&format!("/policies/{}", id(&hidden)), audience).await.expect(200);
        let path = format!("/rooms/{}", id(&hidden));
        let staff = app.client("staff").await;
        assert_eq!(codes(&staff.get("/rooms").await.expect(200)), ["OPEN"]);
        staff.get(&path).await.problem(404, "not_found");
        staff.get(&format!("{path}/policy")).await.problem(404, "not_found");
        for login in ["secretary", "room_manager"] {
            let client = app.client(login).await;
            assert_eq!(codes(&client.get("/rooms").await.expect(200)), ["HIDDEN", "OPEN"], "{login}");
            client.get(&path).await.expect(200);
        }
        let page = staff.get("/rooms?limit=1").await.expect(200);
        assert_eq!((codes(&page), &page["next_cursor"]), (vec!["OPEN"], &Value::Null), "pages do not tell either");
    }
}
