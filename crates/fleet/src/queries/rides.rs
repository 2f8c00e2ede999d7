//! Rides that somebody may see: drivers theirs, the desk those of its sites.

use std::collections::HashMap;

use booking::model::{booking::Visibility, state::State};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, OccurrenceId, PersonId, PlaceId, Rejection, Zone, id::DriverId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    reservations::managed_sites,
    vehicles::{Vehicle, by_ids},
};
use crate::{
    FleetError,
    entity::{driver, ride},
    kind::KIND,
    model::ride::{Move, RideParty, RideState, RideVerb, UnderWay},
};

/// Which rides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RideFilter {
    /// Only of this driver.
    pub driver: Option<DriverId>,
    /// That end after this instant.
    pub from: Option<Instant>,
    /// That start before this instant.
    pub to: Option<Instant>,
    /// Only of vehicles on this site.
    pub site: Option<PlaceId>,
    /// Only those that wait for a driver.
    pub waiting: bool,
    /// Only those that are neither over nor called off.
    pub open: bool,
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RideKey(Instant, OccurrenceId);

/// Who drives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RideDriver {
    /// Which driver.
    pub id: DriverId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
}

/// What only the driver and, unless it is confidential, the desk know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RideDetails {
    /// What it is for.
    pub title: String,
    /// Whom it is for.
    pub host_name: String,
    /// Where it goes.
    pub destination: Option<String>,
    /// Where the passengers are picked up.
    pub pick_up: Option<String>,
    /// Where they are taken.
    pub drop_off: Option<String>,
    /// How to reach them.
    pub passenger_phone: Option<String>,
    /// What the driver or the desk noted.
    pub remarks: Option<String>,
}

/// What the driver notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RideNotes {
    /// What the odometer showed when the driver set off.
    pub start_km: Option<i64>,
    /// What it showed at the end.
    pub end_km: Option<i64>,
    /// Minutes waited.
    pub waiting_minutes: Option<i64>,
    /// Kilometres without passengers.
    pub empty_km: Option<i64>,
    /// When it was accepted.
    pub accepted_at: Option<Instant>,
    /// When the driver set off.
    pub set_off_at: Option<Instant>,
    /// When the passengers were in.
    pub boarded_at: Option<Instant>,
    /// When it was over.
    pub done_at: Option<Instant>,
}

/// A ride as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ride {
    /// The date of its reservation.
    pub id: OccurrenceId,
    /// In which state it is.
    pub state: RideState,
    /// In which state its reservation is.
    pub reservation: State,
    /// Who drives.
    pub driver: Option<RideDriver>,
    /// What is driven.
    pub vehicle: Option<Vehicle>,
    /// Where that stands.
    pub site: Option<PlaceId>,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Whose clock counts.
    pub zone: Zone,
    /// Whom it is for.
    pub host: PersonId,
    /// Whether only those know of it whom it concerns.
    pub confidential: bool,
    /// How many people travel.
    pub passengers: i64,
    /// Luggage in litres.
    pub luggage_l: i64,
    /// Child seats.
    pub child_seats: i64,
    /// Whether somebody comes in a wheelchair.
    pub step_free: bool,
    /// What is for the driver and the desk; nothing where the caller may not know.
    pub details: Option<RideDetails>,
    /// What the driver noted.
    pub notes: RideNotes,
    /// Why the last driver could not drive it.
    pub decline_reason: Option<String>,
    /// What the caller is to it.
    pub parties: Vec<RideParty>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Ride {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> RideKey {
        RideKey(self.starts_at, self.id)
    }

    /// Whether its reservation is certain, so that somebody can drive it.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self.reservation, State::Confirmed | State::InUse | State::Finished)
    }

    /// What the caller may do with it.
    #[must_use]
    pub fn moves(&self) -> Vec<RideVerb> {
        if self.is_certain() { Move::open_to(self.state, &self.parties) } else { vec![] }
    }
}

/// What whoever reserved it sees of a ride.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RideOutline {
    /// In which state it is.
    pub state: RideState,
    /// Who drives.
    pub driver_name: Option<String>,
    /// Where the passengers are picked up.
    pub pick_up: Option<String>,
    /// Where they are taken.
    pub drop_off: Option<String>,
    /// How the driver reaches them.
    pub passenger_phone: Option<String>,
}

