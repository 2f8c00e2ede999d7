//! The figures about maintenance: what they count, who sees them, and the files they go into.

use std::io::Read;

use kernel::{Fold, Lang, WallTime, Zone};

use super::{inspections::lift, lists::multiply, *};

const YEAR: &str = "/maintenance-figures?from=2026-01-01&to=2026-12-31";

/// Puts the clock to a wall time in Brussels; everybody signs in again.
async fn at(app: &App, house: &mut House, wall: &str) {
    let wall: WallTime = wall.parse().unwrap();
    app.clock.set(wall.instant(Zone::BRUSSELS, Fold::First).unwrap());
    house.sign_in_again(app).await;
}

/// Does something with a ticket at a wall time.
async fn then(app: &App, house: &mut House, wall: &str, ticket: &str, verb: &str, body: Value) {
    at(app, house, wall).await;
    let desk = matches!(verb, "triage" | "assign" | "verify" | "reopen" | "reject" | "close");
    let who = if desk { &house.dispatcher } else { &house.technician };
    who.post(&format!("/tickets/{ticket}/{verb}"), body).await.expect(200);
}

async fn report(house: &House, new: Value) -> String {
    id(&house.staff.post("/tickets", new).await.expect(201))
}

/// Three tickets: a fault of a lift that waited for a part, the same fault again a week later, and a request that was
/// reopened twice.
async fn december(app: &App, house: &mut House) -> (String, [String; 3]) {
    let lift = lift(app, house, "LIFT-1", Some("2026-06-20"), false).await;
    let assignee = json!({ "assignee_id": app.person("technician") });
    at(app, house, "2026-12-01T08:00").await;
    let first = report(house, json!({ "title": "=De lift staat stil", "installation_id": lift })).await;
    let triage = house.triage();
    then(app, house, "2026-12-01T08:30", &first, "triage", triage.clone()).await;
    then(app, house, "2026-12-01T09:00", &first, "assign", assignee.clone()).await;
    then(app, house, "2026-12-01T09:00", &first, "start", json!({})).await;
    then(app, house, "2026-12-01T10:00", &first, "hold", json!({ "reason": "Wacht op een onderdeel" })).await;
    then(app, house, "2026-12-02T10:00", &first, "resume", json!({})).await;
    let time = json!({ "kind": "time", "worked_on": "2026-12-02", "minutes": 90, "note": "Kabel vervangen" });
    let part =
        json!({ "kind": "part", "worked_on": "2026-12-02", "quantity": 1, "cost_cents": 12050, "note": "Kabel" });
    for work in [time, part] {
        house.technician.post(&format!("/tickets/{first}/work"), work).await.expect(200);
    }
    then(app, house, "2026-12-02T11:00", &first, "complete", json!({})).await;

    at(app, house, "2026-12-09T08:00").await;
    let again = report(house, json!({ "title": "De lift staat weer stil", "installation_id": lift })).await;

    let wish =
        json!({ "title": "Een extra stoel", "place_id": house.spaces[1], "impact": "person", "urgency": "can_wait" });
    let wish = report(house, wish).await;
    let request = json!({ "impact": "person", "urgency": "can_wait", "team_id": house.team, "kind": "request" });
    for (day, reopened) in [(9, true), (10, true), (11, false)] {
        let wall = |time: &str| format!("2026-12-{day:02}T{time}");
        then(app, house, &wall("09:00"), &wish, "triage", request.clone()).await;
        then(app, house, &wall("09:10"), &wish, "assign", assignee.clone()).await;
        then(app, house, &wall("09:20"), &wish, "start", json!({})).await;
        then(app, house, &wall("10:00"), &wish, "complete", json!({})).await;
        if reopened {
            then(app, house, &wall("16:00"), &wish, "reopen", json!({ "reason": "Nog altijd" })).await;
        }
    }
    (lift, [first, again, wish])
}

