//! What is taken: one probe of the index per unit and span, however long the past is.

use db::{
    Conn,
    sql::{MAX_BINDS, Raw},
};
use kernel::{Interval, Names, UnitId};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::{
    BookingError,
    model::assess::{Cause, Taken},
};

/// Units that are asked about the same spans.
#[derive(Debug, Clone, Default)]
pub(crate) struct Probe {
    pub(crate) units: Vec<UnitId>,
    pub(crate) spans: Vec<Interval>,
}

/// What overlaps a span of its unit and what caused it, before it is said which of it.
///
/// The cross joins tell SQLite in which order to go; left to itself it guesses that walking through all occupancies is
/// cheaper than probing for so many units.
const SELECT: &str = " SELECT o.unit_id, o.starts_at, o.ends_at, o.kind, o.cause_id, \
     oc.id AS occurrence_id, oc.booking_id, oc.starts_at AS event_from, oc.ends_at AS event_to, \
     COALESCE(oc.title, b.title) AS title, b.host_id, b.created_by, b.visibility, c.names AS closure_names \
     FROM u CROSS JOIN w CROSS JOIN occupancy o \
     LEFT JOIN occurrence oc ON oc.id = o.cause_id LEFT JOIN booking b ON b.id = oc.booking_id \
     LEFT JOIN closure c ON c.id = o.cause_id \
     WHERE w.g = u.g AND o.unit_id = u.id AND o.starts_at < w.e AND o.ends_at > w.s ";

/// Everything exclusive that overlaps one of the spans of its unit.
///
/// Exclusive occupancies of a unit never overlap. So besides those that start inside a span only the last one that
/// starts before it can reach into it, and nothing older has to be looked at.
pub(crate) async fn taken(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    find(conn, probes, false).await
}

/// The same, and the requests that do not hold their slot: what somebody wants there without keeping others away.
pub(crate) async fn taken_or_asked(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    find(conn, probes, true).await
}

async fn find(conn: Conn<'_>, probes: &[Probe], with_requests: bool) -> Result<Vec<Taken>, BookingError> {
    let mut found = Vec::new();
    for batch in batches(probes) {
        let mut sql = Raw::new(&conn);
        sql.push("WITH u(id, g) AS (VALUES ");
        rows(
            &mut sql,
            batch.iter().enumerate().flat_map(|(g, probe)| probe.units.iter().map(move |unit| (g, unit))),
            |sql, (g, unit)| {
                sql.bind(unit.0).push(",").bind(number(g));
            },
        );
        sql.push("), w(g, s, e) AS (VALUES ");
        rows(
            &mut sql,
            batch.iter().enumerate().flat_map(|(g, probe)| probe.spans.iter().map(move |span| (g, span))),
            |sql, (g, span)| {
                sql.bind(number(g)).push(",").bind(span.start.micros()).push(",").bind(span.end.micros());
            },
        );
        sql.push(")").push(SELECT).push(
            "AND o.exclusive AND o.starts_at >= COALESCE((SELECT MAX(p.starts_at) FROM occupancy p \
             WHERE p.unit_id = u.id AND p.exclusive AND p.starts_at <= w.s), w.s)",
        );
        if with_requests {
            sql.push(" UNION ALL").push(SELECT).push("AND NOT o.exclusive");
        }
        for row in conn.query_all_raw(sql.build()).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// Cuts the probes so that no statement binds too much.
fn batches(probes: &[Probe]) -> Vec<Vec<Probe>> {
    let mut batches: Vec<Vec<Probe>> = Vec::new();
    let mut room = 0;
    for probe in probes {
        for units in probe.units.chunks(MAX_BINDS / 4) {
            for spans in probe.spans.chunks(MAX_BINDS / 6) {
                let cost = units.len() * 2 + spans.len() * 3;
                if cost > room || batches.is_empty() {
                    batches.push(Vec::new());
                    room = MAX_BINDS;
                }
                room = room.saturating_sub(cost);
                let probe = Probe { units: units.to_vec(), spans: spans.to_vec() };
                batches.last_mut().expect("one was just pushed").push(probe);
            }
        }
    }
    batches
}

fn rows<T>(sql: &mut Raw, items: impl Iterator<Item = T>, mut bind: impl FnMut(&mut Raw, T)) {
    for (index, item) in items.enumerate() {
        sql.push(if index == 0 { "(" } else { ",(" });
        bind(sql, item);
        sql.push(")");
    }
}

fn number(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

fn read(row: &QueryResult) -> Result<Taken, BookingError> {
    let span = Interval { start: row.try_get("", "starts_at")?, end: row.try_get("", "ends_at")? };
    let id: Uuid = row.try_get("", "cause_id")?;
    let cause = if let Some(occurrence) = row.try_get("", "occurrence_id")? {
        Cause::Occurrence {
            occurrence,
            booking: row.try_get("", "booking_id")?,
            title: row.try_get("", "title")?,
            host: row.try_get("", "host_id")?,
            created_by: row.try_get("", "created_by")?,
            visibility: row.try_get("", "visibility")?,
            event: Interval { start: row.try_get("", "event_from")?, end: row.try_get("", "event_to")? },
        }
    } else if let Some(names) = row.try_get::<Option<Names>>("", "closure_names")? {
        Cause::Closure { closure: kernel::ClosureId(id), names }
    } else {
        Cause::Other(id)
    };
    Ok(Taken { unit: row.try_get("", "unit_id")?, span, kind: row.try_get("", "kind")?, cause })
}
