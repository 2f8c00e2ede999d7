//! Takes a vehicle out of service, puts it back, or disposes of it.

use booking::{Engine, commands::bookables::retire_bookable};
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, Names, field::one_line};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    blocks::{Cause, block, unblock},
    house, managed, touch,
};
use crate::{
    FleetError,
    entity::{plate_assignment, vehicle, vehicle_block},
    model::{
        day::number,
        vehicle::{MAX_LINE, VehicleState},
    },
    queries::Vehicle,
};

/// Which vehicle, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfVehicle {
    /// Which one.
    pub id: BookableId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// Why.
    pub reason: String,
}

/// Takes a vehicle out of service: it cannot be booked from now on, what is booked stays and is to be moved. Twice is as good as
/// once, with the new reason.
pub async fn put_out_of_service(engine: &Engine, tx: &WriteTx, cx: &Ctx, input: OfVehicle) -> Result<(), FleetError> {
    let reason = reason(&input.reason)?;
    let present = managed(tx, cx, input.id, input.seen).await?;
    if present.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let names = Names {
        nl: "Buiten dienst".into(),
        fr: "Hors service".into(),
        de: "Außer Betrieb".into(),
        en: "Out of service".into(),
    };
    let cause = Cause { id: input.id.0, from: cx.now, names, reason: reason.clone() };
    block(engine, tx, cx, input.id, cause).await?;
    stand(tx, cx, &present, VehicleState::OutOfService, Some(reason), "vehicle.put_out_of_service").await
}

/// Puts a vehicle back into service. What else keeps it, such as an inspection that is overdue, still does.
pub async fn put_back_in_service(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: BookableId,
    seen: Option<i64>,
) -> Result<(), FleetError> {
    let present = managed(tx, cx, id, seen).await?;
    if present.standing.state != VehicleState::OutOfService {
        return Err(FleetError::NotInThisState(present.standing.state));
    }
    unblock(engine, tx, cx, id, id.0).await?;
    stand(tx, cx, &present, VehicleState::InService, None, "vehicle.put_back_in_service").await
}

/// Disposes of a vehicle for good: it was sold or given back. Refused while dates to come hold it. Its plate comes off after today.
pub async fn dispose(engine: &Engine, tx: &WriteTx, cx: &Ctx, input: OfVehicle) -> Result<(), FleetError> {
    let reason = reason(&input.reason)?;
    let present = managed(tx, cx, input.id, input.seen).await?;
    if present.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let kept = vehicle_block::Entity::find().filter(vehicle_block::Column::VehicleId.eq(input.id)).all(tx).await?;
    for row in kept {
        unblock(engine, tx, cx, input.id, row.cause_id).await?;
    }
    retire_bookable(tx, &house(cx), input.id).await?;
    let today = number(present.today(cx.now));
    for plate in present.plates.iter().filter(|plate| plate.from <= today && plate.until.is_none_or(|end| end > today))
    {
        let end = plate_assignment::ActiveModel { until_day: Set(Some(today + 1)), ..Default::default() };
        let this = plate_assignment::Column::Id.eq(plate.id);
        plate_assignment::Entity::update_many().set(end).filter(this).exec(tx).await?;
    }
    stand(tx, cx, &present, VehicleState::Disposed, Some(reason), "vehicle.disposed").await
}

fn reason(text: &str) -> Result<String, FleetError> {
    let text = one_line("reason", text, MAX_LINE)?;
    if text.is_empty() { Err(FleetError::field("reason", "required")) } else { Ok(text) }
}

async fn stand(
    tx: &WriteTx,
    cx: &Ctx,
    present: &Vehicle,
    state: VehicleState,
    reason: Option<String>,
    action: &'static str,
) -> Result<(), FleetError> {
    let since = if present.standing.state == state { present.standing.since } else { cx.now };
    let change = vehicle::ActiveModel {
        state: Set(state),
        state_since: Set(since),
        state_reason: Set(reason.clone()),
        ..Default::default()
    };
    touch(tx, present, change).await?;
    let data = json!({ "from": present.standing.state, "to": state });
    tx.record(Entry::new(action, "vehicle", present.id.0).data(data).reason(reason));
    Ok(())
}
