//! Reservations of vehicles that somebody may see, with the swaps they took part in.

use std::collections::{BTreeSet, HashMap};

use booking::{
    Engine,
    model::{booking::Visibility, state::State},
    queries::bookings::sees_date,
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, BookingId, Ctx, Instant, OccurrenceId, PersonId, PlaceId, Rejection, Zone};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    rides::{RideOutline, outlines},
    vehicles::{Vehicle, by_ids},
};
use crate::{
    FleetError,
    entity::{vehicle_reservation, vehicle_swap},
    kind::KIND,
    model::{assign::Need, reservation::Remark},
    policy::Permission,
};

/// Which reservations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReservationFilter {
    /// Also those of others, as far as the actor manages them.
    pub all: bool,
    /// That end after this instant.
    pub from: Option<Instant>,
    /// That start before this instant.
    pub to: Option<Instant>,
    /// Only of this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only of vehicles on this site.
    pub site: Option<PlaceId>,
    /// Only for this person.
    pub host: Option<PersonId>,
    /// Only in one of these states; empty: in any.
    pub states: Vec<State>,
    /// The last first.
    pub latest_first: bool,
}

/// Refuses a site to start from that there is not.
pub(crate) async fn known_site(conn: Conn<'_>, site: Option<PlaceId>) -> Result<(), FleetError> {
    let Some(site) = site else { return Ok(()) };
    match buildings::queries::site(&conn, site).await {
        Ok(_) => Ok(()),
        Err(buildings::BuildingsError::Db(error)) => Err(error.into()),
        Err(_) => Err(FleetError::field("site_id", "unknown")),
    }
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservationKey(Instant, OccurrenceId);

/// A swap: one reservation took another vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwapLine {
    /// When.
    pub at: Instant,
    /// Which vehicle it had.
    pub from: Option<Vehicle>,
    /// Which it got.
    pub to: Option<Vehicle>,
    /// What there is to know about that one.
    pub reasons: Vec<Remark>,
    /// Whether it made room for another reservation; otherwise its own vehicle was not there.
    pub made_room: bool,
}

/// A reservation as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of its own about the reservation and its reader"
)]
pub struct Reservation {
    /// The date.
    pub id: OccurrenceId,
    /// Its booking.
    pub booking: BookingId,
    /// What it is for.
    pub title: String,
    /// Whom it is for.
    pub host: PersonId,
    /// The name of whom it is for.
    pub host_name: String,
    /// Who may know about it.
    pub visibility: Visibility,
    /// In which state it is.
    pub state: State,
    /// Why it was called off.
    pub reason: Option<String>,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// Whose clock counts.
    pub zone: Zone,
    /// The vehicle it has.
    pub vehicle: Option<Vehicle>,
    /// What it needs of a vehicle.
    pub need: Need,
    /// Whether the vehicle was asked for by name.
    pub by_name: bool,
    /// Where it goes.
    pub destination: Option<String>,
    /// The swaps of this reservation, the first first.
    pub swaps: Vec<SwapLine>,
    /// The swaps of others that made room for it.
    pub made_room: Vec<SwapLine>,
    /// Its ride, when a driver of the house drives.
    pub ride: Option<RideOutline>,
    /// Whether it is the actor's own.
    pub own: bool,
    /// Whether the actor manages reservations of vehicles there, and this one with them.
    pub manages: bool,
    /// Whether the actor may call it off.
    pub may_cancel: bool,
    /// Whether the actor may change it; once it has begun, only make its end later.
    pub may_change: bool,
    /// Grows by one with each change.
    pub version: i64,
}

impl Reservation {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> ReservationKey {
        ReservationKey(self.starts_at, self.id)
    }
}

#[derive(FromQueryResult)]
struct Row {
    occurrence_id: OccurrenceId,
    booking_id: BookingId,
    title: String,
    host_id: PersonId,
    created_by: Option<PersonId>,
    visibility: Visibility,
    state: State,
    reason: Option<String>,
    starts_at: Instant,
    ends_at: Instant,
    version: i64,
    time_zone: Zone,
    vehicle_id: Option<BookableId>,
    site_id: Option<PlaceId>,
}

