//! When drivers of the house are not there.

use db::{Conn, sql::Raw};
use kernel::{
    Ctx, Instant, Interval, Rejection,
    id::{AbsenceId, DriverId},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

use super::{drivers::visible_driver, rides::ENDED};
use crate::{FleetError, entity::driver_absence};

/// A time for which a driver is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Absence {
    /// Which one.
    pub id: AbsenceId,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// How many rides that are not driven yet the driver has in that time: each needs another driver.
    pub rides: i64,
}

/// The absences of a driver that are not over, the first first; for whoever may see the driver. One statement and what the driver
/// takes.
pub async fn absences(conn: Conn<'_>, cx: &Ctx, driver: DriverId) -> Result<Vec<Absence>, FleetError> {
    visible_driver(conn, cx, driver).await?;
    let mut sql = Raw::new(&conn);
    sql.push("SELECT a.id, a.starts_at, a.ends_at, (SELECT COUNT(*) FROM ride r JOIN occurrence o ON o.id = r.occurrence_id ");
    sql.push("WHERE r.driver_id = a.driver_id AND r.state IN ('assigned', 'accepted') AND o.state NOT IN ").push(ENDED);
    sql.push(" AND o.starts_at < a.ends_at AND o.ends_at > a.starts_at AND o.ends_at > ").bind(cx.now.micros());
    sql.push(") AS rides FROM driver_absence a WHERE a.driver_id = ").bind(driver.0);
    sql.push(" AND a.ends_at > ").bind(cx.now.micros()).push(" ORDER BY a.starts_at, a.id");
    Ok(Absence::find_by_statement(sql.build()).all(&conn).await?)
}

/// When these drivers are not there within a span, the first first. One statement.
pub(super) async fn absent_within(
    conn: Conn<'_>,
    drivers: &[DriverId],
    span: Interval,
) -> Result<Vec<(DriverId, Interval)>, FleetError> {
    let rows = driver_absence::Entity::find()
        .filter(driver_absence::Column::DriverId.is_in(drivers.iter().copied()))
        .filter(driver_absence::Column::StartsAt.lt(span.end))
        .filter(driver_absence::Column::EndsAt.gt(span.start))
        .order_by_asc(driver_absence::Column::StartsAt)
        .all(&conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.driver_id, Interval { start: row.starts_at, end: row.ends_at })).collect())
}

/// One absence, for whoever may see the driver.
pub(crate) async fn absence_row(conn: Conn<'_>, cx: &Ctx, id: AbsenceId) -> Result<driver_absence::Model, FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("driver_absence"));
    let row = driver_absence::Entity::find_by_id(id).one(&conn).await?.ok_or_else(missing)?;
    visible_driver(conn, cx, row.driver_id).await.map_err(|_| missing())?;
    Ok(row)
}
