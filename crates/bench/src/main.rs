#![doc = include_str!("../README.md")]

mod fill;
mod measure;
mod server;
mod store;
mod table;
mod tickets;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use db::Engine;
use kernel::{Clock, SystemClock};
use testkit::App;

use crate::{
    measure::{Bare, Writing, bare_inserts, bookings, latency},
    server::Server,
    store::Store,
    table::Table,
};

/// What to measure.
#[derive(Debug, Parser)]
struct Options {
    /// A store of 100,000 instead of 2,000,000 occupancies and shorter rates: to see that it works, not to quote
    #[arg(long)]
    quick: bool,
    /// On which engine
    #[arg(long, value_enum, default_value_t = On::Both)]
    engine: On,
    /// Only one part of it
    #[arg(long, value_enum)]
    only: Option<PartOf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PartOf {
    Bookings,
    Tickets,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum On {
    Sqlite,
    Postgres,
    Both,
}

/// How much is stored and how long it is measured.
#[derive(Debug, Clone, Copy)]
struct Profile {
    /// Occupancies at the beginning of the growth.
    small: usize,
    /// Occupancies when bookings are compared with the raw engine.
    middle: usize,
    /// Occupancies at the end.
    large: usize,
    /// How long each rate is taken.
    seconds: u64,
    /// How often each question is asked.
    times: usize,
}

const FULL: Profile = Profile { small: 20_000, middle: 50_000, large: 2_000_000, seconds: 8, times: 200 };
const QUICK: Profile = Profile { small: 20_000, middle: 50_000, large: 100_000, seconds: 2, times: 40 };

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    let profile = if options.quick { QUICK } else { FULL };
    for (engine, on) in [(Engine::Sqlite, On::Sqlite), (Engine::Postgres, On::Postgres)] {
        if options.engine == on || options.engine == On::Both {
            for part in [PartOf::Bookings, PartOf::Tickets] {
                if options.only.is_some_and(|only| only != part) {
                    continue;
                }
                match App::start(engine).await {
                    Some(app) if part == PartOf::Bookings => run(app, profile).await?.print(),
                    Some(app) => tickets::run(app, profile.times).await?.print(),
                    None => println!("\n{engine:?}: left out, there is no cluster (TEST_PG_URL)"),
                }
            }
        }
    }
    Ok(())
}

/// Rooms and bookings on one engine. The application of the tests brings the database and its people; what is measured is the
/// program itself, started on the same database in a process of its own.
async fn run(app: App, profile: Profile) -> Result<Table> {
    // The program lives in the present.
    app.clock.set(SystemClock.now());
    let mut table = Table::new(&app, "bookings").await?;
    let mut store = Store::build(&app).await?;
    store.grow(&app, profile.small, 1).await?;
    let (server, _) = Server::start(app.database_url())?;
    let client = app.client("staff").await.at(server.url());
    let writing = Writing { client: &client, seconds: profile.seconds };

    let small_search = latency(&client, profile.times, |n| store.search(n)).await?;
    let small_rate = bookings(&writing, &store, None).await?;

    store.grow(&app, profile.middle, 1).await?;
    let least = bare_inserts(&app, &store, profile.seconds, Bare::Occupancy).await?;
    let rows = bare_inserts(&app, &store, profile.seconds, Bare::Booking).await?;
    let single = bookings(&writing, &store, None).await?;
    let series = bookings(&writing, &store, Some("FREQ=WEEKLY;COUNT=52")).await?;
    table.note(&format!("the smallest SQL transaction with the rows of one booking: {rows:.0}/s"));
    table.note(&format!("with its occupancy alone: {least:.0}/s, of which one booking is {:.2} ×", single / least));
    table.at_least("one booking, 8 clients, against its rows by hand", 0.5, single / rows, &format!("{single:.0}/s"));
    table.at_most("a weekly series of 52, against one booking", 4.0, single / series, "×", &format!("{series:.0}/s"));

    store.grow(&app, profile.large, 40).await?;
    let search = latency(&client, profile.times, |n| store.search(n)).await?;
    let dates = latency(&client, profile.times, |n| store.search_series(n)).await?;
    let timeline = latency(&client, profile.times, |n| store.timeline(n)).await?;
    table.at_most("search of 500 rooms, one date, p95", 50.0, search.p95, "ms", &search.say());
    table.at_most("search of 500 rooms, 52 dates, p95", 150.0, dates.p95, "ms", &dates.say());
    table.at_most("timeline of 200 rooms and a week, p95", 60.0, timeline.p95, "ms", &timeline.say());
    let large_rate = bookings(&writing, &store, None).await?;
    let grown = format!("{:.1} → {:.1} ms p50", small_search.p50, search.p50);
    table.at_most("search when the store has grown", 1.5, search.p50 / small_search.p50, "×", &grown);
    let grown = format!("{small_rate:.0} → {large_rate:.0}/s");
    table.at_most("one booking when the store has grown", 1.5, small_rate / large_rate, "×", &grown);
    let peak = server.memory_peak_mib()?;
    table.at_most("memory at its peak under all of this", 256.0, peak, "MiB", "");
    server.stop()?;

    let mut starts = vec![];
    for _ in 0..5 {
        let (server, took) = Server::start(app.database_url())?;
        starts.push((took.as_secs_f64(), server.memory_mib()?));
        server.stop()?;
    }
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (took, idle) = starts[starts.len() / 2];
    table.at_most("start to ready on this database", 0.5, took, "s", "");
    table.at_most("memory idle", 64.0, idle, "MiB", "");
    app.stop().await;
    Ok(table)
}