const HEAD: &str = "SELECT r.occurrence_id, r.booking_id, b.title, b.host_id, b.created_by, b.visibility, o.state, o.reason, \
    o.starts_at, o.ends_at, o.version, b.time_zone, k.id AS vehicle_id, k.site_id \
    FROM vehicle_reservation r JOIN occurrence o ON o.id = r.occurrence_id JOIN booking b ON b.id = r.booking_id \
    LEFT JOIN claim c ON c.occurrence_id = o.id AND c.bookable_id IN (SELECT id FROM vehicle) \
    LEFT JOIN bookable k ON k.id = c.bookable_id WHERE ";

/// At most `limit` reservations that match and that the actor may see, by start, behind one. A fixed number of statements.
pub async fn list_reservations(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &ReservationFilter,
    after: Option<ReservationKey>,
    limit: u64,
) -> Result<Vec<Reservation>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD);
    only_seen(&mut sql, conn, cx, filter.all).await?;
    if let Some(from) = filter.from {
        sql.push(" AND o.ends_at > ").bind(from.micros());
    }
    if let Some(to) = filter.to {
        sql.push(" AND o.starts_at < ").bind(to.micros());
    }
    if let Some(vehicle) = filter.vehicle {
        sql.push(" AND k.id = ").bind(vehicle.0);
    }
    if let Some(site) = filter.site {
        sql.push(" AND k.site_id = ").bind(site.0);
    }
    if let Some(host) = filter.host {
        sql.push(" AND b.host_id = ").bind(host.0);
    }
    if !filter.states.is_empty() {
        sql.push(" AND o.state IN (").bind_all(filter.states.iter().map(|state| state.as_str())).push(")");
    }
    let (behind, order) = if filter.latest_first { ("<", " DESC") } else { (">", "") };
    if let Some(ReservationKey(at, id)) = after {
        sql.push(" AND (o.starts_at ").push(behind).push(" ").bind(at.micros());
        sql.push(" OR (o.starts_at = ").bind(at.micros());
        sql.push(" AND o.id ").push(behind).push(" ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY o.starts_at").push(order).push(", o.id").push(order).push(" LIMIT ");
    sql.bind(i64::try_from(limit).unwrap_or(i64::MAX));
    assemble(conn, cx, sql).await
}

/// One reservation that the actor may see: their own, of the site where they manage reservations, and what the engine shows them
/// as a booking. For others it is not there. How its passengers are reached is for the first two.
pub async fn reservation(conn: Conn<'_>, cx: &Ctx, id: OccurrenceId) -> Result<Reservation, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD).push("r.occurrence_id = ").bind(id.0);
    let missing = || FleetError::from(Rejection::NotFound("vehicle_reservation"));
    let mut found = assemble(conn, cx, sql).await?.pop().ok_or_else(missing)?;
    if !found.own && !found.manages {
        // Who may see a booking does not depend on what is special about what it holds.
        if !sees_date(&Engine::new(vec![]), conn, cx, id).await? {
            return Err(missing());
        }
        found.ride = None;
    }
    Ok(found)
}

/// Their own, and with `all` those on sites where they manage reservations, but for confidential ones.
async fn only_seen(sql: &mut Raw, conn: Conn<'_>, cx: &Ctx, all: bool) -> Result<(), FleetError> {
    let me: Vec<Uuid> = cx.actor.person.iter().chain(&cx.actor.acts_for).map(|id| id.0).collect();
    sql.push("(");
    if me.is_empty() {
        sql.push("false");
    } else {
        sql.push("b.host_id IN (").bind_all(me).push(")");
    }
    if let Some(person) = cx.actor.person {
        sql.push(" OR b.created_by = ").bind(person.0);
    }
    let sites = if all { managed_sites(conn, cx).await? } else { vec![] };
    if !sites.is_empty() {
        sql.push(" OR (b.visibility <> 'confidential' AND k.site_id IN (").bind_all(sites).push("))");
    }
    sql.push(")");
    Ok(())
}

