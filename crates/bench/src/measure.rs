//! Taking the figures.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use futures_util::future::try_join_all;
use serde_json::json;
use testkit::{App, Client};

use crate::{
    Options,
    store::{OCCUPANCY, Store, insert, occupancy},
};

/// How many transactions with a single insert of an occupancy the database takes per second.
pub(crate) async fn raw_inserts(app: &App, store: &Store, options: &Options) -> Result<f64> {
    let cx = app.system();
    rate(options, async |_| {
        let (room, start) = store.free_slot();
        let start = start.instant_or_next(kernel::Zone::BRUSSELS);
        let tx = app.db().begin(&cx).await?;
        let row = occupancy(cx.ids.next(), store.units[room], start, start.plus_minutes(20));
        insert(&tx, OCCUPANCY, vec![row]).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// How many bookings per second go through, each of its own free slot.
pub(crate) async fn bookings(app: &App, store: &Store, options: &Options, rule: Option<&str>) -> Result<f64> {
    let client = app.client("staff").await;
    rate(options, async |_| {
        let (room, start) = store.free_slot();
        let answer = client
            .post(
                "/bookings",
                json!({
                    "title": "Bench", "bookables": [{ "id": store.rooms[room] }], "start": start, "duration_minutes": 20,
                    "time_zone": "Europe/Brussels", "recurrence": rule, "attendees": 4, "on_conflict": "skip",
                }),
            )
            .await;
        ensure!(answer.status == 201, "a booking was refused: {}", answer.json());
        Ok(())
    })
    .await
}

/// Runs work on every client until the time is over; answers how often per second it was done.
async fn rate(options: &Options, work: impl AsyncFn(usize) -> Result<()>) -> Result<f64> {
    let begin = Instant::now();
    let until = Duration::from_secs(options.seconds);
    let clients = (0..options.clients).map(|client| {
        let work = &work;
        async move {
            let mut done = 0_u32;
            while begin.elapsed() < until {
                work(client).await?;
                done += 1;
            }
            anyhow::Ok(done)
        }
    });
    let done: u32 = try_join_all(clients).await?.into_iter().sum();
    Ok(f64::from(done) / begin.elapsed().as_secs_f64())
}

/// The median and the 95th percentile of a read, in milliseconds, one request after the other.
pub(crate) async fn latency(app: &App, path: &str, times: usize) -> Result<(f64, f64)> {
    let client: Client = app.client("staff").await;
    let mut taken = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        let answer = client.get(path).await;
        ensure!(answer.status == 200, "{path}: {}", answer.json());
        taken.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    taken.sort_by(f64::total_cmp);
    Ok((taken[times / 2], taken[times * 95 / 100]))
}
