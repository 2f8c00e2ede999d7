//! What the desk has before it: who comes for keys, which vehicles are out, which should be back, and which are.

use std::collections::HashMap;

use booking::{
    Engine,
    model::{booking::Visibility, finding::Finding, state::State},
};
use buildings::attachments::{Attachment, AttachmentOwner, SubjectKind};
use chrono::NaiveDate;
use db::{Conn, DbError, sql::Raw};
use kernel::{
    BookableId, Ctx, Instant, OccurrenceId, PersonId, PlaceId, Rejection, WallTime, Zone,
    id::{AttachmentId, DamageId, DriverId, HandoverId},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::{
    Driver, Settings, ThreatCause, Threatened,
    drivers::drivers_of,
    settings, threats,
    vehicles::{Vehicle, by_ids},
};
use crate::{
    FleetError,
    entity::{vehicle_damage, vehicle_handover, vehicle_reservation},
    kind::KIND,
    model::{
        assign::Need,
        day::{day_at, end_of_day},
        driver::{DriverFacts, may_drive},
        handover::{Cleanliness, DeskStage, Keys, stage},
    },
    policy::Permission,
};

/// What a desk has before it on a day.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Which day.
    pub day: NaiveDate,
    /// Whose clock counts.
    pub zone: Zone,
    /// The reservations of the day and all that is out, by start; today also those of tomorrow whose keys can be fetched already.
    pub lines: Vec<DeskLine>,
    /// Reservations that cannot keep their vehicle, by start.
    pub threatened: Vec<Threatened>,
}

/// A reservation at the desk.
#[derive(Debug, Clone)]
pub struct DeskLine {
    /// The date.
    pub id: OccurrenceId,
    /// What it is for; nothing for what is confidential.
    pub title: Option<String>,
    /// Where it goes; likewise.
    pub destination: Option<String>,
    /// Whom it is for.
    pub host: PersonId,
    /// Their name.
    pub host_name: String,
    /// The state of the date.
    pub state: State,
    /// Why it was released or called off.
    pub reason: Option<String>,
    /// From when.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// From when the keys can be fetched.
    pub keys_from: Option<Instant>,
    /// When it is released unless somebody comes.
    pub release_at: Option<Instant>,
    /// What it needs.
    pub need: Need,
    /// The vehicle.
    pub vehicle: Vehicle,
    /// How it stands.
    pub stage: DeskStage,
    /// Who drives: whoever got the keys, else whom it is for.
    pub driver: DeskDriver,
    /// The hand-out and the return.
    pub handover: Option<Handover>,
    /// Grows by one with each change of the date.
    pub version: i64,
}

/// Somebody who is to drive.
#[derive(Debug, Clone, PartialEq)]
pub struct DeskDriver {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// As a driver, where the house knows them as one.
    pub known: Option<Driver>,
    /// What speaks against it today; empty: nothing.
    pub findings: Vec<Finding>,
}

/// A vehicle that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Which one.
    pub id: HandoverId,
    /// When.
    pub out_at: Instant,
    /// What the odometer showed.
    pub out_km: i64,
    /// What was in the battery or the tank.
    pub out_energy_percent: Option<i64>,
    /// Which key.
    pub key: Option<String>,
    /// What there was to say.
    pub out_note: Option<String>,
    /// Who signed.
    pub signed_by: Option<String>,
    /// The drawing.
    pub signature: Option<AttachmentId>,
    /// The return.
    pub back: Option<Back>,
    /// Photos, the oldest first; without the signature.
    pub photos: Vec<Attachment>,
}

/// A vehicle that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// When.
    pub at: Instant,
    /// What the odometer showed.
    pub km: i64,
    /// What was in the battery or the tank.
    pub energy_percent: Option<i64>,
    /// How clean it was.
    pub cleanliness: Cleanliness,
    /// How many of the kilometres were private.
    pub private_km: i64,
    /// What there was to say.
    pub note: Option<String>,
}

#[derive(FromQueryResult)]
struct Head {
    occurrence_id: OccurrenceId,
    title: String,
    host_id: PersonId,
    visibility: Visibility,
    state: State,
    reason: Option<String>,
    starts_at: Instant,
    ends_at: Instant,
    check_in_from: Option<Instant>,
    release_at: Option<Instant>,
    version: i64,
    vehicle_id: BookableId,
}

const HEAD: &str = "SELECT r.occurrence_id, b.title, b.host_id, b.visibility, o.state, o.reason, o.starts_at, o.ends_at, \
    o.check_in_from, o.release_at, o.version, k.id AS vehicle_id \
    FROM vehicle_reservation r JOIN occurrence o ON o.id = r.occurrence_id JOIN booking b ON b.id = r.booking_id \
    JOIN claim c ON c.occurrence_id = o.id JOIN bookable k ON k.id = c.bookable_id \
    LEFT JOIN vehicle_handover h ON h.occurrence_id = o.id AND h.undone_at IS NULL WHERE k.kind = ";

