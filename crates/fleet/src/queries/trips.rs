//! Trips that somebody may see, with the kilometres that nobody noted a trip for.

use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Names, OccurrenceId, PersonId, PlaceId, Rejection, Zone, id::TripId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    FleetError,
    kind::KIND,
    model::trip::{TripKind, unlogged},
    policy::Permission,
};

/// Which trips.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TripFilter {
    /// Only with this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only those that this person drove.
    pub driver: Option<PersonId>,
    /// Only with vehicles of this site.
    pub site: Option<PlaceId>,
    /// That began at or after this instant.
    pub from: Option<Instant>,
    /// That began before this instant.
    pub to: Option<Instant>,
    /// Only of this kind.
    pub kind: Option<TripKind>,
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripKey(Instant, TripId);

/// A trip as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// Which one.
    pub id: TripId,
    /// With which vehicle.
    pub vehicle_id: BookableId,
    /// The code of the vehicle.
    pub code: String,
    /// The name of the vehicle.
    pub names: Names,
    /// Whose clock counts.
    pub zone: Zone,
    /// Who drove.
    pub driver_id: PersonId,
    /// The name of who drove.
    pub driver_name: String,
    /// When it left.
    pub from: Instant,
    /// When it was back.
    pub to: Instant,
    /// What the odometer showed when it left.
    pub km_out: i64,
    /// What it showed when it was back.
    pub km_in: i64,
    /// How many kilometres nobody noted a trip for, since the one before.
    pub unlogged_km: i64,
    /// For whom.
    pub kind: TripKind,
    /// What for.
    pub purpose: Option<String>,
    /// For which reservation.
    pub reservation_id: Option<OccurrenceId>,
    /// Why it was last corrected.
    pub reason: Option<String>,
    /// Whether the actor may correct it.
    pub may_correct: bool,
    /// Whether the actor may take it away.
    pub may_strike: bool,
    /// Grows by one with each change.
    pub version: i64,
}

impl Trip {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> TripKey {
        TripKey(self.from, self.id)
    }
}

/// Who holds a vehicle by a reservation.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Reserved {
    pub(crate) vehicle_id: Option<BookableId>,
    pub(crate) host_id: PersonId,
}

/// Which vehicle a reservation holds, and for whom.
pub(crate) async fn reserved(conn: Conn<'_>, id: OccurrenceId) -> Result<Option<Reserved>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT c.bookable_id AS vehicle_id, b.host_id FROM vehicle_reservation r JOIN booking b ON b.id = r.booking_id ")
        .push("LEFT JOIN claim c ON c.occurrence_id = r.occurrence_id AND EXISTS (SELECT 1 FROM vehicle v WHERE v.id = c.bookable_id) ")
        .push("WHERE r.occurrence_id = ")
        .bind(id.0);
    Ok(Reserved::find_by_statement(sql.build()).one(&conn).await?)
}

#[derive(FromQueryResult)]
struct Row {
    id: TripId,
    vehicle_id: BookableId,
    code: String,
    names: Names,
    site_id: PlaceId,
    time_zone: Zone,
    driver_id: PersonId,
    starts_at: Instant,
    ends_at: Instant,
    km_out: i64,
    km_in: i64,
    before_km: Option<i64>,
    kind: TripKind,
    purpose: Option<String>,
    reservation_id: Option<OccurrenceId>,
    reason: Option<String>,
    version: i64,
}

const HEAD: &str = "SELECT t.id, t.vehicle_id, k.code, k.names, k.site_id, k.time_zone, t.driver_id, t.starts_at, t.ends_at, \
    t.km_out, t.km_in, (SELECT p.km_in FROM trip p WHERE p.vehicle_id = t.vehicle_id AND p.starts_at < t.starts_at \
    ORDER BY p.starts_at DESC LIMIT 1) AS before_km, t.kind, t.purpose, t.reservation_id, t.reason, t.version \
    FROM trip t JOIN bookable k ON k.id = t.vehicle_id WHERE ";

