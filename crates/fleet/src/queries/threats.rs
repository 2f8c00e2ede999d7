//! Reservations that cannot keep their vehicle: it is closed, will be for something that is due, or did not come back.

use std::collections::{BTreeSet, HashMap};

use booking::{Engine, model::booking::Visibility};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, PersonId, PlaceId, ScopeId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::vehicles::{Vehicle, by_ids};
use crate::{
    FleetError,
    entity::{vehicle_deadline, vehicle_reservation},
    kind::KIND,
    model::day::end_of_day,
    planning::{Chosen, Lost, Situation},
};

/// The most reservations for which another vehicle is looked for at once.
pub const MOST_THREATENED: u64 = 100;
/// How far behind its end the next reservation of a vehicle that did not come back is in danger, in minutes.
const SOON_MINUTES: i64 = 1440;
/// Until further notice, in minutes.
const FAR: i64 = 10 * 366 * 1440;

kernel::text_enum! {
    /// Why a reservation cannot keep its vehicle.
    pub enum ThreatCause {
        /// The vehicle is out of service, or kept for something that is overdue.
        Closed = "closed",
        /// Something will be overdue by then for which the vehicle is kept.
        Deadline = "deadline",
        /// The vehicle should be back, and is not.
        Overdue = "overdue",
    }
}

/// A reservation that cannot keep its vehicle.
#[derive(Debug, Clone)]
pub struct Threatened {
    /// Which one.
    pub id: OccurrenceId,
    /// What it is for; nothing for what is confidential.
    pub title: Option<String>,
    /// Whom it is for.
    pub host: PersonId,
    /// Their name.
    pub host_name: String,
    /// When they travel.
    pub event: Interval,
    /// The vehicle that it has.
    pub from: Vehicle,
    /// Why it cannot keep it.
    pub cause: ThreatCause,
    /// Whether that vehicle was asked for by name.
    pub by_name: bool,
    /// The vehicle it could get, and who would move for that; `None` = there is none.
    pub way_out: Option<(Chosen, Vehicle)>,
}

#[derive(FromQueryResult)]
struct Date {
    occurrence_id: OccurrenceId,
    vehicle_id: BookableId,
    title: String,
    host_id: PersonId,
    visibility: Visibility,
    starts_at: Instant,
    ends_at: Instant,
}

/// A time for which a vehicle is not there.
struct Away {
    vehicle: BookableId,
    span: Interval,
    cause: ThreatCause,
}

/// The reservations of a site, or of one of its vehicles, that cannot keep their vehicle, by start, each with a way out. A fixed
/// number of statements.
pub async fn threats(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    site: PlaceId,
    only: Option<BookableId>,
) -> Result<Vec<Threatened>, FleetError> {
    let away = away(conn, cx, site).await?;
    let mut dates = vec![];
    for date in to_come(conn, cx, site, only).await? {
        let event = Interval { start: date.starts_at, end: date.ends_at };
        let hit = away.iter().find(|one| one.vehicle == date.vehicle_id && one.span.overlaps(event));
        dates.extend(hit.map(|one| (date, event, one.cause)));
    }
    let Some(start) = dates.iter().map(|(_, event, _)| event.start).min() else { return Ok(vec![]) };
    let end = dates.iter().map(|(_, event, _)| event.end).max().unwrap_or(start);
    let ids = || dates.iter().map(|(date, ..)| date.occurrence_id);
    let rows = vehicle_reservation::Entity::find()
        .filter(vehicle_reservation::Column::OccurrenceId.is_in(ids()))
        .all(&conn)
        .await?;
    let needs: HashMap<OccurrenceId, vehicle_reservation::Model> =
        rows.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let need = |id: OccurrenceId| needs.get(&id).map(vehicle_reservation::Model::need).unwrap_or_default();
    let zones: BTreeSet<String> = ids().flat_map(|id| need(id).zones).collect();
    let zones: Vec<String> = zones.into_iter().collect();
    let mut situation = Situation::around(engine, conn, cx, site, Interval { start, end }, &zones, None).await?;
    for one in &away {
        situation.keep_away(one.vehicle, one.span);
    }
    let lost: Vec<Lost> = dates
        .iter()
        .map(|(date, event, _)| Lost {
            id: date.occurrence_id,
            event: *event,
            need: need(date.occurrence_id),
            from: date.vehicle_id,
        })
        .collect();
    let found = situation.replace(cx, &lost);
    let wanted: BTreeSet<BookableId> = dates
        .iter()
        .map(|(date, ..)| date.vehicle_id)
        .chain(found.iter().flatten().map(|chosen| chosen.vehicle))
        .collect();
    let vehicles = by_ids(conn, &wanted.into_iter().collect::<Vec<_>>()).await?;
    let vehicle = |id: BookableId| vehicles.iter().find(|one| one.id == id).cloned();
    let names = directory::queries::names_of(&conn, dates.iter().map(|(date, ..)| date.host_id)).await?;
    let threatened = dates.into_iter().zip(found).filter_map(|((date, event, cause), chosen)| {
        Some(Threatened {
            id: date.occurrence_id,
            title: (date.visibility != Visibility::Confidential).then_some(date.title),
            host: date.host_id,
            host_name: names.get(&date.host_id).cloned().unwrap_or_default(),
            event,
            from: vehicle(date.vehicle_id)?,
            cause,
            by_name: needs.get(&date.occurrence_id).is_some_and(|need| need.by_name),
            way_out: chosen.and_then(|chosen| vehicle(chosen.vehicle).map(|to| (chosen, to))),
        })
    });
    Ok(threatened.collect())
}

