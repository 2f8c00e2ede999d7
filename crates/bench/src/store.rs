//! A store full of rooms and occupancies, written past the application: filling it is not what is measured.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use db::{WriteTx, sql::Raw};
use kernel::{Instant, WallTime, Zone};
use sea_orm::{ConnectionTrait, Value};
use testkit::App;
use uuid::Uuid;

/// Every room is taken from 08:00 to 16:00, hour by hour, for as many days as it takes; evenings are free.
const HOURS: usize = 8;

/// What was filled, and where there is room left.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) rooms: Vec<Uuid>,
    pub(crate) units: Vec<Uuid>,
    pub(crate) site: Uuid,
    pub(crate) occupancies: usize,
    first_day: WallTime,
    next: AtomicUsize,
}

impl Store {
    /// A room and an evening hour that nobody has had yet.
    pub(crate) fn free_slot(&self) -> (usize, WallTime) {
        let slot = self.next.fetch_add(1, Ordering::Relaxed);
        let room = slot % self.rooms.len();
        let rest = slot / self.rooms.len();
        // Twenty-minute slots from 17:00 to 23:40 on the days of one week, then of the next.
        let minutes = 17 * 60 + (rest % 20) * 20;
        let day = rest / 20;
        (room, self.first_day.plus_minutes(i64::try_from(day * 1440 + minutes).unwrap_or_default()))
    }

    /// The reads to time, with what they are called.
    pub(crate) fn questions(&self) -> Vec<(&'static str, String)> {
        let day = self.first_day.plus_minutes(2 * 1440).date();
        let week = self.first_day.plus_minutes(9 * 1440).date();
        let when = format!("kind=room&from={day}T10:00&to={day}T11:00&time_zone=Europe/Brussels&attendees=8");
        let evening = format!("kind=room&from={day}T16:00&to={day}T16:20&time_zone=Europe/Brussels&attendees=8");
        vec![
            ("search, one date, all taken", format!("/availability?{when}")),
            ("search, one date, most free", format!("/availability?{evening}")),
            ("search, 52 dates", format!("/availability?{evening}&recurrence=FREQ=WEEKLY;COUNT=52")),
            (
                "timeline, all rooms, one week",
                format!("/timeline?from={day}&to={week}&time_zone=Europe/Brussels&site={}", self.site),
            ),
        ]
    }
}

/// Fills a fresh application.
pub(crate) async fn fill(app: &App, rooms: usize, occupancies: usize) -> Result<Store> {
    let cx = app.system();
    let first_day = WallTime::midnight(WallTime::at(cx.now, Zone::BRUSSELS).date()).plus_minutes(7 * 1440);
    let tx = app.db().begin(&cx).await?;
    let site = cx.ids.next();
    let names = r#"{"nl":"Bench","fr":"Bench","de":"Bench","en":"Bench"}"#;
    insert(
        &tx,
        "place (id, kind, site_id, code, names, search_key, step_free, heritage, time_zone, qr_token, version)",
        vec![vec![
            site.into(),
            "site".into(),
            site.into(),
            "BENCH".into(),
            names.into(),
            "bench".into(),
            true.into(),
            false.into(),
            "Europe/Brussels".into(),
            site.to_string().into(),
            1_i64.into(),
        ]],
    )
    .await?;
    let ids: Vec<Uuid> = (0..rooms).map(|_| cx.ids.next()).collect();
    let units: Vec<Uuid> = (0..rooms).map(|_| cx.ids.next()).collect();
    let code = |n: usize| format!("R{n:04}");
    let each = |row: &dyn Fn(usize) -> Vec<Value>| (0..rooms).map(row).collect::<Vec<_>>();
    insert(&tx, "unit (id, kind, code)", each(&|n| vec![units[n].into(), "room".into(), code(n).into()])).await?;
    insert(
        &tx,
        "bookable (id, kind, code, names, search_key, site_id, time_zone)",
        each(&|n| {
            vec![
                ids[n].into(),
                "room".into(),
                code(n).into(),
                names.into(),
                code(n).to_lowercase().into(),
                site.into(),
                "Europe/Brussels".into(),
            ]
        }),
    )
    .await?;
    insert(&tx, "bookable_unit (bookable_id, unit_id)", each(&|n| vec![ids[n].into(), units[n].into()])).await?;
    insert(
        &tx,
        "bookable_scope (bookable_id, depth, scope_id)",
        each(&|n| vec![ids[n].into(), 0_i64.into(), site.into()]),
    )
    .await?;
    insert(
        &tx,
        "bookable_scope (bookable_id, depth, scope_id)",
        each(&|n| vec![ids[n].into(), 1_i64.into(), ids[n].into()]),
    )
    .await?;
    insert(
        &tx,
        "room (id, description, place_path, step_free, version)",
        each(&|n| vec![ids[n].into(), "{}".into(), "".into(), true.into(), 1_i64.into()]),
    )
    .await?;
    insert(
        &tx,
        "layout (id, room_id, code, names, capacity, setup_minutes, cleanup_minutes, is_default, retired)",
        each(&|n| {
            vec![
                cx.ids.next().into(),
                ids[n].into(),
                "table".into(),
                names.into(),
                i64::try_from(8 + n % 20).unwrap_or(8).into(),
                0_i64.into(),
                0_i64.into(),
                true.into(),
                false.into(),
            ]
        }),
    )
    .await?;
    let mut rows = Vec::with_capacity(10_000);
    for n in 0..occupancies {
        let (room, slot) = (n % rooms, n / rooms);
        let start = first_day.plus_minutes(i64::try_from((slot / HOURS) * 1440 + (8 + slot % HOURS) * 60)?);
        let start = start.instant_or_next(Zone::BRUSSELS);
        rows.push(occupancy(cx.ids.next(), units[room], start, start.plus_minutes(60)));
        if rows.len() == 4000 || n + 1 == occupancies {
            insert(&tx, OCCUPANCY, std::mem::take(&mut rows)).await?;
        }
    }
    tx.commit().await?;
    let analyze = if app.db().engine() == db::Engine::Postgres { "ANALYZE" } else { "PRAGMA optimize" };
    app.db().schema().execute_unprepared(analyze).await?;
    Ok(Store { rooms: ids, units, site, occupancies, first_day, next: AtomicUsize::new(0) })
}

/// The table and its columns.
pub(crate) const OCCUPANCY: &str = "occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id)";

/// A row for [`OCCUPANCY`].
pub(crate) fn occupancy(id: Uuid, unit: Uuid, start: Instant, end: Instant) -> Vec<Value> {
    vec![id.into(), unit.into(), start.micros().into(), end.micros().into(), "confirmed".into(), true.into(), id.into()]
}

/// Inserts rows in as few statements as the limits allow.
pub(crate) async fn insert(tx: &WriteTx, table: &str, rows: Vec<Vec<Value>>) -> Result<()> {
    for chunk in rows.chunks(2000) {
        let mut sql = Raw::new(tx);
        sql.push("INSERT INTO ").push(table).push(" VALUES ");
        for (index, row) in chunk.iter().enumerate() {
            sql.push(if index == 0 { "(" } else { ",(" }).bind_all(row.iter().cloned()).push(")");
        }
        tx.execute_raw(sql.build()).await?;
    }
    Ok(())
}
