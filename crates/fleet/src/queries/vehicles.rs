//! Vehicles with what belongs to them, in six statements however many they are.

use std::collections::{BTreeSet, HashMap};

use buildings::{
    attachments::{Attachment, SubjectKind},
    model::Place,
};
use chrono::NaiveDate;
use db::{Conn, sql::Raw};
use kernel::{BookableId, Instant, Names, PlaceId, Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

use crate::{
    FleetError,
    entity::{plate_assignment, vehicle},
    kind::KIND,
    model::{
        day::{Day, day_at},
        plate::Assignment,
        vehicle::{Details, Lease, Standing},
    },
};

/// What an odometer showed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastReading {
    /// Kilometres.
    pub km: i64,
    /// When.
    pub read_at: Instant,
}

/// A vehicle as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Which one; also the id of its bookable.
    pub id: BookableId,
    /// Its code, unique among all bookables.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// The site whose rules hold for it.
    pub site: Place,
    /// The zone of that site.
    pub zone: Zone,
    /// Where it stands when nobody uses it.
    pub home_bay: Place,
    /// What it is.
    pub details: Details,
    /// Whether it can be used.
    pub standing: Standing,
    /// Its plates, the first first.
    pub plates: Vec<Assignment>,
    /// What its odometer showed last.
    pub odometer: Option<LastReading>,
    /// Its photos, the oldest first.
    pub photos: Vec<Attachment>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Vehicle {
    /// Which day it is where it belongs.
    #[must_use]
    pub fn today(&self, now: Instant) -> NaiveDate {
        day_at(now, self.zone)
    }

    /// Its plate on a day.
    #[must_use]
    pub fn plate_on(&self, day: NaiveDate) -> Option<&Assignment> {
        self.plates.iter().find(|plate| plate.holds_on(day))
    }

    /// The scopes it lies under, itself last: where a role must hold.
    #[must_use]
    pub fn chain(&self) -> [uuid::Uuid; 2] {
        [self.site.id.0, self.id.0]
    }
}

#[derive(FromQueryResult)]
struct Head {
    id: BookableId,
    code: String,
    names: Names,
    site_id: PlaceId,
    time_zone: Zone,
}

/// The vehicles with those ids, in that order; unknown ones are left out.
pub async fn by_ids(conn: Conn<'_>, ids: &[BookableId]) -> Result<Vec<Vehicle>, FleetError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id, code, names, site_id, time_zone FROM bookable WHERE kind = ").bind(KIND);
    sql.push(" AND id IN (").bind_all(ids.iter().map(|id| id.0)).push(")");
    let mut vehicles = assemble(conn, sql).await?;
    let order: HashMap<_, _> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    vehicles.sort_by_key(|vehicle| order.get(&vehicle.id).copied());
    Ok(vehicles)
}

/// One vehicle, in whatever state.
pub async fn one(conn: Conn<'_>, id: BookableId) -> Result<Option<Vehicle>, FleetError> {
    Ok(by_ids(conn, &[id]).await?.pop())
}

/// All vehicles, disposed ones too, by code.
pub async fn all(conn: Conn<'_>) -> Result<Vec<Vehicle>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id, code, names, site_id, time_zone FROM bookable WHERE kind = ")
        .bind(KIND)
        .push(" ORDER BY code");
    assemble(conn, sql).await
}

