//! Changes a vehicle: what is not mentioned stays.

use booking::commands::bookables::rename_bookable;
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry,
    event::Changes,
    field::{Wrong, check_code},
};
use sea_orm::ActiveValue::Set;

use super::{columns, create_vehicle::site_of, house, managed, touch};
use crate::{
    FleetError,
    entity::vehicle,
    model::vehicle::{Details, VehiclePatch, VehicleState},
    queries::Vehicle,
};

/// Which vehicle, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeVehicle {
    /// Which one.
    pub id: BookableId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: VehiclePatch,
}

/// Changes a vehicle and answers whether anything did. A name that nobody chose follows make and model.
pub async fn change_vehicle(tx: &WriteTx, cx: &Ctx, input: ChangeVehicle) -> Result<bool, FleetError> {
    let ChangeVehicle { id, seen, patch } = input;
    let present = managed(tx, cx, id, seen).await?;
    if present.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let mut wrong = Wrong::default();
    let (mut code, mut names) = (present.code.clone(), present.names.clone());
    wrong.put(&mut code, patch.code.as_deref().map(|code| check_code("code", code)));
    let bay = patch.home_bay_id.unwrap_or(present.home_bay.id);
    let new_names = patch.names.clone();
    let details = patch.apply(&present.details).check(&mut wrong);
    if names == present.details.default_names() {
        names = details.default_names();
    }
    let before = names.clone();
    wrong.put(&mut names, new_names.map(|new| new.check("names", &before)));
    wrong.or(())?;
    if bay != present.home_bay.id && site_of(tx, bay).await?.id != present.site.id {
        return Err(FleetError::field("home_bay_id", "other_site"));
    }
    let is_renamed = (&code, &names) != (&present.code, &present.names);
    if !is_renamed && bay == present.home_bay.id && details == present.details {
        return Ok(false);
    }
    touch(tx, &present, vehicle::ActiveModel { home_bay_id: Set(bay), ..columns(&details) }).await?;
    if is_renamed {
        rename_bookable(tx, &house(cx), id, &code, &names).await?;
    }
    let changes = difference(&present, &details)
        .field("code", &present.code, &code)
        .field("names", &present.names, &names)
        .field("home_bay_id", &present.home_bay.id, &bay);
    tx.record(Entry::new("vehicle.changed", "vehicle", id.0).data(changes));
    Ok(true)
}

/// Each changed field with what it was and what it is.
fn difference(from: &Vehicle, to: &Details) -> Changes {
    let from = &from.details;
    Changes::default()
        .field("make", &from.make, &to.make)
        .field("model", &from.model, &to.model)
        .field("vin", &from.vin, &to.vin)
        .field("category", &from.category, &to.category)
        .field("body", &from.body, &to.body)
        .field("fuel", &from.fuel, &to.fuel)
        .field("euro_norm", &from.euro_norm, &to.euro_norm)
        .field("co2_g_km", &from.co2_g_km, &to.co2_g_km)
        .field("seats", &from.seats, &to.seats)
        .field("step_free", &from.step_free, &to.step_free)
        .field("child_seat_anchors", &from.child_seat_anchors, &to.child_seat_anchors)
        .field("boot_litres", &from.boot_litres, &to.boot_litres)
        .field("range_km", &from.range_km, &to.range_km)
        .field("battery_wh", &from.battery_wh, &to.battery_wh)
        .field("charge_plug", &from.charge_plug, &to.charge_plug)
        .field("max_charge_watts", &from.max_charge_watts, &to.max_charge_watts)
        .field("first_registered_on", &from.first_registered_on, &to.first_registered_on)
        .field("acquired_on", &from.acquired_on, &to.acquired_on)
        .field("acquisition_exception", &from.acquisition_exception, &to.acquisition_exception)
        .field("chauffeured", &from.chauffeured, &to.chauffeured)
        .field("lease", &from.lease, &to.lease)
        .field("remarks", &from.remarks, &to.remarks)
}
