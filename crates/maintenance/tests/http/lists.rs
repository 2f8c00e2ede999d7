//! Lists and the board: what is in them, in which order, and at what price.

use db::sql::Raw;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;

/// Copies a ticket so many times past the application, under the numbers behind those that are there.
pub(crate) async fn multiply(app: &App, ticket: &str, times: i64) {
    const SAME: &str = "kind, title, site_id, place_id, reporter_id, impact, urgency, priority, raised, state, reported_at, clock_from, \
        held_minutes, acknowledge_by, warn_at, fix_by, reopened_count, search_key, version";
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    for number in 0..times {
        let mut sql = Raw::new(&tx);
        sql.push("INSERT INTO ticket (id, number, ")
            .push(SAME)
            .push(") SELECT ")
            .bind(cx.ids.next())
            .push(", ")
            .bind(1000 + number);
        sql.push(", ").push(SAME).push(" FROM ticket WHERE id = ").bind(ticket.parse::<Uuid>().unwrap());
        tx.execute_raw(sql.build()).await.unwrap();
    }
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
        multiply(app, &ticket, 2000).await;
        let board = house.dispatcher.get("/tickets/board").await.expect(200);
        assert_eq!((&board["columns"][0]["count"], numbers(&board["columns"][0]).len()), (&json!(2001), 50));
        assert_eq!(price().await, few);
        // Whoever is signed in costs some statements; the lists themselves one, the board two.
        assert!(few[0] <= 6 && few[2] <= 7 && few[3] <= 20 && few[4] <= 6, "{few:?}");
    }
}