async fn assemble(conn: Conn<'_>, heads: Raw) -> Result<Vec<Vehicle>, FleetError> {
    let heads = Head::find_by_statement(heads.build()).all(&conn).await?;
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<BookableId> = heads.iter().map(|head| head.id).collect();
    let listed = || ids.iter().copied();
    let rows = vehicle::Entity::find().filter(vehicle::Column::Id.is_in(listed())).all(&conn).await?;
    let mut rows: HashMap<BookableId, vehicle::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut plates: HashMap<BookableId, Vec<Assignment>> = HashMap::new();
    let found = plate_assignment::Entity::find()
        .filter(plate_assignment::Column::VehicleId.is_in(listed()))
        .order_by_asc(plate_assignment::Column::FromDay);
    for row in found.all(&conn).await? {
        plates.entry(row.vehicle_id).or_default().push(row.into());
    }
    let odometers = odometers(conn, &ids).await?;
    let places: BTreeSet<PlaceId> =
        heads.iter().map(|head| head.site_id).chain(rows.values().map(|row| row.home_bay_id)).collect();
    let places: HashMap<PlaceId, Place> =
        buildings::queries::by_ids(&conn, places).await?.into_iter().map(|place| (place.id, place)).collect();
    let subjects: Vec<_> = ids.iter().map(|id| id.0).collect();
    let mut photos: HashMap<_, Vec<Attachment>> = HashMap::new();
    for photo in buildings::queries::attachments(&conn, SubjectKind::Vehicle, &subjects).await? {
        photos.entry(photo.subject).or_default().push(photo);
    }
    let vehicles = heads.into_iter().filter_map(|head| {
        // Foreign keys see to it that nothing is missing.
        let row = rows.remove(&head.id)?;
        Some(Vehicle {
            id: head.id,
            code: head.code,
            names: head.names,
            site: places.get(&head.site_id)?.clone(),
            zone: head.time_zone,
            home_bay: places.get(&row.home_bay_id)?.clone(),
            standing: Standing { state: row.state, since: row.state_since, reason: row.state_reason.clone() },
            plates: plates.remove(&head.id).unwrap_or_default(),
            odometer: odometers.get(&head.id).copied(),
            photos: photos.remove(&head.id.0).unwrap_or_default(),
            version: row.version,
            details: row.into(),
        })
    });
    Ok(vehicles.collect())
}

/// What the odometers of these showed last: they never run backwards, so the most is the last.
pub(crate) async fn odometers(
    conn: Conn<'_>,
    ids: &[BookableId],
) -> Result<HashMap<BookableId, LastReading>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT vehicle_id, MAX(km) AS km, MAX(read_at) AS read_at FROM odometer_reading WHERE corrected_by IS NULL AND vehicle_id IN (")
        .bind_all(ids.iter().map(|id| id.0))
        .push(") GROUP BY vehicle_id");
    let mut found = HashMap::new();
    if !ids.is_empty() {
        for row in conn.query_all_raw(sql.build()).await? {
            let last = LastReading { km: row.try_get("", "km")?, read_at: row.try_get("", "read_at")? };
            found.insert(row.try_get("", "vehicle_id")?, last);
        }
    }
    Ok(found)
}

impl From<plate_assignment::Model> for Assignment {
    fn from(row: plate_assignment::Model) -> Self {
        let plate_assignment::Model { id, vehicle_id, plate, unusual, from_day, until_day } = row;
        Self { id, vehicle: vehicle_id, plate, unusual, from: from_day, until: until_day }
    }
}

impl From<vehicle::Model> for Details {
    fn from(row: vehicle::Model) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.0);
        let lease = row.lessor.zip(row.lease_starts_on).map(|(lessor, starts_on)| Lease {
            lessor,
            starts_on: starts_on.0,
            ends_on: day(row.lease_ends_on),
            km_total: row.lease_km_total,
            km_per_year: row.lease_km_per_year,
            monthly_cents: row.lease_monthly_cents,
        });
        Self {
            make: row.make,
            model: row.model,
            vin: row.vin,
            category: row.category,
            body: row.body,
            fuel: row.fuel,
            euro_norm: row.euro_norm,
            co2_g_km: row.co2_g_km,
            seats: row.seats,
            step_free: row.step_free,
            child_seat_anchors: row.child_seat_anchors,
            boot_litres: row.boot_litres,
            range_km: row.range_km,
            battery_wh: row.battery_wh,
            charge_plug: row.charge_plug,
            max_charge_watts: row.max_charge_watts,
            first_registered_on: day(row.first_registered_on),
            acquired_on: day(row.acquired_on),
            acquisition_exception: row.acquisition_exception,
            chauffeured: row.chauffeured,
            lease,
            remarks: row.remarks,
        }
    }
}
