//! What is taken: one probe of the index per unit and span, however long the past is.

use db::{
    Conn,
    sql::{MAX_BINDS, Raw},
    wide::{self, WideRow},
};
use futures_util::future::try_join_all;
use kernel::{BookingId, ClosureId, Instant, Interval, Names, OccurrenceId, PersonId, UnitId};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
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

/// How much to find out about what is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// When: enough to judge.
    Spans,
    /// Also by whom and for what: enough to name it.
    Causes,
}

/// What is taken exclusively.
///
/// Such occupancies of a unit never overlap. So when the last one that starts before the end of the span ends before the
/// span begins, there is none; and besides those that start inside the span only the last one before it can reach into it.
/// The past is never walked through, whatever the planner thinks.
const HELD: &str = "w.s < (SELECT p.ends_at FROM occupancy p \
         WHERE p.unit_id = u.id AND p.exclusive AND p.starts_at < w.e ORDER BY p.starts_at DESC LIMIT 1) \
     AND o.unit_id = u.id AND o.exclusive AND o.starts_at < w.e AND o.ends_at > w.s \
     AND o.starts_at >= COALESCE((SELECT p.starts_at FROM occupancy p \
         WHERE p.unit_id = u.id AND p.exclusive AND p.starts_at <= w.s ORDER BY p.starts_at DESC LIMIT 1), w.s)";

/// What is only asked for.
const ASKED: &str = "o.unit_id = u.id AND NOT o.exclusive AND o.starts_at < w.e AND o.ends_at > w.s";

db::wide_row! {
    struct Row {
        unit_id: Uuid,
        starts_at: i64,
        ends_at: i64,
        kind: String,
        cause_id: Uuid,
        event_from: Option<i64>,
        event_to: Option<i64>,
        booking_id: Option<Uuid>,
        title: Option<String>,
        host_id: Option<Uuid>,
        created_by: Option<Uuid>,
        visibility: Option<String>,
        state: Option<String>,
        version: Option<i64>,
        closure_names: Option<String>,
    }
}

db::wide_row! {
    struct HeldRow {
        unit_id: Uuid,
        starts_at: i64,
        ends_at: i64,
    }
}

/// Whether anything exclusive overlaps the spans of each unit: the last such thing in each span, without a name. The index
/// alone answers this, for tens of thousands of spans.
pub(crate) async fn held(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    let rows: Vec<HeldRow> = find(conn, probes, &[select_held(conn.get_database_backend())]).await?;
    let taken = |HeldRow { unit_id, starts_at, ends_at }| {
        let span = Interval { start: Instant::from_micros(starts_at), end: Instant::from_micros(ends_at) };
        let (kind, cause) = (String::new(), Cause::Other(Uuid::nil()));
        Taken { unit: UnitId(unit_id), span, event: span, kind, cause }
    };
    Ok(rows.into_iter().map(taken).collect())
}

/// Everything exclusive that overlaps one of the spans of its unit, without who is behind it.
pub(crate) async fn spans(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    named(conn, probes, Detail::Spans, &[HELD]).await
}

/// Everything exclusive that overlaps one of the spans of its unit.
pub(crate) async fn taken(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    named(conn, probes, Detail::Causes, &[HELD]).await
}

/// Everything exclusive that overlaps the span on a unit of these bookables: for an area that shares out what is its own.
pub async fn taken_within(
    conn: Conn<'_>,
    loaded: &super::load::Loaded,
    span: Interval,
) -> Result<Vec<Taken>, BookingError> {
    let units: Vec<UnitId> = loaded.candidates.iter().flat_map(|candidate| candidate.units.iter().copied()).collect();
    if units.is_empty() {
        return Ok(vec![]);
    }
    taken(conn, &[Probe { units, spans: vec![span] }]).await
}

/// The same, and the requests that do not hold their slot: what somebody wants there without keeping others away.
pub(crate) async fn taken_or_asked(conn: Conn<'_>, probes: &[Probe]) -> Result<Vec<Taken>, BookingError> {
    named(conn, probes, Detail::Causes, &[HELD, ASKED]).await
}