/// What the desk of a site has before it on a day, today unless told: its reservations with what needs the desk, whatever is still
/// out, and who loses a vehicle. A fixed number of statements.
pub async fn desk(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    site: PlaceId,
    day: Option<NaiveDate>,
) -> Result<Desk, FleetError> {
    Permission::HandOut.require(&cx.actor, &[site.0])?;
    let zone = buildings::queries::site(&conn, site).await?.time_zone.unwrap_or(Zone::UTC);
    let today = day_at(cx.now, zone);
    let day = day.unwrap_or(today);
    let (from, to) = (WallTime::midnight(day).instant_or_next(zone), end_of_day(day, zone));
    let mut sql = Raw::new(&conn);
    sql.push(HEAD).bind(KIND).push(" AND k.site_id = ").bind(site.0).push(" AND NOT r.with_driver AND (");
    sql.push("(o.state IN ('requested', 'confirmed', 'in_use', 'finished', 'released') AND o.starts_at < ")
        .bind(to.micros());
    sql.push(" AND o.ends_at > ").bind(from.micros()).push(")");
    if day == today {
        // Shortly before midnight the keys of tomorrow's first journey hang on the board already.
        sql.push(" OR (o.state = 'confirmed' AND o.check_in_from <= ").bind(cx.now.micros());
        sql.push(" AND o.starts_at >= ").bind(to.micros()).push(")");
    }
    sql.push(" OR (h.id IS NOT NULL AND h.back_at IS NULL)");
    sql.push(" OR (h.back_at >= ").bind(from.micros()).push(" AND h.back_at < ").bind(to.micros());
    sql.push(")) ORDER BY o.starts_at, o.id LIMIT 500");
    let mut lines = assemble(conn, cx, sql).await?;
    lines.retain(|line| line.stage != DeskStage::Gone);
    let threatened = threats(engine, conn, cx, site, None).await?;
    Ok(Desk { day, zone, lines, threatened })
}

/// One reservation at the desk, for those who work there; for others it is not there.
pub async fn desk_line(conn: Conn<'_>, cx: &Ctx, id: OccurrenceId) -> Result<DeskLine, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD).bind(KIND).push(" AND r.occurrence_id = ").bind(id.0);
    let missing = || FleetError::from(Rejection::NotFound("vehicle_reservation"));
    let line = assemble(conn, cx, sql).await?.pop().ok_or_else(missing)?;
    if Permission::HandOut.held_by(&cx.actor, &line.vehicle.chain()) { Ok(line) } else { Err(missing()) }
}

/// Somebody as the driver of a vehicle today.
pub async fn desk_driver(
    conn: Conn<'_>,
    cx: &Ctx,
    person: PersonId,
    vehicle: &Vehicle,
) -> Result<DeskDriver, FleetError> {
    let known = drivers_of(conn, &[person]).await?.pop();
    let names = directory::queries::names_of(&conn, [person]).await?;
    let Some(name) = names.get(&person).cloned() else { return Err(FleetError::field("driver_id", "unknown")) };
    Ok(judged(cx, person, name, known, vehicle, settings(conn).await?))
}

fn judged(
    cx: &Ctx,
    person: PersonId,
    name: String,
    known: Option<Driver>,
    vehicle: &Vehicle,
    settings: Settings,
) -> DeskDriver {
    let nothing = || DriverFacts { licences: vec![], checked_on: None, retired: false };
    let facts = known.as_ref().map_or_else(nothing, Driver::facts);
    let findings = may_drive(&facts, vehicle.details.category, vehicle.today(cx.now), settings.licence_check_days);
    DeskDriver { person, name, known, findings }
}

