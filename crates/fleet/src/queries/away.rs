//! Which vehicles and drivers are away: keys are out, or a ride is under way.

use db::{Conn, DbError, sql::Raw};
use kernel::{BookableId, Instant, Interval, OccurrenceId, PlaceId, id::DriverId};
use sea_orm::FromQueryResult;

use super::rides::ENDED;
use crate::kind::KIND;

/// A vehicle that is away.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(crate) struct Away {
    /// Which one.
    pub(crate) vehicle_id: BookableId,
    /// For which date.
    pub(crate) occurrence_id: OccurrenceId,
    /// The driver of the house whose ride it is.
    pub(crate) driver_id: Option<DriverId>,
    /// When it is to be back.
    pub(crate) ends_at: Instant,
}

impl Away {
    /// How long it is missing beyond its time when it will be back so many minutes from now; `None`: its time is not over.
    pub(crate) fn late(&self, now: Instant, minutes: i64) -> Option<Interval> {
        if self.ends_at < now { Interval::new(self.ends_at, now.plus_minutes(minutes)) } else { None }
    }
}

/// The vehicles of a site that are away now. One statement.
pub(crate) async fn away(conn: Conn<'_>, site: PlaceId) -> Result<Vec<Away>, DbError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT h.vehicle_id, h.occurrence_id, NULL AS driver_id, o.ends_at FROM vehicle_handover h ");
    sql.push("JOIN occurrence o ON o.id = h.occurrence_id JOIN bookable k ON k.id = h.vehicle_id ");
    sql.push("WHERE h.undone_at IS NULL AND h.back_at IS NULL AND k.site_id = ").bind(site.0);
    sql.push(" UNION ALL SELECT k.id, r.occurrence_id, r.driver_id, o.ends_at FROM ride r ");
    sql.push("JOIN occurrence o ON o.id = r.occurrence_id JOIN claim c ON c.occurrence_id = o.id ");
    sql.push("JOIN bookable k ON k.id = c.bookable_id WHERE r.state IN ('on_the_way', 'on_board') AND o.state NOT IN ");
    sql.push(ENDED).push(" AND k.kind = ").bind(KIND).push(" AND k.site_id = ").bind(site.0);
    Ok(Away::find_by_statement(sql.build()).all(&conn).await?)
}