/// At most `limit` trips that match and that the actor may see, the last first, behind one: one's own; on the sites whose fleet
/// they see those for the house, and where they manage it private ones too.
pub async fn list_trips(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &TripFilter,
    after: Option<TripKey>,
    limit: u64,
) -> Result<Vec<Trip>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD);
    only_seen(&mut sql, conn, cx).await?;
    let TripFilter { vehicle, driver, site, from, to, kind } = filter;
    let ids = [
        ("t.vehicle_id", vehicle.map(|id| id.0)),
        ("t.driver_id", driver.map(|id| id.0)),
        ("k.site_id", site.map(|id| id.0)),
    ];
    for (column, id) in ids.into_iter().filter_map(|(column, id)| Some((column, id?))) {
        sql.push(&format!(" AND {column} = ")).bind(id);
    }
    if let Some(from) = from {
        sql.push(" AND t.starts_at >= ").bind(from.micros());
    }
    if let Some(to) = to {
        sql.push(" AND t.starts_at < ").bind(to.micros());
    }
    if let Some(kind) = kind {
        sql.push(" AND t.kind = ").bind(kind.as_str());
    }
    if let Some(TripKey(at, id)) = after {
        sql.push(" AND (t.starts_at < ").bind(at.micros()).push(" OR (t.starts_at = ").bind(at.micros());
        sql.push(" AND t.id < ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY t.starts_at DESC, t.id DESC LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    assemble(conn, cx, sql).await
}

/// One trip that the actor may see; for others it is not there.
pub async fn trip(conn: Conn<'_>, cx: &Ctx, id: TripId) -> Result<Trip, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD);
    only_seen(&mut sql, conn, cx).await?;
    sql.push(" AND t.id = ").bind(id.0);
    assemble(conn, cx, sql).await?.pop().ok_or(Rejection::NotFound("trip").into())
}

async fn only_seen(sql: &mut Raw, conn: Conn<'_>, cx: &Ctx) -> Result<(), FleetError> {
    sql.push("(");
    match cx.actor.person {
        Some(person) => sql.push("t.driver_id = ").bind(person.0),
        None => sql.push("false"),
    };
    let managed = sites(conn, cx, Permission::ManageFleet).await?;
    if !managed.is_empty() {
        sql.push(" OR k.site_id IN (").bind_all(managed).push(")");
    }
    let seen = sites(conn, cx, Permission::SeeFleet).await?;
    if !seen.is_empty() {
        sql.push(" OR (t.kind = 'business' AND k.site_id IN (").bind_all(seen).push("))");
    }
    sql.push(")");
    Ok(())
}

/// The sites with vehicles on which the actor has a permission.
pub(crate) async fn sites(conn: Conn<'_>, cx: &Ctx, permission: Permission) -> Result<Vec<Uuid>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT site_id FROM bookable WHERE kind = ").bind(KIND);
    let rows = conn.query_all_raw(sql.build()).await?;
    let sites: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "site_id")).collect::<Result<_, _>>()?;
    Ok(sites.into_iter().filter(|site| permission.held_by(&cx.actor, &[*site])).collect())
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, sql: Raw) -> Result<Vec<Trip>, FleetError> {
    let rows = Row::find_by_statement(sql.build()).all(&conn).await?;
    let names = directory::queries::names_of(&conn, rows.iter().map(|row| row.driver_id)).await?;
    let trips = rows.into_iter().map(|row| {
        let manages = Permission::ManageFleet.held_by(&cx.actor, &[row.site_id.0, row.vehicle_id.0]);
        Trip {
            id: row.id,
            vehicle_id: row.vehicle_id,
            code: row.code,
            names: row.names,
            zone: row.time_zone,
            driver_id: row.driver_id,
            driver_name: names.get(&row.driver_id).cloned().unwrap_or_default(),
            from: row.starts_at,
            to: row.ends_at,
            km_out: row.km_out,
            km_in: row.km_in,
            unlogged_km: unlogged(row.before_km, row.km_out),
            kind: row.kind,
            purpose: row.purpose,
            reservation_id: row.reservation_id,
            reason: row.reason,
            may_correct: manages || cx.actor.person == Some(row.driver_id),
            may_strike: manages,
            version: row.version,
        }
    });
    Ok(trips.collect())
}