async fn assemble(conn: Conn<'_>, cx: &Ctx, heads: Raw) -> Result<Vec<DeskLine>, FleetError> {
    let heads = Head::find_by_statement(heads.build()).all(&conn).await?;
    if heads.is_empty() {
        return Ok(vec![]);
    }
    let ids = || heads.iter().map(|head| head.occurrence_id);
    let needs = vehicle_reservation::Entity::find()
        .filter(vehicle_reservation::Column::OccurrenceId.is_in(ids()))
        .all(&conn)
        .await?;
    let needs: HashMap<_, _> = needs.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let handovers = vehicle_handover::Entity::find()
        .filter(vehicle_handover::Column::OccurrenceId.is_in(ids()))
        .filter(vehicle_handover::Column::UndoneAt.is_null())
        .all(&conn)
        .await?;
    let subjects: Vec<Uuid> = handovers.iter().map(|row| row.id.0).collect();
    let mut photos: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for photo in buildings::queries::attachments(&conn, SubjectKind::VehicleHandover, &subjects).await? {
        photos.entry(photo.subject).or_default().push(photo);
    }
    let handovers: HashMap<_, _> = handovers.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let vehicles = by_ids(conn, &heads.iter().map(|head| head.vehicle_id).collect::<Vec<_>>()).await?;
    let vehicles: HashMap<BookableId, Vehicle> = vehicles.into_iter().map(|one| (one.id, one)).collect();
    let drives = |head: &Head| handovers.get(&head.occurrence_id).map_or(head.host_id, |row| row.driver_id);
    let people: Vec<PersonId> = heads.iter().map(drives).collect();
    let known: HashMap<PersonId, Driver> =
        drivers_of(conn, &people).await?.into_iter().map(|driver| (driver.person, driver)).collect();
    let names =
        directory::queries::names_of(&conn, people.iter().copied().chain(heads.iter().map(|head| head.host_id)));
    let names = names.await?;
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    let settings = settings(conn).await?;
    let lines = heads.iter().filter_map(|head| {
        let vehicle = vehicles.get(&head.vehicle_id)?.clone();
        let need = needs.get(&head.occurrence_id)?;
        let row = handovers.get(&head.occurrence_id);
        let open = head.visibility != Visibility::Confidential;
        let person = drives(head);
        let keys = row.map(|row| Keys { out_at: row.out_at, back_at: row.back_at });
        Some(DeskLine {
            id: head.occurrence_id,
            title: open.then(|| head.title.clone()),
            destination: need.destination.clone().filter(|_| open),
            host: head.host_id,
            host_name: name(head.host_id),
            state: head.state,
            reason: head.reason.clone(),
            starts_at: head.starts_at,
            ends_at: head.ends_at,
            keys_from: head.check_in_from,
            release_at: head.release_at,
            need: need.need(),
            driver: judged(cx, person, name(person), known.get(&person).cloned(), &vehicle, settings),
            vehicle,
            stage: stage(head.state, head.reason.as_deref(), head.ends_at, keys, cx.now),
            handover: row.map(|row| handover(row, photos.remove(&row.id.0).unwrap_or_default())),
            version: head.version,
        })
    });
    Ok(lines.collect())
}

fn handover(row: &vehicle_handover::Model, mut photos: Vec<Attachment>) -> Handover {
    photos.retain(|photo| Some(photo.id) != row.signature_id);
    let back = row.back_at.zip(row.back_km).zip(row.cleanliness).map(|((at, km), cleanliness)| Back {
        at,
        km,
        energy_percent: row.back_energy_percent,
        cleanliness,
        private_km: row.private_km.unwrap_or_default(),
        note: row.back_note.clone(),
    });
    Handover {
        id: row.id,
        out_at: row.out_at,
        out_km: row.out_km,
        out_energy_percent: row.out_energy_percent,
        key: row.key_label.clone(),
        out_note: row.out_note.clone(),
        signed_by: row.signed_by.clone(),
        signature: row.signature_id,
        back,
        photos,
    }
}

impl Desk {
    /// Those that a vehicle which should be back puts in danger.
    pub fn endangered_by(&self, vehicle: BookableId) -> impl Iterator<Item = &Threatened> {
        self.threatened.iter().filter(move |one| one.from.id == vehicle && one.cause == ThreatCause::Overdue)
    }
}

/// What hangs on hand-outs and on damage: for those who hand out, and for those who look after the vehicle.
#[derive(Debug, Clone, Copy)]
pub struct DeskAttachments(SubjectKind);

impl DeskAttachments {
    /// One for each kind of subject.
    pub const ALL: [Self; 2] = [Self(SubjectKind::VehicleHandover), Self(SubjectKind::VehicleDamage)];
}

#[async_trait::async_trait]
impl AttachmentOwner for DeskAttachments {
    fn subject_kind(&self) -> SubjectKind {
        self.0
    }

    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError> {
        let (vehicle, driver) = if self.0 == SubjectKind::VehicleHandover {
            let row = vehicle_handover::Entity::find_by_id(HandoverId(subject)).one(&conn).await?;
            row.map(|row| (row.vehicle_id, Some(row.driver_id))).unzip()
        } else {
            let row = vehicle_damage::Entity::find_by_id(DamageId(subject)).one(&conn).await?;
            row.map(|row| (row.vehicle_id, None)).unzip()
        };
        let Some(id) = vehicle else { return Ok(false) };
        if driver.flatten().is_some_and(|driver| cx.actor.person == Some(driver)) {
            return Ok(true);
        }
        let seen = match super::one(conn, id).await {
            Ok(seen) => seen,
            Err(FleetError::Db(error)) => return Err(error),
            Err(_) => None,
        };
        Ok(seen.is_some_and(|vehicle| {
            let held = |permission: Permission| permission.held_by(&cx.actor, &vehicle.chain());
            held(Permission::HandOut) || (self.0 == SubjectKind::VehicleDamage && held(Permission::SeeVehicles))
        }))
    }
}

impl DeskDriver {
    /// As which driver the house knows them.
    #[must_use]
    pub fn driver_id(&self) -> Option<DriverId> {
        self.known.as_ref().map(|driver| driver.id)
    }
}
