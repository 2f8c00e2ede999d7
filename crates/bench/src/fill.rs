//! Meetings by the million: made by the database itself, in its own SQL, with all constraints and triggers in force.

use std::ops::Range;

use anyhow::Result;
use db::{Engine, sql::Raw};
use kernel::Instant;
use sea_orm::ConnectionTrait;
use testkit::App;
use uuid::Uuid;

/// How many rows one transaction writes into each table, about.
const BATCH: usize = 100_000;

/// Which meetings to make: one a slot in every room.
///
/// A day has five slots of an hour, at 8, 10, 11, 13 and 15 UTC. The days are handed out from today on, every fourth
/// one into the past, so that a small store and a large one look alike around the present.
#[derive(Debug)]
pub(crate) struct Fill {
    /// Whose meetings they are.
    pub(crate) host: Uuid,
    /// When today begins.
    pub(crate) midnight: Instant,
    /// Which slots of each room.
    pub(crate) slots: Range<usize>,
    /// How many successive slots of a room belong to one booking.
    pub(crate) dates: usize,
}

impl Fill {
    /// Makes them in all rooms (bookable and unit).
    pub(crate) async fn run(&self, app: &App, rooms: &[(Uuid, Uuid)]) -> Result<()> {
        let cx = app.system();
        let at_once = (BATCH / self.slots.len().max(1)).max(1);
        let mut first = 0;
        for chunk in rooms.chunks(at_once) {
            let tx = app.db().begin(&cx).await?;
            for what in self.tables(app.db().engine()) {
                let mut sql = Raw::new(&tx);
                sql.push("INSERT INTO ").push(what.into).push(" WITH RECURSIVE room(n, room_id, unit_id) AS (VALUES ");
                for (index, (room, unit)) in chunk.iter().enumerate() {
                    sql.push(if index == 0 { "(" } else { ",(" });
                    sql.push(&format!("{}, ", first + index)).bind_all([*room, *unit]).push(")");
                }
                sql.push("), ").push(&self.meetings()).push(" SELECT ").push(&what.select).push(" FROM meeting ");
                sql.push(what.which).push(" ORDER BY i");
                tx.execute_raw(sql.build()).await?;
            }
            tx.commit().await?;
            first += chunk.len();
        }
        Ok(())
    }

    /// `meeting`: its number, that of the first one of its booking, where and when.
    fn meetings(&self) -> String {
        let Range { start, end } = self.slots;
        let (each, dates, midnight) = (end - start, self.dates, self.midnight.micros());
        // All meetings of earlier fills have smaller numbers: there are no more rooms than 1000.
        let base = start * 1000;
        format!(
            "slot(k) AS (SELECT CAST({start} AS bigint) UNION ALL SELECT k + 1 FROM slot WHERE k + 1 < {end}), \
             day(k, d) AS (SELECT k, CASE WHEN k / 5 % 4 = 3 THEN -(k / 20 + 1) ELSE k / 5 - k / 20 END FROM slot), \
             meeting AS (SELECT {base} + n * {each} + k - {start} AS i, \
                 {base} + n * {each} + (k - {start}) / {dates} * {dates} AS of_booking, room_id, unit_id, \
                 {midnight} + d * 86400000000 + (8 + CASE k % 5 WHEN 0 THEN 0 WHEN 1 THEN 2 WHEN 2 THEN 3 WHEN 3 THEN 5 ELSE 7 END) \
                     * 3600000000 AS s \
                 FROM room CROSS JOIN day)"
        )
    }

    fn tables(&self, engine: Engine) -> [Table; 4] {
        let id = |kind: u8, number: &str| match engine {
            Engine::Sqlite => format!("unhex(printf('{kind:08x}%024x', {number}))"),
            Engine::Postgres => format!("('{kind:08x}' || lpad(to_hex({number}), 24, '0'))::uuid"),
        };
        let wall = match engine {
            Engine::Sqlite => "strftime('%Y-%m-%dT%H:%M', s / 1000000, 'unixepoch')",
            Engine::Postgres => r#"to_char(to_timestamp(s / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI')"#,
        };
        let host = match engine {
            Engine::Sqlite => format!("x'{}'", self.host.simple()),
            Engine::Postgres => format!("'{}'::uuid", self.host),
        };
        let (booking, occurrence, occupancy) = (id(1, "of_booking"), id(2, "i"), id(3, "i"));
        let end = "s + 3600000000";
        [
            Table {
                into: "booking (id, title, host_id, created_by, attendees, visibility, precedence, start_wall, \
                       duration_minutes, time_zone, fold, extra_dates, wishes, search_key, created_at, version)",
                select: format!(
                    "{booking}, 'Weekly meeting', {host}, {host}, 4, 'normal', 'normal', {wall}, 60, 'UTC', 'first', '[]', '[]', \
                     'weekly meeting', {}, 1",
                    self.midnight.micros()
                ),
                which: "WHERE i = of_booking",
            },
            Table {
                into: "occurrence (id, booking_id, original_start, start_wall, duration_minutes, starts_at, ends_at, state, \
                       overridden, version)",
                select: format!(
                    "{occurrence}, {booking}, {wall}, {wall}, 60, s, {end}, CASE WHEN {end} <= {} THEN 'finished' ELSE 'confirmed' END, '', 1",
                    self.midnight.micros()
                ),
                which: "",
            },
            Table {
                into: "claim (occurrence_id, bookable_id, setup_minutes, cleanup_minutes, blocked_from, blocked_to)",
                select: format!("{occurrence}, room_id, 0, 0, s, {end}"),
                which: "",
            },
            Table {
                into: "occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id)",
                select: format!("{occupancy}, unit_id, s, {end}, 'confirmed', true, {occurrence}"),
                which: "",
            },
        ]
    }
}

/// What goes into a table.
struct Table {
    into: &'static str,
    select: String,
    which: &'static str,
}