/// The reservations to come whose keys are not out yet.
async fn to_come(conn: Conn<'_>, cx: &Ctx, site: PlaceId, only: Option<BookableId>) -> Result<Vec<Date>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT r.occurrence_id, k.id AS vehicle_id, b.title, b.host_id, b.visibility, o.starts_at, o.ends_at ");
    sql.push(
        "FROM vehicle_reservation r JOIN occurrence o ON o.id = r.occurrence_id JOIN booking b ON b.id = r.booking_id ",
    );
    sql.push("JOIN claim c ON c.occurrence_id = o.id JOIN bookable k ON k.id = c.bookable_id AND k.kind = ").bind(KIND);
    sql.push(" WHERE o.state = 'confirmed' AND (o.starts_at > ").bind(cx.now.micros());
    sql.push(" OR (o.release_at IS NOT NULL AND o.ends_at > ")
        .bind(cx.now.micros())
        .push(")) AND k.site_id = ")
        .bind(site.0);
    if let Some(vehicle) = only {
        sql.push(" AND k.id = ").bind(vehicle.0);
    }
    sql.push(" ORDER BY o.starts_at, o.id LIMIT ").bind(i64::try_from(MOST_THREATENED).unwrap_or(i64::MAX));
    Ok(Date::find_by_statement(sql.build()).all(&conn).await?)
}

/// When vehicles of a site are not there, whatever is reserved.
async fn away(conn: Conn<'_>, cx: &Ctx, site: PlaceId) -> Result<Vec<Away>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT k.id, k.time_zone, h.occurrence_id, o.ends_at FROM bookable k ");
    sql.push("LEFT JOIN vehicle_handover h ON h.vehicle_id = k.id AND h.undone_at IS NULL AND h.back_at IS NULL ");
    sql.push("LEFT JOIN occurrence o ON o.id = h.occurrence_id WHERE k.kind = ").bind(KIND);
    sql.push(" AND k.site_id = ").bind(site.0);
    let mut vehicles: HashMap<BookableId, kernel::Zone> = HashMap::new();
    let mut away = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        let vehicle: BookableId = row.try_get("", "id")?;
        vehicles.insert(vehicle, row.try_get("", "time_zone")?);
        let ends_at: Option<Instant> = row.try_get("", "ends_at")?;
        if let Some(ends_at) = ends_at.filter(|ends_at| *ends_at < cx.now) {
            let span = Interval { start: ends_at, end: cx.now.plus_minutes(SOON_MINUTES) };
            away.push(Away { vehicle, span, cause: ThreatCause::Overdue });
        }
    }
    let closures = booking::queries::closures::list(conn, Some(site), Some(cx.now), None, None, 1000).await?;
    for closure in closures.into_iter().filter(|closure| closure.lifted_at.is_none()) {
        let span = Interval { start: closure.starts_at, end: closure.ends_at };
        let whole = closure.scopes.contains(&ScopeId::from(site));
        let hit = vehicles.keys().filter(|vehicle| whole || closure.scopes.contains(&ScopeId::from(**vehicle)));
        away.extend(hit.map(|vehicle| Away { vehicle: *vehicle, span, cause: ThreatCause::Closed }));
    }
    let due = vehicle_deadline::Entity::find()
        .filter(vehicle_deadline::Column::VehicleId.is_in(vehicles.keys().copied()))
        .filter(vehicle_deadline::Column::DoneOn.is_null())
        .filter(vehicle_deadline::Column::Blocks.eq(true));
    for row in due.all(&conn).await? {
        let Some((day, zone)) = row.due_on.zip(vehicles.get(&row.vehicle_id)) else { continue };
        let span = Interval { start: end_of_day(day.0, *zone), end: cx.now.plus_minutes(FAR) };
        if span.start < span.end {
            away.push(Away { vehicle: row.vehicle_id, span, cause: ThreatCause::Deadline });
        }
    }
    Ok(away)
}
