//! Taking the figures.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
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

/// How many transactions with a single insert of an occupancy the database takes per second.
pub(crate) async fn raw_inserts(app: &App, store: &Store, seconds: u64) -> Result<f64> {
    let cx = app.system();
    rate(seconds, async || {
        let (room, start) = store.evening_slot();
        let start = start.instant_or_next(Zone::BRUSSELS);
        let id = cx.ids.next();
        let tx = app.db().begin(&cx).await?;
        let mut sql = db::sql::Raw::new(&tx);
        sql.push("INSERT INTO occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id) VALUES (")
            .bind(id)
            .push(", ")
            .bind(store.unit(room))
            .push(", ")
            .bind_all([start.micros(), start.plus_minutes(20).micros()])
            .push(", 'confirmed', true, ")
            .bind(id)
            .push(")");
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