/// The rides of these reservations; the caller of this may see them.
pub(super) async fn outlines(
    conn: Conn<'_>,
    dates: &[(OccurrenceId, State)],
) -> Result<HashMap<OccurrenceId, RideOutline>, FleetError> {
    if dates.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = dates.iter().map(|(id, _)| *id);
    let rows = ride::Entity::find().filter(ride::Column::OccurrenceId.is_in(ids)).all(&conn).await?;
    let drivers = driver::Entity::find()
        .filter(driver::Column::Id.is_in(rows.iter().filter_map(|row| row.driver_id)))
        .all(&conn)
        .await?;
    let names = directory::queries::names_of(&conn, drivers.iter().map(|driver| driver.person_id)).await?;
    let name = |id: DriverId| names.get(&drivers.iter().find(|driver| driver.id == id)?.person_id).cloned();
    let states: HashMap<OccurrenceId, State> = dates.iter().copied().collect();
    let outlines = rows.into_iter().filter_map(|row| {
        let outline = RideOutline {
            state: state_of(row.state, *states.get(&row.occurrence_id)?),
            driver_name: row.driver_id.and_then(name),
            pick_up: row.pick_up,
            drop_off: row.drop_off,
            passenger_phone: row.passenger_phone,
        };
        Some((row.occurrence_id, outline))
    });
    Ok(outlines.collect())
}

#[derive(FromQueryResult)]
struct Row {
    occurrence_id: OccurrenceId,
    title: String,
    host_id: PersonId,
    visibility: Visibility,
    state: State,
    starts_at: Instant,
    ends_at: Instant,
    time_zone: Zone,
    vehicle_id: Option<BookableId>,
    site_id: Option<PlaceId>,
    person_id: Option<PersonId>,
    passengers: i64,
    luggage_l: i64,
    child_seats: i64,
    step_free: bool,
    destination: Option<String>,
}

/// Whose ride is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoDrives {
    /// Of a vehicle.
    Vehicle(BookableId),
    /// Of a driver.
    Driver(DriverId),
}

/// The ride that a vehicle or a driver is under way on, apart from one.
pub(crate) async fn under_way(
    conn: Conn<'_>,
    who: WhoDrives,
    but_for: OccurrenceId,
) -> Result<Option<UnderWay>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT r.occurrence_id, r.set_off_at, d.person_id, k.code FROM ride r JOIN occurrence o ON o.id = r.occurrence_id ");
    sql.push("JOIN driver d ON d.id = r.driver_id JOIN claim c ON c.occurrence_id = o.id JOIN bookable k ON k.id = c.bookable_id ");
    sql.push("WHERE r.state IN ('on_the_way', 'on_board') AND o.state NOT IN ").push(ENDED);
    sql.push(" AND k.kind = ").bind(KIND).push(" AND r.occurrence_id <> ").bind(but_for.0);
    match who {
        WhoDrives::Vehicle(id) => sql.push(" AND k.id = ").bind(id.0),
        WhoDrives::Driver(id) => sql.push(" AND r.driver_id = ").bind(id.0),
    };
    sql.push(" ORDER BY r.set_off_at LIMIT 1");
    let Some(row) = conn.query_one_raw(sql.build()).await? else { return Ok(None) };
    let person: PersonId = row.try_get("", "person_id")?;
    let names = directory::queries::names_of(&conn, [person]).await?;
    Ok(Some(UnderWay {
        ride_id: row.try_get("", "occurrence_id")?,
        since: row.try_get("", "set_off_at")?,
        driver_name: names.get(&person).cloned().unwrap_or_default(),
        vehicle_code: row.try_get("", "code")?,
    }))
}

const HEAD: &str = "SELECT r.occurrence_id, b.title, b.host_id, b.visibility, o.state, o.starts_at, o.ends_at, b.time_zone, \
    k.id AS vehicle_id, k.site_id, d.person_id, v.passengers, v.luggage_l, v.child_seats, v.step_free, v.destination \
    FROM ride r JOIN vehicle_reservation v ON v.occurrence_id = r.occurrence_id JOIN occurrence o ON o.id = r.occurrence_id \
    JOIN booking b ON b.id = o.booking_id LEFT JOIN driver d ON d.id = r.driver_id \
    LEFT JOIN claim c ON c.occurrence_id = o.id AND c.bookable_id IN (SELECT id FROM vehicle) \
    LEFT JOIN bookable k ON k.id = c.bookable_id WHERE ";

/// What keeps a reservation from being driven ever after.
pub(super) const ENDED: &str = "('declined', 'withdrawn', 'expired', 'cancelled', 'released', 'displaced', 'skipped')";

