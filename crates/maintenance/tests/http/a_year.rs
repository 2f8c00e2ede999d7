//! A year day by day, with days on which nobody swept: each work is made once and none is lost.

use std::collections::BTreeMap;

use buildings::commands::{ReadMeter, read_meter};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use db::sql::Raw;
use kernel::Instant;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{inspections::lift, plans::boiler, *};

/// How many days ahead the plans of the year make their work.
const AHEAD: u64 = 10;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Days from one to another, both included, that are meant, as a plan at that hour names them. The plain way, without rules.
fn expected(from: &str, to: NaiveDate, hour: &str, meant: impl Fn(NaiveDate) -> bool) -> Vec<String> {
    let days = day(from).iter_days().take_while(|one| *one <= to);
    days.filter(|one| meant(*one)).map(|one| format!("{one}T{hour}")).collect()
}

fn is_last_of_quarter(one: NaiveDate) -> bool {
    let next = one.succ_opt().unwrap();
    next.day() == 1 && matches!(next.month(), 1 | 4 | 7 | 10)
}

testkit::both_engines! {
    async fn each_work_once_and_none_lost(app: &App) {
        let mut house = house(app).await;
        let (_, meter) = boiler(app, &house, "BOILER-1").await;
        let calendar = |rule: &str, start: &str| json!({ "kind": "calendar", "rule": rule, "start": start, "days_ahead": AHEAD });
        let triggers = [
            ("MONDAYS", calendar("FREQ=WEEKLY;BYDAY=MO", "2026-12-01T08:00"), "last_due"),
            ("FIRST-MONDAY", calendar("FREQ=MONTHLY;BYDAY=1MO", "2026-12-01T07:30"), "last_due"),
            // At an hour that the last Sunday of March does not have.
            ("LAST-SUNDAY", calendar("FREQ=MONTHLY;BYDAY=-1SU", "2026-12-01T02:30"), "last_due"),
            ("QUARTERS", calendar("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2026-12-01T08:00"), "last_due"),
            ("SIX-WEEKS", calendar("FREQ=WEEKLY;INTERVAL=6", "2026-12-07T08:00"), "last_done"),
            ("HOURS", json!({ "kind": "meter", "meter_id": meter, "every": 500, "units_ahead": 24 }), "last_due"),
        ];
        let mut plans = BTreeMap::new();
        for (code, trigger, counted_from) in triggers {
            let new = json!({ "code": code, "title": code, "team_id": house.team, "trigger": trigger, "counted_from": counted_from,
                "place_id": if code == "HOURS" { Value::Null } else { json!(house.spaces[0]) } });
            plans.insert(code, id(&house.dispatcher.post("/maintenance-plans", new).await.expect(201)));
        }
        let (mut swept, mut tickets, mut last_sweep) = (0, 0, day("2026-12-01"));
        for number in 0_i64..365 {
            let today = day("2026-12-01").checked_add_days(Days::new(number.unsigned_abs())).unwrap();
            // At another hour each day, also just before and after midnight.
            let minute = number * 97 % 1440;
            app.clock.set(Instant::from(today.and_hms_opt(0, 0, 0).unwrap().and_utc()).plus_minutes(minute.max(1)));
            // Twenty-one hours a day, and no reading on Sundays.
            if today.weekday() != Weekday::Sun {
                read(app, &meter, 1000 + number * 21).await;
            }
            // Nobody sweeps on two days of five, nor in August.
            if number % 5 < 2 || today.month() == 8 {
                continue;
            }
            tickets += app.sweep("make_planned_work").await;
            if number % 12 == 0 {
                assert_eq!(app.sweep("make_planned_work").await, 0, "{today}");
            }
            (swept, last_sweep) = (swept + 1, today);
            // What counts from when it was done is done after a while; the rest stays open.
            if let Some((ticket, due)) = open_work(app, "SIX-WEEKS").await
                && day(&due[..10]).checked_add_days(Days::new(4)).unwrap() < today
            {
                house.sign_in_again(app).await;
                let path = format!("/tickets/{ticket}");
                house.dispatcher.post(&format!("{path}/assign"), json!({ "assignee_id": app.person("technician") })).await.expect(200);
                house.technician.post(&format!("{path}/start"), json!({})).await.expect(200);
                house.technician.post(&format!("{path}/complete"), json!({})).await.expect(200);
            }
        }
        assert!(swept > 180);

        let horizon = last_sweep.checked_add_days(Days::new(AHEAD)).unwrap();
        let from = "2026-12-01";
        let wanted = BTreeMap::from([
            ("MONDAYS", expected(from, horizon, "08:00", |one| one.weekday() == Weekday::Mon)),
            ("FIRST-MONDAY", expected(from, horizon, "07:30", |one| one.weekday() == Weekday::Mon && one.day() <= 7)),
            ("LAST-SUNDAY", expected(from, horizon, "02:30", |one| one.weekday() == Weekday::Sun && one.checked_add_days(Days::new(7)).unwrap().month() != one.month())),
            // From December on, so the last day of December, March, June and September.
            ("QUARTERS", expected(from, horizon, "08:00", is_last_of_quarter)),
        ]);
        let all = made(app).await;
        for (plan, dates) in &wanted {
            assert_eq!(&all[*plan], dates, "{plan}");
        }
        // 365 days of 21 hours, read until the last sweep, reach so many times five hundred (a day ahead).
        let hours: Vec<i64> = all["HOURS"].iter().map(|total| total.parse().unwrap()).collect();
        assert_eq!(hours, (1..=hours.len()).map(|step| 1000 + 500 * i64::try_from(step).unwrap()).collect::<Vec<_>>());
        assert!((15..=16).contains(&hours.len()), "{hours:?}");
        // Six weeks after it was done, never sooner.
        let six: Vec<NaiveDate> = all["SIX-WEEKS"].iter().map(|date| date[..10].parse().unwrap()).collect();
        assert!((6..=8).contains(&six.len()), "{six:?}");
        assert!(six.windows(2).all(|pair| (pair[1] - pair[0]).num_days() >= 42 + 4), "{six:?}");
        let in_all: usize = all.values().map(Vec::len).sum();
        assert_eq!(u64::try_from(in_all).unwrap(), tickets);
        // Each of them is a ticket of its own, and nothing else is.
        let numbers = count(app, "SELECT COUNT(*) AS n FROM ticket WHERE kind = 'preventive'").await;
        assert_eq!(numbers, i64::try_from(in_all).unwrap());
        assert_eq!(count(app, "SELECT COUNT(*) AS n FROM plan_work w JOIN ticket t ON t.id = w.ticket_id WHERE t.planned_from <> w.due_at").await, 0);
    }
}

