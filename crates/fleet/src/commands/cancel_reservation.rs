//! Calls a reservation off.

use booking::{
    Engine,
    commands::cancel::{Which, cancel},
};
use db::WriteTx;
use kernel::{Ctx, OccurrenceId};

use super::house;
use crate::{FleetError, kind::ours, policy::Permission, queries};

/// Calls it off: whose it is, and who manages reservations on the site of the vehicle. A ride that is under way is ended by whoever
/// drives or the desk: its kilometres count.
pub async fn cancel_reservation(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    reason: Option<String>,
    seen: Option<i64>,
) -> Result<(), FleetError> {
    let present = queries::reservation(tx.into(), cx, id).await?;
    if !present.own && !present.manages {
        return Err(Permission::ManageReservations.refused().into());
    }
    if present.ride.as_ref().is_some_and(|ride| ride.state.is_under_way()) {
        return Err(FleetError::RideUnderWay);
    }
    // The engine asks for the right to manage rooms, which the area has answered with its own.
    let by = if present.manages { house(cx) } else { cx.clone() };
    cancel(&ours(engine), tx, &by, Which::This(id), reason, seen).await?;
    Ok(())
}
