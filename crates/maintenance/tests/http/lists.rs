//! Lists and the board: what is in them, in which order, and at what price.

use std::ops::Range;

use db::sql::Raw;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;

/// So many tickets a house has after some years.
const TICKETS: i64 = 10_000;

/// Copies a ticket past the application, under these numbers.
pub(crate) async fn multiply(app: &App, ticket: &str, numbers: Range<i64>) {
    const SAME: &str = "t.kind, t.title, t.site_id, t.place_id, t.reporter_id, t.impact, t.urgency, t.priority, t.raised, t.state, \
        t.reported_at, t.clock_from, t.held_minutes, t.acknowledge_by, t.warn_at, t.fix_by, t.reopened_count, t.search_key, t.version";
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let numbers: Vec<i64> = numbers.collect();
    for some in numbers.chunks(2000) {
        let mut sql = Raw::new(&tx);
        sql.push("INSERT INTO ticket (id, number, ")
            .push(&SAME.replace("t.", ""))
            .push(") WITH copy (id, number) AS (VALUES ");
        for (index, number) in some.iter().enumerate() {
            sql.push(if index == 0 { "(" } else { ", (" }).bind(cx.ids.next()).push(", ").bind(*number).push(")");
        }
        sql.push(") SELECT copy.id, copy.number, ").push(SAME).push(" FROM copy CROSS JOIN ticket t WHERE t.id = ");
        sql.bind(ticket.parse::<Uuid>().unwrap());
        tx.execute_raw(sql.build()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Spreads the copies over the states that a ticket can have without anything else.
async fn spread(app: &App) {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let mut sql = Raw::new(&tx);
    sql.push(
        "UPDATE ticket SET state = CASE number % 8 WHEN 0 THEN 'new' WHEN 1 THEN 'triaged' WHEN 2 THEN 'planned' \
         WHEN 3 THEN 'assigned' WHEN 4 THEN 'in_progress' WHEN 5 THEN 'done' WHEN 6 THEN 'reopened' ELSE 'closed' END, \
         priority = CASE number % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'high' ELSE 'critical' END WHERE number >= 1000",
    );
    tx.execute_raw(sql.build()).await.unwrap();
    tx.commit().await.unwrap();
}

testkit::both_engines! {
    async fn tickets_are_found_and_ordered(app: &App) {
        let house = house(app).await;
        let report = async |title: &str, place: &str, impact: &str, urgency: &str| {
            let new = json!({ "title": title, "place_id": place, "impact": impact, "urgency": urgency });
            id(&house.staff.post("/tickets", new).await.expect(201))
        };
        let first = report("Lamp stuk", &house.spaces[0], "person", "can_wait").await;
        report("Water op de vloer", &house.floor, "floor", "danger").await;
        report("Château d'eau", &house.inner, "room", "hinders").await;
        let list = async |query: &str| numbers(&house.dispatcher.get(&format!("/tickets?scope=all&{query}")).await.expect(200));
        assert_eq!(list("").await, [2, 3, 1], "the most urgent first");
        assert_eq!(list("sort=number").await, [3, 2, 1]);
        assert_eq!(list("sort=due").await, [2, 3, 1]);
        assert_eq!(list("q=chateau").await, [3]);
        assert_eq!(list("q=%232").await, [2], "by its number");
        assert_eq!(list("priority=critical&priority=low").await, [2, 1]);
        assert_eq!(list(&format!("place={}", house.spaces[0])).await, [3, 1], "with what lies inside");
        assert_eq!(list("kind=request").await, Vec::<i64>::new());
        house.bring(app, &first, "assign").await;
        assert_eq!(list("state=assigned").await, [1]);
        assert_eq!(list(&format!("team={}", house.team)).await, [1]);
        assert_eq!(list(&format!("assignee={}", app.person("technician"))).await, [1]);
        assert_eq!(numbers(&house.technician.get("/tickets?scope=assigned").await.expect(200)), [1]);
        assert_eq!(numbers(&house.technician.get("/tickets").await.expect(200)), Vec::<i64>::new(), "one's own unless told");
        assert_eq!(numbers(&house.staff.get("/tickets").await.expect(200)), [2, 1, 3], "triage made it as urgent, and it is older");
        assert_eq!(numbers(&app.client("colleague").await.get("/tickets?scope=all").await.expect(200)), Vec::<i64>::new());
        house.dispatcher.get("/tickets?scope=site").await.problem(422, "invalid_fields");
        house.dispatcher.get("/tickets?colour=red").await.problem(400, "unknown_parameter");
        for sort in ["priority", "number", "due"] {
            let (mut cursor, mut walked) = (String::new(), vec![]);
            loop {
                let page = house.dispatcher.get(&format!("/tickets?scope=all&limit=1&sort={sort}{cursor}")).await.expect(200);
                walked.extend(numbers(&page));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(walked, list(&format!("sort={sort}")).await, "{sort}");
        }
    }

    async fn the_board_has_a_column_for_each_state(app: &App) {
        let house = house(app).await;
        let first = id(&house.report(&house.staff).await);
        house.report(&house.staff).await;
        house.bring(app, &first, "start").await;
        let board = house.dispatcher.get("/tickets/board").await.expect(200);
        let filled: Vec<_> = board["columns"].as_array().unwrap().iter().filter(|column| column["count"] != 0)
            .map(|column| (column["state"].as_str().unwrap(), column["count"].as_i64().unwrap(), numbers(column))).collect();
        assert_eq!(filled, [("new", 1, vec![2]), ("in_progress", 1, vec![1])]);
        let team = house.dispatcher.get(&format!("/tickets/board?team={}", house.team)).await.expect(200);
        assert_eq!((&team["columns"][0]["count"], &team["columns"][5]["count"]), (&json!(0), &json!(1)));
        house.staff.get("/tickets/board").await.problem(403, "forbidden");
    }

    async fn many_tickets_take_as_many_statements_as_one(app: &App) {
        let house = house(app).await;
        let room = house.room("R1", &[&house.spaces[0]]).await;
        book(&house.staff, &room, "2026-12-02T10:00", "normal").await;
        let ticket = id(&house.report(&house.staff).await);
        let one = format!("/tickets/{ticket}");
        let paths = ["/tickets?scope=all&limit=200", "/tickets?limit=200&sort=due&breached=false", "/tickets/board", &one];
        let price = async || {
            let mut prices = vec![];
            for path in paths {
                let before = app.db().statement_count();
                house.dispatcher.get(path).await.expect(200);
                prices.push(app.db().statement_count() - before);
            }
            let before = app.db().statement_count();
            assert_eq!(app.sweep("judge_tickets_anew").await, 0);
            prices.push(app.db().statement_count() - before);
            prices
        };
        // The first reading may open connections.
        price().await;
        let few = price().await;
        multiply(app, &ticket, 1000..3000).await;
        let board = house.dispatcher.get("/tickets/board").await.expect(200);
        assert_eq!((&board["columns"][0]["count"], numbers(&board["columns"][0]).len()), (&json!(2001), 50));
        assert_eq!(price().await, few);
        // Whoever is signed in costs some statements; the lists themselves one, the board two.
        assert!(few[0] <= 6 && few[2] <= 7 && few[3] <= 20 && few[4] <= 6, "{few:?}");
    }

    async fn ten_thousand_tickets_take_as_many_statements_as_ten(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        multiply(app, &ticket, 1000..1009).await;
        spread(app).await;
        let site = &house.site;
        let paths = [
            "/tickets/board".to_owned(),
            format!("/tickets/board?site={site}&team={}", house.team),
            "/tickets?scope=all".to_owned(),
            "/tickets?scope=all&sort=number&limit=200".to_owned(),
            "/tickets?scope=all&sort=due&state=new&state=assigned".to_owned(),
            format!("/tickets?scope=site&site={site}&breached=true&priority=critical"),
            "/tickets?scope=all&q=beamer%20gaat&reported_from=2026-01-01T00:00:00Z".to_owned(),
            format!("/tickets?scope=all&place={}&kind=fault", house.floor),
        ];
        let price = async |by: &Client, path: &str| {
            let before = app.db().statement_count();
            by.get(path).await.expect(200);
            app.db().statement_count() - before
        };
        let prices = async || {
            let mut prices = vec![];
            for path in &paths {
                prices.push(price(&house.dispatcher, path).await);
            }
            // One's own, and what somebody sees who has no role.
            for path in ["/tickets", "/tickets?scope=all&sort=due"] {
                prices.push(price(&house.staff, path).await);
            }
            prices
        };
        // The first reading may open connections.
        prices().await;
        let few = prices().await;
        multiply(app, &ticket, 1009..1000 + TICKETS - 1).await;
        spread(app).await;
        let board = house.dispatcher.get("/tickets/board").await.expect(200);
        let column = |state: &str| board["columns"].as_array().unwrap().iter().find(|column| column["state"] == state).unwrap();
        let counts: Vec<i64> = board["columns"].as_array().unwrap().iter().map(|column| column["count"].as_i64().unwrap()).collect();
        assert_eq!(counts.iter().sum::<i64>(), TICKETS - TICKETS / 8 + 1, "all but those that are closed: {counts:?}");
        let shown = &column("assigned")["items"];
        assert_eq!(shown.as_array().unwrap().len(), 50);
        assert!(shown.as_array().unwrap().iter().all(|ticket| ticket["priority"] == "critical"), "the most urgent");
        assert_eq!(prices().await, few);
        // Whoever is signed in costs some statements; a list itself one, the board two.
        assert!(few.iter().all(|price| *price <= 7), "{few:?}");
        // The last page comes after all others, in each order.
        for sort in ["priority", "number", "due"] {
            let (mut cursor, mut walked) = (String::new(), vec![]);
            loop {
                let page = house.dispatcher.get(&format!("/tickets?scope=all&limit=200&sort={sort}{cursor}")).await.expect(200);
                walked.extend(numbers(&page));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            let total = walked.len();
            walked.sort_unstable();
            walked.dedup();
            assert_eq!((total, walked.len()), (usize::try_from(TICKETS).unwrap(), total), "{sort}");
        }
    }
}
