//! Every verb in every state, by everybody who could think it is theirs.

use db::sql::Raw;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;

/// The states, in the order of a ticket's life.
const STATES: &[&str] = &[
    "new",
    "triaged",
    "planned",
    "assigned",
    "in_progress",
    "on_hold",
    "done",
    "verified",
    "closed",
    "rejected",
    "duplicate",
    "cancelled",
    "cannot_complete",
    "reopened",
];

/// What is legal, as the house has it: verb, from which states, to which state, by whom. `technician` has the ticket and is
/// in its team, `staff` reported it.
#[rustfmt::skip]
const LEGAL: &[(&str, &[&str], &str, &[&str])] = &[
    ("triage", &["new", "reopened"], "triaged", &["dispatcher"]),
    ("plan", &["triaged", "planned", "assigned"], "planned", &["dispatcher"]),
    ("assign", &["triaged", "planned", "assigned"], "assigned", &["dispatcher", "technician"]),
    ("start", &["assigned"], "in_progress", &["technician"]),
    ("hold", &["in_progress"], "on_hold", &["technician", "dispatcher"]),
    ("resume", &["on_hold"], "in_progress", &["technician", "dispatcher"]),
    ("complete", &["in_progress"], "done", &["technician"]),
    ("cannot-complete", &["assigned", "in_progress", "on_hold"], "cannot_complete", &["technician", "dispatcher"]),
    ("verify", &["done"], "verified", &["dispatcher", "staff"]),
    ("close", &["verified", "cannot_complete"], "closed", &["dispatcher"]),
    ("reopen", &["done", "verified", "closed", "cannot_complete"], "reopened", &["dispatcher", "staff"]),
    ("reject", &["new", "reopened", "triaged"], "rejected", &["dispatcher"]),
    ("mark-duplicate", &["new", "reopened", "triaged", "planned", "assigned"], "duplicate", &["dispatcher"]),
    ("cancel", &["new", "triaged", "planned", "assigned"], "cancelled", &["staff", "dispatcher"]),
    ("cancel", &["on_hold", "reopened"], "cancelled", &["dispatcher"]),
];
const VERBS: &[&str] = &[
    "triage",
    "plan",
    "assign",
    "start",
    "hold",
    "resume",
    "complete",
    "cannot-complete",
    "verify",
    "close",
    "reopen",
    "reject",
    "mark-duplicate",
    "cancel",
];
const REASONED: &[&str] = &["hold", "cannot-complete", "reopen", "reject", "cancel"];

/// Puts a ticket into a state past all rules.
async fn put(app: &App, ticket: &str, state: &str, other: &str, assignee: kernel::PersonId) {
    let uuid = |text: &str| text.parse::<Uuid>().unwrap();
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let mut sql = Raw::new(&tx);
    sql.push("UPDATE ticket SET state = ").bind(state).push(", held_since = ");
    if state == "on_hold" {
        sql.bind(cx.now.micros());
    } else {
        sql.push("NULL");
    }
    sql.push(", duplicate_of = ");
    if state == "duplicate" {
        sql.bind(uuid(other));
    } else {
        sql.push("NULL");
    }
    sql.push(", assignee_id = ").bind(assignee.0).push(", worked_by = ").bind(assignee.0);
    sql.push(" WHERE id = ").bind(uuid(ticket));
    tx.execute_raw(sql.build()).await.unwrap();
    tx.commit().await.unwrap();
}

