//! Energy that vehicles took, and what is strange about it.

use std::collections::{BTreeSet, HashMap};

use db::{Conn, sql::Raw};
use kernel::{
    BookableId, Ctx, Instant, Names, PlaceId, Zone,
    id::{EnergyId, EnergyImportId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use super::{by_ids, trips::sites};
use crate::{
    FleetError,
    entity::{energy_import, energy_profile, energy_transaction, odometer_reading},
    model::{
        energy::{Around, EnergyKind, EnergyNotice, Taken, Tank, notices},
        energy_mapping::EnergyMapping,
    },
    policy::Permission,
};

/// Which energy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EnergyFilter {
    /// Only of this vehicle.
    pub vehicle: Option<BookableId>,
    /// Only of vehicles of this site.
    pub site: Option<PlaceId>,
    /// At or after this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub to: Option<Instant>,
    /// Only this kind.
    pub kind: Option<EnergyKind>,
    /// Only from this import.
    pub import: Option<EnergyImportId>,
}

/// Where a page ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnergyKey(Instant, EnergyId);

/// Energy that a vehicle took, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyTaken {
    /// Which one.
    pub id: EnergyId,
    /// What it is.
    pub taken: Taken,
    /// The code of the vehicle.
    pub code: String,
    /// The name of the vehicle.
    pub names: Names,
    /// Whose clock counts.
    pub zone: Zone,
    /// In which currency.
    pub currency: String,
    /// With which card.
    pub card: Option<String>,
    /// Where.
    pub station: Option<String>,
    /// From which file.
    pub import_id: Option<EnergyImportId>,
    /// What is strange about it.
    pub notices: Vec<EnergyNotice>,
    /// Whether the actor may take it away.
    pub may_strike: bool,
}

