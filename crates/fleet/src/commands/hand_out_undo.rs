//! Mends what was done by mistake at the desk.

use booking::{
    Engine,
    commands::attend::{Act, attend},
    model::state::State,
};
use db::WriteTx;
use kernel::{Ctx, Entry, OccurrenceId, Rejection, field::one_line};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    correct_reading,
    handover::{as_management, of_reservation, save},
    house,
    log_driven::follow_correction,
    odometer,
};
use crate::{
    FleetError,
    entity::{odometer_reading, vehicle_handover::Model},
    kind::ours,
    model::{handover::DeskStage, vehicle::MAX_LINE},
    queries,
};

/// Takes a hand-out back that was pressed by mistake: the keys are still to be fetched, and whoever comes for them gets as long as
/// anybody. What the odometer showed then no longer counts, unless somebody read it since.
pub async fn take_back_hand_out(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
    reason: &str,
) -> Result<(), FleetError> {
    let line = queries::desk_line(tx.into(), cx, id).await?;
    Rejection::unless_seen(seen, line.version)?;
    let reason = given(reason)?;
    let out = of_reservation(tx, id).await?;
    let Some(out) = out.filter(|_| matches!(line.stage, DeskStage::Out | DeskStage::Overdue)) else {
        return Err(FleetError::NotAtThisStage(line.stage));
    };
    if out.checked_in && line.state == State::InUse && line.ends_at > cx.now {
        let minutes = queries::settings(tx.into()).await?.release_after_minutes;
        attend(&ours(engine), tx, &house(cx), id, Act::TakeBack(minutes), None).await?;
    }
    let data = json!({ "vehicle": out.vehicle_id, "handover_id": out.id });
    odometer::lock(tx, out.vehicle_id).await?;
    odometer::take_back_reading(tx, out.vehicle_id, out.out_at).await?;
    let row = Model { undone_at: Some(cx.now), undone_by: cx.actor.person, undone_reason: Some(reason.clone()), ..out };
    save(tx, row).await?;
    let entry = Entry::new("vehicle_reservation.hand_out_taken_back", "vehicle_reservation", id).data(data);
    tx.record(entry.reason(Some(reason)));
    Ok(())
}

kernel::text_enum! {
    /// On which occasion the odometer was read at the desk.
    pub enum HandoverEnd {
        /// When the vehicle was handed out.
        Out = "out",
        /// When it came back.
        Back = "back",
    }
}

/// Corrects what the odometer showed at a hand-out or a return.
pub async fn correct_handover(
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    end: HandoverEnd,
    km: i64,
    reason: &str,
) -> Result<(), FleetError> {
    let line = queries::desk_line(tx.into(), cx, id).await?;
    let reason = given(reason)?;
    let out = of_reservation(tx, id).await?;
    let read_at = out.as_ref().and_then(|out| if end == HandoverEnd::Out { Some(out.out_at) } else { out.back_at });
    let Some(read_at) = read_at else { return Err(FleetError::NotAtThisStage(line.stage)) };
    let reading = odometer_reading::Entity::find()
        .filter(odometer_reading::Column::VehicleId.eq(line.vehicle.id))
        .filter(odometer_reading::Column::ReadAt.eq(read_at))
        .filter(odometer_reading::Column::CorrectedBy.is_null());
    let reading = reading.one(tx).await?.ok_or(Rejection::NotFound("odometer_reading"))?;
    correct_reading(tx, &as_management(cx), reading.id, km, &reason).await?;
    follow_correction(tx, id, read_at, km, &reason).await
}

fn given(reason: &str) -> Result<String, FleetError> {
    let reason = one_line("reason", reason, MAX_LINE)?;
    if reason.is_empty() { Err(FleetError::field("reason", "required")) } else { Ok(reason) }
}