/// The sites of vehicles on which the actor manages reservations.
pub(crate) async fn managed_sites(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<Uuid>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT site_id FROM bookable WHERE kind = ").bind(KIND);
    let rows = conn.query_all_raw(sql.build()).await?;
    let sites: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "site_id")).collect::<Result<_, _>>()?;
    Ok(sites.into_iter().filter(|site| Permission::ManageReservations.held_by(&cx.actor, &[*site])).collect())
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, heads: Raw) -> Result<Vec<Reservation>, FleetError> {
    let heads = Row::find_by_statement(heads.build()).all(&conn).await?;
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let ids = || heads.iter().map(|head| head.occurrence_id);
    let rows = vehicle_reservation::Entity::find()
        .filter(vehicle_reservation::Column::OccurrenceId.is_in(ids()))
        .all(&conn)
        .await?;
    let mut needs: HashMap<_, _> = rows.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let driven = needs.values().filter(|need| need.with_driver).map(|need| need.occurrence_id);
    let driven: BTreeSet<OccurrenceId> = driven.collect();
    let dates = heads.iter().map(|head| (head.occurrence_id, head.state));
    let mut rides = outlines(conn, &dates.filter(|(id, _)| driven.contains(id)).collect::<Vec<_>>()).await?;
    let swaps = vehicle_swap::Entity::find()
        .filter(
            Condition::any()
                .add(vehicle_swap::Column::OccurrenceId.is_in(ids()))
                .add(vehicle_swap::Column::BecauseOfId.is_in(ids())),
        )
        .order_by_asc(vehicle_swap::Column::At)
        .order_by_asc(vehicle_swap::Column::Id)
        .all(&conn)
        .await?;
    let vehicles: BTreeSet<BookableId> = heads
        .iter()
        .filter_map(|head| head.vehicle_id)
        .chain(swaps.iter().flat_map(|swap| [swap.from_vehicle_id, swap.to_vehicle_id]))
        .collect();
    let vehicles = by_ids(conn, &vehicles.into_iter().collect::<Vec<_>>()).await?;
    let vehicles: HashMap<BookableId, Vehicle> = vehicles.into_iter().map(|one| (one.id, one)).collect();
    let names = directory::queries::names_of(&conn, heads.iter().map(|head| head.host_id)).await?;
    let line = |swap: &vehicle_swap::Model| SwapLine {
        at: swap.at,
        from: vehicles.get(&swap.from_vehicle_id).cloned(),
        to: vehicles.get(&swap.to_vehicle_id).cloned(),
        reasons: kept(&swap.reasons),
        made_room: swap.because_of_id.is_some(),
    };
    let reservations = heads.iter().filter_map(|head| {
        let need = needs.remove(&head.occurrence_id)?;
        let id = head.occurrence_id;
        Some(Reservation {
            id,
            booking: head.booking_id,
            title: head.title.clone(),
            host: head.host_id,
            host_name: names.get(&head.host_id).cloned().unwrap_or_default(),
            visibility: head.visibility,
            state: head.state,
            reason: head.reason.clone(),
            starts_at: head.starts_at,
            ends_at: head.ends_at,
            zone: head.time_zone,
            vehicle: head.vehicle_id.and_then(|id| vehicles.get(&id).cloned()),
            need: need.need(),
            by_name: need.by_name,
            destination: need.destination,
            swaps: swaps.iter().filter(|swap| swap.occurrence_id == id).map(line).collect(),
            made_room: swaps.iter().filter(|swap| swap.because_of_id == Some(id)).map(line).collect(),
            ride: rides.remove(&id),
            own: booking::policy::is_own(&cx.actor, head.host_id, head.created_by),
            manages: manages(cx, head),
            may_cancel: may_cancel(cx, head),
            may_change: may_change(cx, head),
            version: head.version,
        })
    });
    Ok(reservations.collect())
}

fn kept(reasons: &str) -> Vec<Remark> {
    let values: Vec<serde_json::Value> = serde_json::from_str(reasons).unwrap_or_default();
    values.into_iter().filter_map(Remark::kept).collect()
}

fn manages(cx: &Ctx, head: &Row) -> bool {
    let own = booking::policy::is_own(&cx.actor, head.host_id, head.created_by);
    (own || head.visibility != Visibility::Confidential)
        && head.site_id.is_some_and(|site| Permission::ManageReservations.held_by(&cx.actor, &[site.0]))
}

/// Whose it is, and who manages reservations there.
fn decides(cx: &Ctx, head: &Row) -> bool {
    let own = booking::policy::is_own(&cx.actor, head.host_id, head.created_by)
        && booking::policy::Permission::Book.held_by(&cx.actor, &[]);
    own || manages(cx, head)
}

fn may_cancel(cx: &Ctx, head: &Row) -> bool {
    matches!(head.state, State::Requested | State::Confirmed) && head.ends_at > cx.now && decides(cx, head)
}

fn may_change(cx: &Ctx, head: &Row) -> bool {
    let open = match head.state {
        State::Confirmed | State::InUse => head.ends_at > cx.now,
        State::Requested => head.starts_at > cx.now,
        _ => false,
    };
    open && decides(cx, head)
}
