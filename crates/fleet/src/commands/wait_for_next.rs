//! Whoever could not have a vehicle because it was still out gets time to come for it.

use booking::{
    Engine,
    commands::attend::{Act, attend},
};
use db::{WriteTx, sql::Raw};
use kernel::{BookableId, Ctx, OccurrenceId};
use sea_orm::ConnectionTrait;

use super::house;
use crate::{FleetError, kind::ours, queries};

/// The vehicle is back: those whose time for it has begun may take as long from now as anybody takes from the start.
pub(super) async fn wait_for_next(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
) -> Result<(), FleetError> {
    let minutes = queries::settings(tx.into()).await?.release_after_minutes;
    let mut sql = Raw::new(tx);
    sql.push("SELECT o.id FROM occurrence o JOIN claim c ON c.occurrence_id = o.id WHERE o.state = 'confirmed' AND c.bookable_id = ")
        .bind(vehicle.0)
        .push(" AND o.starts_at <= ")
        .bind(cx.now.micros())
        .push(" AND o.ends_at > ")
        .bind(cx.now.micros())
        .push(" AND o.release_at < ")
        .bind(cx.now.plus_minutes(minutes).micros());
    for row in tx.query_all_raw(sql.build()).await? {
        let id: OccurrenceId = row.try_get("", "id")?;
        attend(&ours(engine), tx, &house(cx), id, Act::Wait(minutes), None).await?;
    }
    Ok(())
}
