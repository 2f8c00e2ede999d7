//! The reservations and trips that figures are made of.

use booking::model::state::WAS_NOT_THERE;
use db::{Conn, sql::Raw};
use kernel::{BookableId, Instant, Interval, OccurrenceId};
use sea_orm::FromQueryResult;

use crate::FleetError;

#[derive(FromQueryResult)]
pub(super) struct Reserved {
    pub(super) vehicle_id: BookableId,
    pub(super) occurrence_id: OccurrenceId,
    pub(super) starts_at: Instant,
    pub(super) ends_at: Instant,
    pub(super) state: String,
    pub(super) reason: Option<String>,
}

impl Reserved {
    /// Nobody came, although the vehicle was there.
    pub(super) fn is_no_show(&self) -> bool {
        self.state == "released" && self.reason.as_deref() != Some(WAS_NOT_THERE)
    }
}

#[derive(FromQueryResult)]
pub(super) struct Driven {
    pub(super) vehicle_id: BookableId,
    pub(super) reservation_id: Option<OccurrenceId>,
    pub(super) starts_at: Instant,
    pub(super) ends_at: Instant,
}

pub(super) async fn reserved(conn: Conn<'_>, ids: &[BookableId], span: Interval) -> Result<Vec<Reserved>, FleetError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT c.bookable_id AS vehicle_id, o.id AS occurrence_id, o.starts_at, o.ends_at, o.state, o.reason FROM occurrence o ",
    )
    .push("JOIN claim c ON c.occurrence_id = o.id WHERE o.state IN ('confirmed', 'in_use', 'finished', 'released') ")
    .push("AND o.starts_at < ")
    .bind(span.end.micros())
    .push(" AND o.ends_at > ")
    .bind(span.start.micros())
    .push(" AND c.bookable_id IN (")
    .bind_all(ids.iter().map(|id| id.0))
    .push(") ORDER BY o.starts_at, o.id");
    Ok(Reserved::find_by_statement(sql.build()).all(&conn).await?)
}

pub(super) async fn trips(conn: Conn<'_>, ids: &[BookableId], span: Interval) -> Result<Vec<Driven>, FleetError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT vehicle_id, reservation_id, starts_at, ends_at FROM trip WHERE starts_at < ")
        .bind(span.end.micros())
        .push(" AND ends_at > ")
        .bind(span.start.micros())
        .push(" AND vehicle_id IN (")
        .bind_all(ids.iter().map(|id| id.0))
        .push(")");
    Ok(Driven::find_by_statement(sql.build()).all(&conn).await?)
}
