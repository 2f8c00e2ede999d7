//! All vehicles as a file that the import takes.

use buildings::sheet;
use db::Conn;
use kernel::Ctx;

use super::all;
use crate::{
    FleetError,
    import::{COLUMNS, to_cells},
    model::vehicle::VehicleState,
    policy::VehicleSight,
};

/// The vehicles that are not gone for good as CSV, by code, each with its plate of today; those of which the actor sees everything.
pub async fn export_vehicles(conn: Conn<'_>, cx: &Ctx) -> Result<String, FleetError> {
    let vehicles = all(conn).await?;
    let kept = vehicles.iter().filter(|one| one.standing.state != VehicleState::Disposed);
    let kept = kept.filter(|one| VehicleSight::of(&cx.actor, &one.chain()) == VehicleSight::Whole);
    Ok(sheet::write(COLUMNS, kept.map(|one| to_cells(one, one.today(cx.now)))))
}
