//! Energy that vehicles took, and what is strange about it.

use db::{Conn, sql::Raw};
use kernel::{
    BookableId, Ctx, Instant, Names, PlaceId, Zone,
    id::{EnergyId, EnergyImportId},
};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

use super::trips::sites;
use crate::{
    FleetError,
    entity::energy_transaction,
    model::energy::{EnergyKind, EnergyNotice, Taken},
    policy::Permission,
};

mod files;
mod near;
mod strange;

pub use files::{EnergyImport, energy_imports, energy_profiles};
pub(crate) use near::{cards_used, energy_near};
pub(crate) use strange::energy_notices;

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
