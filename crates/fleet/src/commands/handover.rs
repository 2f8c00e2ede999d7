//! What handing out and taking back have in common.

use db::WriteTx;
use kernel::{
    BookableId, Ctx, Grant, Instant, OccurrenceId, Role, Scope,
    field::{in_range, several_lines},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::{
    FleetError,
    entity::vehicle_handover::{ActiveModel, Column, Entity, Model},
    model::handover::MAX_NOTE,
};

/// Whoever acts as the management of the fleet, at the same moment: the desk reads odometers, looks at licences and takes a vehicle
/// off the road, which the area has answered with the permission to hand out.
pub(super) fn as_management(cx: &Ctx) -> Ctx {
    let mut cx = cx.clone();
    cx.actor.grants = vec![Grant { role: Role::FleetManager, scope: Scope::All }];
    cx.actor.token_scopes = None;
    cx
}

/// The hand-out of a reservation that was not taken back.
pub(super) async fn of_reservation(tx: &WriteTx, id: OccurrenceId) -> Result<Option<Model>, FleetError> {
    Ok(Entity::find().filter(Column::OccurrenceId.eq(id)).filter(Column::UndoneAt.is_null()).one(tx).await?)
}

/// Writes what became of a hand-out.
pub(super) async fn save(tx: &WriteTx, row: Model) -> Result<(), FleetError> {
    let id = row.id;
    let change: ActiveModel = row.into_active_model().reset_all();
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// What an odometer showed at a hand-out or a return was corrected.
pub(super) async fn follow_correction(
    tx: &WriteTx,
    vehicle: BookableId,
    read_at: Instant,
    km: i64,
) -> Result<(), FleetError> {
    let of = |at: Column| Entity::update_many().filter(Column::VehicleId.eq(vehicle)).filter(at.eq(read_at));
    of(Column::OutAt).set(ActiveModel { out_km: Set(km), ..Default::default() }).exec(tx).await?;
    of(Column::BackAt).set(ActiveModel { back_km: Set(Some(km)), ..Default::default() }).exec(tx).await?;
    Ok(())
}

/// What is in the battery or the tank.
pub(super) fn percent(value: Option<i64>) -> Result<(), kernel::FieldError> {
    in_range("energy_percent", value.unwrap_or_default(), 0, 100)
}

/// What there is to say; empty is nothing.
pub(super) fn note(text: Option<String>) -> Result<Option<String>, kernel::FieldError> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    several_lines("note", &text, MAX_NOTE).map(Some)
}
