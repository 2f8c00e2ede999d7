//! Meters and what they showed.

use std::collections::HashMap;

use db::sql::Raw;
use kernel::{
    Instant,
    id::{InstallationId, MeterId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    BuildingsError,
    entity::{meter, meter_reading},
    model::meter::{Meter, Reading},
};

/// The meter, retired or not.
pub async fn meter(conn: &impl ConnectionTrait, id: MeterId) -> Result<Option<Meter>, BuildingsError> {
    Ok(meter::Entity::find_by_id(id).one(conn).await?.map(Meter::from))
}

/// The meters of an installation, by code, retired ones last, each with its last reading.
pub async fn meters_of(
    conn: &impl ConnectionTrait,
    installation: InstallationId,
) -> Result<Vec<(Meter, Option<Reading>)>, BuildingsError> {
    let meters = meter::Entity::find()
        .filter(meter::Column::InstallationId.eq(installation))
        .order_by_asc(meter::Column::Retired)
        .order_by_asc(meter::Column::Code)
        .all(conn)
        .await?;
    with_last(conn, meters).await
}

/// These meters, retired or not, each with its last reading.
pub async fn meters_by_ids(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = MeterId>,
) -> Result<Vec<(Meter, Option<Reading>)>, BuildingsError> {
    let ids: Vec<MeterId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    with_last(conn, meter::Entity::find().filter(meter::Column::Id.is_in(ids)).all(conn).await?).await
}

async fn with_last(
    conn: &impl ConnectionTrait,
    meters: Vec<meter::Model>,
) -> Result<Vec<(Meter, Option<Reading>)>, BuildingsError> {
    if meters.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT r.* FROM meter_reading r JOIN \
         (SELECT meter_id, MAX(read_at) AS read_at FROM meter_reading WHERE meter_id IN (",
    )
    .bind_all(meters.iter().map(|meter| meter.id.0))
    .push(") GROUP BY meter_id) l ON l.meter_id = r.meter_id AND l.read_at = r.read_at");
    let mut last: HashMap<MeterId, Reading> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let reading = Reading::from(meter_reading::Model::from_query_result(&row, "")?);
        last.insert(reading.meter_id, reading);
    }
    Ok(meters
        .into_iter()
        .map(Meter::from)
        .map(|meter| {
            let reading = last.remove(&meter.id);
            (meter, reading)
        })
        .collect())
}

/// What a meter has counted in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterTotal {
    /// All it counted, also before it was replaced or reset: a meter that restarts begins at zero.
    pub total: i64,
    /// What it showed last.
    pub reading: i64,
    /// When somebody looked last.
    pub read_at: Instant,
}

/// What meters have counted in all until a moment (until now unless told), in one statement. One that nobody read by then is left out.
pub async fn meter_totals(
    conn: &impl ConnectionTrait,
    meters: &[MeterId],
    until: Option<Instant>,
) -> Result<HashMap<MeterId, MeterTotal>, BuildingsError> {
    if meters.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT t.meter_id, t.total, t.read_at, r.reading FROM (\
         SELECT meter_id, CAST(SUM(step) AS bigint) AS total, MAX(read_at) AS read_at FROM (\
         SELECT meter_id, read_at, CASE WHEN restarts OR LAG(reading) OVER w IS NULL THEN reading \
         ELSE reading - LAG(reading) OVER w END AS step FROM meter_reading WHERE meter_id IN (",
    )
    .bind_all(meters.iter().map(|meter| meter.0))
    .push(")");
    if let Some(until) = until {
        sql.push(" AND read_at <= ").bind(until.micros());
    }
    sql.push(
        " WINDOW w AS (PARTITION BY meter_id ORDER BY read_at)) s GROUP BY meter_id) t \
         JOIN meter_reading r ON r.meter_id = t.meter_id AND r.read_at = t.read_at",
    );
    let mut totals = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let total = MeterTotal {
            total: row.try_get("", "total")?,
            reading: row.try_get("", "reading")?,
            read_at: row.try_get("", "read_at")?,
        };
        totals.insert(row.try_get("", "meter_id")?, total);
    }
    Ok(totals)
}

/// How fast a meter counted between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeterPace {
    /// What it counted.
    pub units: i64,
    /// In how many minutes.
    pub minutes: i64,
}

/// How fast meters counted from the first to the last of their readings since a moment, in one statement. One without two
/// readings since then is left out.
pub async fn meter_paces(
    conn: &impl ConnectionTrait,
    meters: &[MeterId],
    since: Instant,
) -> Result<HashMap<MeterId, MeterPace>, BuildingsError> {
    if meters.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT meter_id, CAST(SUM(step) AS bigint) AS units, MIN(read_at) AS from_at, MAX(read_at) AS to_at FROM (\
         SELECT meter_id, read_at, CASE WHEN LAG(reading) OVER w IS NULL THEN 0 WHEN restarts THEN reading \
         ELSE reading - LAG(reading) OVER w END AS step FROM meter_reading WHERE meter_id IN (",
    );
    sql.bind_all(meters.iter().map(|meter| meter.0)).push(") AND read_at >= ").bind(since.micros());
    sql.push(
        " WINDOW w AS (PARTITION BY meter_id ORDER BY read_at)) s GROUP BY meter_id HAVING MIN(read_at) < MAX(read_at)",
    );
    let mut paces = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let (from, to) = (row.try_get::<Instant>("", "from_at")?, row.try_get::<Instant>("", "to_at")?);
        let minutes = (to.micros() - from.micros()) / 60_000_000;
        paces.insert(row.try_get("", "meter_id")?, MeterPace { units: row.try_get("", "units")?, minutes });
    }
    Ok(paces)
}

/// At most `limit` readings of a meter, the newest first, those before the moment `before`.
pub async fn readings(
    conn: &impl ConnectionTrait,
    meter: MeterId,
    before: Option<Instant>,
    limit: u64,
) -> Result<Vec<Reading>, BuildingsError> {
    let mut rows = meter_reading::Entity::find().filter(meter_reading::Column::MeterId.eq(meter));
    if let Some(before) = before {
        rows = rows.filter(meter_reading::Column::ReadAt.lt(before));
    }
    let rows = rows.order_by_desc(meter_reading::Column::ReadAt).limit(limit).all(conn).await?;
    Ok(rows.into_iter().map(Reading::from).collect())
}
