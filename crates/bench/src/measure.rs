//! Taking the figures.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use db::sql::Raw;
use futures_util::future::try_join_all;
use kernel::Zone;
use reqwest::Method;
use sea_orm::ConnectionTrait;
use serde_json::json;
use testkit::{App, Client};

use crate::store::Store;

/// How many write at once.
const CLIENTS: usize = 8;

/// Who writes, and for how long.
#[derive(Debug)]
pub(crate) struct Writing<'a> {
    pub(crate) client: &'a Client,
    pub(crate) seconds: u64,
}

/// What a transaction of the database itself writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bare {
    /// The occupancy alone: the least there is.
    Occupancy,
    /// The rows of a booking: itself, its date, its claim and the occupancy.
    Booking,
}

/// How many transactions per second the database takes that write this and nothing else.
pub(crate) async fn bare_inserts(app: &App, store: &Store, seconds: u64, what: Bare) -> Result<f64> {
    let cx = app.system();
    let host = app.person("colleague").0;
    rate(seconds, async || {
        let (room, wall) = store.evening_slot();
        let start = wall.instant_or_next(Zone::BRUSSELS);
        let [from, to] = [start.micros(), start.plus_minutes(20).micros()];
        let [booking, date, occupancy] = [cx.ids.next(), cx.ids.next(), cx.ids.next()];
        let tx = app.db().begin(&cx).await?;
        if what == Bare::Booking {
            let mut sql = Raw::new(&tx);
            sql.push(
                "INSERT INTO booking (id, title, host_id, created_by, attendees, visibility, precedence, start_wall, \
                 duration_minutes, time_zone, fold, extra_dates, wishes, search_key, created_at, version) VALUES (",
            );
            sql.bind_all([booking]).push(", 'Bench', ").bind_all([host, host]);
            sql.push(", 4, 'normal', 'normal', ").bind(wall.to_string());
            sql.push(", 20, 'Europe/Brussels', 'first', '[]', '[]', 'bench', ").bind(from).push(", 1)");
            tx.execute_raw(sql.build()).await?;
            let mut sql = Raw::new(&tx);
            sql.push(
                "INSERT INTO occurrence (id, booking_id, original_start, start_wall, duration_minutes, starts_at, \
                 ends_at, state, overridden, version) VALUES (",
            );
            sql.bind_all([date, booking]).push(", ").bind_all([wall.to_string(), wall.to_string()]);
            sql.push(", 20, ").bind_all([from, to]).push(", 'confirmed', '', 1)");
            tx.execute_raw(sql.build()).await?;
            let mut sql = Raw::new(&tx);
            sql.push(
                "INSERT INTO claim (occurrence_id, bookable_id, setup_minutes, cleanup_minutes, blocked_from, \
                 blocked_to) VALUES (",
            );
            sql.bind_all([date, store.room(room)]).push(", 0, 0, ").bind_all([from, to]).push(")");
            tx.execute_raw(sql.build()).await?;
        }
        let mut sql = Raw::new(&tx);
        sql.push("INSERT INTO occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id) VALUES (");
        sql.bind_all([occupancy, store.unit(room)]).push(", ").bind_all([from, to]);
        sql.push(", 'confirmed', true, ").bind(date).push(")");
        tx.execute_raw(sql.build()).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// How many bookings per second go through, each of a slot that is free.
pub(crate) async fn bookings(writing: &Writing<'_>, store: &Store, rule: Option<&str>) -> Result<f64> {
    rate(writing.seconds, async || {
        let (room, start) = if rule.is_some() { store.morning_slot() } else { store.evening_slot() };
        let body = json!({
            "title": "Bench", "bookables": [{ "id": store.room(room) }], "start": start, "duration_minutes": 20,
            "time_zone": "Europe/Brussels", "recurrence": rule, "attendees": 4,
        });
        let answer = writing.client.post("/bookings", body).await;
        ensure!(answer.status == 201, "a booking was refused: {}", answer.text);
        Ok(())
    })
    .await
}

/// Runs work on every client until the time is over; answers how often per second it was done.
async fn rate(seconds: u64, work: impl AsyncFn() -> Result<()>) -> Result<f64> {
    let begin = Instant::now();
    let until = Duration::from_secs(seconds);
    let clients = (0..CLIENTS).map(|_| async {
        let mut done = 0_u32;
        while begin.elapsed() < until {
            work().await?;
            done += 1;
        }
        anyhow::Ok(done)
    });
    let done: u32 = try_join_all(clients).await?.into_iter().sum();
    Ok(f64::from(done) / begin.elapsed().as_secs_f64())
}

/// How long a read takes, in milliseconds, and how large its answer is.
#[derive(Debug)]
pub(crate) struct Latency {
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    kilobytes: usize,
    encoding: String,
}

impl Latency {
    pub(crate) fn say(&self) -> String {
        let Self { p50, p95, kilobytes, encoding } = self;
        format!("{p50:.1} ms p50, {p95:.1} ms p95, {kilobytes} kB {encoding}")
    }
}

/// Asks one question after the other, the n-th as `path` says, as a browser does: it takes compressed answers.
pub(crate) async fn latency(client: &Client, times: usize, path: impl Fn(usize) -> String) -> Result<Latency> {
    let mut taken = Vec::with_capacity(times);
    let (mut largest, mut encoding) = (0, String::new());
    for n in 0..times {
        let request = client.request(Method::GET, &path(n)).header("accept-encoding", "gzip, deflate, br");
        let begin = Instant::now();
        let answer = request.send().await?;
        let status = answer.status();
        let said = answer.headers().get("content-encoding").and_then(|value| value.to_str().ok());
        said.unwrap_or("not compressed").clone_into(&mut encoding);
        let body = answer.bytes().await?;
        taken.push(begin.elapsed().as_secs_f64() * 1000.0);
        ensure!(status == 200, "{}: {status}", path(n));
        largest = largest.max(body.len());
    }
    taken.sort_by(f64::total_cmp);
    Ok(Latency { p50: taken[times / 2], p95: taken[times * 95 / 100], kilobytes: largest / 1000, encoding })
}
