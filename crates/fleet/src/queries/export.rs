//! All vehicles as a file that the import takes.

use buildings::sheet;
use db::Conn;
use kernel::Ctx;

use super::all;
use crate::{
    FleetError,
    import::{COLUMNS, to_cells},
    model::vehicle::VehicleState,
};

/// The vehicles that are not gone for good as CSV, by code, each with its plate of today.
pub async fn export_vehicles(conn: Conn<'_>, cx: &Ctx) -> Result<String, FleetError> {
    let vehicles = all(conn).await?;
    let kept = vehicles.iter().filter(|one| one.standing.state != VehicleState::Disposed);
    Ok(sheet::write(COLUMNS, kept.map(|one| to_cells(one, one.today(cx.now)))))
}
