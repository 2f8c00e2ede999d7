//! Inspections by rule: what is due, planned, found, and done about it.

use super::*;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n";
const SWEEP: &str = "plan_inspections";

/// A lift in the first space, taken into use on a day, maintained under a contract or not.
pub(crate) async fn lift(app: &App, house: &House, code: &str, since: Option<&str>, contract: bool) -> String {
    app.sweep("add_standard_inspection_regimes").await;
    let contract = if contract { Some(contract_of(app, code).await) } else { None };
    let new = json!({ "code": code, "names": { "nl": "Lift", "fr": "Ascenseur" }, "class": "lift", "place_id": house.spaces[0], "commissioned_on": since, "contract_id": contract });
    id(&house.manager.post("/installations", new).await.expect(201))
}

async fn contract_of(app: &App, code: &str) -> String {
    let admin = app.client("admin").await;
    let supplier = id(&admin.post("/suppliers", json!({ "code": code, "name": "Liftfirma" })).await.expect(201));
    let contract = json!({ "code": code, "supplier_id": supplier, "title": "Onderhoud", "starts_on": "2020-01-01" });
    id(&admin.post("/contracts", contract).await.expect(201))
}

/// What stands how: the interval, the day and the standing.
async fn due(house: &House, installation: &str) -> Vec<(String, Option<String>, String)> {
    let page = house.technician.get(&format!("/inspections/due?installation={installation}")).await.expect(200);
    let text = |of: &Value| of.as_str().map(ToOwned::to_owned);
    let line =
        |line: &Value| (text(&line["interval"]).unwrap(), text(&line["due_on"]), text(&line["standing"]).unwrap());
    page["items"].as_array().unwrap().iter().map(line).collect()
}

fn line(interval: &str, due: &str, standing: &str) -> (String, Option<String>, String) {
    (interval.into(), Some(due.into()), standing.into())
}

