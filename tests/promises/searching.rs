//! The search equals a brute force over everything that is stored, and what it calls free commits.

use booking::{
    BookingError, Engine,
    commands::create_booking::{NewBooking, create_booking},
    model::{
        booking::{OnConflict, Series, Visibility},
        wish::Pick,
    },
};
use kernel::{Fold, Recurrence, WallTime, Zone};
use serde_json::Value;
use testkit::{App, Client};

use crate::house::{House, brussels, day, hour, overlaps, size, taken};

struct Known {
    id: String,
    capacity: usize,
    features: Vec<&'static str>,
}

/// Numbers that look random and are the same in every run.
fn scatter(n: usize, below: usize) -> usize {
    (n.wrapping_mul(2_654_435_761) >> 7) % below
}

/// Rooms of many sizes, each with meetings on most days.
async fn fill(app: &App, house: &House, rooms: usize, days: usize) -> Vec<Known> {
    let mut known = vec![];
    for number in 0..rooms {
        let features: Vec<&str> = [("videoconference", 2), ("step_free", 3)]
            .into_iter()
            .filter(|(name, every)| *name != "step_free" && number % every == 0)
            .map(|(name, _)| name)
            .collect();
        let capacity = 4 + scatter(number + 7, 30);
        let id = house.room(&format!("R{number:03}"), capacity, &features).await;
        known.push(Known { id, capacity, features });
    }
    let engine: &Engine = app.state.get();
    let cx = app.system();
    for (number, room) in known.iter().enumerate() {
        let tx = app.db().begin(&cx).await.expect("a transaction");
        for part in 0..3 {
            let start = format!(
                "{}T{:02}:{:02}",
                day(1),
                8 + part * 3 + scatter(number + part, 3),
                15 * scatter(number * 3 + part, 4)
            );
            let rule = format!("FREQ=DAILY;INTERVAL={};COUNT={}", 1 + scatter(number * 5 + part, 3), days / 3);
            let new = NewBooking {
                title: "Standing meeting".into(),
                description: None,
                picks: vec![Pick::plain(room.id.parse().expect("an id"))],
                series: Series {
                    start: start.parse().expect("a time"),
                    duration_minutes: 30 + 15 * i64::try_from(scatter(number + 2 * part, 5)).expect("small"),
                    zone: Zone::BRUSSELS,
                    fold: Fold::First,
                    recurrence: Some(Recurrence::parse(&rule).expect("a rule")),
                    extra_dates: vec![],
                },
                attendees: 2,
                host: Some(app.person("colleague")),
                visibility: Visibility::Normal,
                precedence: None,
                cost_centre: None,
                on_conflict: OnConflict::Skip,
                preview_hash: None,
                external: None,
                granted: std::collections::HashSet::new(),
                left_out: vec![],
            };
            // Where another standing meeting has every one of the times, there is none.
            let made = create_booking(engine, &tx, &cx, new).await;
            assert!(matches!(made, Ok(_) | Err(BookingError::Refused(_))), "{made:?}");
        }
        tx.commit().await.expect("meetings");
    }
    known
}

/// All pages.
async fn offers(client: &Client, query: &str) -> Vec<Value> {
    let mut all = vec![];
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("/availability?{query}&limit=100{cursor}")).await.expect(200);
        all.extend(page["items"].as_array().expect("a page").clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

testkit::both_engines! {
    async fn free_is_what_a_brute_force_finds_and_it_commits(app: &App) {
        let house = House::build(app).await;
        let (rooms, days) = (size(24, 200), size(60, 250));
        let known = fill(app, &house, rooms, days).await;
        let all = taken(app).await;
        let staff = app.client("staff").await;
        let mut checked = (0, 0);
        for question in 0..size(10, 40) {
            let start: WallTime = format!("{}T{:02}:{:02}", day(2 + scatter(question, days - 20)), 8 + scatter(question, 9), 15 * (question % 4))
                .parse()
                .expect("a time");
            let minutes = 30 + 30 * i64::try_from(question % 4).expect("small");
            let (rule, dates): (&str, i64) = [("", 1), ("FREQ=WEEKLY;COUNT=2", 2), ("FREQ=DAILY;COUNT=3", 3)][question % 3];
            let step = if rule.contains("WEEKLY") { 7 } else { 1 };
            let attendees = [0, 6, 14][question / 2 % 3];
            let feature = (question % 2 == 0).then_some("videoconference");
            let mut query = format!("from={start}&to={}&time_zone=Europe/Brussels", start.plus_minutes(minutes));
            for (name, value) in [("recurrence", rule), ("feature", feature.unwrap_or_default())] {
                if !value.is_empty() {
                    query += &["&", name, "=", value].concat();
                }
            }
            if attendees > 0 {
                query += &["&attendees=", &attendees.to_string()].concat();
            }
            let found = offers(&staff, &query).await;
            assert_eq!(found.len(), known.len(), "every room is answered for");
            for room in &known {
                let fits = room.capacity >= attendees && feature.is_none_or(|one| room.features.contains(&one));
                let free = (0..dates).all(|n| {
                    let from = brussels(&start.plus_minutes(n * step * 1440).to_string());
                    let (from, to) = (from.micros(), from.plus_minutes(minutes).micros());
                    !all.iter().any(|(id, a, b)| *id == room.id && *a < to && from < *b)
                });
                let offer = found.iter().find(|offer| offer["bookable_id"] == room.id.as_str()).expect("it is answered for");
                let expected = if fits && free { "free" } else { "not_free" };
                assert_eq!(offer["state"], expected, "{query}: {offer:#}");
                if fits && free { checked.0 += 1 } else { checked.1 += 1 }
            }
            // What is free commits, as it was offered; then it is called off again.
            if let Some(offer) = found.iter().find(|offer| offer["state"] == "free") {
                let mut body = hour(offer["bookable_id"].as_str().expect("an id"), &start.to_string());
                body["bookables"][0]["layout_id"] = offer["layout_id"].clone();
                body["duration_minutes"] = minutes.into();
                body["attendees"] = attendees.into();
                if !rule.is_empty() {
                    body["recurrence"] = rule.into();
                }
                let made = staff.post("/bookings", body).await.expect(201);
                let path = format!("/bookings/{}/cancel", made["id"].as_str().expect("an id"));
                staff.post(&path, serde_json::json!({ "reason": "only tried" })).await.expect(200);
            }
        }
        assert!(checked.0 > 20 && checked.1 > 20, "both answers occur: {checked:?}");
        assert_eq!(overlaps(app).await, 0);
    }
}
