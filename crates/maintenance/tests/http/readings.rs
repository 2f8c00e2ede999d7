//! Answers about meters are readings of those meters.

use db::sql::Raw;
use kernel::Clock;
use sea_orm::ConnectionTrait;

use super::*;

/// A boiler in the first space.
async fn boiler(app: &App, house: &House) -> String {
    app.sweep("add_standard_installation_classes").await;
    let new = json!({ "code": "BOILER-1", "class": "boiler", "criticality": "high", "names": { "nl": "Ketel 1" }, "place_id": house.spaces[0] });
    id(&house.manager.post("/installations", new).await.expect(201))
}

async fn meter(house: &House, on: &str, code: &str) -> String {
    let new = json!({ "code": code, "names": { "nl": "Draaiuren" }, "unit": "hours" });
    id(&house.manager.post(&format!("/installations/{on}/meters"), new).await.expect(201))
}

/// A ticket in the technician's hands with these tasks; answers its path and the paths of the answers.
async fn with_tasks(app: &App, house: &House, installation: Option<&str>, tasks: Value) -> (String, Vec<String>) {
    let mut new = json!({ "title": "Nazicht", "place_id": house.spaces[0] });
    if let Some(installation) = installation {
        new["installation_id"] = json!(installation);
    }
    let ticket = id(&house.staff.post("/tickets", new).await.expect(201));
    house.bring(app, &ticket, "start").await;
    let path = format!("/tickets/{ticket}");
    let with = house.dispatcher.post(&format!("{path}/tasks"), json!({ "tasks": tasks })).await.expect(200);
    let answers =
        with["tasks"].as_array().unwrap().iter().map(|task| format!("{path}/tasks/{}/answer", id(task))).collect();
    (path, answers)
}

async fn shown(house: &House, meter: &str) -> Vec<i64> {
    let page = house.manager.get(&format!("/meters/{meter}/readings")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|one| one["reading"].as_i64().unwrap()).collect()
}

async fn journaled(app: &App, action: &str) -> i64 {
    let conn = app.db().read();
    let mut sql = Raw::new(conn);
    sql.push("SELECT COUNT(*) AS count FROM journal WHERE action = ").bind(action);
    conn.query_one_raw(sql.build()).await.unwrap().unwrap().try_get("", "count").unwrap()
}

