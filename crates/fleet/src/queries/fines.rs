//! Fines that somebody may see, with the vehicle of the plate at that minute and who drove it.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Names, OccurrenceId, PersonId, Rejection, Zone, id::FineId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Vehicle, by_ids, plates::key_of_plate};
use crate::{
    FleetError,
    entity::{
        fine::{Column, Entity, Model},
        plate_assignment, trip, vehicle_handover,
    },
    model::{
        fine::{Drove, FineKind, FineMatch, FineState, Held, Keys, who_drove},
        plate::{Assignment, plate_key},
    },
    policy::Permission,
};

/// A fine as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fine {
    /// Which one.
    pub id: FineId,
    /// By which the authority knows it.
    pub reference: String,
    /// The plate on it.
    pub plate: String,
    /// The minute of what is fined.
    pub at: Instant,
    /// Whose clock counts.
    pub zone: Zone,
    /// Where.
    pub place: Option<String>,
    /// What for.
    pub kind: FineKind,
    /// How much.
    pub cents: i64,
    /// By which day it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// How far it is dealt with.
    pub state: FineState,
    /// The vehicle that had the plate on that day.
    pub vehicle: Option<(BookableId, String, Names)>,
    /// Who drove.
    pub driver_id: Option<PersonId>,
    /// The name of who drove.
    pub driver_name: Option<String>,
    /// How that is known.
    pub matched_by: FineMatch,
    /// Why somebody said so.
    pub driver_reason: Option<String>,
    /// What there is to say about it; for those who manage fines.
    pub note: Option<String>,
    /// Whether the actor manages it.
    pub may_manage: bool,
    /// Grows by one with each change.
    pub version: i64,
}

/// Which fines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FineFilter {
    /// Only in this state.
    pub state: Option<FineState>,
    /// Only of this vehicle.
    pub vehicle: Option<BookableId>,
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FineKey(Instant, FineId);

impl Fine {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> FineKey {
        FineKey(self.at, self.id)
    }
}

/// At most `limit` fines that match and that the actor may see, the last first, behind one: of their sites, and their own. Who
/// drove which vehicle decides who sees one, and there are few: they are all read.
pub async fn list_fines(
    conn: Conn<'_>,
    cx: &Ctx,
    FineFilter { state, vehicle }: FineFilter,
    after: Option<FineKey>,
    limit: u64,
) -> Result<Vec<Fine>, FleetError> {
    let mut rows = Entity::find().order_by_desc(Column::At).order_by_desc(Column::Id);
    if let Some(state) = state {
        rows = rows.filter(Column::State.eq(state));
    }
    let mut all = assemble(conn, cx, rows.all(&conn).await?).await?;
    all.retain(|fine| {
        let of_vehicle = vehicle.is_none_or(|wanted| fine.vehicle.as_ref().is_some_and(|(id, ..)| *id == wanted));
        of_vehicle && after.is_none_or(|after| fine.key() < after)
    });
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// One fine that the actor may see; for others it is not there.
pub async fn fine(conn: Conn<'_>, cx: &Ctx, id: FineId) -> Result<Fine, FleetError> {
    let rows = Entity::find_by_id(id).all(&conn).await?;
    assemble(conn, cx, rows).await?.pop().ok_or(Rejection::NotFound("fine").into())
}

/// Under what the vehicle lies that had a plate at a moment; everywhere, when nobody had it.
pub(crate) async fn chain_of_plate(conn: Conn<'_>, plate: &str, at: Instant) -> Result<Vec<Uuid>, FleetError> {
    let holders = holders(conn, [plate].into()).await?;
    Ok(holder(&holders, plate, at).map(|vehicle| vehicle.chain().to_vec()).unwrap_or_default())
}

/// The vehicles that ever had one of the plates.
async fn holders(conn: Conn<'_>, plates: BTreeSet<&str>) -> Result<HashMap<BookableId, Vehicle>, FleetError> {
    let keys = plates.into_iter().map(plate_key);
    let rows = plate_assignment::Entity::find().filter(key_of_plate().is_in(keys)).all(&conn).await?;
    let ids: BTreeSet<BookableId> = rows.iter().map(|row| row.vehicle_id).collect();
    let vehicles = by_ids(conn, &ids.into_iter().collect::<Vec<_>>()).await?;
    Ok(vehicles.into_iter().map(|vehicle| (vehicle.id, vehicle)).collect())
}

/// Which of them had it on the day that it was then where it belongs.
fn holder<'a>(all: &'a HashMap<BookableId, Vehicle>, plate: &str, at: Instant) -> Option<&'a Vehicle> {
    let had = |vehicle: &Vehicle, one: &Assignment| one.is_of(plate) && one.holds_on(vehicle.today(at));
    all.values().find(|vehicle| vehicle.plates.iter().any(|one| had(vehicle, one)))
}

#[derive(FromQueryResult)]
struct HeldRow {
    occurrence_id: OccurrenceId,
    vehicle_id: BookableId,
    host_id: PersonId,
    with_driver: bool,
    starts_at: Instant,
    ends_at: Instant,
}