/// At most `limit` rides that match and that the actor may see, by start, behind one. A fixed number of statements.
pub async fn list_rides(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &RideFilter,
    after: Option<RideKey>,
    limit: u64,
) -> Result<Vec<Ride>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD);
    let sites = managed_sites(conn, cx).await?;
    only_seen(&mut sql, cx, &sites);
    if let Some(driver) = filter.driver {
        sql.push(" AND r.driver_id = ").bind(driver.0);
    }
    if let Some(from) = filter.from {
        sql.push(" AND o.ends_at > ").bind(from.micros());
    }
    if let Some(to) = filter.to {
        sql.push(" AND o.starts_at < ").bind(to.micros());
    }
    if let Some(site) = filter.site {
        sql.push(" AND k.site_id = ").bind(site.0);
    }
    if filter.waiting {
        sql.push(" AND r.state = 'planned'");
    }
    if filter.waiting || filter.open {
        sql.push(" AND r.state <> 'done' AND o.state NOT IN ").push(ENDED);
    }
    if let Some(RideKey(at, id)) = after {
        sql.push(" AND (o.starts_at > ").bind(at.micros()).push(" OR (o.starts_at = ").bind(at.micros());
        sql.push(" AND o.id > ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY o.starts_at, o.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    assemble(conn, cx, &sites, sql).await
}

/// One ride that the actor may see; for others it is not there.
pub async fn ride(conn: Conn<'_>, cx: &Ctx, id: OccurrenceId) -> Result<Ride, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD);
    let sites = managed_sites(conn, cx).await?;
    only_seen(&mut sql, cx, &sites);
    sql.push(" AND r.occurrence_id = ").bind(id.0);
    assemble(conn, cx, &sites, sql).await?.pop().ok_or(Rejection::NotFound("ride").into())
}

/// The state of a ride, with that of its reservation.
const fn state_of(row: RideState, reservation: State) -> RideState {
    match (row, reservation) {
        (RideState::Done, _) => RideState::Done,
        (row, State::Held | State::Requested | State::Confirmed | State::InUse | State::Finished) => row,
        _ => RideState::Cancelled,
    }
}

fn only_seen(sql: &mut Raw, cx: &Ctx, sites: &[Uuid]) {
    sql.push("(");
    match cx.actor.person {
        Some(person) => sql.push("d.person_id = ").bind(person.0),
        None => sql.push("false"),
    };
    if !sites.is_empty() {
        sql.push(" OR k.site_id IN (").bind_all(sites.iter().copied()).push(")");
    }
    sql.push(")");
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, sites: &[Uuid], heads: Raw) -> Result<Vec<Ride>, FleetError> {
    let heads = Row::find_by_statement(heads.build()).all(&conn).await?;
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let ids = heads.iter().map(|head| head.occurrence_id);
    let rows = ride::Entity::find().filter(ride::Column::OccurrenceId.is_in(ids)).all(&conn).await?;
    let mut rows: HashMap<OccurrenceId, ride::Model> = rows.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let mut vehicles: Vec<BookableId> = heads.iter().filter_map(|head| head.vehicle_id).collect();
    vehicles.sort_unstable();
    vehicles.dedup();
    let vehicles: HashMap<BookableId, Vehicle> =
        by_ids(conn, &vehicles).await?.into_iter().map(|one| (one.id, one)).collect();
    let people = heads.iter().flat_map(|head| head.person_id.into_iter().chain([head.host_id]));
    let names = directory::queries::names_of(&conn, people).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    let rides = heads.into_iter().filter_map(|head| {
        let row = rows.remove(&head.occurrence_id)?;
        let mut parties = vec![];
        if head.person_id.is_some() && head.person_id == cx.actor.person {
            parties.push(RideParty::Driver);
        }
        if head.site_id.is_some_and(|site| sites.contains(&site.0)) {
            parties.push(RideParty::Desk);
        }
        let confidential = head.visibility == Visibility::Confidential;
        let told = parties.contains(&RideParty::Driver) || !confidential;
        let driver = row.driver_id.zip(head.person_id);
        Some(Ride {
            id: head.occurrence_id,
            state: state_of(row.state, head.state),
            reservation: head.state,
            driver: driver.map(|(id, person)| RideDriver { id, person, name: name(person) }),
            vehicle: head.vehicle_id.and_then(|id| vehicles.get(&id).cloned()),
            site: head.site_id,
            starts_at: head.starts_at,
            ends_at: head.ends_at,
            zone: head.time_zone,
            host: head.host_id,
            confidential,
            passengers: head.passengers,
            luggage_l: head.luggage_l,
            child_seats: head.child_seats,
            step_free: head.step_free,
            details: told.then(|| RideDetails {
                title: head.title,
                host_name: name(head.host_id),
                destination: head.destination,
                pick_up: row.pick_up,
                drop_off: row.drop_off,
                passenger_phone: row.passenger_phone,
                remarks: row.remarks,
            }),
            notes: RideNotes {
                start_km: row.start_km,
                end_km: row.end_km,
                waiting_minutes: row.waiting_minutes,
                empty_km: row.empty_km,
                accepted_at: row.accepted_at,
                set_off_at: row.set_off_at,
                boarded_at: row.boarded_at,
                done_at: row.done_at,
            },
            decline_reason: row.decline_reason,
            parties,
            version: row.version,
        })
    });
    Ok(rides.collect())
}
