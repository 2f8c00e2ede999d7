#![doc = include_str!("../README.md")]

mod measure;
mod store;

use anyhow::{Result, ensure};
use clap::{Parser, ValueEnum};
use db::Engine;
use testkit::App;

/// What to measure on.
#[derive(Debug, Parser)]
struct Options {
    /// How many rooms.
    #[arg(long, default_value_t = 200)]
    rooms: usize,
    /// How many occupancies are stored before.
    #[arg(long, default_value_t = 50_000)]
    occupancies: usize,
    /// How many clients write at once.
    #[arg(long, default_value_t = 8)]
    clients: usize,
    /// How long each rate is taken.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// On which engine.
    #[arg(long, value_enum, default_value_t = On::Both)]
    engine: On,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum On {
    Sqlite,
    Postgres,
    Both,
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    ensure!(options.rooms > 0 && options.clients > 0, "at least one room and one client are needed");
    if options.engine != On::Postgres {
        run(&options, Engine::Sqlite, "SQLite, durable commits").await?;
    }
    if options.engine != On::Sqlite {
        run(&options, Engine::Postgres, "PostgreSQL, fsync off").await?;
    }
    Ok(())
}

async fn run(options: &Options, engine: Engine, name: &str) -> Result<()> {
    let Some(app) = App::start(engine).await else {
        println!("{name}: skipped, there is no cluster (TEST_PG_URL)");
        return Ok(());
    };
    let store = store::fill(&app, options.rooms, options.occupancies).await?;
    println!(
        "\n{name}: {} rooms, {} occupancies, {} clients, {} s each",
        options.rooms, store.occupancies, options.clients, options.seconds
    );
    let raw = measure::raw_inserts(&app, &store, options).await?;
    println!("  {:<44} {raw:>9.0}/s   1.00", "smallest SQL transaction with one insert");
    let single = measure::bookings(&app, &store, options, None).await?;
    println!("  {:<44} {single:>9.0}/s   {:.2}", "one booking over HTTP", single / raw);
    let series = measure::bookings(&app, &store, options, Some("FREQ=WEEKLY;COUNT=52")).await?;
    println!(
        "  {:<44} {series:>9.0}/s   {:.1} x the time of one booking",
        "a weekly series of 52 over HTTP",
        single / series
    );
    for (what, path) in store.questions() {
        let (p50, p95) = measure::latency(&app, &path, 60).await?;
        println!("  {what:<44} {p50:>7.1} ms p50 {p95:>7.1} ms p95");
    }
    app.stop().await;
    Ok(())
}
