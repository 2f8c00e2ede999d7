//! Damage on vehicles, with how its repair stands.

use std::collections::{BTreeSet, HashMap};

use buildings::attachments::{Attachment, SubjectKind};
use db::{Conn, sql::Raw};
use kernel::{
    BookableId, Ctx, Instant, PersonId, PlaceId, Rejection,
    id::{DamageId, TicketId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::vehicles::{Vehicle, by_ids};
use crate::{
    FleetError,
    entity::vehicle_damage::Model,
    faults::{FaultTicket, Faults},
    kind::KIND,
    policy::Permission,
};

/// Damage on a vehicle as it is read.
#[derive(Debug, Clone)]
pub struct Damage {
    /// The row.
    pub(crate) row: Model,
    /// On which vehicle.
    pub vehicle: Vehicle,
    /// Who noted it.
    pub noted_by: Option<String>,
    /// How its ticket stands.
    pub ticket: Option<FaultTicket>,
    /// Photos, the oldest first.
    pub photos: Vec<Attachment>,
    /// Whether the actor may say that it is repaired.
    pub may_repair: bool,
}

impl Damage {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> DamageKey {
        DamageKey(self.row.noted_at, self.row.id)
    }
}

/// Which damage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DamageFilter {
    /// Only on this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only on vehicles of this site.
    pub site: Option<PlaceId>,
    /// Only what is repaired, or only what is not.
    pub repaired: Option<bool>,
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamageKey(Instant, DamageId);

/// At most `limit` that match, the latest first, behind one; on the sites where the actor hands out or drives. A fixed number of
/// statements.
pub async fn list_damages(
    conn: Conn<'_>,
    cx: &Ctx,
    faults: &Faults,
    filter: &DamageFilter,
    after: Option<DamageKey>,
    limit: u64,
) -> Result<Vec<Damage>, FleetError> {
    let sites = sites(conn, cx).await?;
    if sites.is_empty() {
        return Err(Rejection::Forbidden("hand_out_vehicles").into());
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT d.* FROM vehicle_damage d JOIN bookable k ON k.id = d.vehicle_id WHERE k.site_id IN (");
    sql.bind_all(sites).push(")");
    if let Some(vehicle) = filter.vehicle {
        sql.push(" AND d.vehicle_id = ").bind(vehicle.0);
    }
    if let Some(site) = filter.site {
        sql.push(" AND k.site_id = ").bind(site.0);
    }
    if let Some(repaired) = filter.repaired {
        sql.push(if repaired { " AND d.repaired_at IS NOT NULL" } else { " AND d.repaired_at IS NULL" });
    }
    if let Some(DamageKey(at, id)) = after {
        sql.push(" AND (d.noted_at < ").bind(at.micros()).push(" OR (d.noted_at = ").bind(at.micros());
        sql.push(" AND d.id < ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY d.noted_at DESC, d.id DESC LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    assemble(conn, cx, faults, sql).await
}

/// One, for those who may see it; for others it is not there.
pub async fn damage(conn: Conn<'_>, cx: &Ctx, faults: &Faults, id: DamageId) -> Result<Damage, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT d.* FROM vehicle_damage d WHERE d.id = ").bind(id.0);
    let found = assemble(conn, cx, faults, sql).await?.pop().filter(|found| sees(cx, &found.vehicle.chain()));
    found.ok_or(Rejection::NotFound("vehicle_damage").into())
}

fn sees(cx: &Ctx, chain: &[Uuid]) -> bool {
    Permission::HandOut.held_by(&cx.actor, chain) || Permission::SeeVehicles.held_by(&cx.actor, chain)
}

async fn sites(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<Uuid>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT site_id FROM bookable WHERE kind = ").bind(KIND);
    let rows = conn.query_all_raw(sql.build()).await?;
    let sites: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "site_id")).collect::<Result<_, _>>()?;
    Ok(sites.into_iter().filter(|site| sees(cx, &[*site])).collect())
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, faults: &Faults, rows: Raw) -> Result<Vec<Damage>, FleetError> {
    let rows = Model::find_by_statement(rows.build()).all(&conn).await?;
    let vehicles: BTreeSet<BookableId> = rows.iter().map(|row| row.vehicle_id).collect();
    let vehicles = by_ids(conn, &vehicles.into_iter().collect::<Vec<_>>()).await?;
    let names: HashMap<PersonId, String> =
        directory::queries::names_of(&conn, rows.iter().filter_map(|row| row.noted_by)).await?;
    let tickets: Vec<TicketId> = rows.iter().filter_map(|row| row.ticket_id).collect();
    let tickets = faults.0.standing(conn, &tickets).await?;
    let subjects: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut photos: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for photo in buildings::queries::attachments(&conn, SubjectKind::VehicleDamage, &subjects).await? {
        photos.entry(photo.subject).or_default().push(photo);
    }
    let damages = rows.into_iter().filter_map(|row| {
        let vehicle = vehicles.iter().find(|one| one.id == row.vehicle_id)?.clone();
        Some(Damage {
            noted_by: row.noted_by.and_then(|id| names.get(&id).cloned()),
            ticket: row.ticket_id.and_then(|id| tickets.iter().find(|ticket| ticket.id == id).cloned()),
            photos: photos.remove(&row.id.0).unwrap_or_default(),
            may_repair: row.repaired_at.is_none() && Permission::HandOut.held_by(&cx.actor, &vehicle.chain()),
            vehicle,
            row,
        })
    });
    Ok(damages.collect())
}