async fn named(
    conn: Conn<'_>,
    probes: &[Probe],
    detail: Detail,
    conditions: &[&str],
) -> Result<Vec<Taken>, BookingError> {
    let select = select(conn.get_database_backend(), detail);
    let selects: Vec<String> = conditions.iter().map(|condition| select.replace("{condition}", condition)).collect();
    find::<Row>(conn, probes, &selects).await?.into_iter().map(read).collect()
}

/// Answers all of these selections from units `u(id, g)` and spans `w(g, s, e)`.
async fn find<T: WideRow>(conn: Conn<'_>, probes: &[Probe], selects: &[String]) -> Result<Vec<T>, BookingError> {
    if conn.is_write() {
        let mut found = Vec::new();
        for batch in &batches(probes, usize::MAX) {
            found.extend(find_batch(conn, batch, selects).await?);
        }
        return Ok(found);
    }
    let looks: usize = probes.iter().map(|probe| probe.units.len() * looks(&probe.spans)).sum();
    let share = if looks > LOOKS { looks.div_ceil(SHARES) } else { LOOKS };
    let batches = batches(probes, share);
    // Each is about other units or other spans, so it does not matter that each has a snapshot of its own.
    let found = try_join_all(batches.iter().map(|batch| find_batch(conn, batch, selects))).await?;
    Ok(found.into_iter().flatten().collect())
}

async fn find_batch<T: WideRow>(conn: Conn<'_>, batch: &[Probe], selects: &[String]) -> Result<Vec<T>, BookingError> {
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
    sql.push(") ").push(&selects.join(" UNION ALL "));
    Ok(wide::rows(&conn, sql).await?)
}

/// Units and spans, and the last thing that is held there.
fn select_held(backend: DbBackend) -> String {
    let last = "FROM occupancy p WHERE p.unit_id = u.id AND p.exclusive AND p.starts_at < w.e \
         ORDER BY p.starts_at DESC LIMIT 1";
    match backend {
        DbBackend::Postgres => format!(
            "SELECT u.id AS unit_id, o.starts_at, o.ends_at FROM u JOIN w ON w.g = u.g \
             CROSS JOIN LATERAL (SELECT p.starts_at, p.ends_at {last}) o WHERE o.ends_at > w.s"
        ),
        _ => format!(
            "SELECT u.id AS unit_id, o.starts_at, o.ends_at FROM u CROSS JOIN w CROSS JOIN occupancy o WHERE w.g = u.g \
             AND w.s < (SELECT p.ends_at {last}) \
             AND o.unit_id = u.id AND o.exclusive AND o.starts_at = (SELECT p.starts_at {last})"
        ),
    }
}

/// Units and spans, what is taken there, and as much of its cause as is wanted.
///
/// Neither planner knows that few occupancies meet a span. Left to itself, each thinks that walking through a whole table is
/// cheaper than so many probes; `CROSS JOIN` tells SQLite in which order to go, `LATERAL` with a limit tells PostgreSQL.
fn select(backend: DbBackend, detail: Detail) -> String {
    let (date, booking, closure) = (
        "SELECT d.booking_id, d.starts_at, d.ends_at, d.title, d.state, d.version FROM occurrence d WHERE d.id = o.cause_id",
        "SELECT b.title, b.host_id, b.created_by, b.visibility FROM booking b WHERE b.id = d.booking_id",
        "SELECT c.names FROM closure c WHERE c.id = o.cause_id AND d.booking_id IS NULL",
    );
    let there = match backend {
        DbBackend::Postgres => format!(
            "u JOIN w ON w.g = u.g CROSS JOIN LATERAL (SELECT o.* FROM occupancy o WHERE {{condition}} OFFSET 0) o \
             LEFT JOIN LATERAL ({date} LIMIT 1) d ON true"
        ),
        _ => "u CROSS JOIN w CROSS JOIN occupancy o LEFT JOIN occurrence d ON d.id = o.cause_id".to_owned(),
    };
    let causes = match (detail, backend) {
        (Detail::Spans, _) => String::new(),
        (Detail::Causes, DbBackend::Postgres) => {
            format!(" LEFT JOIN LATERAL ({booking} LIMIT 1) b ON true LEFT JOIN LATERAL ({closure} LIMIT 1) c ON true")
        }
        (Detail::Causes, _) => " LEFT JOIN booking b ON b.id = d.booking_id \
             LEFT JOIN closure c ON c.id = o.cause_id AND d.booking_id IS NULL"
            .to_owned(),
    };
    let condition = if backend == DbBackend::Postgres { "" } else { " WHERE w.g = u.g AND {condition}" };
    let named = match detail {
        Detail::Spans => {
            "CAST(NULL AS uuid) AS booking_id, CAST(NULL AS text) AS title, CAST(NULL AS uuid) AS host_id, \
             CAST(NULL AS uuid) AS created_by, CAST(NULL AS text) AS visibility, CAST(NULL AS text) AS state, \
             CAST(NULL AS bigint) AS version, CAST(NULL AS text) AS closure_names"
        }
        Detail::Causes => {
            "d.booking_id, COALESCE(d.title, b.title) AS title, b.host_id, b.created_by, b.visibility, d.state, \
             d.version, c.names AS closure_names"
        }
    };
    format!(
        "SELECT o.unit_id, o.starts_at, o.ends_at, o.kind, o.cause_id, \
         d.starts_at AS event_from, d.ends_at AS event_to, {named} FROM {there}{causes}{condition}"
    )
}