impl EnergyTaken {
    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> EnergyKey {
        EnergyKey(self.taken.at, self.id)
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: EnergyId,
    vehicle_id: BookableId,
    at: Instant,
    kind: EnergyKind,
    quantity: i64,
    cents: i64,
    currency: String,
    odometer_km: Option<i64>,
    card: Option<String>,
    station: Option<String>,
    supplier: String,
    reference: Option<String>,
    import_id: Option<EnergyImportId>,
    code: String,
    names: Names,
    site_id: PlaceId,
    time_zone: Zone,
}

/// At most `limit` that match, of vehicles on sites whose fleet the actor sees, the last first, behind one.
pub async fn list_energy(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &EnergyFilter,
    after: Option<EnergyKey>,
    limit: u64,
) -> Result<Vec<EnergyTaken>, FleetError> {
    let seen = sites(conn, cx, Permission::SeeFleet).await?;
    if seen.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT e.*, k.code, k.names, k.site_id, k.time_zone FROM energy_transaction e ");
    sql.push("JOIN bookable k ON k.id = e.vehicle_id WHERE k.site_id IN (").bind_all(seen).push(")");
    let EnergyFilter { vehicle, site, from, to, kind, import } = filter;
    let ids = [
        ("e.vehicle_id", vehicle.map(|id| id.0)),
        ("k.site_id", site.map(|id| id.0)),
        ("e.import_id", import.map(|id| id.0)),
    ];
    for (column, id) in ids.into_iter().filter_map(|(column, id)| Some((column, id?))) {
        sql.push(&format!(" AND {column} = ")).bind(id);
    }
    if let Some(from) = from {
        sql.push(" AND e.at >= ").bind(from.micros());
    }
    if let Some(to) = to {
        sql.push(" AND e.at < ").bind(to.micros());
    }
    if let Some(kind) = kind {
        sql.push(" AND e.kind = ").bind(kind.as_str());
    }
    if let Some(EnergyKey(at, id)) = after {
        sql.push(" AND (e.at < ").bind(at.micros()).push(" OR (e.at = ").bind(at.micros());
        sql.push(" AND e.id < ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY e.at DESC, e.id DESC LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = Row::find_by_statement(sql.build()).all(&conn).await?;
    let taken: Vec<Taken> = rows.iter().map(Row::taken).collect();
    let strange = energy_notices(conn, &taken).await?;
    let all = rows.into_iter().zip(taken).zip(strange).map(|((row, taken), notices)| EnergyTaken {
        id: row.id,
        taken,
        code: row.code,
        names: row.names,
        zone: row.time_zone,
        currency: row.currency,
        card: row.card,
        station: row.station,
        import_id: row.import_id,
        notices,
        may_strike: Permission::ManageFleet.held_by(&cx.actor, &[row.site_id.0, row.vehicle_id.0]),
    });
    Ok(all.collect())
}

impl Row {
    fn taken(&self) -> Taken {
        Taken {
            vehicle: self.vehicle_id,
            at: self.at,
            kind: self.kind,
            quantity: self.quantity,
            cents: self.cents,
            odometer_km: self.odometer_km,
            supplier: self.supplier.clone(),
            reference: self.reference.clone(),
        }
    }
}

impl From<energy_transaction::Model> for Taken {
    fn from(row: energy_transaction::Model) -> Self {
        Self {
            vehicle: row.vehicle_id,
            at: row.at,
            kind: row.kind,
            quantity: row.quantity,
            cents: row.cents,
            odometer_km: row.odometer_km,
            supplier: row.supplier,
            reference: row.reference,
        }
    }
}

/// What is known already and could be the same as one of these: of their vehicles between the first and the last moment, and of
/// their suppliers by reference.
pub(crate) async fn energy_near(conn: Conn<'_>, new: &[Taken]) -> Result<Vec<(EnergyId, Taken)>, FleetError> {
    use energy_transaction::{Column, Entity};
    let mut known: HashMap<EnergyId, Taken> = HashMap::new();
    let (Some(first), Some(last)) = (new.iter().map(|one| one.at).min(), new.iter().map(|one| one.at).max()) else {
        return Ok(vec![]);
    };
    let vehicles: BTreeSet<BookableId> = new.iter().map(|one| one.vehicle).collect();
    let at_those =
        Condition::all().add(Column::VehicleId.is_in(vehicles)).add(Column::At.gte(first)).add(Column::At.lte(last));
    for row in Entity::find().filter(at_those).all(&conn).await? {
        known.insert(row.id, row.into());
    }
    let references: Vec<&str> = new.iter().filter_map(|one| one.reference.as_deref()).collect();
    for chunk in references.chunks(500) {
        for row in Entity::find().filter(Column::Reference.is_in(chunk.iter().copied())).all(&conn).await? {
            known.insert(row.id, row.into());
        }
    }
    Ok(known.into_iter().collect())
}

/// Which vehicle used each of the cards last.
pub(crate) async fn cards_used(
    conn: Conn<'_>,
    cards: impl Iterator<Item = &str>,
) -> Result<HashMap<String, BookableId>, FleetError> {
    let cards: Vec<&str> = cards.collect::<BTreeSet<_>>().into_iter().collect();
    let mut used = HashMap::new();
    for chunk in cards.chunks(500) {
        let mut sql = Raw::new(&conn);
        sql.push("SELECT e.card, e.vehicle_id FROM energy_transaction e WHERE e.at = ")
            .push("(SELECT MAX(o.at) FROM energy_transaction o WHERE o.card = e.card) AND e.card IN (")
            .bind_all(chunk.iter().copied())
            .push(")");
        for row in conn.query_all_raw(sql.build()).await? {
            used.insert(row.try_get("", "card")?, row.try_get("", "vehicle_id")?);
        }
    }
    Ok(used)
}

/// What is strange about each of these, in their order; in a fixed number of statements.
pub(crate) async fn energy_notices(conn: Conn<'_>, all: &[Taken]) -> Result<Vec<Vec<EnergyNotice>>, FleetError> {
    let ids: Vec<BookableId> = all.iter().map(|one| one.vehicle).collect::<BTreeSet<_>>().into_iter().collect();
    let vehicles = by_ids(conn, &ids).await?;
    let tanks: HashMap<BookableId, Tank> = vehicles
        .iter()
        .map(|one| {
            let details = &one.details;
            (one.id, Tank { fuel: details.fuel, category: details.category, battery_wh: details.battery_wh })
        })
        .collect();
    let readings = odometer_reading::Entity::find()
        .filter(odometer_reading::Column::VehicleId.is_in(ids.iter().copied()))
        .filter(odometer_reading::Column::CorrectedBy.is_null())
        .order_by_asc(odometer_reading::Column::ReadAt)
        .all(&conn)
        .await?;
    let mut read: HashMap<BookableId, Vec<(Instant, i64)>> = HashMap::new();
    for row in readings {
        read.entry(row.vehicle_id).or_default().push((row.read_at, row.km));
    }
    let filled = energy_transaction::Entity::find()
        .filter(energy_transaction::Column::VehicleId.is_in(ids))
        .filter(energy_transaction::Column::OdometerKm.is_not_null())
        .all(&conn)
        .await?;
    // What the odometer showed at each, by vehicle and kind, in the order of time.
    let mut shown: HashMap<(BookableId, EnergyKind), Vec<(Instant, i64)>> = HashMap::new();
    for one in filled.into_iter().map(Taken::from).chain(all.iter().cloned()) {
        if let Some(km) = one.odometer_km.filter(|_| !one.is_credit()) {
            shown.entry((one.vehicle, one.kind)).or_default().push((one.at, km));
        }
    }
    for list in shown.values_mut() {
        list.sort_unstable();
    }
    let judged = all.iter().map(|one| {
        let Some(tank) = tanks.get(&one.vehicle) else { return vec![] };
        let read = read.get(&one.vehicle).map_or(&[][..], Vec::as_slice);
        let at = read.partition_point(|(at, _)| *at <= one.at);
        let shown = shown.get(&(one.vehicle, one.kind)).map_or(&[][..], Vec::as_slice);
        let filled = shown.partition_point(|(at, _)| *at < one.at);
        let around = Around {
            before_km: at.checked_sub(1).and_then(|before| read.get(before)).map(|(_, km)| *km),
            after_km: read.get(at).map(|(_, km)| *km),
            filled_at_km: filled.checked_sub(1).and_then(|before| shown.get(before)).map(|(_, km)| *km),
        };
        notices(one, tank, &around)
    });
    Ok(judged.collect())
}

/// A file that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyImport {
    /// Which one.
    pub id: EnergyImportId,
    /// Whose.
    pub supplier: String,
    /// What the file is called.
    pub file_name: String,
    /// How many lines were taken.
    pub taken_count: i64,
    /// When.
    pub taken_at: Instant,
    /// By whom.
    pub taken_by: Option<String>,
    /// When it was given back.
    pub undone_at: Option<Instant>,
}

/// The files that were taken, the last first.
pub async fn energy_imports(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<EnergyImport>, FleetError> {
    use sea_orm::QuerySelect;
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let rows = energy_import::Entity::find()
        .order_by_desc(energy_import::Column::TakenAt)
        .order_by_desc(energy_import::Column::Id)
        .limit(50)
        .all(&conn)
        .await?;
    let names = directory::queries::names_of(&conn, rows.iter().filter_map(|row| row.taken_by)).await?;
    let all = rows.into_iter().map(|row| EnergyImport {
        id: row.id,
        supplier: row.supplier,
        file_name: row.file_name,
        taken_count: row.taken_count,
        taken_at: row.taken_at,
        taken_by: row.taken_by.and_then(|person| names.get(&person).cloned()),
        undone_at: row.undone_at,
    });
    Ok(all.collect())
}

/// How the statements of each supplier are read, by name.
pub async fn energy_profiles(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<(String, EnergyMapping)>, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let rows = energy_profile::Entity::find().order_by_asc(energy_profile::Column::Supplier).all(&conn).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.supplier, serde_json::from_str(&row.mapping).ok()?))).collect())
}
