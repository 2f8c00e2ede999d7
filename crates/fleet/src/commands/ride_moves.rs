//! What drivers do with their rides, and the desk for them.

use booking::{
    Engine,
    commands::attend::{Act, attend},
    model::state::State,
};
use db::WriteTx;
use kernel::{Ctx, Entry, OccurrenceId, Rejection, field::in_range};
use serde_json::json;

use super::{
    hand_out::allowed,
    house,
    in_the_way::{lock_driver, refuse_handed_out, refuse_promised_before, refuse_under_way, refuse_with_keys},
    log_driven::{Driven, log_driven},
    odometer::{self, ReadOdometer, read_odometer},
    ride_assign::held,
    rides::{row, save},
};
use crate::{
    FleetError,
    entity::ride,
    kind::ours,
    model::{
        handover::Promised,
        odometer::{MAX_KM, OdometerSource},
        ride::{Move, RideState, RideVerb, step},
        vehicle::optional,
    },
    policy::Permission,
    queries::{self, Ride, WhoDrives},
};

/// How long before its beginning a driver sets off at the earliest, in minutes.
pub const EARLIEST_MINUTES: i64 = 240;
/// The most minutes of waiting and kilometres without passengers.
const MOST: i64 = 10_000;

/// What the driver notes when they set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetOff {
    /// What the odometer shows.
    pub km: Option<i64>,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    pub confirmed: bool,
}

/// What the driver notes at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinishRide {
    /// What the odometer shows.
    pub end_km: Option<i64>,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    pub confirmed: bool,
    /// Minutes waited.
    pub waiting_minutes: Option<i64>,
    /// Kilometres without passengers.
    pub empty_km: Option<i64>,
    /// What else there is to say.
    pub remarks: Option<String>,
}

/// Says that one drives it.
pub async fn accept_ride(tx: &WriteTx, cx: &Ctx, id: OccurrenceId, seen: Option<i64>) -> Result<(), FleetError> {
    let (_, to, row) = may(tx, cx, id, RideVerb::Accept, seen).await?;
    save(tx, ride::Model { state: to.to, accepted_at: Some(cx.now), ..row }).await?;
    tx.record(Entry::new("ride.accepted", "ride", id));
    Ok(())
}

/// Says that one cannot drive it: it waits for another driver.
pub async fn decline_ride(
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
    reason: &str,
) -> Result<(), FleetError> {
    let (_, to, row) = may(tx, cx, id, RideVerb::Decline, seen).await?;
    let Some(reason) = optional("reason", Some(reason))? else { return Err(FleetError::field("reason", "required")) };
    let data = json!({ "driver_id": row.driver_id });
    let next =
        ride::Model { state: to.to, driver_id: None, accepted_at: None, decline_reason: Some(reason.clone()), ..row };
    save(tx, next).await?;
    tx.record(Entry::new("ride.declined", "ride", id).data(data).reason(Some(reason)));
    Ok(())
}

/// Goes to the passengers, when neither the driver nor the vehicle is out, and nobody else has them until the ride begins: from now
/// on both are taken. The odometer is noted where it is told.
pub async fn set_off(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
    SetOff { km, confirmed }: SetOff,
) -> Result<(), FleetError> {
    let (ride, to, row) = may(tx, cx, id, RideVerb::SetOff, seen).await?;
    let from = ride.starts_at.plus_minutes(-EARLIEST_MINUTES);
    if cx.now < from {
        return Err(FleetError::RideNotYet { from });
    }
    // Whoever sets off when the time is over has no claim any more: nobody else may have it at this moment.
    let until = if cx.now < ride.ends_at { ride.starts_at } else { cx.now.plus_minutes(1) };
    if let Some(vehicle) = &ride.vehicle {
        odometer::lock(tx, vehicle.id).await?;
        refuse_handed_out(tx, vehicle.id).await?;
        refuse_under_way(tx, WhoDrives::Vehicle(vehicle.id), id).await?;
        refuse_promised_before(tx, cx, (Promised::Vehicle, vehicle.id), id, until).await?;
    }
    if let Some(driver) = &ride.driver {
        lock_driver(tx, driver.id).await?;
        refuse_under_way(tx, WhoDrives::Driver(driver.id), id).await?;
        refuse_with_keys(tx, driver.person, id, ride.zone).await?;
        if let Some(vehicle) = &ride.vehicle {
            allowed(queries::desk_driver(tx.into(), cx, driver.person, vehicle).await?)?;
        }
    }
    if let Some(driver) = held(tx, id).await? {
        refuse_promised_before(tx, cx, (Promised::Driver, driver), id, until).await?;
    }
    note(tx, cx, &ride, "start_km", km, (OdometerSource::HandOut, confirmed)).await?;
    // What is over by the clock holds nothing any more.
    if ride.reservation == State::Confirmed && cx.now < ride.ends_at {
        attend(&ours(engine), tx, &house(cx), id, Act::TakeOut, None).await?;
    }
    save(tx, ride::Model { state: to.to, start_km: km, set_off_at: Some(cx.now), ..row }).await?;
    tx.record(Entry::new("ride.set_off", "ride", id).data(json!({ "km": km })));
    Ok(())
}

