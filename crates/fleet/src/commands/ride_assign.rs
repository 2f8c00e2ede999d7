//! Gives a ride to another driver: both times change hands at once, or not at all.

use std::collections::BTreeMap;

use booking::{
    Engine,
    commands::reassign::{Reassignment, reassign},
};
use db::WriteTx;
use kernel::{Actor, BookableId, Ctx, Entry, OccurrenceId, Rejection, id::DriverId};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::rides::{row, save};
use crate::{
    FleetError,
    entity::ride,
    kind::DRIVER_KIND,
    model::{
        reservation::Remark,
        ride::{RideVerb, step},
    },
    planning::ride_drivers,
    queries,
};

/// Why the date takes another driver, for the journal.
const WHY: &str = "another driver has the ride";

/// Gives a ride to a driver who is free, may drive the vehicle, and keeps the rest.
pub async fn assign_ride(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
    driver: DriverId,
) -> Result<(), FleetError> {
    let ride = queries::ride(tx.into(), cx, id).await?;
    let before = row(tx, id, seen).await?;
    let to = step(ride.state, RideVerb::Assign)?;
    if !to.is_for(&ride.parties) {
        return Err(Rejection::Forbidden("manage_vehicle_reservations").into());
    }
    if !ride.is_certain() {
        return Err(FleetError::RideNotConfirmed);
    }
    if before.driver_id == Some(driver) {
        return Ok(());
    }
    let all = ride_drivers(engine, tx.into(), cx, &ride).await?;
    let Some(candidate) = all.iter().find(|one| one.who.driver == driver) else {
        return Err(FleetError::field("driver_id", "unknown"));
    };
    if let Some(against) = &candidate.against {
        return Err(FleetError::DriverDoesNotFit(Remark::ride(against)));
    }
    let from = held(tx, id).await?.ok_or(Rejection::NotFound("driver"))?;
    if from != candidate.who.bookable {
        // A chauffeur is for whoever has the ride: the area has decided.
        let actors = BTreeMap::from([(ride.host, Actor::system())]);
        let moves = [Reassignment { occurrence: id, from, to: candidate.who.bookable }];
        reassign(engine, tx, cx, &moves, &actors, WHY).await?;
    }
    let data = json!({ "from": before.driver_id, "driver_id": driver });
    let next = ride::Model { state: to.to, driver_id: Some(driver), accepted_at: None, decline_reason: None, ..before };
    save(tx, next).await?;
    tx.record(Entry::new("ride.assigned", "ride", id).data(data));
    Ok(())
}

/// Whose time a date holds.
pub(super) async fn held(tx: &WriteTx, id: OccurrenceId) -> Result<Option<BookableId>, FleetError> {
    let mut sql = db::sql::Raw::new(tx);
    sql.push("SELECT c.bookable_id FROM claim c JOIN bookable k ON k.id = c.bookable_id WHERE c.occurrence_id = ");
    sql.bind(id.0).push(" AND k.kind = ").bind(DRIVER_KIND);
    let row = tx.query_one_raw(sql.build()).await?;
    Ok(row.map(|row| row.try_get("", "bookable_id")).transpose()?)
}
