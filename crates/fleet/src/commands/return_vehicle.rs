//! Takes a vehicle back.

use booking::{
    Engine,
    commands::attend::{Act, attend},
    model::state::State,
};
use db::WriteTx;
use kernel::{
    Ctx, Entry, OccurrenceId, Rejection,
    field::{Wrong, in_range},
    id::DamageId,
};
use serde_json::json;

use super::{
    NewDamage, ReadOdometer,
    damages::note_damage,
    handover::{as_management, note, of_reservation, percent, save},
    house,
    log_driven::{Driven, log_driven},
    read_odometer,
    wait_for_next::wait_for_next,
};
use crate::{
    FleetError,
    entity::vehicle_handover::Model,
    faults::Faults,
    kind::ours,
    model::{
        handover::{Cleanliness, DeskStage},
        odometer::OdometerSource,
    },
    queries,
};

/// A vehicle that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnVehicle {
    /// From which reservation.
    pub id: OccurrenceId,
    /// The version the caller decided on.
    pub seen: Option<i64>,
    /// What the odometer shows.
    pub km: i64,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    pub confirmed: bool,
    /// What is in the battery or the tank.
    pub energy_percent: Option<i64>,
    /// How clean it is.
    pub cleanliness: Cleanliness,
    /// How many of the kilometres were private.
    pub private_km: i64,
    /// What else there is to say.
    pub note: Option<String>,
    /// What is damaged.
    pub damages: Vec<NewDamage>,
}

/// Takes it back: the rest of its time is free, its trip is logged, and each damage gets a ticket. Answers the damage.
pub async fn return_vehicle(
    engine: &Engine,
    faults: &Faults,
    tx: &WriteTx,
    cx: &Ctx,
    input: ReturnVehicle,
) -> Result<Vec<DamageId>, FleetError> {
    let line = queries::desk_line(tx.into(), cx, input.id).await?;
    Rejection::unless_seen(input.seen, line.version)?;
    let out = of_reservation(tx, line.id).await?;
    let Some(out) = out.filter(|_| matches!(line.stage, DeskStage::Out | DeskStage::Overdue)) else {
        return Err(FleetError::NotAtThisStage(line.stage));
    };
    let mut wrong = Wrong::default();
    wrong.take(percent(input.energy_percent));
    let back_note = wrong.take(note(input.note));
    wrong.or(())?;
    let reading = ReadOdometer {
        vehicle: out.vehicle_id,
        km: input.km,
        read_at: None,
        source: OdometerSource::Return,
        confirmed: input.confirmed,
    };
    read_odometer(tx, &as_management(cx), reading).await?;
    in_range("private_km", input.private_km, 0, input.km - out.out_km)?;
    // What should be back earlier is over already.
    if line.state == State::InUse {
        attend(&ours(engine), tx, &house(cx), line.id, Act::End, None).await?;
    }
    let handover = out.id;
    let driven = input.km - out.out_km;
    let trip = Driven {
        reservation: line.id,
        vehicle: out.vehicle_id,
        driver: out.driver_id,
        from: out.out_at,
        to: cx.now,
        km_out: out.out_km,
        km_in: input.km,
        private_km: input.private_km,
    };
    log_driven(tx, cx, &trip).await?;
    let row = Model {
        back_at: Some(cx.now),
        back_by: cx.actor.person,
        back_km: Some(input.km),
        back_energy_percent: input.energy_percent,
        cleanliness: Some(input.cleanliness),
        private_km: Some(input.private_km),
        back_note,
        ..out
    };
    save(tx, row).await?;
    wait_for_next(engine, tx, cx, line.vehicle.id).await?;
    let mut noted = vec![];
    for damage in input.damages {
        noted.push(note_damage(engine, faults, tx, cx, line.vehicle.id, Some(handover), damage).await?);
    }
    let data = json!({ "vehicle": line.vehicle.id, "km": input.km, "driven_km": driven, "private_km": input.private_km,
        "energy_percent": input.energy_percent, "cleanliness": input.cleanliness, "damages": noted,
        "late": line.stage == DeskStage::Overdue });
    tx.record(Entry::new("vehicle_reservation.returned", "vehicle_reservation", line.id).data(data));
    Ok(noted)
}
