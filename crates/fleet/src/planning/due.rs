//! What must be in order for the vehicles, as the solver takes it: by day and by kilometres.

use std::collections::HashMap;

use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    FleetError,
    entity::vehicle_deadline,
    model::{
        assign::{Due, Service},
        day::{day_at, end_of_day},
        reservation::ASSUMED_KM,
    },
};

/// What must be in order for a vehicle.
#[derive(Debug, Clone, Default)]
pub(super) struct Dues {
    /// By day: those first that should be seen to by now.
    pub(super) by_day: Vec<Due>,
    /// By kilometres, with nothing that is planned taken off; only what should be seen to by now.
    pub(super) by_km: Option<Service>,
}

/// What an odometer showed last, and when.
pub(super) type Odometers = HashMap<BookableId, (i64, Instant)>;

/// What must be in order for vehicles, and is not done: one statement.
pub(super) async fn dues(
    conn: Conn<'_>,
    cx: &Ctx,
    zones: &HashMap<BookableId, Zone>,
    odometers: &Odometers,
) -> Result<HashMap<BookableId, Dues>, FleetError> {
    let open = vehicle_deadline::Entity::find()
        .filter(vehicle_deadline::Column::VehicleId.is_in(zones.keys().copied()))
        .filter(vehicle_deadline::Column::DoneOn.is_null())
        .filter(vehicle_deadline::Column::Blocks.eq(true));
    let mut found: HashMap<BookableId, Dues> = HashMap::new();
    for row in open.all(&conn).await? {
        let Some(zone) = zones.get(&row.vehicle_id) else { continue };
        let of = found.entry(row.vehicle_id).or_default();
        let due = row.due();
        if let Some(on) = due.on {
            let near = due.is_near_by_day(day_at(cx.now, *zone));
            of.by_day.push(Due { kind: row.kind, on, from: end_of_day(on, *zone), near });
        }
        let Some((due_km, (last_km, read_at))) = due.km.zip(odometers.get(&row.vehicle_id).copied()) else { continue };
        let service = Service { kind: row.kind, due_km, left_km: due_km - last_km, read_at };
        if due.is_near_by_km(Some(last_km)) && of.by_km.is_none_or(|other| service.left_km < other.left_km) {
            of.by_km = Some(service);
        }
    }
    for of in found.values_mut() {
        of.by_day.sort_by_key(|due| (!due.near, due.from, due.kind));
    }
    Ok(found)
}

/// What the odometers showed last: one statement.
pub(super) async fn odometers(conn: Conn<'_>, ids: &[BookableId]) -> Result<Odometers, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT vehicle_id, MAX(km) AS km, MAX(read_at) AS at FROM odometer_reading WHERE corrected_by IS NULL ");
    sql.push("AND vehicle_id IN (").bind_all(ids.iter().map(|id| id.0)).push(") GROUP BY vehicle_id");
    let rows = conn.query_all_raw(sql.build()).await?;
    let of = |row: sea_orm::QueryResult| {
        Ok((row.try_get("", "vehicle_id")?, (row.try_get("", "km")?, row.try_get("", "at")?)))
    };
    rows.into_iter().map(of).collect()
}

/// How many kilometres are planned for vehicles on dates to come that lie outside the window, but for one of them.
pub(super) async fn planned_outside(
    conn: Conn<'_>,
    cx: &Ctx,
    ids: &[BookableId],
    window: Interval,
    own: Option<OccurrenceId>,
) -> Result<HashMap<BookableId, i64>, FleetError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT c.bookable_id, CAST(SUM(COALESCE(r.distance_km, ").bind(ASSUMED_KM);
    sql.push(")) AS BIGINT) AS km FROM claim c JOIN occurrence o ON o.id = c.occurrence_id ");
    sql.push("LEFT JOIN vehicle_reservation r ON r.occurrence_id = o.id ");
    sql.push("WHERE o.state IN ('requested', 'confirmed', 'in_use') AND c.blocked_to > ").bind(cx.now.micros());
    sql.push(" AND (c.blocked_to <= ").bind(window.start.micros());
    sql.push(" OR c.blocked_from >= ").bind(window.end.micros()).push(")");
    if let Some(own) = own {
        sql.push(" AND o.id <> ").bind(own.0);
    }
    sql.push(" AND c.bookable_id IN (").bind_all(ids.iter().map(|id| id.0)).push(") GROUP BY c.bookable_id");
    let rows = conn.query_all_raw(sql.build()).await?;
    rows.iter().map(|row| Ok((row.try_get("", "bookable_id")?, row.try_get("", "km")?))).collect()
}
