//! Work that comes again: by the calendar and by a meter, made ahead of time, each once.

use db::sql::Raw;
use sea_orm::ConnectionTrait;

use super::*;

const SWEEP: &str = "make_planned_work";

/// An installation of the class `boiler` in the first space, with a meter of hours that was read once.
pub(crate) async fn boiler(app: &App, house: &House, code: &str) -> (String, String) {
    app.sweep("add_standard_installation_classes").await;
    let new = json!({ "code": code, "names": { "nl": code }, "class": "boiler", "place_id": house.spaces[0] });
    let boiler = id(&house.manager.post("/installations", new).await.expect(201));
    let meter = json!({ "code": "hours", "names": { "nl": "Draaiuren" }, "unit": "hours" });
    let meter = id(&house.manager.post(&format!("/installations/{boiler}/meters"), meter).await.expect(201));
    read(house, &meter, 1000).await;
    (boiler, meter)
}

async fn read(house: &House, meter: &str, reading: i64) {
    house.manager.post(&format!("/meters/{meter}/readings"), json!({ "reading": reading })).await.expect(201);
}

/// A plan in the first space by a rule.
async fn by_rule(house: &House, code: &str, rule: &str, start: &str, more: Value) -> Value {
    let mut new = json!({ "code": code, "title": code, "place_id": house.spaces[0], "team_id": house.team,
        "trigger": { "kind": "calendar", "rule": rule, "start": start } });
    new.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    house.dispatcher.post("/maintenance-plans", new).await.expect(201)
}

async fn by_meter(house: &House, code: &str, trigger: Value, more: Value) -> Answer {
    let mut trigger = trigger;
    trigger["kind"] = json!("meter");
    let mut new = json!({ "code": code, "title": code, "trigger": trigger });
    new.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    house.dispatcher.post("/maintenance-plans", new).await
}

async fn whole(house: &House, plan: &Value) -> Value {
    house.dispatcher.get(&format!("/maintenance-plans/{}", id(plan))).await.expect(200)
}

/// For which dates or totals a plan made work, the newest first.
fn made(plan: &Value) -> Vec<&str> {
    plan["work"].as_array().unwrap().iter().map(|work| work["due"].as_str().unwrap()).collect()
}

/// Does the work of a ticket that a plan made.
async fn finish(app: &App, house: &House, ticket: &str) {
    let give = json!({ "assignee_id": app.person("technician") });
    let steps = [
        (&house.dispatcher, "assign", give),
        (&house.technician, "start", json!({})),
        (&house.technician, "complete", json!({})),
        (&house.dispatcher, "verify", json!({})),
        (&house.dispatcher, "close", json!({})),
    ];
    for (who, verb, body) in steps {
        who.post(&format!("/tickets/{ticket}/{verb}"), body).await.expect(200);
    }
}

async fn checklist(house: &House) -> String {
    let items = json!([
        { "kind": "tick", "names": { "nl": "Filter vervangen" }, "required": true },
        { "kind": "number", "names": { "nl": "Druk" }, "demands": { "min": 1, "max": 3, "unit": "bar" } },
    ]);
    let new = json!({ "code": "BOILER", "names": { "nl": "Ketel" }, "items": items });
    id(&house.dispatcher.post("/checklists", new).await.expect(201))
}

