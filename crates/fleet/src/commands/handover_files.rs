//! Hangs photos on hand-outs, returns and damage.

use buildings::{
    attachments::{Attachment, SubjectKind},
    commands::{Attach, attach},
};
use db::WriteTx;
use kernel::{
    Ctx, Entry, OccurrenceId,
    id::{DamageId, HandoverId},
};
use media::Prepared;
use serde_json::json;

use super::{MAX_FILES, handover::of_reservation};
use crate::{FleetError, faults::Faults, policy::Permission, queries};

/// Hangs a photo on the hand-out of a reservation, or on its return: how the vehicle looked.
pub async fn add_handover_photo(
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    photo: Prepared,
    title: String,
) -> Result<Attachment, FleetError> {
    let line = queries::desk_line(tx.into(), cx, id).await?;
    let out = of_reservation(tx, id).await?.ok_or(FleetError::NotAtThisStage(line.stage))?;
    let HandoverId(subject) = out.id;
    room_for(tx, SubjectKind::VehicleHandover, subject).await?;
    let made = attach(tx, cx, Attach::photo(SubjectKind::VehicleHandover, subject, photo, title)).await?;
    let data = json!({ "attachment_id": made.id, "title": made.title });
    tx.record(Entry::new("vehicle_reservation.photo_added", "vehicle_reservation", id).data(data));
    Ok(made)
}

/// Hangs a photo on damage: for those who may note some.
pub async fn add_damage_photo(
    faults: &Faults,
    tx: &WriteTx,
    cx: &Ctx,
    id: DamageId,
    photo: Prepared,
    title: String,
) -> Result<Attachment, FleetError> {
    let on = queries::damage(tx.into(), cx, faults, id).await?;
    if !Permission::ReadOdometers.held_by(&cx.actor, &on.vehicle.chain()) {
        Permission::HandOut.require(&cx.actor, &on.vehicle.chain())?;
    }
    room_for(tx, SubjectKind::VehicleDamage, id.0).await?;
    let made = attach(tx, cx, Attach::photo(SubjectKind::VehicleDamage, id.0, photo, title)).await?;
    let data = json!({ "damage_id": id, "attachment_id": made.id, "title": made.title });
    tx.record(Entry::new("vehicle.photo_added", "vehicle", on.vehicle.id.0).data(data));
    Ok(made)
}

async fn room_for(tx: &WriteTx, kind: SubjectKind, subject: uuid::Uuid) -> Result<(), FleetError> {
    let there = buildings::queries::attachments(tx, kind, &[subject]).await?.len();
    if there >= MAX_FILES { Err(FleetError::TooManyFiles(MAX_FILES)) } else { Ok(()) }
}