testkit::both_engines! {
    async fn an_answer_is_a_reading_and_less_than_before_is_refused(app: &App) {
        let house = house(app).await;
        let boiler = boiler(app, &house).await;
        let hours = meter(&house, &boiler, "hours").await;
        let ask = json!([{ "kind": "meter", "names": { "nl": "Draaiuren" }, "required": true }]);
        let (path, answers) = with_tasks(app, &house, Some(&boiler), ask.clone()).await;
        let before = house.technician.get(&path).await.expect(200);
        assert_eq!(before["tasks"][0]["meter"], json!({ "id": hours, "name": "Draaiuren", "unit": "hours", "last_reading": null, "last_read_at": null }));
        let answered = house.technician.post(&answers[0], json!({ "answer": 120 })).await.expect(200);
        assert_eq!((&answered["tasks"][0]["answer"], &answered["tasks"][0]["meter"]["last_reading"]), (&json!(120), &json!(120)));
        let page = house.manager.get(&format!("/meters/{hours}/readings")).await.expect(200);
        let reading = &page["items"][0];
        assert_eq!((&reading["reading"], &reading["read_by"], &reading["note"]), (&json!(120), &json!(app.person("technician")), &json!("#1")));

        app.clock.advance_minutes(30);
        let (later, answers) = with_tasks(app, &house, Some(&boiler), ask).await;
        let refused = house.technician.post(&answers[0], json!({ "answer": 119 })).await.problem(422, "reading_too_small");
        assert_eq!((&refused["before"], &refused["reading"]), (&json!(120), &json!(119)));
        assert!(refused["detail"].as_str().unwrap().contains("120"), "{refused}");
        let seen = house.technician.get(&later).await.expect(200);
        assert_eq!((&seen["tasks"][0]["answer"], shown(&house, &hours).await), (&Value::Null, vec![120]), "what was refused left nothing");
        // It was replaced: it begins anew.
        house.technician.post(&answers[0], json!({ "answer": 3, "restarts": true })).await.expect(200);
        assert_eq!(shown(&house, &hours).await, [3, 120]);
        assert_eq!((journaled(app, "meter.read").await, journaled(app, "meter.reading_corrected").await), (2, 0));
    }

    async fn a_changed_answer_corrects_its_reading(app: &App) {
        let house = house(app).await;
        let boiler = boiler(app, &house).await;
        let hours = meter(&house, &boiler, "hours").await;
        let (_, answers) = with_tasks(app, &house, Some(&boiler), json!([{ "kind": "meter", "names": { "nl": "Draaiuren" } }])).await;
        let say = async |answer: i64| house.technician.post(&answers[0], json!({ "answer": answer })).await;
        say(1200).await.expect(200);
        app.clock.advance_minutes(5);
        say(120).await.expect(200);
        say(120).await.expect(200);
        assert_eq!(shown(&house, &hours).await, [120]);
        assert_eq!((journaled(app, "meter.read").await, journaled(app, "meter.reading_corrected").await), (1, 1));
        // Somebody read it later: the correction must fit before that.
        house.technician.post(&format!("/meters/{hours}/readings"), json!({ "reading": 130 })).await.expect(201);
        say(131).await.problem(422, "reading_too_large");
        say(129).await.expect(200);
        assert_eq!(shown(&house, &hours).await, [130, 129]);
    }

    async fn what_was_read_without_a_connection_counts_from_then(app: &App) {
        let house = house(app).await;
        let boiler = boiler(app, &house).await;
        let hours = meter(&house, &boiler, "hours").await;
        let ask = json!([{ "kind": "meter", "names": { "nl": "Draaiuren" } }, { "kind": "tick", "names": { "nl": "Gekeken" } }]);
        let (_, answers) = with_tasks(app, &house, Some(&boiler), ask).await;
        let then = app.clock.now();
        app.clock.advance_minutes(10);
        house.technician.post(&format!("/meters/{hours}/readings"), json!({ "reading": 130 })).await.expect(201);
        app.clock.advance_minutes(1);
        house.technician.post(&answers[0], json!({ "answer": 125 })).await.problem(422, "reading_too_small");
        house.technician.post(&answers[0], json!({ "answer": 125, "found_at": then })).await.expect(200);
        assert_eq!(shown(&house, &hours).await, [130, 125]);
        // A clock that runs ahead is not believed.
        app.clock.advance_minutes(10);
        let (_, more) = with_tasks(app, &house, Some(&boiler), json!([{ "kind": "meter", "names": { "nl": "Draaiuren" } }])).await;
        house.technician.post(&more[0], json!({ "answer": 140, "found_at": "2099-01-01T00:00:00Z" })).await.expect(200);
        assert_eq!(shown(&house, &hours).await, [140, 130, 125]);
        let problem = house.technician.post(&answers[1], json!({ "answer": true, "restarts": true })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("restarts", "not_for_this_kind")]);
    }

    async fn which_meter_is_named_or_the_only_one(app: &App) {
        let house = house(app).await;
        let boiler = boiler(app, &house).await;
        let (hours, starts) = (meter(&house, &boiler, "hours").await, meter(&house, &boiler, "starts").await);
        let named = |meter: &str| json!({ "kind": "meter", "names": { "nl": "Stand" }, "demands": { "meter_id": meter } });
        let tasks = json!([named(&starts), { "kind": "meter", "names": { "nl": "Welke?" } }]);
        let (path, answers) = with_tasks(app, &house, Some(&boiler), tasks).await;
        let seen = house.technician.get(&path).await.expect(200);
        assert_eq!((&seen["tasks"][0]["meter"]["id"], &seen["tasks"][1]["meter"]), (&json!(starts), &Value::Null));
        house.technician.post(&answers[0], json!({ "answer": 7 })).await.expect(200);
        house.technician.post(&answers[1], json!({ "answer": 8 })).await.expect(200);
        assert_eq!((shown(&house, &starts).await, shown(&house, &hours).await), (vec![7], vec![]), "of two, none is guessed");

        house.manager.post(&format!("/meters/{hours}/retire"), Value::Null).await.expect(200);
        app.clock.advance_minutes(1);
        let (_, answers) = with_tasks(app, &house, Some(&boiler), json!([{ "kind": "meter", "names": { "nl": "Stand" } }])).await;
        house.technician.post(&answers[0], json!({ "answer": 9 })).await.expect(200);
        assert_eq!(shown(&house, &starts).await, [9, 7], "the one that is left");

        for (meter, code) in [(hours.as_str(), "retired"), ("01890000-0000-7000-8000-000000000000", "unknown")] {
            let list = json!({ "code": "X", "names": { "nl": "x" }, "items": [named(meter)] });
            let problem = house.dispatcher.post("/checklists", list).await.problem(422, "invalid_fields");
            assert_eq!(fields(&problem), [("items[0].demands.meter_id", code)]);
        }
        // Without an installation there is nothing to read: the number stays with the ticket.
        let (path, answers) = with_tasks(app, &house, None, json!([{ "kind": "meter", "names": { "nl": "Stand" } }])).await;
        house.technician.post(&answers[0], json!({ "answer": 5 })).await.expect(200);
        assert_eq!(house.technician.get(&path).await.expect(200)["tasks"][0]["answer"], 5);
    }
}
