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
    /// When its keys were handed out.
    pub(super) out_at: Option<Instant>,
    /// When they were taken back.
    pub(super) back_at: Option<Instant>,
}

impl Reserved {
    /// Nobody came, although the vehicle was there.
    pub(super) fn is_no_show(&self) -> bool {
        self.state == "released" && self.reason.as_deref() != Some(WAS_NOT_THERE)
    }

    /// It was to be within a span, whenever the vehicle was out.
    pub(super) fn is_within(&self, span: Interval) -> bool {
        self.starts_at < span.end && self.ends_at > span.start
    }

    /// It holds its vehicle or did so: keys are out, or its time has come and nobody released it.
    pub(super) fn has_begun(&self, now: Instant) -> bool {
        self.out_at.is_some() || (self.state != "released" && self.starts_at <= now)
    }

    /// When the vehicle was out: from the keys going out to their coming back, which is yet to come while they are; without a
    /// hand-out as it was reserved.
    pub(super) fn out(&self, now: Instant) -> Interval {
        let Some(start) = self.out_at else { return Interval { start: self.starts_at, end: self.ends_at } };
        Interval { start, end: self.back_at.unwrap_or(self.ends_at.max(now)) }
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
        "SELECT c.bookable_id AS vehicle_id, o.id AS occurrence_id, o.starts_at, o.ends_at, o.state, o.reason, h.out_at, h.back_at ",
    )
    .push("FROM occurrence o JOIN claim c ON c.occurrence_id = o.id LEFT JOIN vehicle_handover h ON h.occurrence_id = o.id ")
    .push("AND h.vehicle_id = c.bookable_id AND h.undone_at IS NULL ")
    .push("WHERE o.state IN ('confirmed', 'in_use', 'finished', 'released') AND (o.starts_at < ")
    .bind(span.end.micros())
    .push(" OR h.out_at < ")
    .bind(span.end.micros())
    .push(") AND (o.ends_at > ")
    .bind(span.start.micros())
    .push(" OR h.back_at > ")
    .bind(span.start.micros())
    .push(" OR (h.out_at IS NOT NULL AND h.back_at IS NULL)) AND c.bookable_id IN (")
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