fn spread(times: &Value) -> [&Value; 5] {
    let (clock, working) = (&times["clock"], &times["working"]);
    [
        &times["about"]["count"],
        &clock["median_minutes"],
        &clock["p90_minutes"],
        &working["median_minutes"],
        &working["p90_minutes"],
    ]
}

/// The parts of a workbook.
fn unpack(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

testkit::both_engines! {
    async fn the_figures_of_a_december(app: &App) {
        let mut house = house(app).await;
        let (lift, [first, again, _]) = december(app, &mut house).await;
        at(app, &mut house, "2026-12-18T12:00").await;
        let figures = house.dispatcher.get("/maintenance-figures?from=2026-12-01&to=2026-12-31").await.expect(200);
        // Waited: 30 minutes; an hour; 17 hours of the clock and two of work, twice.
        assert_eq!(spread(&figures["acknowledge"]), [&json!(4), &json!(540), &json!(1020), &json!(90), &json!(120)]);
        // Took: 27 hours of which 24 on hold, three of work; two hours; 18 hours of the clock and three of work, twice.
        assert_eq!(spread(&figures["repair"]), [&json!(4), &json!(1080), &json!(1620), &json!(180), &json!(180)]);
        let parts = |of: &str| figures[of]["parts"].as_array().unwrap().iter().map(|part| part["count"].as_i64().unwrap()).collect::<Vec<_>>();
        assert_eq!((parts("acknowledge"), parts("repair")), (vec![1, 3, 0, 0, 0], vec![4, 0, 0, 0, 0]));
        let service = &figures["service_level"];
        // The second fault was never looked at, so its promise is broken.
        assert_eq!([&service["about"]["count"], &service["met"], &service["breached"], &service["running"], &service["met_percent"]],
            [&json!(3), &json!(2), &json!(1), &json!(0), &json!(66.7)]);
        // Lists of tickets say the same.
        let list = async |filter: &str| numbers(&house.dispatcher.get(&format!("/tickets?scope=all&sort=number&{filter}")).await.expect(200));
        let (from, to) = ("2026-11-30T23:00:00Z", "2026-12-31T23:00:00Z");
        assert_eq!(list(&format!("breached=true&promised_from={from}&promised_to={to}")).await, [2]);
        assert_eq!(list(&format!("reported_from={from}&reported_to={to}")).await, [3, 2, 1]);
        assert_eq!(list("reported_from=2026-12-09T07:00:00Z").await, [3, 2]);
        assert_eq!(list("reported_to=2026-12-09T07:00:00Z").await, [1]);
        // The request is promised anew since it was reopened the last time.
        assert_eq!(list("promised_from=2026-12-10T15:00:00Z&promised_to=2026-12-10T15:00:01Z").await, [3]);
        let ages: Vec<_> = figures["backlog"]["ages"].as_array().unwrap().iter().map(|age| (age["count"].as_i64(), age["planned"].as_i64())).collect();
        assert_eq!(ages, [(Some(0), Some(0)), (Some(1), Some(0)), (Some(0), Some(0)), (Some(0), Some(0))]);
        assert_eq!((&figures["backlog"]["is_now"], &figures["backlog"]["on"]), (&json!(true), &json!("2026-12-18")));
        assert_eq!(figures["work"]["reactive"], json!({ "came_in": 3, "done": 2, "minutes": 90 }));
        assert_eq!(figures["work"]["planned"], json!({ "came_in": 0, "done": 0, "minutes": 0 }));
        assert_eq!(figures["work"]["kinds"][1], json!({ "kind": "request", "planned": false, "came_in": 1, "done": 1, "minutes": 0 }));
        let reopened = &figures["reopened"];
        assert_eq!([&reopened["about"]["count"], &reopened["tickets"], &reopened["times"], &reopened["percent"]], [&json!(2), &json!(1), &json!(2), &json!(50.0)]);
        let repeats = &figures["repeats"];
        assert_eq!([&repeats["about"]["count"], &repeats["count"], &repeats["percent"], &repeats["without_installation"]], [&json!(2), &json!(1), &json!(50.0), &json!(0)]);
        let item = &repeats["items"][0];
        assert_eq!([&item["ticket"]["id"], &item["of"]["id"], &item["days"], &item["installation"]["code"]], [&json!(again), &json!(first), &json!(7), &json!("LIFT-1")]);
        let costs = &figures["installations"];
        assert_eq!([&costs["faults"], &costs["minutes"], &costs["cost_cents"], &costs["downtime_minutes"]], [&json!(2), &json!(90), &json!(12050), &json!(0)]);
        assert_eq!((&costs["items"][0]["installation"]["id"], &costs["items"][0]["class"]), (&json!(lift), &json!("lift")));
        assert!(figures["repair"]["about"]["definition"].as_str().unwrap().contains("zonder de tijd in de wacht"), "the dispatcher reads Dutch");

        // A period of which only the end of a repair lies within it counts all of that repair, and not the report.
        let second = house.dispatcher.get("/maintenance-figures?from=2026-12-02&to=2026-12-02").await.expect(200);
        assert_eq!((&spread(&second["repair"])[..4], &second["acknowledge"]["about"]["count"]), (&[&json!(1), &json!(1620), &json!(1620), &json!(180)][..], &json!(0)));
        assert_eq!((&second["work"]["reactive"], &second["service_level"]["about"]["count"]), (&json!({ "came_in": 0, "done": 1, "minutes": 90 }), &json!(0)));
        // What was open at the end of a day that is over: the fault that was on hold.
        let before = house.dispatcher.get("/maintenance-figures?from=2026-11-01&to=2026-12-01").await.expect(200);
        assert_eq!((&before["backlog"]["about"]["count"], &before["backlog"]["is_now"], &before["backlog"]["ages"][0]["count"]), (&json!(1), &json!(false), &json!(1)));
        // A fault that came back counts in the period of the second one.
        let week = house.dispatcher.get("/maintenance-figures?from=2026-12-07&to=2026-12-13&repeat_days=7").await.expect(200);
        assert_eq!(week["repeats"]["count"], json!(1));
        let strict = house.dispatcher.get("/maintenance-figures?from=2026-12-07&to=2026-12-13&repeat_days=6").await.expect(200);
        assert_eq!(strict["repeats"]["count"], json!(0));
    }

    async fn nothing_at_all_is_nothing_and_not_an_error(app: &App) {
        let house = house(app).await;
        let figures = house.dispatcher.get(YEAR).await.expect(200);
        assert_eq!(spread(&figures["repair"]), [&json!(0), &Value::Null, &Value::Null, &Value::Null, &Value::Null]);
        for (figure, value) in [("service_level", "met_percent"), ("reopened", "percent"), ("repeats", "percent")] {
            assert_eq!((&figures[figure][value], &figures[figure]["about"]["count"]), (&Value::Null, &json!(0)), "{figure}");
        }
        assert_eq!(figures["inspections"]["ahead"][3], json!({ "days": 90, "overdue": 0, "in_time": 0, "in_time_percent": null }));
        assert_eq!(figures["installations"]["items"], json!([]));
        for (query, status, code) in [
            ("from=2026-12-01", 400, "missing_parameter"),
            ("from=2026-12-01&to=yesterday", 400, "invalid_parameter"),
            ("from=2026-12-01&to=2026-11-30", 422, "invalid_fields"),
            ("from=2020-01-01&to=2026-11-30", 422, "invalid_fields"),
            ("from=2026-12-01&to=2026-12-01&repeat_days=0", 422, "invalid_fields"),
            ("from=2026-12-01&to=2026-12-01&colour=red", 400, "unknown_parameter"),
        ] {
            house.dispatcher.get(&format!("/maintenance-figures?{query}")).await.problem(status, code);
        }
    }

    async fn inspections_and_downtime_are_counted_by_installation(app: &App) {
        let mut house = house(app).await;
        let lift = lift(app, &house, "LIFT-1", Some("2026-06-20"), false).await;
        let door = json!({ "code": "DOOR-1", "names": { "nl": "Deur" }, "class": "door", "place_id": house.spaces[1] });
        let door = id(&house.manager.post("/installations", door).await.expect(201));
        let put = async |house: &House, what: &str, of: &str, body: Value| {
            house.manager.post(&format!("/installations/{of}/{what}"), body).await.expect(200);
        };
        let reason = json!({ "reason": "Klemt" });
        at(app, &mut house, "2026-12-10T08:00").await;
        put(&house, "out-of-service", &lift, reason.clone()).await;
        at(app, &mut house, "2026-12-11T09:30").await;
        put(&house, "back-in-service", &lift, json!({})).await;
        put(&house, "out-of-service", &door, reason).await;
        at(app, &mut house, "2026-12-12T09:30").await;
        let of = async |query: &str| house.dispatcher.get(&format!("/maintenance-figures?{query}")).await.expect(200);
        let december = of("from=2026-12-01&to=2026-12-31").await;
        let line = |of: &Value| (of["installation"]["code"].clone(), of["downtime_minutes"].clone());
        let items: Vec<_> = december["installations"]["items"].as_array().unwrap().iter().map(line).collect();
        // A day and an hour and a half; a day, and it is not over.
        assert_eq!(items, [(json!("LIFT-1"), json!(1530)), (json!("DOOR-1"), json!(1440))]);
        assert_eq!(of("from=2026-12-11&to=2026-12-11").await["installations"]["downtime_minutes"], json!(570 + 870));
        assert_eq!(of("from=2026-12-01&to=2026-12-09").await["installations"]["items"], json!([]));
        let doors = of("from=2026-12-01&to=2026-12-31&class=door").await;
        assert_eq!((&doors["installations"]["about"]["count"], &doors["inspections"]["about"]["count"]), (&json!(1), &json!(0)));
        // Without a contract every three months: it was due on 20 September; the risk analysis comes in 2041.
        let ahead = &december["inspections"];
        assert_eq!((&ahead["about"]["count"], &ahead["unknown"], &ahead["ahead"][0]), (&json!(2), &json!(0), &json!({ "days": 0, "overdue": 1, "in_time": 1, "in_time_percent": 50.0 })));
        assert_eq!(app.sweep("plan_inspections").await, 1);
        let page = house.technician.get(&format!("/inspections?installation={lift}")).await.expect(200);
        let found = json!({ "result": "conform_with_remarks", "remarks": [{ "text": "Noodlamp stuk", "deadline": "2026-12-20" }, { "text": "Vuil" }] });
        inspections::carry_out(&house, &id(&page["items"][0]), "2026-12-12", found).await;
        at(app, &mut house, "2027-03-10T08:00").await;
        let march = house.dispatcher.get("/maintenance-figures?from=2027-03-01&to=2027-03-31").await.expect(200);
        // Due again on 12 March: two days left.
        let overdue: Vec<_> = march["inspections"]["ahead"].as_array().unwrap().iter().map(|one| one["overdue"].as_i64().unwrap()).collect();
        assert_eq!(overdue, [0, 1, 1, 1]);
        let remarks = &march["remarks"];
        assert_eq!([&remarks["about"]["count"], &remarks["past_deadline"], &remarks["ages"][2]["count"]], [&json!(2), &json!(1), &json!(2)]);
    }

    async fn who_may_sees_what_lies_on_their_sites(app: &App) {
        let mut house = house(app).await;
        december(app, &mut house).await;
        at(app, &mut house, "2026-12-18T12:00").await;
        let elsewhere = json!({ "kind": "site", "code": "LB", "names": { "nl": "Lambermont" }, "time_zone": "Europe/Brussels" });
        let elsewhere = id(&house.manager.post("/places", elsewhere).await.expect(201));
        for nobody in [&house.staff, &house.technician, &house.manager] {
            nobody.get(YEAR).await.problem(403, "forbidden");
            nobody.get("/maintenance-figures.xlsx?from=2026-01-01&to=2026-12-31").await.problem(403, "forbidden");
            nobody.get("/maintenance-figures/tables/tickets?from=2026-01-01&to=2026-12-31").await.problem(403, "forbidden");
        }
        app.nobody().get(YEAR).await.problem(401, "not_signed_in");
        // A dispatcher of another site sees nothing of this one, whatever is asked for.
        let admin = app.client("admin").await;
        let grant = json!({ "role": "dispatcher", "scope": { "kind": "site", "id": elsewhere } });
        admin.post(&format!("/people/{}/grants", app.person("colleague")), grant).await.expect(201);
        let theirs = app.client("colleague").await;
        theirs.get(&format!("{YEAR}&site={}", house.site)).await.problem(403, "forbidden");
        for filter in [String::new(), format!("&place={}", house.spaces[0]), format!("&team={}", house.team), "&class=lift".into()] {
            let figures = theirs.get(&format!("{YEAR}{filter}")).await.expect(200);
            for (figure, about) in figures.as_object().unwrap().iter().filter_map(|(name, of)| Some((name, of.get("about")?))) {
                assert_eq!(about["count"], json!(0), "{figure} with {filter}");
            }
            let rows = theirs.get(&format!("/maintenance-figures/tables/tickets?from=2026-01-01&to=2026-12-31{filter}")).await;
            assert_eq!(rows.text.lines().count(), 1, "only the head");
        }
        assert!(!theirs.get(YEAR).await.text.contains("LIFT-1"));
        // An auditor sees no cost; what a token may not see it does not export.
        let auditor = app.client("auditor").await;
        let seen = auditor.get(YEAR).await.expect(200);
        assert_eq!((&seen["installations"]["cost_cents"], &seen["installations"]["items"][0]["cost_cents"], &seen["installations"]["minutes"]), (&Value::Null, &Value::Null, &json!(90)));
        assert!(!auditor.get("/maintenance-figures/tables/work?from=2026-01-01&to=2026-12-31").await.text.contains("120.50"));
        let token = json!({ "name": "report", "scopes": ["see_maintenance_figures"], "expires_at": "2027-01-01T00:00:00Z" });
        let secret = auditor.post("/tokens", token).await.expect(201);
        let program = app.nobody().with_token(secret["secret"].as_str().unwrap());
        program.get(YEAR).await.expect(200);
        program.get("/maintenance-figures.xlsx?from=2026-01-01&to=2026-12-31").await.problem(403, "forbidden");
    }

    async fn the_filters_narrow(app: &App) {
        let mut house = house(app).await;
        december(app, &mut house).await;
        at(app, &mut house, "2026-12-18T12:00").await;
        let other = json!({ "code": "ELEC", "names": { "nl": "Elektriciteit" }, "site_id": house.site });
        let other = id(&house.dispatcher.post("/teams", other).await.expect(201));
        let came_in = async |filter: &str| house.dispatcher.get(&format!("{YEAR}&{filter}")).await.expect(200)["work"]["reactive"]["came_in"].as_i64().unwrap();
        assert_eq!(came_in(&format!("site={}", house.site)).await, 3);
        assert_eq!(came_in(&format!("place={}", house.floor)).await, 3);
        assert_eq!(came_in(&format!("place={}", house.spaces[1])).await, 1);
        assert_eq!((came_in("class=lift").await, came_in("class=door").await), (2, 0));
        // The second fault of the lift has no team yet.
        assert_eq!((came_in(&format!("team={}", house.team)).await, came_in(&format!("team={other}")).await), (2, 0));
    }

    async fn the_files_say_the_same_in_four_languages_and_run_nothing(app: &App) {
        let mut house = house(app).await;
        december(app, &mut house).await;
        let admin = app.client("admin").await;
        let range = "from=2026-12-01&to=2026-12-31";
        let figures = admin.get(&format!("/maintenance-figures?{range}")).await.expect(200);
        for &lang in Lang::ALL {
            admin.patch("/session", "", json!({ "language": lang })).await.expect(200);
            for table in ["figures", "tickets", "work", "installations", "inspections", "remarks"] {
                let file = admin.get(&format!("/maintenance-figures/tables/{table}?{range}")).await;
                assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
                assert_eq!(file.header("content-disposition"), format!("attachment; filename=\"maintenance-2026-12-01-2026-12-31-{table}.csv\""));
                for code in ["column_", "figure_", "part_", "unit_", "table_", "kept_", "kind_", "state_", "priority_", "due_", "remark_"] {
                    assert!(!file.text.contains(code), "{table} in {lang} has no word for {code}…: {}", file.text);
                }
            }
        }
        admin.patch("/session", "", json!({ "language": "en" })).await.expect(200);
        let table = async |name: &str| admin.get(&format!("/maintenance-figures/tables/{name}?{range}")).await.text;
        let tickets = table("tickets").await;
        assert!(tickets.contains("'=De lift staat stil") && !tickets.contains(",=De"), "{tickets}");
        // A row for each round: three of the request, one of each fault. The columns add up to the figures.
        let mut reader = csv::Reader::from_reader(tickets.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let column = |head: &str| {
            let at = heads.iter().position(|one| one == head).unwrap_or_else(|| panic!("no column {head}"));
            rows.iter().map(|row| row[at].to_owned()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(rows.len(), 5);
        let mut working: Vec<i64> = column("To repair, working time (min)").iter().map(|cell| cell.parse().unwrap()).collect();
        working.sort_unstable();
        assert_eq!(working, [120, 180, 180, 180]);
        assert_eq!(column("Came in in the period").len(), 3);
        assert_eq!(column("Reopened after that").len(), 2);
        assert_eq!(column("Service level"), ["met", "breached", "met"]);
        assert_eq!(column("Repeat of ticket"), ["1"]);
        assert_eq!(column("Began").first().map(String::as_str), Some("2026-12-01 08:00"), "on the clock of the site");
        let said = table("figures").await;
        assert!(said.contains(&format!("Median – working time,{},minutes,4,", figures["repair"]["working"]["median_minutes"])), "{said}");
        assert!(said.contains("Cost,120.50,euro,1,"), "{said}");

        let book = admin.get(&format!("/maintenance-figures.xlsx?{range}")).await;
        assert_eq!(book.status, 200);
        let answer = admin.request(reqwest::Method::GET, &format!("/maintenance-figures.xlsx?{range}")).send().await.unwrap();
        let parts = unpack(answer.bytes().await.unwrap().to_vec());
        let part = |name: &str| &parts.iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("no {name}")).1;
        for name in ["Figures", "Tickets", "Work logged", "Installations", "Inspections", "Remarks"] {
            assert!(part("xl/workbook.xml").contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert!(part("xl/sharedStrings.xml").contains("=De lift staat stil"));
        assert!(parts.iter().all(|(_, text)| !text.contains("<f>")), "a formula");
        // The same rows as in the other file, and the head.
        assert_eq!(part("xl/worksheets/sheet2.xml").matches("<row ").count(), 6);
    }

    async fn many_tickets_take_as_many_statements_as_one(app: &App) {
        let mut house = house(app).await;
        let (_, [_, open, _]) = december(app, &mut house).await;
        let price = async || {
            let mut prices = vec![];
            for path in [YEAR, "/maintenance-figures/tables/tickets?from=2026-01-01&to=2026-12-31"] {
                let before = app.db().statement_count();
                assert_eq!(house.dispatcher.get(path).await.status, 200);
                prices.push(app.db().statement_count() - before);
            }
            prices
        };
        // The first reading may open connections.
        price().await;
        let few = price().await;
        multiply(app, &open, 1000..3000).await;
        assert_eq!(price().await, few);
        let figures = house.dispatcher.get(YEAR).await.expect(200);
        assert_eq!(figures["backlog"]["about"]["count"], json!(2001));
        assert!(few.iter().all(|price| *price <= 14 + 5), "{few:?}");
    }
}