async fn of(house: &House, installation: &str) -> Vec<Value> {
    let page = house.technician.get(&format!("/inspections?installation={installation}")).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

/// Says that it took place today, hangs a report on it, and says what was found.
pub(crate) async fn carry_out(house: &House, inspection: &str, on: &str, judgement: Value) -> Value {
    let path = format!("/inspections/{inspection}");
    let performed = json!({ "performed_on": on, "performer": "Vinçotte" });
    house.dispatcher.post(&format!("{path}/perform"), performed).await.expect(200);
    send_form(&house.dispatcher, &format!("{path}/reports"), &[("title", "Verslag")], Some(("file", PDF)))
        .await
        .expect(201);
    house.dispatcher.post(&format!("{path}/judge"), judgement).await.expect(200)
}

testkit::both_engines! {
    async fn what_is_due_follows_from_the_rule_and_the_contract(app: &App) {
        let house = house(app).await;
        // Today is 1 December 2026; thirty days before the day an inspection is planned.
        let with = lift(app, &house, "WITH", Some("2026-06-20"), true).await;
        let without = lift(app, &house, "WITHOUT", Some("2026-08-31"), false).await;
        let nobody_knows = lift(app, &house, "UNKNOWN", None, false).await;
        assert_eq!(due(&house, &with).await, [line("half_yearly", "2026-12-20", "due"), line("yearly", "2027-06-20", "ahead"), line("risk_analysis", "2041-06-20", "ahead")]);
        assert_eq!(due(&house, &without).await[0], line("quarterly", "2026-11-30", "overdue"));
        assert_eq!(due(&house, &nobody_knows).await, [("quarterly".into(), None, "unknown".into()), ("risk_analysis".into(), None, "unknown".into())]);
        assert_eq!((app.sweep(SWEEP).await, app.sweep(SWEEP).await), (2, 0));
        let planned = &of(&house, &with).await[0];
        assert_eq!((&planned["state"], &planned["due_on"], &planned["regime"], &planned["interval"]), (&json!("planned"), &json!("2026-12-20"), &json!("BE-LIFT"), &json!("half_yearly")));
        let ticket = house.dispatcher.get(&format!("/tickets/{}", planned["ticket_id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&ticket["kind"], &ticket["state"], &ticket["installation"]["code"]), (&json!("inspection"), &json!("triaged"), &json!("WITH")));
        assert!(ticket["service_level"]["fix_by"].as_str().unwrap() > "2026-12-20");

        // What took place before is noted, and what counts for it too.
        let past = |interval: &str, on: &str| json!({ "installation_id": nobody_knows, "regime": "BE-LIFT", "interval": interval, "performed_on": on, "performer": "AIB" });
        house.dispatcher.post("/inspections", past("quarterly", "2026-11-15")).await.expect(201);
        assert_eq!(due(&house, &nobody_knows).await[1], line("quarterly", "2027-02-15", "ahead"));
        let again = house.dispatcher.post("/inspections", past("quarterly", "2026-11-15")).await.problem(422, "invalid_fields");
        assert_eq!(fields(&again), [("performed_on", "taken")]);
        for (new, why) in [(past("quarterly", "2026-12-02"), ("performed_on", "in_the_future")), (past("weekly", "2026-11-01"), ("interval", "unknown"))] {
            assert_eq!(fields(&house.dispatcher.post("/inspections", new).await.problem(422, "invalid_fields")), [why]);
        }
        let yearly = json!({ "installation_id": with, "regime": "BE-LIFT", "interval": "yearly", "performed_on": "2026-11-20", "performer": "AIB" });
        house.dispatcher.post("/inspections", yearly).await.expect(201);
        assert_eq!(due(&house, &with).await[..2], [line("half_yearly", "2027-05-20", "ahead"), line("yearly", "2027-11-20", "ahead")], "a yearly one counts as half-yearly");
        // A contract that is over is none.
        let contract = id(&app.client("admin").await.get("/contracts?q=WITH").await.expect(200)["items"][0]);
        app.client("admin").await.patch(&format!("/contracts/{contract}"), "*", json!({ "ends_on": "2026-11-30" })).await.expect(200);
        assert_eq!(due(&house, &with).await[0].0, "quarterly");
    }

    async fn from_planned_to_cleared(app: &App) {
        let mut house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        assert_eq!(app.sweep(SWEEP).await, 1);
        let inspection = id(&of(&house, &lift).await[0]);
        let path = format!("/inspections/{inspection}");
        let schedule = json!({ "on": "2026-12-03", "performer": "Vinçotte" });
        house.technician.post(&format!("{path}/schedule"), schedule.clone()).await.problem(403, "forbidden");
        let past = json!({ "on": "2026-11-30", "performer": "x" });
        assert_eq!(fields(&house.dispatcher.post(&format!("{path}/schedule"), past).await.problem(422, "invalid_fields")), [("on", "in_the_past")]);
        let scheduled = house.dispatcher.post(&format!("{path}/schedule"), schedule).await.expect(200);
        assert_eq!((&scheduled["state"], &scheduled["scheduled_on"], &scheduled["version"]), (&json!("scheduled"), &json!("2026-12-03"), &json!(2)));
        let judge = json!({ "result": "non_conform", "note": "Kabel versleten", "out_of_service": true,
            "remarks": [{ "text": "Kabel vervangen", "deadline": "2026-12-31" }, { "text": "Noodverlichting in de cabine", "order": true }] });
        let early = house.dispatcher.post(&format!("{path}/judge"), judge.clone()).await.problem(409, "illegal_inspection_move");
        assert_eq!((&early["from"], &early["verb"]), (&json!("scheduled"), &json!("judge")));
        house.pass(app, 3).await;
        let performed = house.technician.post(&format!("{path}/perform"), json!({ "performed_on": "2026-12-03" })).await.expect(200);
        assert_eq!(performed["performer"], "Vinçotte");
        house.dispatcher.post(&format!("{path}/judge"), judge.clone()).await.problem(422, "report_missing");
        send_form(&house.staff, &format!("{path}/reports"), &[("title", "x")], Some(("file", PDF))).await.problem(404, "not_found");
        let reported = send_form(&house.technician, &format!("{path}/reports"), &[("title", "Verslag 2026")], Some(("file", PDF))).await.expect(201);
        let url = reported["reports"][0]["url"].as_str().unwrap();
        assert_eq!(house.technician.get(url).await.status, 200);
        house.staff.get(url).await.problem(404, "not_found");
        let wrong = |result: &str, remarks: Value| json!({ "result": result, "remarks": remarks });
        for body in [wrong("conform", json!([{ "text": "x" }])), wrong("non_conform", json!([])), wrong("conform_with_remarks", json!([]))] {
            assert_eq!(fields(&house.dispatcher.post(&format!("{path}/judge"), body).await.problem(422, "invalid_fields"))[0].0, "remarks");
        }
        house.technician.post(&format!("{path}/judge"), judge.clone()).await.problem(403, "forbidden");
        let judged = house.dispatcher.post(&format!("{path}/judge"), judge).await.expect(200);
        assert_eq!((&judged["state"], &judged["open_remarks"], &judged["out_of_service"]), (&json!("non_conform"), &json!(2), &json!(true)));
        let installation = house.staff.get(&format!("/installations/{lift}")).await.expect(200);
        assert!(installation["out_of_service"].is_object(), "{installation}");
        assert_eq!(due(&house, &lift).await[0], line("quarterly", "2027-03-03", "ahead"), "it counts from the day it took place");

        assert_eq!((&judged["remarks"][0]["state"], &judged["remarks"][1]["state"], &judged["remarks"][1]["ticket_number"]), (&json!("open"), &json!("work_order"), &json!(2)));
        let remark = judged["remarks"][0]["id"].as_str().unwrap();
        let order = format!("/inspection-remarks/{remark}/order");
        house.technician.post(&order, Value::Null).await.problem(403, "forbidden");
        let ticket = house.dispatcher.post(&order, Value::Null).await.expect(201);
        assert_eq!((&ticket["kind"], &ticket["title"], &ticket["urgency"], &ticket["installation"]["code"]), (&json!("remark"), &json!("Kabel vervangen"), &json!("stops_work"), &json!("LIFT-1")));
        house.dispatcher.post(&order, Value::Null).await.problem(409, "remark_not_open");
        // Without proof it is not cleared.
        let clear = format!("/inspection-remarks/{remark}/clear");
        send_form(&house.technician, &clear, &[("title", "Foto")], None).await.problem(400, "missing_field");
        send_form(&house.staff, &clear, &[("title", "Foto")], Some(("file", &png()))).await.problem(404, "not_found");
        let cleared = send_form(&house.technician, &clear, &[("title", "Nieuwe kabel"), ("note", "Vervangen")], Some(("file", &png()))).await.expect(200);
        let first = &cleared["remarks"][0];
        assert_eq!((&first["state"], &first["proof"][0]["title"], &first["cleared_by"]["id"], &cleared["open_remarks"]), (&json!("cleared"), &json!("Nieuwe kabel"), &json!(app.person("technician")), &json!(1)));
        assert_eq!(house.technician.get(first["proof"][0]["url"].as_str().unwrap()).await.status, 200);
        house.staff.get(first["proof"][0]["url"].as_str().unwrap()).await.problem(404, "not_found");
        send_form(&house.technician, &clear, &[("title", "x")], Some(("file", &png()))).await.problem(409, "remark_not_open");
        assert_eq!(house.dispatcher.get("/inspections?open_remarks=true").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let journal = app.client("auditor").await.get(&format!("/journal?subject={inspection}")).await.expect(200);
        let actions: Vec<_> = journal["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
        for action in ["inspection.planned", "inspection.scheduled", "inspection.performed", "inspection.report_added", "inspection.judged"] {
            assert!(actions.contains(&action), "{action} is not among {actions:?}");
        }
    }

    async fn what_is_left_out_counts_from_when_it_was_due(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        app.sweep(SWEEP).await;
        let row = of(&house, &lift).await.swap_remove(0);
        let path = format!("/inspections/{}", id(&row));
        house.dispatcher.post(&format!("{path}/drop"), json!({ "reason": " " })).await.problem(422, "invalid_fields");
        let dropped = house.dispatcher.post(&format!("{path}/drop"), json!({ "reason": "Lift ontmanteld" })).await.expect(200);
        assert_eq!((&dropped["state"], &dropped["reason"]), (&json!("dropped"), &json!("Lift ontmanteld")));
        assert_eq!(house.dispatcher.get(&format!("/tickets/{}", row["ticket_id"].as_str().unwrap())).await.expect(200)["state"], "cancelled");
        assert_eq!(due(&house, &lift).await[0], line("quarterly", "2027-03-10", "ahead"));
        assert_eq!(app.sweep(SWEEP).await, 0);
        house.dispatcher.post(&format!("{path}/schedule"), json!({ "on": "2026-12-10", "performer": "x" })).await.problem(409, "illegal_inspection_move");
        send_form(&house.dispatcher, &format!("{path}/reports"), &[("title", "x")], Some(("file", PDF))).await.problem(422, "invalid_fields");
    }

    async fn rules_are_dated(app: &App) {
        let mut house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        let shipped = house.staff.get("/inspection-regimes?class=lift").await.expect(200);
        assert_eq!((&shipped["items"][0]["code"], &shipped["items"][0]["to_confirm"], &shipped["items"][0]["performer"]), (&json!("BE-LIFT"), &json!(false), &json!("accredited_body")));
        let unsure = house.staff.get("/inspection-regimes").await.expect(200);
        assert!(unsure["items"].as_array().unwrap().iter().any(|one| one["to_confirm"] == true));
        let next = json!({ "code": "BE-LIFT", "names": { "nl": "Nieuwe wet" }, "class": "lift", "legal_basis": "Wet van 2027", "valid_from": "2027-01-01", "performer": "accredited_body",
            "intervals": [{ "code": "quarterly", "names": { "nl": "Tweemaandelijks" }, "months": 2 }] });
        house.technician.post("/inspection-regimes", next.clone()).await.problem(403, "forbidden");
        let admin = app.client("admin").await;
        let made = admin.post("/inspection-regimes", next.clone()).await.expect(201);
        assert_eq!(fields(&admin.post("/inspection-regimes", next).await.problem(422, "invalid_fields")), [("valid_from", "taken")]);
        let before = id(&shipped["items"][0]);
        let ended = house.staff.get(&format!("/inspection-regimes/{before}")).await.expect(200);
        assert_eq!((&ended["valid_to"], &ended["version"]), (&json!("2026-12-31"), &json!(2)));
        assert_eq!(due(&house, &lift).await[0], line("quarterly", "2026-12-10", "due"));
        house.pass(app, 31).await;
        assert_eq!(due(&house, &lift).await, [line("quarterly", "2026-11-10", "overdue")], "from New Year on by the new law");
        let admin = app.client("admin").await;
        let path = format!("/inspection-regimes/{}", id(&made));
        admin.patch(&path, "\"v9\"", json!({ "lead_days": 5 })).await.problem(412, "stale");
        assert_eq!(fields(&admin.patch(&path, "*", json!({ "valid_to": "2026-01-01" })).await.problem(422, "invalid_fields")), [("valid_to", "before_start")]);
        admin.patch(&format!("/inspection-regimes/{before}"), "*", json!({ "valid_to": null })).await.problem(422, "invalid_fields");
        let changed = admin.patch(&path, "\"v1\"", json!({ "to_confirm": true, "intervals": [{ "code": "quarterly", "names": { "nl": "x" }, "months": 4 }] })).await.expect(200);
        assert_eq!((&changed["to_confirm"], &changed["intervals"][0]["months"], &changed["version"]), (&json!(true), &json!(4), &json!(2)));
        assert_eq!(due(&house, &lift).await, [line("quarterly", "2027-01-10", "due")]);
        assert_eq!(app.sweep("add_standard_inspection_regimes").await, 0, "what is there stays as it is");
    }

    async fn the_book_and_the_calendar(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        app.sweep(SWEEP).await;
        let inspection = id(&of(&house, &lift).await[0]);
        carry_out(&house, &inspection, "2026-12-01", json!({ "result": "conform_with_remarks", "remarks": [{ "text": "Lamp stuk" }] })).await;
        let trigger = json!({ "kind": "calendar", "rule": "FREQ=MONTHLY;BYDAY=1MO", "start": "2026-12-01T08:00" });
        house.dispatcher.post("/maintenance-plans", json!({ "code": "FILTER", "title": "Filters", "place_id": house.spaces[0], "trigger": trigger })).await.expect(201);
        app.sweep("make_planned_work").await;
        let book = format!("/places/{}/inspection-book", house.floor);
        for language in ["nl", "fr", "de", "en"] {
            let response = house.technician.request(reqwest::Method::GET, &book).header("accept-language", language).send().await.unwrap();
            assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (200, "application/pdf"));
            let bytes = response.bytes().await.unwrap();
            assert!(bytes.starts_with(b"%PDF-") && bytes.len() > 5000, "{} bytes", bytes.len());
        }
        house.staff.get(&book).await.problem(403, "forbidden");
        house.technician.get("/places/01890000-0000-7000-8000-000000000000/inspection-book").await.problem(404, "not_found");

        let feed = house.technician.get("/maintenance-calendar.ics").await;
        assert_eq!((feed.status, feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
        let text = feed.text.replace("\r\n ", "");
        for line in ["DTSTART;VALUE=DATE:20270301", "SUMMARY:#2 Filters", "DTSTART;TZID=Europe/Brussels:20261207T080000", "SUMMARY:FILTER: Filters", "DTSTART;TZID=Europe/Brussels:20270104T080000"] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        house.staff.get("/maintenance-calendar.ics").await.problem(403, "forbidden");
        app.nobody().get("/maintenance-calendar.ics").await.problem(401, "not_signed_in");
        let token = house.technician.post("/tokens", json!({ "name": "agenda", "scopes": ["see_tickets"], "expires_at": "2027-01-01T00:00:00Z" })).await.expect(201);
        let secret = token["secret"].as_str().unwrap().to_owned();
        assert_eq!(app.nobody().get(&format!("/maintenance-calendar.ics?token={secret}")).await.status, 200);
    }
}
