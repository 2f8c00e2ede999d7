//! A store full of rooms and meetings, written past the application: filling it is not what is measured.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant as Stopwatch,
};

use anyhow::Result;
use db::{Engine, WriteTx, sql::Raw};
use kernel::{WallTime, Zone};
use sea_orm::{ConnectionTrait, Value};
use testkit::App;
use uuid::Uuid;

use crate::fill;

/// How many rooms there are.
const ROOMS: usize = 500;
/// How many of them stand on the site that is booked and drawn.
const ON_SITE: usize = 200;
/// Slots of twenty minutes in an evening (from 19:00) or a morning (from 02:00 past), when no meeting is stored.
const SLOTS: usize = 12;

/// What was filled, and where there is room left.
#[derive(Debug)]
pub(crate) struct Store {
    rooms: Vec<Uuid>,
    units: Vec<Uuid>,
    site: Uuid,
    occupancies: usize,
    today: WallTime,
    evening: AtomicUsize,
    morning: AtomicUsize,
}

impl Store {
    /// Adds sites and rooms; half of them have a videoconference, and they seat 8 to 27.
    pub(crate) async fn build(app: &App) -> Result<Self> {
        app.sweep("add_standard_features").await;
        let cx = app.system();
        let tx = app.db().begin(&cx).await?;
        let sites = [cx.ids.next(), cx.ids.next()];
        let names = r#"{"nl":"Bench","fr":"Bench","de":"Bench","en":"Bench"}"#;
        let site = |id: Uuid| -> Vec<Value> {
            let code = id.to_string();
            vec![
                id.into(),
                "site".into(),
                id.into(),
                code.clone().into(),
                names.into(),
                "bench".into(),
                true.into(),
                false.into(),
                "Europe/Brussels".into(),
                code.into(),
                1_i64.into(),
            ]
        };
        let columns =
            "place (id, kind, site_id, code, names, search_key, step_free, heritage, time_zone, qr_token, version)";
        insert(&tx, columns, sites.into_iter().map(site)).await?;
        let rooms: Vec<Uuid> = (0..ROOMS).map(|_| cx.ids.next()).collect();
        let units: Vec<Uuid> = (0..ROOMS).map(|_| cx.ids.next()).collect();
        let site_of = |n: usize| sites[usize::from(n >= ON_SITE)];
        let code = |n: usize| format!("R{n:04}");
        let unit = |n: usize| -> Vec<Value> { vec![units[n].into(), "room".into(), code(n).into()] };
        insert(&tx, "unit (id, kind, code)", (0..ROOMS).map(unit)).await?;
        let bookable = |n: usize| -> Vec<Value> {
            let zone = "Europe/Brussels";
            let key = code(n).to_lowercase();
            vec![
                rooms[n].into(),
                "room".into(),
                code(n).into(),
                names.into(),
                key.into(),
                site_of(n).into(),
                zone.into(),
            ]
        };
        let columns = "bookable (id, kind, code, names, search_key, site_id, time_zone)";
        insert(&tx, columns, (0..ROOMS).map(bookable)).await?;
        let pair = |n: usize| -> Vec<Value> { vec![rooms[n].into(), units[n].into()] };
        insert(&tx, "bookable_unit (bookable_id, unit_id)", (0..ROOMS).map(pair)).await?;
        let scopes = (0..ROOMS).flat_map(|n| -> [Vec<Value>; 2] {
            [
                vec![rooms[n].into(), 0_i64.into(), site_of(n).into()],
                vec![rooms[n].into(), 1_i64.into(), rooms[n].into()],
            ]
        });
        insert(&tx, "bookable_scope (bookable_id, depth, scope_id)", scopes).await?;
        let room =
            |n: usize| -> Vec<Value> { vec![rooms[n].into(), "{}".into(), "".into(), true.into(), 1_i64.into()] };
        insert(&tx, "room (id, description, place_path, step_free, version)", (0..ROOMS).map(room)).await?;
        let equipped = |n: usize| -> Vec<Value> { vec![rooms[n].into(), "videoconference".into()] };
        insert(&tx, "room_feature (room_id, feature_code)", (0..ROOMS).step_by(2).map(equipped)).await?;
        let layout = |n: usize| -> Vec<Value> {
            vec![
                cx.ids.next().into(),
                rooms[n].into(),
                "table".into(),
                names.into(),
                i64::try_from(8 + n % 20).unwrap_or(8).into(),
                0_i64.into(),
                0_i64.into(),
                true.into(),
                false.into(),
            ]
        };
        let columns =
            "layout (id, room_id, code, names, capacity, setup_minutes, cleanup_minutes, is_default, retired)";
        insert(&tx, columns, (0..ROOMS).map(layout)).await?;
        tx.commit().await?;
        let today = WallTime::midnight(WallTime::at(cx.now, Zone::BRUSSELS).date());
        Ok(Self {
            rooms,
            units,
            site: sites[0],
            occupancies: 0,
            today,
            evening: AtomicUsize::new(0),
            morning: AtomicUsize::new(0),
        })
    }