/// How many looks one statement takes. More are shared out over several, which run side by side.
const LOOKS: usize = 7_000;

/// Into how many shares long work is cut.
const SHARES: usize = 4;

/// One for each span, and some more for each whole day of it, since a long one finds much.
fn looks(spans: &[Interval]) -> usize {
    let days = |span: &Interval| (span.end.micros() - span.start.micros()) / DAY_MICROS;
    spans.iter().map(|span| 1 + A_DAY * usize::try_from(days(span)).unwrap_or_default()).sum()
}

/// How many things a day of a busy room holds.
const A_DAY: usize = 5;

const DAY_MICROS: i64 = 86_400_000_000;

/// Cuts the probes so that no statement binds too much nor takes more looks than its share.
fn batches(probes: &[Probe], share: usize) -> Vec<Vec<Probe>> {
    let mut batches: Vec<Vec<Probe>> = Vec::new();
    let (mut room, mut left) = (0, 0);
    for probe in probes {
        let at_once = (share / looks(&probe.spans).max(1)).clamp(1, MAX_BINDS / 4);
        for units in probe.units.chunks(at_once) {
            for spans in probe.spans.chunks(MAX_BINDS / 6) {
                let (cost, looks) = (units.len() * 2 + spans.len() * 3, units.len() * looks(spans));
                if cost > room || looks > left {
                    batches.push(Vec::new());
                    (room, left) = (MAX_BINDS, share);
                }
                room = room.saturating_sub(cost);
                left = left.saturating_sub(looks);
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

fn read(row: Row) -> Result<Taken, BookingError> {
    let Row { unit_id, starts_at, ends_at, kind, cause_id, event_from, event_to, booking_id, .. } = row;
    let span = Interval { start: Instant::from_micros(starts_at), end: Instant::from_micros(ends_at) };
    let event = event_from
        .zip(event_to)
        .map_or(span, |(from, to)| Interval { start: Instant::from_micros(from), end: Instant::from_micros(to) });
    let standing = row.state.zip(row.version);
    let cause = match (booking_id, row.title, row.host_id, row.visibility.zip(standing), row.closure_names) {
        (Some(booking), Some(title), Some(host), Some((visibility, (state, version))), _) => Cause::Occurrence {
            occurrence: OccurrenceId(cause_id),
            booking: BookingId(booking),
            title,
            host: PersonId(host),
            created_by: row.created_by.map(PersonId),
            visibility: visibility.parse().map_err(|_| DbErr::Type(format!("visibility {visibility}")))?,
            state: state.parse().map_err(|_| DbErr::Type(format!("state {state}")))?,
            version,
        },
        (_, _, _, _, Some(names)) => {
            let names =
                Names::from_json(&names).map_err(|error| DbErr::Type(format!("names of a closure: {error}")))?;
            Cause::Closure { closure: ClosureId(cause_id), names }
        }
        _ => Cause::Other(cause_id),
    };
    Ok(Taken { unit: UnitId(unit_id), span, event, kind, cause })
}
