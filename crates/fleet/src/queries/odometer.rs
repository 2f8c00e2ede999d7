//! What odometers showed.

use db::Conn;
use kernel::{BookableId, Instant, Rejection, id::OdometerId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::vehicles::odometers;
use crate::{
    FleetError,
    entity::odometer_reading::{Column, Entity, Model},
    model::odometer::Reading,
};

/// At most `limit` readings of a vehicle, the last first, behind a position; corrected ones too.
pub async fn readings(
    conn: Conn<'_>,
    vehicle: BookableId,
    after: Option<&(Instant, OdometerId)>,
    limit: u64,
) -> Result<Vec<Reading>, FleetError> {
    let behind = after.map(|(at, id)| {
        let same = Condition::all().add(Column::ReadAt.eq(*at)).add(Column::Id.lt(*id));
        Condition::any().add(Column::ReadAt.lt(*at)).add(same)
    });
    let rows = Entity::find()
        .filter(Condition::all().add(Column::VehicleId.eq(vehicle)).add_option(behind))
        .order_by_desc(Column::ReadAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(&conn)
        .await?;
    Ok(rows.into_iter().map(Reading::from).collect())
}

/// What the odometer of a vehicle showed last.
pub(crate) async fn last_km(conn: Conn<'_>, vehicle: BookableId) -> Result<Option<i64>, FleetError> {
    Ok(odometers(conn, &[vehicle]).await?.get(&vehicle).map(|last| last.km))
}

/// One reading.
pub(crate) async fn reading_row(conn: Conn<'_>, id: OdometerId) -> Result<Model, FleetError> {
    Entity::find_by_id(id).one(&conn).await?.ok_or(Rejection::NotFound("odometer_reading").into())
}

impl From<Model> for Reading {
    fn from(row: Model) -> Self {
        let Model { id, vehicle_id, read_at, km, source, read_by, noted_at, reason, corrected_by } = row;
        Self { id, vehicle: vehicle_id, read_at, km, source, read_by, noted_at, reason, corrected_by }
    }
}
