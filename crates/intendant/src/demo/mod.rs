//! Demonstration data: public facts about four sites, and people, rooms, installations, vehicles, bookings and tickets that
//! are invented.
//!
//! Everything is made by the same commands that people use, the same for the same seed and the same day, and around
//! today, so that the pages are full on any day of the year.

mod bookings;
mod costs;
mod desk;
mod dice;
mod fleet;
mod history;
mod installations;
mod people;
mod plans;
mod policies;
mod reservations;
mod rides;
mod tickets;

use anyhow::{Context as _, Result, bail};
use booking::Engine;
use buildings::{queries::Labelled, sheet::Report};
use db::Db;
use kernel::{Ctx, Lang, Role};

pub(crate) use people::PASSWORD;

const PLACES: &str = include_str!("data/places.csv");
const ROOMS: &str = include_str!("data/rooms.csv");

/// How long before now the demonstration people began to book: what is past was booked when it was still to come.
const DAYS_BEFORE: i64 = 21;

/// One sign-in a role.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    /// The role.
    pub(crate) role: Role,
    /// What to sign in with.
    pub(crate) login: String,
}

/// Where the QR code on the door of one of the rooms leads.
pub(crate) async fn behind_a_code(db: &Db, url: &str) -> Result<String> {
    let room = people::place_of(db, "S-W16-2-01").await?;
    let found = buildings::queries::labels(db.read(), Labelled::Place(room), url, Lang::En, 1).await?;
    let label = found.and_then(|(_, labels)| labels.into_iter().next());
    Ok(label.context("the demonstration has no room with a code")?.url)
}

/// Fills an empty database. Answers one sign-in a role.
pub(crate) async fn fill(db: &Db, engine: &Engine, now: &Ctx) -> Result<Vec<SignIn>> {
    let before = Ctx { now: now.now.plus_minutes(-DAYS_BEFORE * 1440), ..now.clone() };
    let tx = db.begin(&before).await?;
    let places =
        buildings::commands::import_places(&tx, &before, buildings::parse_places(PLACES.as_bytes()), false).await?;
    complete("places", &places)?;
    tx.commit().await?;
    let tx = db.begin(&before).await?;
    let rooms = rooms::commands::import_rooms(tx, &before, rooms::parse_rooms(ROOMS.as_bytes()), false).await?;
    complete("rooms", &rooms)?;
    let everybody = people::add(db, &before).await?;
    policies::set(db, engine, &before).await?;
    installations::add(db, now, &before).await?;
    Box::pin(fleet::add(db, engine, now, &before, &everybody)).await?;
    policies::set_for_vehicles(db, &before).await?;
    Box::pin(costs::add(db, now, &everybody)).await?;
    Box::pin(reservations::add(db, engine, now, &before, &everybody)).await?;
    Box::pin(rides::add(db, engine, now, &everybody)).await?;
    Box::pin(desk::add(db, engine, now, &before, &everybody)).await?;
    history::add_outages(db, now).await?;
    bookings::add(db, engine, now, &before, &everybody).await?;
    let team = tickets::add(db, now, &before, &everybody).await?;
    plans::add(db, now, &before, &everybody, team).await?;
    Ok(everybody.sign_ins())
}

fn complete(what: &str, report: &Report) -> Result<()> {
    match report.refused.first() {
        Some(first) => bail!("the demonstration {what} are wrong: line {}, {}: {}", first.line, first.field, first.why),
        None => Ok(()),
    }
}
