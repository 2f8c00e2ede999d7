//! A house with rooms in a running application.

use std::env;

use db::sql::Raw;
use kernel::{Fold, Instant, WallTime, Zone};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use testkit::{App, Client};

/// Small in every run, as large as promised when asked.
pub(crate) fn size(small: usize, full: usize) -> usize {
    if env::var_os("PROMISES_FULL").is_some() { full } else { small }
}

/// One floor on one site.
pub(crate) struct House {
    pub(crate) manager: Client,
    floor: String,
}

pub(crate) fn id(of: &Value) -> String {
    of["id"].as_str().unwrap_or_else(|| panic!("no id: {of}")).to_owned()
}

impl House {
    pub(crate) async fn build(app: &App) -> Self {
        app.sweep("add_standard_features").await;
        let manager = app.client("room_manager").await;
        let add = async |place: Value| id(&manager.post("/places", place).await.expect(201));
        let site =
            json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat" }, "time_zone": "Europe/Brussels" });
        let site = add(site).await;
        let building =
            json!({ "kind": "building", "parent_id": site, "code": "W16", "names": { "nl": "Wetstraat 16" } });
        let building = add(building).await;
        let floor = json!({ "kind": "floor", "parent_id": building, "code": "W16-4", "names": { "nl": "Vierde" } });
        let floor = add(floor).await;
        Self { manager, floor }
    }

    /// A room of its own with one layout.
    pub(crate) async fn room(&self, code: &str, capacity: usize, features: &[&str]) -> String {
        let space =
            json!({ "kind": "space", "parent_id": self.floor, "code": format!("S-{code}"), "names": { "nl": code } });
        let space = id(&self.manager.post("/places", space).await.expect(201));
        let layouts = json!([{ "code": "board", "names": { "en": "Board" }, "capacity": capacity }]);
        let room = json!({ "code": code, "names": { "nl": code }, "space_ids": [space], "features": features, "layouts": layouts });
        id(&self.manager.post("/rooms", room).await.expect(201))
    }

    /// A room made of others.
    pub(crate) async fn whole(&self, code: &str, capacity: usize, parts: &[&str]) -> String {
        let layouts = json!([{ "code": "board", "names": { "en": "Board" }, "capacity": capacity }]);
        let room = json!({ "code": code, "names": { "nl": code }, "parts": parts, "layouts": layouts });
        id(&self.manager.post("/rooms", room).await.expect(201))
    }
}

/// An hour in a room.
pub(crate) fn hour(room: &str, start: &str) -> Value {
    json!({ "title": "Meeting", "bookables": [{ "id": room }], "start": start, "duration_minutes": 60,
        "time_zone": "Europe/Brussels", "attendees": 4 })
}

/// The same repeated.
pub(crate) fn series(room: &str, start: &str, rule: &str) -> Value {
    let mut body = hour(room, start);
    body["recurrence"] = json!(rule);
    body
}

/// A day of December 2026 and after, counted from the 1st.
pub(crate) fn day(number: usize) -> String {
    let first: WallTime = "2026-12-01T00:00".parse().expect("a time");
    let number = i64::try_from(number).expect("it is small");
    first.plus_minutes(number * 1440).date().to_string()
}

pub(crate) fn brussels(text: &str) -> Instant {
    text.parse::<WallTime>().expect("a time").instant(Zone::BRUSSELS, Fold::First).expect("it exists")
}

/// How many pairs of exclusive occupancies of one unit overlap.
pub(crate) async fn overlaps(app: &App) -> i64 {
    count(
        app,
        "SELECT COUNT(*) AS n FROM occupancy a JOIN occupancy b ON a.unit_id = b.unit_id AND a.id < b.id \
         AND a.exclusive AND b.exclusive AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
    )
    .await
}

/// How many bookings have no date with all that belongs to it.
pub(crate) async fn half_written(app: &App) -> i64 {
    count(
        app,
        "SELECT COUNT(*) AS n FROM booking b WHERE NOT EXISTS (SELECT 1 FROM occurrence o JOIN claim c ON c.occurrence_id = o.id \
         JOIN occupancy y ON y.cause_id = o.id WHERE o.booking_id = b.id)",
    )
    .await
}

/// What a statement counts as `n`.
pub(crate) async fn count(app: &App, sql: &str) -> i64 {
    let db = app.db().read();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.expect("an answer").expect("a row").try_get("", "n").expect("a number")
}

/// Everything exclusive that is stored: the bookables of its unit, from when, until when.
pub(crate) async fn taken(app: &App) -> Vec<(String, i64, i64)> {
    let db = app.db().read();
    let mut sql = Raw::new(db);
    sql.push("SELECT bu.bookable_id, y.starts_at, y.ends_at FROM occupancy y JOIN bookable_unit bu ON bu.unit_id = y.unit_id WHERE y.exclusive");
    let rows = db.query_all_raw(sql.build()).await.expect("rows");
    rows.iter()
        .map(|row| {
            let bookable: kernel::BookableId = row.try_get("", "bookable_id").expect("an id");
            let at = |column| row.try_get::<i64>("", column).expect("an instant");
            (bookable.to_string(), at("starts_at"), at("ends_at"))
        })
        .collect()
}