/// Who had the keys of the vehicles between two moments.
async fn keys_out(
    conn: Conn<'_>,
    vehicles: &[BookableId],
    (first, last): (Instant, Instant),
) -> Result<Vec<Keys>, FleetError> {
    let back = vehicle_handover::Column::BackAt;
    let rows = vehicle_handover::Entity::find()
        .filter(vehicle_handover::Column::VehicleId.is_in(vehicles.iter().copied()))
        .filter(vehicle_handover::Column::UndoneAt.is_null())
        .filter(vehicle_handover::Column::OutAt.lte(last))
        .filter(Condition::any().add(back.is_null()).add(back.gt(first)))
        .all(&conn)
        .await?;
    let keys = |row: vehicle_handover::Model| Keys {
        vehicle: row.vehicle_id,
        driver: row.driver_id,
        from: row.out_at,
        to: row.back_at,
    };
    Ok(rows.into_iter().map(keys).collect())
}

/// The reservations that held the vehicles between two moments. Where keys were handed out for one, they say more than it does.
async fn held_by(
    conn: Conn<'_>,
    vehicles: &[BookableId],
    (first, last): (Instant, Instant),
) -> Result<Vec<Held>, FleetError> {
    if vehicles.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT r.occurrence_id, c.bookable_id AS vehicle_id, b.host_id, r.with_driver, o.starts_at, o.ends_at ")
        .push("FROM vehicle_reservation r JOIN occurrence o ON o.id = r.occurrence_id JOIN booking b ON b.id = r.booking_id ")
        .push("JOIN claim c ON c.occurrence_id = o.id WHERE o.state IN ('confirmed', 'in_use', 'finished') AND o.starts_at <= ")
        .bind(last.micros())
        .push(" AND o.ends_at > ")
        .bind(first.micros())
        .push(" AND c.bookable_id IN (")
        .bind_all(vehicles.iter().map(|id| id.0))
        .push(") AND NOT EXISTS (SELECT 1 FROM vehicle_handover h WHERE h.occurrence_id = o.id AND h.vehicle_id = c.bookable_id ")
        .push("AND h.undone_at IS NULL)");
    let rows = HeldRow::find_by_statement(sql.build()).all(&conn).await?;
    let held = rows.into_iter().map(|row| Held {
        reservation: row.occurrence_id,
        vehicle: row.vehicle_id,
        host: row.host_id,
        with_driver: row.with_driver,
        from: row.starts_at,
        to: row.ends_at,
    });
    Ok(held.collect())
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, rows: Vec<Model>) -> Result<Vec<Fine>, FleetError> {
    let holders = holders(conn, rows.iter().map(|row| row.plate.as_str()).collect()).await?;
    let of = |row: &Model| holder(&holders, &row.plate, row.at);
    let ids: Vec<BookableId> =
        rows.iter().filter_map(|row| Some(of(row)?.id)).collect::<BTreeSet<_>>().into_iter().collect();
    let span = rows.iter().map(|row| row.at).min().zip(rows.iter().map(|row| row.at).max());
    let (mut trips, mut keys, mut held) = (vec![], vec![], vec![]);
    if let Some((first, last)) = span {
        let found = trip::Entity::find()
            .filter(trip::Column::VehicleId.is_in(ids.iter().copied()))
            .filter(trip::Column::StartsAt.lte(last))
            .filter(trip::Column::EndsAt.gt(first))
            .all(&conn)
            .await?;
        let drove = |row: trip::Model| Drove {
            trip: row.id,
            vehicle: row.vehicle_id,
            driver: row.driver_id,
            from: row.starts_at,
            to: row.ends_at,
        };
        trips = found.into_iter().map(drove).collect();
        keys = keys_out(conn, &ids, (first, last)).await?;
        held = held_by(conn, &ids, (first, last)).await?;
    }
    let mut fines = vec![];
    for row in rows {
        let vehicle = of(&row);
        let (matched_by, driver_id) = match (row.driver_id, vehicle) {
            (Some(said), _) => (FineMatch::Said, Some(said)),
            (None, Some(vehicle)) => who_drove(vehicle.id, row.at, &trips, &keys, &held),
            (None, None) => (FineMatch::Nobody, None),
        };
        let chain = vehicle.map(|vehicle| vehicle.chain().to_vec()).unwrap_or_default();
        let own = driver_id.is_some() && driver_id == cx.actor.person;
        if !own && !Permission::SeeFines.held_by(&cx.actor, &chain) {
            continue;
        }
        let may_manage = Permission::ManageFines.held_by(&cx.actor, &chain);
        fines.push(Fine {
            id: row.id,
            reference: row.reference,
            plate: row.plate,
            at: row.at,
            zone: vehicle.map_or(Zone::BRUSSELS, |vehicle| vehicle.zone),
            place: row.place,
            kind: row.kind,
            cents: row.cents,
            due_on: row.due_on.map(|day| day.0),
            state: row.state,
            vehicle: vehicle.map(|vehicle| (vehicle.id, vehicle.code.clone(), vehicle.names.clone())),
            driver_id,
            driver_name: None,
            matched_by,
            driver_reason: row.driver_reason.filter(|_| may_manage),
            note: row.note.filter(|_| may_manage),
            may_manage,
            version: row.version,
        });
    }
    let names = directory::queries::names_of(&conn, fines.iter().filter_map(|fine| fine.driver_id)).await?;
    for fine in &mut fines {
        fine.driver_name = fine.driver_id.and_then(|id| names.get(&id).cloned());
    }
    Ok(fines)
}
