//! What drivers said to the rides of the demonstration: most are accepted, one is declined, so that the desk has something to do.

use anyhow::Result;
use booking::Engine;
use db::Db;
use fleet::{
    commands::{FinishRide, SetOff, accept_ride, board, decline_ride, finish_ride, set_off},
    model::ride::RideState,
    queries::{Ride, RideFilter, list_rides},
};
use kernel::Ctx;

use super::people::Everybody;

/// More than there are.
const MOST: u64 = 100;

pub(super) async fn add(db: &Db, engine: &Engine, now: &Ctx, everybody: &Everybody) -> Result<()> {
    let desk = everybody.desk("fleet_manager")?.context(now);
    let open = RideFilter { open: true, ..RideFilter::default() };
    let rides = list_rides(db.into(), &desk, &open, None, MOST).await?;
    let assigned = rides.iter().filter(|ride| ride.state == RideState::Assigned);
    for (index, ride) in assigned.enumerate() {
        let Some(driver) = &ride.driver else { continue };
        let Some(person) = everybody.0.iter().find(|person| person.id == driver.person) else { continue };
        let cx = person.context(now);
        if ride.ends_at <= now.now {
            drive(engine, db, &cx, ride).await?;
            continue;
        }
        let tx = db.begin(&cx).await?;
        match index % 4 {
            3 => decline_ride(&tx, &cx, ride.id, None, "Medische controle (demo)").await?,
            // Nobody looked at some of them yet.
            2 => continue,
            _ => accept_ride(&tx, &cx, ride.id, None).await?,
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Drives one that is over, at its time.
async fn drive(engine: &Engine, db: &Db, cx: &Ctx, ride: &Ride) -> Result<()> {
    let at = |instant| Ctx { now: instant, ..cx.clone() };
    let (begin, end) = (at(ride.starts_at), at(ride.ends_at));
    let tx = db.begin(&begin).await?;
    accept_ride(&tx, &begin, ride.id, None).await?;
    set_off(engine, &tx, &begin, ride.id, None, SetOff::default()).await?;
    board(&tx, &begin, ride.id, None).await?;
    tx.commit().await?;
    let tx = db.begin(&end).await?;
    let notes = FinishRide { waiting_minutes: Some(20), empty_km: Some(8), ..FinishRide::default() };
    finish_ride(engine, &tx, &end, ride.id, None, notes).await?;
    tx.commit().await?;
    Ok(())
}