    /// Adds meetings until that many are stored; each booking has up to `dates` of them.
    pub(crate) async fn grow(&mut self, app: &App, to: usize, dates: usize) -> Result<()> {
        let begin = Stopwatch::now();
        let fill = fill::Fill {
            host: app.person("colleague").0,
            midnight: self.today.instant_or_next(Zone::UTC),
            slots: self.occupancies / ROOMS..to / ROOMS,
            dates,
        };
        let rooms: Vec<(Uuid, Uuid)> = self.rooms.iter().copied().zip(self.units.iter().copied()).collect();
        fill.run(app, &rooms).await?;
        self.occupancies = to;
        if app.db().engine() == Engine::Postgres {
            // What the autovacuum of a cluster that lives longer has done.
            app.db().schema().execute_unprepared("VACUUM ANALYZE").await?;
        }
        eprintln!("{to} occupancies stored, the last of them in {:.1} s", begin.elapsed().as_secs_f64());
        Ok(())
    }

    /// The id of a room.
    pub(crate) fn room(&self, number: usize) -> Uuid {
        self.rooms[number]
    }

    /// The unit of a room.
    pub(crate) fn unit(&self, number: usize) -> Uuid {
        self.units[number]
    }

    /// A room and twenty minutes of an evening that nobody has had yet.
    pub(crate) fn evening_slot(&self) -> (usize, WallTime) {
        self.slot(&self.evening, 19)
    }

    /// The same of a morning, for series: those of one week never meet those of the next.
    pub(crate) fn morning_slot(&self) -> (usize, WallTime) {
        self.slot(&self.morning, 2)
    }

    fn slot(&self, next: &AtomicUsize, first_hour: usize) -> (usize, WallTime) {
        let slot = next.fetch_add(1, Ordering::Relaxed);
        let (room, rest) = (slot % ON_SITE, slot / ON_SITE);
        (room, self.at(1 + rest / SLOTS, first_hour * 60 + rest % SLOTS * 20))
    }

    fn at(&self, day: usize, minute: usize) -> WallTime {
        self.today.plus_minutes(i64::try_from(day * 1440 + minute).unwrap_or(i64::MAX / 2))
    }

    /// Which of all rooms are free for an hour, with seats and a videoconference; another hour each time.
    pub(crate) fn search(&self, n: usize) -> String {
        let from = self.at(1 + n % 5, (8 + n % 9) * 60);
        let to = from.plus_minutes(60);
        format!(
            "/availability?kind=room&from={from}&to={to}&time_zone=Europe/Brussels&attendees=12&feature=videoconference"
        )
    }

    /// The same for a year of weeks.
    pub(crate) fn search_series(&self, n: usize) -> String {
        self.search(n) + "&recurrence=FREQ=WEEKLY;COUNT=52"
    }

    /// A week of one site; another week each time. Not the first ones: what the rates wrote crams their evenings with twelve
    /// meetings in every room.
    pub(crate) fn timeline(&self, n: usize) -> String {
        let from = self.at(36 + n % 45 * 7, 0);
        let (first, last) = (from.date(), from.plus_minutes(7 * 1440).date());
        format!("/timeline?from={first}&to={last}&time_zone=Europe/Brussels&site={}", self.site)
    }
}

/// Inserts rows by one statement; none where there are none.
pub(crate) async fn insert(tx: &WriteTx, table: &str, rows: impl Iterator<Item = Vec<Value>>) -> Result<()> {
    let rows: Vec<Vec<Value>> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let mut sql = Raw::new(tx);
    sql.push("INSERT INTO ").push(table).push(" VALUES ");
    for (index, row) in rows.into_iter().enumerate() {
        sql.push(if index == 0 { "(" } else { ",(" }).bind_all(row).push(")");
    }
    tx.execute_raw(sql.build()).await?;
    Ok(())
}
