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

    async fn an_inspection_is_not_dated_before_the_last(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        assert_eq!(app.sweep(SWEEP).await, 1);
        let planned = id(&of(&house, &lift).await[0]);
        let past = json!({ "installation_id": lift, "regime": "BE-LIFT", "interval": "quarterly", "performed_on": "2026-11-20", "performer": "AIB" });
        let noted = format!("/inspections/{}", id(&house.dispatcher.post("/inspections", past).await.expect(201)));
        send_form(&house.dispatcher, &format!("{noted}/reports"), &[("title", "Verslag")], Some(("file", PDF))).await.expect(201);
        house.dispatcher.post(&format!("{noted}/judge"), json!({ "result": "conform" })).await.expect(200);
        let perform = async |on: &str| house.dispatcher.post(&format!("/inspections/{planned}/perform"), json!({ "performed_on": on, "performer": "AIB" })).await;
        assert_eq!(fields(&perform("2026-11-19").await.problem(422, "invalid_fields")), [("performed_on", "before_last_inspection")]);
        perform("2026-11-20").await.expect(200);
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

    async fn the_ticket_goes_on_with_its_inspection(app: &App) {
        let mut house = house(app).await;
        let lifts = [lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await, lift(app, &house, "LIFT-2", Some("2026-09-10"), false).await, lift(app, &house, "LIFT-3", Some("2026-09-10"), false).await];
        assert_eq!(app.sweep(SWEEP).await, 3);
        let mut rows = vec![];
        for lift in &lifts {
            rows.push(of(&house, lift).await.swap_remove(0));
        }
        let ticket_of = |row: &Value| row["ticket_id"].as_str().unwrap().to_owned();
        let state = async |house: &House, ticket: &str| house.dispatcher.get(&format!("/tickets/{ticket}")).await.expect(200)["state"].as_str().unwrap().to_owned();

        // What took place is done, whoever had the ticket; what has its result is filed. The promise is kept by the day it took place.
        let (first, path) = (ticket_of(&rows[0]), format!("/inspections/{}", id(&rows[0])));
        house.technician.post(&format!("{path}/perform"), json!({ "performed_on": "2026-12-01", "performer": "Vinçotte" })).await.expect(200);
        let done = house.dispatcher.get(&format!("/tickets/{first}")).await.expect(200);
        assert_eq!((&done["state"], &done["service_level"]["state"]), (&json!("done"), &json!("met")));
        house.dispatcher.post(&format!("/tickets/{first}/close"), json!({})).await.problem(409, "illegal_move");
        send_form(&house.technician, &format!("{path}/reports"), &[("title", "Verslag")], Some(("file", PDF))).await.expect(201);
        house.dispatcher.post(&format!("{path}/judge"), json!({ "result": "conform" })).await.expect(200);
        let closed = house.dispatcher.get(&format!("/tickets/{first}")).await.expect(200);
        let last = closed["events"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&closed["state"], &last["verb"], &last["data"]["inspection_id"], &last["by"]["id"]), (&json!("closed"), &json!("close"), &rows[0]["id"], &json!(app.person("dispatcher"))));

        // What somebody reopened meanwhile is filed all the same, and a remark has a ticket of its own.
        let (second, path) = (ticket_of(&rows[1]), format!("/inspections/{}", id(&rows[1])));
        house.dispatcher.post(&format!("{path}/perform"), json!({ "performed_on": "2026-12-01", "performer": "Vinçotte" })).await.expect(200);
        send_form(&house.technician, &format!("{path}/reports"), &[("title", "Verslag")], Some(("file", PDF))).await.expect(201);
        house.dispatcher.post(&format!("/tickets/{second}/reopen"), json!({ "reason": "Nog iets" })).await.expect(200);
        let judged = house.dispatcher.post(&format!("{path}/judge"), json!({ "result": "non_conform", "remarks": [{ "text": "Kabel", "order": true }] })).await.expect(200);
        assert_eq!(state(&house, &second).await, "closed");
        // A remark that is cleared leaves its ticket done, to be verified by somebody else.
        let (remark, work) = (id(&judged["remarks"][0]), judged["remarks"][0]["ticket_id"].as_str().unwrap().to_owned());
        assert_eq!(state(&house, &work).await, "new");
        send_form(&house.dispatcher, &format!("/inspection-remarks/{remark}/clear"), &[("title", "Foto")], Some(("file", &png()))).await.expect(200);
        assert_eq!(state(&house, &work).await, "done");
        house.dispatcher.post(&format!("/tickets/{work}/verify"), json!({})).await.problem(403, "own_work");

        // What is left out is called off, also when somebody is at work on it.
        let (third, path) = (ticket_of(&rows[2]), format!("/inspections/{}", id(&rows[2])));
        house.dispatcher.post(&format!("/tickets/{third}/triage"), house.triage()).await.problem(409, "illegal_move");
        house.dispatcher.post(&format!("/tickets/{third}/assign"), json!({ "assignee_id": app.person("technician") })).await.expect(200);
        house.technician.post(&format!("/tickets/{third}/start"), json!({})).await.expect(200);
        house.technician.post(&format!("/tickets/{third}/cancel"), json!({ "reason": "x" })).await.problem(409, "illegal_move");
        house.dispatcher.post(&format!("{path}/drop"), json!({ "reason": "Lift ontmanteld" })).await.expect(200);
        let called_off = house.dispatcher.get(&format!("/tickets/{third}")).await.expect(200);
        assert_eq!((&called_off["state"], &called_off["reason"]), (&json!("cancelled"), &json!("Lift ontmanteld")));

        // A ticket that was filed by hand stays as it is, and stands in nobody's way.
        house.pass(app, 90).await;
        assert_eq!(app.sweep(SWEEP).await, 3);
        let row = of(&house, &lifts[0]).await.swap_remove(0);
        let by_hand = ticket_of(&row);
        house.dispatcher.post(&format!("/tickets/{by_hand}/cancel"), json!({ "reason": "Te vroeg" })).await.expect(200);
        carry_out(&house, &id(&row), "2027-03-01", json!({ "result": "conform" })).await;
        assert_eq!(state(&house, &by_hand).await, "cancelled");
    }

    async fn what_is_due_is_found_by_class_and_by_days(app: &App) {
        let mut house = house(app).await;
        let near = lift(app, &house, "NEAR", Some("2026-09-10"), false).await;
        lift(app, &house, "LATE", Some("2026-08-31"), false).await;
        lift(app, &house, "UNKNOWN", None, false).await;
        let extinguisher = json!({ "code": "EXT", "names": { "nl": "Blusser" }, "class": "extinguisher", "place_id": house.spaces[1], "commissioned_on": "2026-02-01" });
        house.manager.post("/installations", extinguisher).await.expect(201);
        let codes = async |house: &House, query: &str| {
            let page = house.technician.get(&format!("/inspections/due?{query}")).await.expect(200);
            let code = |line: &Value| format!("{} {}", line["installation"]["code"].as_str().unwrap(), line["interval"].as_str().unwrap());
            page["items"].as_array().unwrap().iter().map(code).collect::<Vec<_>>()
        };
        // It is 1 December: late by a day, nine days left, two months left. What nobody knows is due on no day.
        assert_eq!(codes(&house, "within_days=0").await, ["LATE quarterly"]);
        assert_eq!(codes(&house, "within_days=30").await, ["LATE quarterly", "NEAR quarterly"]);
        assert_eq!(codes(&house, "within_days=90").await, ["LATE quarterly", "NEAR quarterly", "EXT yearly"]);
        assert_eq!(codes(&house, "class=extinguisher").await, ["EXT yearly"]);
        assert_eq!(codes(&house, &format!("within_days=90&place={}", house.spaces[1])).await, ["EXT yearly"]);
        assert_eq!(codes(&house, "standing=unknown&class=lift").await, ["UNKNOWN quarterly", "UNKNOWN risk_analysis"]);
        for wrong in ["-1", "3651", "soon"] {
            house.technician.get(&format!("/inspections/due?within_days={wrong}")).await.problem(400, "invalid_parameter");
        }
        let first = async |house: &House| house.technician.get(&format!("/inspections/due?installation={near}")).await.expect(200)["items"][0].clone();
        let line = first(&house).await;
        let may_note = async |by: &Client| by.get(&format!("/inspections/due?installation={near}")).await.expect(200)["items"][0]["may_note"].clone();
        assert_eq!((may_note(&house.technician).await, may_note(&house.dispatcher).await), (json!(false), json!(true)));
        assert_eq!((&line["days_left"], &line["class_name"], &line["place"]["code"], &line["site"]["code"], &line["last"], &line["awaited"]),
            (&json!(9), &json!("Ascenseur"), &json!("W16-4-01"), &json!("WS"), &Value::Null, &Value::Null));
        // What is awaited and what took place last are told with it.
        app.sweep(SWEEP).await;
        let awaited = first(&house).await["awaited"].clone();
        assert_eq!((&awaited["state"], &awaited["scheduled_on"]), (&json!("planned"), &Value::Null));
        assert!(awaited["ticket_number"].is_i64(), "{awaited}");
        let path = format!("/inspections/{}", id(&awaited));
        house.dispatcher.post(&format!("{path}/schedule"), json!({ "on": "2026-12-03", "performer": "Vinçotte" })).await.expect(200);
        let awaited = first(&house).await["awaited"].clone();
        assert_eq!((&awaited["state"], &awaited["scheduled_on"], &awaited["performer"]), (&json!("scheduled"), &json!("2026-12-03"), &json!("Vinçotte")));
        house.pass(app, 2).await;
        let performed = house.technician.post(&format!("{path}/perform"), json!({ "performed_on": "2026-12-03" })).await.expect(200);
        let line = first(&house).await;
        assert_eq!((&line["awaited"], &line["last"]), (&Value::Null, &json!({ "performed_on": "2026-12-03", "id": performed["id"], "state": "performed" })));
        let all = async |query: &str| house.technician.get(&format!("/inspections?{query}")).await.expect(200)["items"].as_array().unwrap().len();
        assert_eq!((all("class=lift").await, all("class=extinguisher").await, all("class=lift&state=performed").await), (2, 0, 1));
        let listed = house.technician.get("/inspections?state=planned").await.expect(200)["items"][0].clone();
        assert_eq!((&listed["days_left"], &listed["ticket_state"], &listed["place"]["code"]), (&json!(-3), &json!("triaged"), &json!("W16-4-01")));
    }

    async fn what_one_may_do_is_told_with_the_inspection(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-09-10"), false).await;
        app.sweep(SWEEP).await;
        let row = of(&house, &lift).await.swap_remove(0);
        let path = format!("/inspections/{}", id(&row));
        let moves = async |by: &Client| by.get(&path).await.expect(200)["moves"].clone();
        assert_eq!((moves(&house.dispatcher).await, moves(&house.technician).await, moves(&house.manager).await), (json!(["schedule", "perform", "drop"]), json!(["perform"]), json!([])));
        let ticket = house.technician.get(&format!("/tickets/{}", row["ticket_id"].as_str().unwrap())).await.expect(200);
        assert_eq!((&ticket["inspection"]["id"], &ticket["inspection"]["state"], &ticket["inspection"]["due_on"]), (&row["id"], &json!("planned"), &json!("2026-12-10")));
        let judged = carry_out(&house, &id(&row), "2026-12-01", json!({ "result": "non_conform", "remarks": [{ "text": "Lamp" }, { "text": "Deur", "order": true }] })).await;
        let may = |one: &Value| (one["may_order"].clone(), one["may_clear"].clone());
        assert_eq!((may(&judged["remarks"][0]), may(&judged["remarks"][1])), ((json!(true), json!(true)), (json!(false), json!(true))));
        assert_eq!((&judged["moves"], &judged["may_add_report"]), (&json!([]), &json!(true)));
        let seen = house.technician.get(&path).await.expect(200);
        assert_eq!((may(&seen["remarks"][0]), &seen["may_add_report"]), ((json!(false), json!(true)), &json!(true)));
        let looked = house.manager.get(&path).await.expect(200);
        assert_eq!((may(&looked["remarks"][0]), &looked["may_add_report"]), ((json!(false), json!(false)), &json!(false)));
        let ordered = judged["remarks"][1]["ticket_id"].as_str().unwrap();
        let ordered = house.dispatcher.get(&format!("/tickets/{ordered}")).await.expect(200);
        assert_eq!((&ordered["inspection"]["id"], &judged["remarks"][1]["ticket_state"]), (&row["id"], &json!("new")));
        // Rules are for those who manage maintenance everywhere.
        let may_change = async |by: &Client| by.get("/inspection-regimes?class=lift").await.expect(200)["items"][0]["may_change"].clone();
        assert_eq!((may_change(&app.client("admin").await).await, may_change(&house.technician).await), (json!(true), json!(false)));
    }

    async fn a_rule_says_how_long_reports_are_kept_and_repairs_may_take(app: &App) {
        let house = house(app).await;
        app.sweep("add_standard_inspection_regimes").await;
        let boiler = json!({ "code": "BOILER", "names": { "nl": "Ketel" }, "class": "boiler", "place_id": house.spaces[0], "commissioned_on": "2024-12-10" });
        let boiler = id(&house.manager.post("/installations", boiler).await.expect(201));
        app.sweep(SWEEP).await;
        let row = of(&house, &boiler).await.swap_remove(0);
        let judged = carry_out(&house, &id(&row), "2026-09-30", json!({ "result": "non_conform", "remarks": [{ "text": "CO" }, { "text": "Schouw", "deadline": "2026-12-24" }] })).await;
        let deadline = |index: usize| judged["remarks"][index]["deadline"].clone();
        assert_eq!((deadline(0), deadline(1)), (json!("2027-02-28"), json!("2026-12-24")), "five months where nobody says anything else");
        assert_eq!((&judged["repair_by"], &judged["retention_years"], &judged["performer_kind"]), (&json!("2027-02-28"), &json!(5), &json!("accredited_technician")));
        let admin = app.client("admin").await;
        let rule = admin.get("/inspection-regimes?class=boiler").await.expect(200)["items"][0].clone();
        let path = format!("/inspection-regimes/{}", id(&rule));
        for (change, field) in [(json!({ "retention_years": 0 }), "retention_years"), (json!({ "repair_months": 121 }), "repair_months")] {
            assert_eq!(fields(&admin.patch(&path, "*", change).await.problem(422, "invalid_fields")), [(field, "out_of_range")]);
        }
        let changed = admin.patch(&path, "\"v1\"", json!({ "retention_years": 10, "repair_months": null })).await.expect(200);
        assert_eq!((&changed["retention_years"], &changed["repair_months"], &changed["valid_from"]), (&json!(10), &Value::Null, &json!("2019-01-01")));
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
        let wrong = async |changes: Value, why: (&str, &str)| {
            let mut new = next.clone();
            new.as_object_mut().unwrap().extend(changes.as_object().cloned().unwrap());
            assert_eq!(fields(&admin.post("/inspection-regimes", new).await.problem(422, "invalid_fields")), [why]);
        };
        wrong(json!({}), ("code", "taken")).await;
        wrong(json!({ "code": "NEW", "next_version": true }), ("code", "unknown")).await;
        wrong(json!({ "class": "boiler", "next_version": true }), ("class", "other_class_before")).await;
        let mut follows = next.clone();
        follows["next_version"] = json!(true);
        let made = admin.post("/inspection-regimes", follows).await.expect(201);
        wrong(json!({ "next_version": true }), ("valid_from", "not_after_version")).await;
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