/// Notes what a meter shows, past HTTP: a year has many days.
async fn read(app: &App, meter: &str, reading: i64) {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let input = ReadMeter { meter: meter.parse().unwrap(), reading, read_at: None, restarts: false, note: None };
    read_meter(&tx, &cx, input).await.unwrap();
    tx.commit().await.unwrap();
}

/// The ticket of a plan that is not done, and the date for which it was made.
async fn open_work(app: &App, plan: &str) -> Option<(Uuid, String)> {
    let mut sql = Raw::new(app.db().read());
    sql.push("SELECT t.id, w.due_key FROM plan_work w JOIN ticket t ON t.id = w.ticket_id JOIN maintenance_plan m ON m.id = w.plan_id ");
    sql.push("WHERE t.done_at IS NULL AND m.code = ").bind(plan);
    let row = app.db().read().query_one_raw(sql.build()).await.unwrap()?;
    Some((row.try_get("", "id").unwrap(), row.try_get("", "due_key").unwrap()))
}

async fn count(app: &App, text: &str) -> i64 {
    let mut sql = Raw::new(app.db().read());
    sql.push(text);
    app.db().read().query_one_raw(sql.build()).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// For which dates and totals each plan made work, in order.
async fn made(app: &App) -> BTreeMap<String, Vec<String>> {
    let mut sql = Raw::new(app.db().read());
    sql.push("SELECT m.code, w.due_key FROM plan_work w JOIN maintenance_plan m ON m.id = w.plan_id ORDER BY m.code, w.position");
    let mut made: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in app.db().read().query_all_raw(sql.build()).await.unwrap() {
        let (plan, due): (String, String) = (row.try_get("", "code").unwrap(), row.try_get("", "due_key").unwrap());
        made.entry(plan).or_default().push(due);
    }
    made
}

/// What the plain calculation says of one interval of one installation.
struct Series {
    installation: String,
    interval: &'static str,
    months: u32,
    base: NaiveDate,
    awaited: Option<NaiveDate>,
    planned: Vec<NaiveDate>,
}

impl Series {
    fn due(&self) -> NaiveDate {
        self.base.checked_add_months(Months::new(self.months)).unwrap()
    }
}

testkit::both_engines! {
    async fn each_inspection_once_and_none_lost(app: &App) {
        let mut house = house(app).await;
        let without = lift(app, &house, "LIFT-1", Some("2026-10-31"), false).await;
        let with = lift(app, &house, "LIFT-2", Some("2026-07-15"), true).await;
        let extinguisher = json!({ "code": "EXT-1", "names": { "nl": "Blusser" }, "class": "extinguisher", "place_id": house.floor, "commissioned_on": "2026-02-28" });
        let extinguisher = id(&house.manager.post("/installations", extinguisher).await.expect(201));
        let series = |installation: &str, interval, months, base: &str| Series { installation: installation.to_owned(), interval, months, base: day(base), awaited: None, planned: vec![] };
        let mut all = [
            series(&without, "quarterly", 3, "2026-10-31"),
            series(&with, "half_yearly", 6, "2026-07-15"),
            series(&with, "yearly", 12, "2026-07-15"),
            series(&extinguisher, "yearly", 12, "2026-02-28"),
        ];
        let mut planned = 0;
        for number in 0_u64..400 {
            let today = day("2026-12-01").checked_add_days(Days::new(number)).unwrap();
            let minute = i64::try_from(60 + number * 131 % 1200).unwrap();
            app.clock.set(Instant::from(today.and_hms_opt(0, 0, 0).unwrap().and_utc()).plus_minutes(minute));
            house.sign_in_again(app).await;
            // Somebody comes four days after it was due; whether anybody sweeps or not.
            for index in 0..all.len() {
                let late = all[index].awaited.and_then(|due| due.checked_add_days(Days::new(4)));
                if late.is_none_or(|late| late > today) {
                    continue;
                }
                let rows = house.technician.get(&format!("/inspections?state=planned&installation={}", all[index].installation)).await.expect(200);
                let row = rows["items"].as_array().unwrap().iter().find(|row| row["interval"] == all[index].interval).unwrap();
                let done = json!({ "performed_on": today, "performer": "Vinçotte" });
                house.technician.post(&format!("/inspections/{}/perform", id(row)), done).await.expect(200);
                (all[index].base, all[index].awaited) = (today, None);
                if all[index].interval == "yearly" && all[index].installation == with {
                    all[1].base = today;
                }
            }
            // Nobody sweeps on two days of seven, nor from April to June.
            if number % 7 < 2 || (4..=6).contains(&today.month()) {
                continue;
            }
            let mut expected = 0;
            for one in all.iter_mut().filter(|one| one.awaited.is_none()) {
                let due = one.due();
                if due.checked_sub_days(Days::new(30)).unwrap() <= today {
                    one.awaited = Some(due);
                    one.planned.push(due);
                    expected += 1;
                }
            }
            planned += expected;
            assert_eq!(app.sweep("plan_inspections").await, expected, "{today}");
        }
        assert!(planned >= 8, "{planned}");
        for one in &all {
            let rows = house.technician.get(&format!("/inspections?installation={}", one.installation)).await.expect(200);
            let mut due: Vec<NaiveDate> = rows["items"].as_array().unwrap().iter().filter(|row| row["interval"] == one.interval).map(|row| row["due_on"].as_str().unwrap().parse().unwrap()).collect();
            due.reverse();
            assert_eq!(due, one.planned, "{} {}", one.installation, one.interval);
        }
        assert_eq!(count(app, "SELECT COUNT(DISTINCT ticket_id) AS n FROM inspection").await, i64::try_from(planned).unwrap());
        assert_eq!(count(app, "SELECT COUNT(*) AS n FROM ticket WHERE kind = 'inspection'").await, i64::try_from(planned).unwrap());
    }
}