testkit::both_engines! {
    async fn work_is_made_ahead_and_once(app: &App) {
        let mut house = house(app).await;
        let list = checklist(&house).await;
        let plan = by_rule(&house, "FILTER", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-01T08:00", json!({ "checklist_id": list, "minutes": 90 })).await;
        // It is Tuesday 1 December; the first Monday of the month is the 7th, fourteen days ahead reach until the 15th.
        assert_eq!(plan["coming"], json!(["2026-12-07T08:00", "2027-01-04T08:00", "2027-02-01T08:00", "2027-03-01T08:00", "2027-04-05T08:00"]));
        assert_eq!((&plan["trigger"]["time_zone"], &plan["trigger"]["days_ahead"], &plan["counted_from"]), (&json!("Europe/Brussels"), &json!(14), &json!("last_due")));
        assert_eq!((app.sweep(SWEEP).await, app.sweep(SWEEP).await), (1, 0));
        let now = whole(&house, &plan).await;
        assert_eq!((made(&now), &now["coming"][0], &now["version"]), (vec!["2026-12-07T08:00"], &json!("2027-01-04T08:00"), &json!(1)));
        let ticket = house.dispatcher.get(&format!("/tickets/{}", now["work"][0]["ticket_id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&ticket["kind"], &ticket["state"], &ticket["title"], &ticket["team"]["code"], &ticket["reporter"]), (&json!("preventive"), &json!("planned"), &json!("FILTER"), &json!("TECH"), &Value::Null));
        assert_eq!((&ticket["planned_from"], &ticket["planned_to"]), (&json!("2026-12-07T07:00:00Z"), &json!("2026-12-07T08:30:00Z")));
        assert_eq!((&ticket["plan"]["code"], &ticket["plan"]["due_at"]), (&json!("FILTER"), &json!("2026-12-07T07:00:00Z")));
        assert_eq!(ticket["tasks"].as_array().unwrap().len(), 2);
        // The service level does not run before the work is due.
        assert!(ticket["service_level"]["fix_by"].as_str().unwrap() > "2026-12-07", "{}", ticket["service_level"]);
        assert_eq!(numbers(&house.dispatcher.get("/tickets?scope=all&kind=preventive").await.expect(200)), [1]);
        // Three weeks later the next month is within reach.
        house.pass(app, 20).await;
        assert_eq!((app.sweep(SWEEP).await, app.sweep(SWEEP).await), (1, 0));
        let journal = app.client("auditor").await.get(&format!("/journal?subject={}", id(&plan))).await.expect(200);
        let actions: Vec<_> = journal["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
        assert_eq!((actions.iter().filter(|action| **action == "plan.work_made").count(), actions.contains(&"plan.added")), (2, true));
    }

    async fn what_was_left_undone_goes_to_the_next(app: &App) {
        let mut house = house(app).await;
        let list = checklist(&house).await;
        let plan = by_rule(&house, "WEEK", "FREQ=WEEKLY;BYDAY=MO", "2026-12-01T08:00", json!({ "checklist_id": list })).await;
        assert_eq!(app.sweep(SWEEP).await, 2, "the 7th and the 14th");
        let now = whole(&house, &plan).await;
        let of = |index: usize| now["work"][index]["ticket_id"].as_str().unwrap().to_owned();
        let (second, first) = (of(0), of(1));
        let get = async |ticket: &str| house.dispatcher.get(&format!("/tickets/{ticket}")).await.expect(200);
        // One more task that only the first has, and the pressure is not measured.
        let more = json!({ "tasks": [{ "kind": "tick", "names": { "nl": "Lek gezien" } }] });
        house.dispatcher.post(&format!("/tickets/{first}/tasks"), more).await.expect(200);
        let filter = id(&get(&first).await["tasks"][0]);
        house.dispatcher.post(&format!("/tickets/{first}/assign"), json!({ "assignee_id": app.person("technician") })).await.expect(200);
        house.technician.post(&format!("/tickets/{first}/start"), json!({})).await.expect(200);
        house.technician.post(&format!("/tickets/{first}/tasks/{filter}/answer"), json!({ "answer": true })).await.expect(200);
        for (who, verb) in [(&house.technician, "complete"), (&house.dispatcher, "verify")] {
            who.post(&format!("/tickets/{first}/{verb}"), json!({})).await.expect(200);
            assert_eq!(get(&second).await["tasks"].as_array().unwrap().len(), 2, "it could still be reopened");
        }
        house.dispatcher.post(&format!("/tickets/{first}/close"), json!({})).await.expect(200);
        let (before, after) = (get(&first).await, get(&second).await);
        let names: Vec<_> = after["tasks"].as_array().unwrap().iter().map(|task| (task["name"].as_str().unwrap(), task["carried_from_number"].as_i64())).collect();
        assert_eq!(names, [("Filter vervangen", None), ("Druk", Some(1)), ("Lek gezien", Some(1))], "what it asks anyhow is not asked twice");
        let to: Vec<_> = before["tasks"].as_array().unwrap().iter().map(|task| task["carried_to_number"].as_i64()).collect();
        assert_eq!(to, [None, Some(2), Some(2)]);
        // What is called off leaves everything to the next one, when that is made.
        house.dispatcher.post(&format!("/tickets/{second}/cancel"), json!({ "reason": "Staking" })).await.expect(200);
        house.pass(app, 7).await;
        assert_eq!(app.sweep(SWEEP).await, 1);
        let now = whole(&house, &plan).await;
        assert_eq!(now["work"][0]["carried_over"], 3);
        let third = now["work"][0]["ticket_id"].as_str().unwrap();
        let third = house.dispatcher.get(&format!("/tickets/{third}")).await.expect(200);
        let from: Vec<_> = third["tasks"].as_array().unwrap().iter().map(|task| (task["name"].as_str().unwrap(), task["carried_from_number"].as_i64())).collect();
        assert_eq!(from, [("Filter vervangen", Some(2)), ("Druk", Some(2)), ("Lek gezien", Some(2))]);
    }

    async fn every_five_hundred_hours_whatever_meter_counts_them(app: &App) {
        let mut house = house(app).await;
        let (boiler, meter) = boiler(app, &house, "BOILER-1").await;
        let plan = by_meter(&house, "500H", json!({ "meter_id": meter, "every": 500, "units_ahead": 20 }), json!({})).await.expect(201);
        assert_eq!((&plan["installation"]["id"], &plan["coming_total"], &plan["trigger"]["last_reading"]), (&json!(boiler), &json!(1500), &json!(1000)));
        assert_eq!(app.sweep(SWEEP).await, 0);
        house.pass(app, 1).await;
        read(&house, &meter, 1479).await;
        assert_eq!(app.sweep(SWEEP).await, 0);
        house.pass(app, 1).await;
        read(&house, &meter, 1480).await;
        assert_eq!((app.sweep(SWEEP).await, app.sweep(SWEEP).await), (1, 0));
        // A new meter begins at zero: 1490 and 490 are 1980.
        house.pass(app, 1).await;
        read(&house, &meter, 1490).await;
        house.pass(app, 1).await;
        house.manager.post(&format!("/meters/{meter}/readings"), json!({ "reading": 0, "restarts": true })).await.expect(201);
        house.pass(app, 1).await;
        read(&house, &meter, 489).await;
        assert_eq!(app.sweep(SWEEP).await, 0);
        house.pass(app, 1).await;
        read(&house, &meter, 490).await;
        assert_eq!(app.sweep(SWEEP).await, 1);
        let now = whole(&house, &plan).await;
        assert_eq!((made(&now), &now["trigger"]["total"], &now["trigger"]["last_reading"]), (vec!["2000", "1500"], &json!(1980), &json!(490)));
        // Nobody looked for long: one work, not three.
        house.pass(app, 1).await;
        read(&house, &meter, 2200).await;
        assert_eq!((app.sweep(SWEEP).await, made(&whole(&house, &plan).await)[0]), (1, "3500"));
    }

    async fn when_a_meter_gets_there_is_estimated(app: &App) {
        let mut house = house(app).await;
        let (_, meter) = boiler(app, &house, "BOILER-1").await;
        let plan = by_meter(&house, "500H", json!({ "meter_id": meter, "every": 500 }), json!({})).await.expect(201);
        assert_eq!((&plan["estimated_on"], &plan["trigger"]["unit"], &plan["trigger"]["meter"]["code"]), (&Value::Null, &json!("hours"), &json!("hours")));
        // Ten days, two hundred hours: fifteen days more until fifteen hundred. What a replaced meter shows counts on.
        house.pass(app, 5).await;
        read(&house, &meter, 1150).await;
        app.clock.advance_minutes(1);
        house.manager.post(&format!("/meters/{meter}/readings"), json!({ "reading": 0, "restarts": true })).await.expect(201);
        house.pass(app, 5).await;
        read(&house, &meter, 50).await;
        let now = whole(&house, &plan).await;
        assert_eq!((&now["trigger"]["total"], &now["coming_total"], &now["estimated_on"]), (&json!(1200), &json!(1500), &json!("2026-12-26")));
        // A meter that stands still gets nowhere.
        house.pass(app, 400).await;
        read(&house, &meter, 50).await;
        house.pass(app, 5).await;
        read(&house, &meter, 50).await;
        assert_eq!(whole(&house, &plan).await["estimated_on"], Value::Null);
    }

    async fn the_dates_of_a_rule_are_told_before_there_is_a_plan(app: &App) {
        let house = house(app).await;
        let dates = async |query: &str| house.technician.get(&format!("/maintenance-plans/dates?{query}")).await;
        let first_monday = format!("rule=FREQ%3DMONTHLY%3BBYDAY%3D1MO&start=2026-01-01T08:00&site={}", house.site);
        let told = dates(&first_monday).await.expect(200);
        assert_eq!(told, json!({ "dates": ["2026-12-07T08:00", "2027-01-04T08:00", "2027-02-01T08:00", "2027-03-01T08:00", "2027-04-05T08:00"], "time_zone": "Europe/Brussels" }));
        let one = dates(&format!("{first_monday}&counted_from=last_done")).await.expect(200);
        assert_eq!(one["dates"], json!(["2026-12-07T08:00"]));
        let wrong = dates("rule=FREQ%3DSOMETIMES&start=2026-12-01T08:00").await.problem(422, "invalid_fields");
        assert_eq!(fields(&wrong), [("trigger.rule", "recurrence_unreadable")]);
        assert!(wrong["fields"][0]["text"].as_str().unwrap().contains("FREQ=WEEKLY"), "{wrong}");
        dates("rule=FREQ%3DDAILY").await.problem(400, "missing_parameter");
        app.nobody().get(&format!("/maintenance-plans/dates?{first_monday}")).await.problem(401, "not_signed_in");
    }

    async fn what_counts_from_when_it_was_done_waits_for_it(app: &App) {
        let mut house = house(app).await;
        let (_, meter) = boiler(app, &house, "BOILER-1").await;
        let rule = json!({ "counted_from": "last_done" });
        let date = by_rule(&house, "OIL", "FREQ=DAILY;INTERVAL=30", "2026-12-05T08:00", rule.clone()).await;
        let hours = by_meter(&house, "HOURS", json!({ "meter_id": meter, "every": 500 }), rule).await.expect(201);
        read_later(app, &house, &meter, 1600).await;
        assert_eq!((app.sweep(SWEEP).await, app.sweep(SWEEP).await), (2, 0));
        house.pass(app, 60).await;
        read(&house, &meter, 2900).await;
        assert_eq!(app.sweep(SWEEP).await, 0, "as long as it is open there is no next one");
        assert_eq!((&whole(&house, &date).await["coming"], &whole(&house, &hours).await["coming_total"]), (&json!([]), &Value::Null));
        for plan in [&date, &hours] {
            let ticket = whole(&house, plan).await["work"][0]["ticket_id"].as_str().unwrap().to_owned();
            finish(app, &house, &ticket).await;
        }
        // Done on 30 January (and a bit): thirty days later is 1 March; at 2900 hours: the next at 3400.
        let (date_now, hours_now) = (whole(&house, &date).await, whole(&house, &hours).await);
        assert_eq!((&date_now["coming"], &hours_now["coming_total"]), (&json!(["2027-03-01T08:00"]), &json!(3400)));
        house.pass(app, 20).await;
        assert_eq!((app.sweep(SWEEP).await, made(&whole(&house, &date).await)[0]), (1, "2027-03-01T08:00"));
    }

    async fn a_paused_plan_makes_nothing_and_a_retired_one_never(app: &App) {
        let mut house = house(app).await;
        let plan = by_rule(&house, "WEEK", "FREQ=WEEKLY;BYDAY=MO", "2026-12-01T08:00", json!({})).await;
        let path = format!("/maintenance-plans/{}", id(&plan));
        assert_eq!(house.dispatcher.post(&format!("{path}/pause"), Value::Null).await.expect(200)["paused"], true);
        for (paused, count) in [(true, 1), (false, 0)] {
            let page = house.dispatcher.get(&format!("/maintenance-plans?paused={paused}")).await.expect(200);
            assert_eq!(page["items"].as_array().unwrap().len(), count, "paused={paused}");
        }
        house.pass(app, 30).await;
        assert_eq!(app.sweep(SWEEP).await, 0);
        house.dispatcher.post(&format!("{path}/resume"), Value::Null).await.expect(200);
        assert_eq!(app.sweep(SWEEP).await, 2, "those of the next fourteen days, none of those that were missed");
        assert_eq!(made(&whole(&house, &plan).await), ["2027-01-11T08:00", "2027-01-04T08:00"]);
        // Another rule takes over behind what was made.
        let trigger = json!({ "kind": "calendar", "rule": "FREQ=WEEKLY;BYDAY=TU", "start": "2026-12-01T10:00", "days_ahead": 30 });
        house.dispatcher.patch(&path, "\"v3\"", json!({ "trigger": trigger, "title": "Dinsdag" })).await.expect(200);
        assert_eq!((app.sweep(SWEEP).await, made(&whole(&house, &plan).await)[2]), (3, "2027-01-12T10:00"));
        house.dispatcher.patch(&path, "\"v3\"", json!({ "title": "x" })).await.problem(412, "stale");
        house.dispatcher.post(&format!("{path}/retire"), Value::Null).await.expect(200);
        house.pass(app, 60).await;
        assert_eq!(app.sweep(SWEEP).await, 0);
        assert_eq!(fields(&house.dispatcher.patch(&path, "*", json!({ "title": "x" })).await.problem(422, "invalid_fields")), [("id", "retired")]);
        assert_eq!(house.dispatcher.get("/maintenance-plans").await.expect(200)["items"], json!([]));
        assert_eq!(house.dispatcher.get("/maintenance-plans?retired=true").await.expect(200)["items"][0]["code"], "WEEK");
    }

    async fn a_plan_is_made_by_those_who_manage_the_site(app: &App) {
        let house = house(app).await;
        let (boiler, meter) = boiler(app, &house, "BOILER-1").await;
        let calendar = json!({ "kind": "calendar", "rule": "FREQ=DAILY", "start": "2026-12-01T08:00" });
        let new = |trigger: Value| json!({ "code": "A", "title": "A", "place_id": house.spaces[0], "trigger": trigger });
        for who in [&house.technician, &house.staff, &house.manager] {
            who.post("/maintenance-plans", new(calendar.clone())).await.problem(403, "forbidden");
        }
        let plan = house.dispatcher.post("/maintenance-plans", new(calendar.clone())).await.expect(201);
        house.dispatcher.post("/maintenance-plans", new(calendar.clone())).await.problem(409, "code_taken");
        let path = format!("/maintenance-plans/{}", id(&plan));
        assert_eq!((&house.technician.get(&path).await.expect(200)["may_manage"], &plan["may_manage"]), (&json!(false), &json!(true)));
        house.technician.post(&format!("{path}/pause"), Value::Null).await.problem(403, "forbidden");
        house.staff.get(&path).await.problem(404, "not_found");
        house.staff.post(&format!("{path}/retire"), Value::Null).await.problem(404, "not_found");
        house.staff.get("/maintenance-plans").await.problem(403, "forbidden");
        house.staff.get(&format!("/maintenance-plans?site={}", house.site)).await.problem(403, "forbidden");

        let refused = async |new: Value, why: (&str, &str)| {
            let problem = house.dispatcher.post("/maintenance-plans", new).await.problem(422, "invalid_fields");
            assert_eq!(fields(&problem), [why]);
        };
        let rule = |rule: &str, more: Value| {
            let mut trigger = calendar.clone();
            trigger["rule"] = json!(rule);
            trigger.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
            new(trigger)
        };
        refused(rule("FREQ=SOMETIMES", json!({})), ("trigger.rule", "recurrence_unreadable")).await;
        refused(rule("FREQ=HOURLY", json!({})), ("trigger.rule", "recurrence_too_frequent")).await;
        refused(rule("FREQ=DAILY", json!({ "days_ahead": 400 })), ("trigger.days_ahead", "out_of_range")).await;
        refused(rule("FREQ=DAILY", json!({ "start": "1066-01-01T08:00" })), ("trigger.start", "implausible_year")).await;
        let mut counted = rule("FREQ=DAILY;COUNT=3", json!({}));
        counted["counted_from"] = json!("last_done");
        refused(counted, ("trigger.rule", "counted_from_last_done")).await;
        let mut nowhere = new(calendar.clone());
        nowhere["place_id"] = Value::Null;
        refused(nowhere, ("place_id", "required")).await;
        let mut long = new(calendar.clone());
        long["minutes"] = json!(0);
        refused(long, ("minutes", "out_of_range")).await;
        let mut list = new(calendar.clone());
        list["checklist_id"] = json!("01890000-0000-7000-8000-000000000000");
        refused(list, ("checklist_id", "unknown")).await;
        house.dispatcher.post("/maintenance-plans", new(json!({ "kind": "calendar", "rule": "FREQ=DAILY", "start": "2026-12-01T08:00", "every": 3 }))).await.problem(400, "unknown_field");
        let metered = async |trigger: Value, more: Value, why: (&str, &str)| {
            assert_eq!(fields(&by_meter(&house, "M", trigger, more).await.problem(422, "invalid_fields")), [why]);
        };
        metered(json!({ "meter_id": meter, "every": 0 }), json!({}), ("trigger.every", "out_of_range")).await;
        metered(json!({ "meter_id": meter, "every": 500, "units_ahead": 500 }), json!({}), ("trigger.units_ahead", "out_of_range")).await;
        metered(json!({ "meter_id": meter, "every": 500, "counted_total": 1001 }), json!({}), ("trigger.counted_total", "out_of_range")).await;
        let other = json!({ "code": "STARTS", "names": { "nl": "Starts" }, "unit": "starts" });
        let other = id(&house.manager.post(&format!("/installations/{boiler}/meters"), other).await.expect(201));
        metered(json!({ "meter_id": other, "every": 500 }), json!({}), ("trigger.counted_total", "required")).await;
        metered(json!({ "meter_id": other, "every": 500, "counted_total": 0 }), json!({ "place_id": house.spaces[0], "installation_id": boiler, "team_id": "01890000-0000-7000-8000-000000000000" }), ("team_id", "unknown")).await;
    }

    async fn two_processes_that_sweep_at_once_make_it_once(app: &App) {
        let house = house(app).await;
        let mut plans = vec![];
        for number in 0..4 {
            plans.push(by_rule(&house, &format!("P{number}"), "FREQ=DAILY", "2026-12-01T09:00", json!({})).await);
        }
        let (a, b, c) = tokio::join!(app.sweep(SWEEP), app.sweep(SWEEP), app.sweep(SWEEP));
        assert_eq!(a + b + c, 4 * 15);
        for plan in &plans {
            assert_eq!(made(&whole(&house, plan).await).len(), 15);
        }
        // And whoever goes round the program is stopped by the database.
        let tx = app.db().begin(&app.system()).await.unwrap();
        let mut sql = Raw::new(&tx);
        sql.push("UPDATE plan_work SET due_key = '2026-12-01T09:00' WHERE due_key = '2026-12-02T09:00'");
        let refused = tx.execute_raw(sql.build()).await.unwrap_err();
        assert!(refused.to_string().to_lowercase().contains("unique"), "{refused}");
    }
}

/// Reads a meter a minute later: not twice at once.
async fn read_later(app: &App, house: &House, meter: &str, reading: i64) {
    app.clock.advance_minutes(1);
    read(house, meter, reading).await;
}
