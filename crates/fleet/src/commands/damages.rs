//! Notes damage on vehicles, and that it is repaired.

use booking::Engine;
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, FieldError, Rejection,
    field::{one_line, several_lines},
    id::{DamageId, HandoverId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{OfVehicle, handover::as_management, put_out_of_service};
use crate::{
    FleetError,
    entity::vehicle_damage::{ActiveModel, Column, Entity, Model},
    faults::{Faults, VehicleFault},
    model::{
        handover::{DamagePart, MAX_NOTE},
        vehicle::{MAX_LINE, VehicleState},
    },
    policy::Permission,
    queries,
};

/// The most damage that is noted at once.
pub const MAX_DAMAGES: usize = 20;

/// Damage that somebody sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewVehicleDamage)]
pub struct NewDamage {
    /// Where on the vehicle.
    pub part: DamagePart,
    /// What it is.
    #[schema(max_length = 2000)]
    pub description: String,
    /// Whether the vehicle can still be driven; it is taken out of service when not.
    pub drivable: bool,
}

/// Notes damage: for those who hand vehicles out, and those who read their odometers. It gets a ticket at the home bay; a vehicle that
/// cannot be driven is taken out of service.
pub async fn report_damage(
    engine: &Engine,
    faults: &Faults,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    input: NewDamage,
) -> Result<DamageId, FleetError> {
    let on = queries::one_visible(tx.into(), cx, vehicle).await?;
    if !Permission::ReadOdometers.held_by(&cx.actor, &on.chain()) {
        Permission::HandOut.require(&cx.actor, &on.chain())?;
    }
    note_damage(engine, faults, tx, cx, vehicle, None, input).await
}

/// The same, where it is known that the actor may.
pub(super) async fn note_damage(
    engine: &Engine,
    faults: &Faults,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    handover: Option<HandoverId>,
    input: NewDamage,
) -> Result<DamageId, FleetError> {
    // Damage noted before may have taken it out of service in this very transaction.
    let on = queries::one(tx.into(), vehicle).await?.ok_or(Rejection::NotFound("vehicle"))?;
    if on.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let description = several_lines("description", &input.description, MAX_NOTE)?;
    if description.is_empty() {
        return Err(FieldError::new("description", "required").into());
    }
    let short = first_line(&format!("{}: {description}", on.code));
    let plate = on.plate_on(on.today(cx.now)).map(|plate| plate.plate.clone());
    let about = [Some(on.names.get(cx.lang).to_owned()), plate].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let fault = VehicleFault {
        place: on.home_bay.id,
        title: short,
        description: format!("{about}\n\n{description}"),
        drivable: input.drivable,
    };
    let ticket = faults.0.open(tx, cx, fault).await?;
    let row = Model {
        id: DamageId::new(&*cx.ids),
        vehicle_id: vehicle,
        handover_id: handover,
        part: input.part,
        description: description.clone(),
        drivable: input.drivable,
        noted_at: cx.now,
        noted_by: cx.actor.person,
        ticket_id: Some(ticket.id),
        ticket_number: Some(ticket.number),
        repaired_at: None,
        repaired_by: None,
        repair_note: None,
        version: 1,
    };
    let id = row.id;
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let data = json!({ "damage_id": id, "part": input.part, "drivable": input.drivable, "ticket_id": ticket.id });
    tx.record(Entry::new("vehicle.damage_noted", "vehicle", vehicle.0).data(data));
    if !input.drivable && on.standing.state == VehicleState::InService {
        let why = OfVehicle { id: vehicle, seen: None, reason: first_line(&description) };
        put_out_of_service(engine, tx, &as_management(cx), why).await?;
    }
    Ok(id)
}

/// As much of a text as a line holds.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MAX_LINE {
        return line.to_owned();
    }
    line.chars().take(MAX_LINE - 1).chain(['…']).collect()
}

/// Says that damage is repaired. Whether the vehicle goes back into service is decided for itself.
pub async fn repair_damage(
    faults: &Faults,
    tx: &WriteTx,
    cx: &Ctx,
    id: DamageId,
    seen: Option<i64>,
    note: Option<String>,
) -> Result<(), FleetError> {
    let found = queries::damage(tx.into(), cx, faults, id).await?;
    Permission::HandOut.require(&cx.actor, &found.vehicle.chain())?;
    Rejection::unless_seen(seen, found.row.version)?;
    if found.row.repaired_at.is_some() {
        return Err(FleetError::AlreadyRepaired);
    }
    let note = match note.filter(|text| !text.trim().is_empty()) {
        Some(text) => Some(one_line("note", &text, MAX_LINE)?),
        None => None,
    };
    let change = ActiveModel {
        repaired_at: Set(Some(cx.now)),
        repaired_by: Set(cx.actor.person),
        repair_note: Set(note.clone()),
        version: Set(found.row.version + 1),
        ..Default::default()
    };
    let present = Column::Version.eq(found.row.version);
    let written = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(present).exec(tx).await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: found.row.version, present: found.row.version + 1 }.into());
    }
    let data = json!({ "damage_id": id, "note": note });
    tx.record(Entry::new("vehicle.damage_repaired", "vehicle", found.vehicle.id.0).data(data));
    Ok(())
}