/// Lets the passengers in.
pub async fn board(tx: &WriteTx, cx: &Ctx, id: OccurrenceId, seen: Option<i64>) -> Result<(), FleetError> {
    let (_, to, row) = may(tx, cx, id, RideVerb::Board, seen).await?;
    save(tx, ride::Model { state: to.to, boarded_at: Some(cx.now), ..row }).await?;
    tx.record(Entry::new("ride.boarded", "ride", id));
    Ok(())
}

/// Ends it: vehicle and driver are free from now on. Where the odometer was noted at both ends its trip is logged, also when nobody
/// was on board.
pub async fn finish_ride(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
    input: FinishRide,
) -> Result<(), FleetError> {
    let (ride, to, row) = may(tx, cx, id, RideVerb::Finish, seen).await?;
    let FinishRide { end_km, confirmed, waiting_minutes, empty_km, remarks } = input;
    in_range("waiting_minutes", waiting_minutes.unwrap_or_default(), 0, MOST)?;
    in_range("empty_km", empty_km.unwrap_or_default(), 0, MOST)?;
    let remarks = optional("remarks", remarks.as_deref())?.or_else(|| row.remarks.clone());
    if row.start_km.zip(end_km).is_some_and(|(start, end)| end < start) {
        return Err(FleetError::field("end_km", "less_than_start"));
    }
    let driven = row.start_km.zip(end_km).map(|(start, end)| end - start);
    if driven.zip(empty_km).is_some_and(|(driven, empty)| empty > driven) {
        return Err(FleetError::field("empty_km", "more_than_driven"));
    }
    // Nobody was on board: all of it was driven without passengers.
    let empty_km = if ride.state == RideState::OnTheWay { empty_km.or(driven) } else { empty_km };
    note(tx, cx, &ride, "end_km", end_km, (OdometerSource::Return, confirmed)).await?;
    if let (Some(driver), Some(vehicle), Some(from), Some(km_out), Some(km_in)) =
        (&ride.driver, &ride.vehicle, row.set_off_at, row.start_km, end_km)
    {
        let (reservation, vehicle, driver) = (id, vehicle.id, driver.person);
        log_driven(tx, cx, &Driven { reservation, vehicle, driver, from, to: cx.now, km_out, km_in, private_km: 0 })
            .await?;
    }
    end_date(engine, tx, cx, &ride).await?;
    let next = ride::Model { state: to.to, end_km, waiting_minutes, empty_km, remarks, done_at: Some(cx.now), ..row };
    save(tx, next).await?;
    let data = json!({ "km": end_km, "waiting_minutes": waiting_minutes, "empty_km": empty_km });
    tx.record(Entry::new("ride.finished", "ride", id).data(data));
    Ok(())
}

/// Lets the date of a ride end with it, so that vehicle and driver are free. What is over by the clock is so already.
async fn end_date(engine: &Engine, tx: &WriteTx, cx: &Ctx, ride: &Ride) -> Result<(), FleetError> {
    let by = house(cx);
    if ride.reservation == State::Confirmed && cx.now < ride.ends_at {
        // It was under way before setting off began the date.
        attend(&ours(engine), tx, &by, ride.id, Act::TakeOut, None).await?;
    } else if ride.reservation != State::InUse {
        return Ok(());
    }
    attend(&ours(engine), tx, &by, ride.id, Act::End, None).await?;
    Ok(())
}

/// The ride and the move, when the actor may make it now.
async fn may(
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    verb: RideVerb,
    seen: Option<i64>,
) -> Result<(Ride, &'static Move, ride::Model), FleetError> {
    let ride = queries::ride(tx.into(), cx, id).await?;
    let row = row(tx, id, seen).await?;
    let to = step(ride.state, verb)?;
    if !to.is_for(&ride.parties) {
        return Err(Rejection::Forbidden("manage_vehicle_reservations").into());
    }
    if !ride.is_certain() {
        return Err(FleetError::RideNotConfirmed);
    }
    Ok((ride, to, row))
}

/// Notes the odometer by the rule for all readings. Whoever drives the vehicle may.
async fn note(
    tx: &WriteTx,
    cx: &Ctx,
    ride: &Ride,
    field: &'static str,
    km: Option<i64>,
    (source, confirmed): (OdometerSource, bool),
) -> Result<(), FleetError> {
    let (Some(km), Some(vehicle)) = (km, &ride.vehicle) else { return Ok(()) };
    in_range(field, km, 0, MAX_KM)?;
    let own = Permission::ReadOdometers.held_by(&cx.actor, &vehicle.chain());
    let by = if own { cx.clone() } else { house(cx) };
    read_odometer(tx, &by, ReadOdometer { vehicle: vehicle.id, km, read_at: None, source, confirmed }).await?;
    Ok(())
}