testkit::both_engines! {
    async fn every_verb_in_every_state_by_everybody(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let other = id(&house.report(&house.staff).await);
        house.bring(app, &ticket, "triage").await;
        let technician = app.person("technician");
        let body = |verb: &str| match verb {
            "triage" => house.triage(),
            "plan" => json!({ "from": "2026-12-02T09:00:00+01:00", "to": "2026-12-02T10:00:00+01:00" }),
            "assign" => json!({ "assignee_id": technician }),
            "mark-duplicate" => json!({ "of": other }),
            _ => json!({ "reason": "Daarom" }),
        };
        let mut clients = vec![];
        for login in ["dispatcher", "technician", "technician2", "staff", "colleague"] {
            clients.push((login, app.client(login).await));
        }
        let mut legal = 0;
        for state in STATES {
            for verb in VERBS {
                let line = LEGAL.iter().find(|(known, from, ..)| known == verb && from.contains(state));
                for (login, client) in &clients {
                    put(app, &ticket, state, &other, technician).await;
                    let answer = client.post(&format!("/tickets/{ticket}/{verb}"), body(verb)).await;
                    let what = format!("{verb} from {state} by {login}: {} {}", answer.status, answer.text);
                    match line {
                        _ if *login == "colleague" => assert_eq!(answer.status, 404, "{what}"),
                        None => {
                            let problem = answer.problem(409, "illegal_move");
                            assert_eq!((&problem["from"], &problem["verb"]), (&json!(state), &json!(verb.replace('-', "_"))), "{what}");
                        }
                        Some((.., to, who)) if who.contains(login) => {
                            legal += 1;
                            assert_eq!(answer.status, 200, "{what}");
                            assert_eq!(answer.json()["state"], *to, "{what}");
                        }
                        Some(_) => assert_eq!((answer.status, &answer.json()["code"]), (403, &json!("forbidden")), "{what}"),
                    }
                    if line.is_some_and(|(.., who)| who.contains(login)) && REASONED.contains(verb) {
                        put(app, &ticket, state, &other, technician).await;
                        let problem = client.post(&format!("/tickets/{ticket}/{verb}"), json!({ "reason": " " })).await.problem(422, "invalid_fields");
                        assert_eq!(fields(&problem), [("reason", "required")]);
                    }
                }
            }
        }
        assert_eq!(legal, LEGAL.iter().map(|(_, from, _, who)| from.len() * who.len()).sum::<usize>());
    }

    async fn the_table_is_told(app: &App) {
        let table = app.client("outsider").await.get("/tickets/moves").await.expect(200);
        // What only an inspection does with its ticket is nobody's move.
        let (by_inspections, by_people): (Vec<_>, Vec<_>) = table["items"].as_array().unwrap().iter().partition(|line| line["who"] == json!(["inspection"]));
        assert_eq!(by_inspections.iter().map(|line| line["verb"].as_str().unwrap()).collect::<Vec<_>>(), ["complete", "close", "cancel"]);
        let mut told: Vec<_> = by_people.into_iter()
            .map(|line| (line["verb"].as_str().unwrap().replace('_', "-"), line["from"].clone(), line["to"].clone(), line["reason"].clone()))
            .collect();
        let mut known: Vec<_> = LEGAL.iter()
            .map(|(verb, from, to, _)| ((*verb).to_owned(), json!(from), json!(to), json!(REASONED.contains(verb))))
            .collect();
        told.sort_by_key(|line| format!("{line:?}"));
        known.sort_by_key(|line| format!("{line:?}"));
        assert_eq!(told, known);
        app.nobody().get("/tickets/moves").await.problem(401, "not_signed_in");
    }

    async fn what_one_may_do_is_told_with_the_ticket(app: &App) {
        let house = house(app).await;
        let ticket = house.report(&house.staff).await;
        let path = format!("/tickets/{}", id(&ticket));
        assert_eq!(verbs(&ticket), ["cancel"]);
        let seen = house.dispatcher.get(&path).await.expect(200);
        assert_eq!(verbs(&seen), ["triage", "reject", "mark_duplicate", "cancel"]);
        house.bring(app, &id(&ticket), "triage").await;
        let taken = house.technician.get(&path).await.expect(200);
        assert_eq!((verbs(&taken), &taken["moves"][0]["only_self"]), (vec!["assign"], &json!(true)));
        let taken = house.technician.post(&format!("{path}/assign"), json!({})).await.expect(200);
        assert_eq!((&taken["assignee"]["id"], verbs(&taken)), (&json!(app.person("technician")), vec!["assign", "start", "cannot_complete"]));
        // Whoever is in the team gives it to nobody else; who is not takes nothing.
        let away = json!({ "assignee_id": app.person("technician2") });
        house.technician.post(&format!("{path}/assign"), away.clone()).await.problem(403, "forbidden");
        app.client("technician2").await.post(&format!("{path}/assign"), json!({})).await.problem(403, "forbidden");
        house.dispatcher.post(&format!("{path}/assign"), away).await.expect(200);
        let nobody = json!({ "assignee_id": app.person("colleague") });
        let problem = house.dispatcher.post(&format!("{path}/assign"), nobody).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("assignee_id", "not_a_technician")]);
    }

    async fn a_move_names_the_version_it_was_decided_on(app: &App) {
        let house = house(app).await;
        let ticket = house.report(&house.staff).await;
        let path = format!("/api/v1/tickets/{}/triage", id(&ticket));
        let send = async |seen: &str| {
            let request = house.dispatcher.request(reqwest::Method::POST, &path).header("if-match", seen);
            Answer::of(request.json(&house.triage())).await
        };
        send("\"v9\"").await.problem(412, "stale");
        let answer = send("\"v1\"").await;
        assert_eq!(answer.header("etag"), "\"v2\"");
        assert_eq!(answer.expect(200)["version"], 2);
    }

    async fn two_decide_at_once_and_one_wins(app: &App) {
        let house = house(app).await;
        let ticket = id(&house.report(&house.staff).await);
        let (reject, cancel) = (format!("/tickets/{ticket}/reject"), format!("/tickets/{ticket}/cancel"));
        let reason = json!({ "reason": "Daarom" });
        let (a, b) = tokio::join!(house.dispatcher.post(&reject, reason.clone()), house.staff.post(&cancel, reason));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", a.text, b.text);
    }
}
