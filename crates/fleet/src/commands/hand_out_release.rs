//! Gives a vehicle back for which nobody came.

use booking::{
    Engine,
    commands::attend::{Act, attend},
};
use db::WriteTx;
use kernel::{Ctx, Entry, OccurrenceId, Rejection};
use serde_json::json;

use super::{house, in_the_way::refuse_handed_out};
use crate::{FleetError, kind::ours, model::handover::DeskStage, queries};

/// Releases a reservation that has begun and whose keys nobody fetched; time does the same by itself a little later.
pub async fn release_reservation(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    seen: Option<i64>,
) -> Result<(), FleetError> {
    let line = queries::desk_line(tx.into(), cx, id).await?;
    Rejection::unless_seen(seen, line.version)?;
    if line.need.driver {
        return Err(FleetError::RideNotAtDesk);
    }
    if line.stage != DeskStage::ToHandOut {
        return Err(FleetError::NotAtThisStage(line.stage));
    }
    // Whoever comes for a vehicle that is not there is no no-show.
    refuse_handed_out(tx, line.vehicle.id).await?;
    attend(&ours(engine), tx, &house(cx), id, Act::Release, None).await?;
    let data = json!({ "vehicle": line.vehicle.id });
    tx.record(Entry::new("vehicle_reservation.no_show", "vehicle_reservation", id).data(data));
    Ok(())
}
