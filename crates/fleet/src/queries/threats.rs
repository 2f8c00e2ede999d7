//! Reservations that cannot keep their vehicle: it is closed, will be for something that is due, did not come back, or no longer has
//! what they need.

use std::collections::{BTreeSet, HashMap};

use booking::{Engine, model::booking::Visibility};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, PersonId, PlaceId, ScopeId, Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::vehicles::{Vehicle, by_ids};
use crate::{
    FleetError,
    entity::vehicle_reservation,
    kind::KIND,
    model::{
        assign::{Need, Reason},
        reservation::Remark,
    },
    planning::{Chosen, Kept, Lost, Situation, misfits},
};

/// The most reservations for which another vehicle is looked for at once.
pub const MOST_THREATENED: usize = 100;
/// Of how many reservations, the next ones first, it is found out whether they can keep their vehicle.
const MOST_TO_COME: i64 = 2_000;
/// How far ahead it is looked whether a battery will hold enough, in minutes: within two days it is full again.
const CHARGE_MINUTES: i64 = 2880;
/// How far behind its end the next reservation of a vehicle that did not come back is in danger, in minutes.
const SOON_MINUTES: i64 = 1440;

kernel::text_enum! {
    /// Why a reservation cannot keep its vehicle.
    pub enum ThreatCause {
        /// The vehicle is out of service, or kept for something that is overdue.
        Closed = "closed",
        /// Something will be overdue by then for which the vehicle is kept, and should be seen to by now.
        Deadline = "deadline",
        /// The vehicle should be back, and is not.
        Overdue = "overdue",
        /// The vehicle no longer has what is needed, or its battery will not hold enough.
        NoLongerFits = "no_longer_fits",
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
    /// What is due, or what it lacks.
    pub why: Option<Remark>,
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
    time_zone: Zone,
}

impl Date {
    const fn event(&self) -> Interval {
        Interval { start: self.starts_at, end: self.ends_at }
    }
}

/// A reservation that cannot keep its vehicle, and why.
struct Hit {
    date: Date,
    cause: ThreatCause,
    why: Option<Remark>,
}

/// A time for which a vehicle is not there.
struct NotThere {
    vehicle: BookableId,
    span: Interval,
    cause: ThreatCause,
}

impl NotThere {
    fn keeps_from(&self, date: &Date) -> bool {
        self.vehicle == date.vehicle_id && self.span.overlaps(date.event())
    }
}

/// The reservations of a site, or of one of its vehicles, that cannot keep their vehicle, by start, each with a way out: the first
/// [`MOST_THREATENED`]. A fixed number of statements.
pub async fn threats(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    site: PlaceId,
    only: Option<BookableId>,
) -> Result<Vec<Threatened>, FleetError> {
    let not_there = not_there(conn, cx, site).await?;
    let all = to_come(conn, cx, site, only).await?;
    let rows = vehicle_reservation::Entity::find()
        .filter(vehicle_reservation::Column::OccurrenceId.is_in(all.iter().map(|date| date.occurrence_id)))
        .all(&conn)
        .await?;
    let needs: HashMap<OccurrenceId, vehicle_reservation::Model> =
        rows.into_iter().map(|row| (row.occurrence_id, row)).collect();
    let need = |id: OccurrenceId| needs.get(&id).map(vehicle_reservation::Model::need).unwrap_or_default();
    let kept: Vec<Kept> = all.iter().map(|date| kept(date, need(date.occurrence_id))).collect();
    let misfits = misfits(conn, cx, &kept).await?;
    let hit = |(date, misfit): (Date, Option<Reason>)| {
        let gone = not_there.iter().find(|one| one.keeps_from(&date));
        match (gone, misfit) {
            (Some(gone), _) => Some(Hit { date, cause: gone.cause, why: None }),
            (None, Some(why)) => Some(Hit { date, cause: cause_of(&why), why: Some(Remark::threat(&why)) }),
            (None, None) => None,
        }
    };
    let soon = Interval { start: cx.now, end: cx.now.plus_minutes(CHARGE_MINUTES) };
    let is_soon = |date: &Date| date.event().overlaps(soon);
    let touched = |(date, misfit): &(Date, Option<Reason>)| {
        is_soon(date) || misfit.is_some() || not_there.iter().any(|one| one.keeps_from(date))
    };
    let pairs: Vec<(Date, Option<Reason>)> = all.into_iter().zip(misfits).filter(touched).collect();
    let Some(start) = pairs.iter().map(|(date, _)| date.starts_at).min() else { return Ok(vec![]) };
    let end = pairs.iter().map(|(date, _)| date.ends_at).max().unwrap_or(start);
    let zones: BTreeSet<String> = pairs.iter().flat_map(|(date, _)| need(date.occurrence_id).zones).collect();
    let zones: Vec<String> = zones.into_iter().collect();
    let mut situation = Situation::around(engine, conn, cx, site, Interval { start, end }, &zones, None).await?;
    let uncharged = situation.uncharged(cx);
    let charge = |date: &Date| uncharged.get(&date.occurrence_id).filter(|_| is_soon(date)).cloned();
    let hits = pairs.into_iter().filter_map(|(date, misfit)| {
        let misfit = misfit.or_else(|| charge(&date));
        hit((date, misfit))
    });
    let hits: Vec<Hit> = hits.take(MOST_THREATENED).collect();
    for one in &not_there {
        situation.keep_away(one.vehicle, one.span);
    }
    let lost = |Hit { date, .. }: &Hit| Lost {
        id: date.occurrence_id,
        event: date.event(),
        need: need(date.occurrence_id),
        from: date.vehicle_id,
    };
    let found = situation.replace(cx, &hits.iter().map(lost).collect::<Vec<_>>());
    let wanted: BTreeSet<BookableId> =
        hits.iter().map(|hit| hit.date.vehicle_id).chain(found.iter().flatten().map(|chosen| chosen.vehicle)).collect();
    let vehicles = by_ids(conn, &wanted.into_iter().collect::<Vec<_>>()).await?;
    let vehicle = |id: BookableId| vehicles.iter().find(|one| one.id == id).cloned();
    let names = directory::queries::names_of(&conn, hits.iter().map(|hit| hit.date.host_id)).await?;
    let threatened = hits.into_iter().zip(found).filter_map(|(Hit { date, cause, why }, chosen)| {
        Some(Threatened {
            id: date.occurrence_id,
            event: date.event(),
            title: (date.visibility != Visibility::Confidential).then_some(date.title),
            host: date.host_id,
            host_name: names.get(&date.host_id).cloned().unwrap_or_default(),
            from: vehicle(date.vehicle_id)?,
            cause,
            why,
            by_name: needs.get(&date.occurrence_id).is_some_and(|need| need.by_name),
            way_out: chosen.and_then(|chosen| vehicle(chosen.vehicle).map(|to| (chosen, to))),
        })
    });
    Ok(threatened.collect())
}

/// The reservations to come whose keys are not out yet.
async fn to_come(conn: Conn<'_>, cx: &Ctx, site: PlaceId, only: Option<BookableId>) -> Result<Vec<Date>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT r.occurrence_id, k.id AS vehicle_id, b.title, b.host_id, b.visibility, o.starts_at, o.ends_at, k.time_zone ");
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
    sql.push(" ORDER BY o.starts_at, o.id LIMIT ").bind(MOST_TO_COME);
    Ok(Date::find_by_statement(sql.build()).all(&conn).await?)
}

/// When vehicles of a site are not there, whatever is reserved.
async fn not_there(conn: Conn<'_>, cx: &Ctx, site: PlaceId) -> Result<Vec<NotThere>, FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id FROM bookable WHERE kind = ").bind(KIND).push(" AND site_id = ").bind(site.0);
    let rows = conn.query_all_raw(sql.build()).await?;
    let vehicles: Vec<BookableId> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let late = super::away(conn, site).await?.into_iter().filter_map(|one| {
        let span = one.late(cx.now, SOON_MINUTES)?;
        Some(NotThere { vehicle: one.vehicle_id, span, cause: ThreatCause::Overdue })
    });
    let mut not_there: Vec<NotThere> = late.collect();
    let closures = booking::queries::closures::list(conn, Some(site), Some(cx.now), None, None, 1000).await?;
    for closure in closures.into_iter().filter(|closure| closure.lifted_at.is_none()) {
        let span = Interval { start: closure.starts_at, end: closure.ends_at };
        let whole = closure.scopes.contains(&ScopeId::from(site));
        let hit = vehicles.iter().filter(|vehicle| whole || closure.scopes.contains(&ScopeId::from(**vehicle)));
        not_there.extend(hit.map(|vehicle| NotThere { vehicle: *vehicle, span, cause: ThreatCause::Closed }));
    }
    Ok(not_there)
}

fn kept(date: &Date, need: Need) -> Kept {
    Kept { id: date.occurrence_id, event: date.event(), need, vehicle: date.vehicle_id, zone: date.time_zone }
}

const fn cause_of(misfit: &Reason) -> ThreatCause {
    match misfit {
        Reason::Due { .. } | Reason::DueKm { .. } => ThreatCause::Deadline,
        _ => ThreatCause::NoLongerFits,
    }
}
