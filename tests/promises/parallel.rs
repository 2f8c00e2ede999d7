//! Many at once: exactly one gets it.

use std::collections::HashMap;

use booking::{
    commands::policies::set_policy,
    model::policy::{Approval, PolicyParts, Stage, Who},
};
use futures_util::future::join_all;
use kernel::{Instant, Role, ScopeId};
use serde_json::Value;
use testkit::{Answer, App};

use crate::house::{House, day, hour, id, overlaps, series, size};

const CLIENTS: usize = 32;

/// Sends them all at the same moment, each from a connection of its own.
async fn together(app: &App, bodies: Vec<Value>) -> Vec<(Value, Answer)> {
    let staff = app.client("staff").await;
    let tasks = bodies.into_iter().map(|body| {
        let staff = staff.clone();
        tokio::spawn(async move { (body.clone(), staff.post("/bookings", body).await) })
    });
    join_all(tasks).await.into_iter().map(|task| task.expect("no client panics")).collect()
}

/// Everybody got an answer that makes sense; answers who got a booking.
fn winners(answers: Vec<(Value, Answer)>) -> Vec<(Value, Value)> {
    let mut won = vec![];
    for (asked, answer) in answers {
        if answer.status == 201 {
            won.push((asked, answer.json()));
        } else {
            let problem = answer.problem(409, "not_free");
            assert!(!problem["conflicts"].as_array().expect("conflicts").is_empty(), "{problem:#}");
            assert!(!problem["alternatives"].as_array().expect("alternatives").is_empty(), "{problem:#}");
        }
    }
    won
}

testkit::both_engines! {
    async fn one_slot_has_one_winner(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        house.room("R2", 10, &[]).await;
        for round in 0..size(6, 100) {
            let bodies = vec![hour(&room, &format!("{}T10:00", day(round + 1))); CLIENTS];
            assert_eq!(winners(together(app, bodies).await).len(), 1, "round {round}");
            assert_eq!(overlaps(app).await, 0);
        }
    }

    async fn a_whole_room_or_its_halves_win_but_never_both(app: &App) {
        let house = House::build(app).await;
        let halves = [house.room("A", 10, &[]).await, house.room("B", 10, &[]).await];
        let whole = house.whole("AB", 20, &["A", "B"]).await;
        house.room("C", 30, &[]).await;
        for round in 0..size(6, 100) {
            let start = format!("{}T10:00", day(round + 1));
            let rooms = [&whole, &halves[0], &whole, &halves[1]];
            let bodies = (0..CLIENTS).map(|client| hour(rooms[(client + round) % 4], &start)).collect();
            let mut won: Vec<String> =
                winners(together(app, bodies).await).iter().map(|(asked, _)| id(&asked["bookables"][0])).collect();
            won.sort();
            let mut both = halves.to_vec();
            both.sort();
            assert!(won == [whole.clone()] || won == both, "round {round}: {won:?}");
            assert_eq!(overlaps(app).await, 0);
        }
    }

    async fn a_series_and_single_dates_never_share_a_date(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        house.room("R2", 10, &[]).await;
        let rounds = size(4, 100);
        for round in 0..rounds {
            let (hour_of_day, offset) = (8 + round % 10, round / 10 * 140);
            let at = |week: usize| format!("{}T{hour_of_day:02}:00", day(1 + offset + week * 7));
            let bodies = (0..CLIENTS)
                .map(|client| {
                    if client % 4 == round % 4 { series(&room, &at(0), "FREQ=WEEKLY;COUNT=20") } else { hour(&room, &at(client % 20)) }
                })
                .collect();
            let won = winners(together(app, bodies).await);
            let mut dates: HashMap<String, usize> = HashMap::new();
            for (_, booking) in &won {
                for date in booking["occurrences"].as_array().expect("dates") {
                    assert_eq!(date["state"], "confirmed");
                    *dates.entry(date["starts_at"].as_str().expect("an instant").to_owned()).or_default() += 1;
                }
            }
            assert!(!dates.is_empty() && dates.values().all(|count| *count == 1), "round {round}: {dates:?}");
            let of_series = won.iter().filter(|(asked, _)| asked["recurrence"].is_string()).count();
            assert!(of_series <= 1, "round {round}");
            assert_eq!(overlaps(app).await, 0);
        }
    }

    async fn of_competing_requests_one_is_approved(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let cx = app.system();
        let tx = app.db().begin(&cx).await.expect("a transaction");
        let approval = Approval { stages: vec![Stage { approvers: Who::roles(&[Role::Approver]) }], holds: false };
        let parts = PolicyParts { approval: Some(approval), ..PolicyParts::default() };
        let scope: ScopeId = ScopeId(room.parse::<kernel::BookableId>().expect("an id").0);
        set_policy(&tx, &cx, scope, &[], Instant::from_micros(0), &parts).await.expect("a policy");
        tx.commit().await.expect("a policy");
        let (staff, approver) = (app.client("staff").await, app.client("approver").await);
        for round in 0..size(4, 100) {
            let mut approvals = vec![];
            for minute in ["00", "15", "30", "45"] {
                let body = hour(&room, &format!("{}T10:{minute}", day(round + 1)));
                let made = staff.post("/bookings", body).await.expect(201);
                assert_eq!(made["occurrences"][0]["state"], "requested");
                approvals.push(id(&made["occurrences"][0]["approvals"][0]));
            }
            let tasks = approvals.iter().map(|approval| {
                let (approver, path) = (approver.clone(), format!("/approvals/{approval}/approve"));
                tokio::spawn(async move { approver.post(&path, Value::Null).await })
            });
            let mut yes = 0;
            for answer in join_all(tasks).await {
                let answer = answer.expect("no client panics");
                assert!(matches!(answer.status, 200 | 409 | 412), "{} {}", answer.status, answer.text);
                yes += usize::from(answer.status == 200);
            }
            assert_eq!(yes, 1, "round {round}");
            assert_eq!(overlaps(app).await, 0);
        }
    }
}
