//! The chauffeurs of a site about the time of a wish, and who of them gets the wheel.

use std::collections::{BTreeMap, HashMap};

use booking::{
    Engine,
    model::{
        assess::{Cause, Taken},
        wish::Candidate,
    },
    queries::{
        load::{Loaded, Selection, load},
        taken_within,
    },
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Interval, OccurrenceId, PlaceId, UnitId, Zone};
use sea_orm::ConnectionTrait;

use crate::{
    FleetError,
    kind::{DRIVER_KIND, KIND},
    model::{
        reservation::{AROUND_DAYS, NewReservation},
        ride::{Against, Asked, Chauffeur, Choice, Planned, against, choose, may_drive_it},
        vehicle::VehicleCategory,
    },
    queries::{self, Away, Ride, Settings},
};

use super::supply::LATE_MINUTES;

/// The chauffeurs of a site, and the rules by which they drive.
#[derive(Debug, Clone)]
pub struct Chauffeurs {
    /// All of them.
    pub all: Vec<Chauffeur>,
    settings: Option<Settings>,
    zone: Zone,
}

/// The vehicles and chauffeurs of a site with what holds them, loaded together. In a write transaction the units of all are
/// locked, in one order: a ride takes one of each.
pub(super) async fn load_site(
    engine: &Engine,
    conn: Conn<'_>,
    site: PlaceId,
    window: Interval,
) -> Result<(Loaded, Vec<Candidate>, Vec<Taken>), FleetError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id FROM bookable WHERE site_id = ").bind(site.0);
    sql.push(" AND kind IN (").bind(KIND).push(", ").bind(DRIVER_KIND).push(")");
    let rows = conn.query_all_raw(sql.build()).await?;
    let ids: Vec<BookableId> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let selection = Selection { ids: Some(ids), ..Selection::default() };
    let mut loaded = load(engine, conn, &selection, window).await?;
    let taken = taken_within(conn, &loaded, window).await?;
    let all = std::mem::take(&mut loaded.candidates);
    let (drivers, vehicles) = all.into_iter().partition(|one| one.kind == DRIVER_KIND);
    loaded.candidates = vehicles;
    Ok((loaded, drivers, taken))
}

impl Chauffeurs {
    /// What is known of those who are loaded: a fixed number of statements, and none where there is nobody.
    pub(super) async fn load(
        conn: Conn<'_>,
        cx: &Ctx,
        drivers: &[Candidate],
        (taken, under_way): (&[Taken], &[Away]),
        zone: Zone,
    ) -> Result<Self, FleetError> {
        let ids: Vec<BookableId> = drivers.iter().map(|one| one.id).collect();
        if ids.is_empty() {
            return Ok(Self { all: vec![], settings: None, zone });
        }
        let settings = queries::settings(conn).await?;
        let of_unit: HashMap<UnitId, BookableId> =
            drivers.iter().flat_map(|one| one.units.iter().map(|unit| (*unit, one.id))).collect();
        let mut rides: HashMap<BookableId, Vec<Planned>> = HashMap::new();
        let mut away: HashMap<BookableId, Vec<Interval>> = HashMap::new();
        for one in taken {
            let Some(driver) = of_unit.get(&one.unit) else { continue };
            match one.cause {
                Cause::Occurrence { occurrence, .. } => {
                    rides.entry(*driver).or_default().push(Planned { id: occurrence, span: one.span });
                }
                _ => away.entry(*driver).or_default().push(one.span),
            }
        }
        let known = queries::chauffeurs(conn, &ids).await?;
        let all = known.into_iter().filter_map(|one| {
            let bookable = one.bookable?;
            let mut away = away.remove(&bookable).unwrap_or_default();
            let rides_on = under_way.iter().filter(|ride| ride.driver_id == Some(one.id));
            away.extend(rides_on.filter_map(|ride| ride.late(cx.now, LATE_MINUTES)));
            Some(Chauffeur {
                driver: one.id,
                bookable,
                facts: one.facts(),
                name: one.name,
                rides: rides.remove(&bookable).unwrap_or_default(),
                away,
            })
        });
        Ok(Self { all: all.collect(), settings: Some(settings), zone })
    }

    /// What is asked of whoever drives such a vehicle then.
    pub(crate) fn asked(&self, span: Interval, category: VehicleCategory) -> Option<Asked> {
        let settings = self.settings?;
        Some(Asked {
            span,
            category,
            zone: self.zone,
            check_days: settings.licence_check_days,
            rules: settings.duty_rules(),
            but_for: None,
        })
    }

    /// Who drives such a vehicle.
    pub(super) fn choose(&self, wish: &NewReservation, category: VehicleCategory) -> Result<Choice, Vec<Against>> {
        match self.asked(wish.span(), category) {
            Some(asked) => choose(&self.all, &asked, wish.driver_id),
            None => Err(vec![Against::NoDriverHere]),
        }
    }

    /// Of which categories a vehicle can be so that somebody drives it.
    pub(super) fn drivable(&self, wish: &NewReservation) -> Vec<VehicleCategory> {
        VehicleCategory::ALL.iter().copied().filter(|category| self.choose(wish, *category).is_ok()).collect()
    }

    /// Of which categories the vehicle of each ride can be: its driver must be allowed to drive it.
    pub(super) fn drivable_by_date(&self) -> BTreeMap<OccurrenceId, Vec<VehicleCategory>> {
        let mut found = BTreeMap::new();
        for who in &self.all {
            for ride in &who.rides {
                let may = |category: &VehicleCategory| {
                    self.asked(ride.span, *category).is_some_and(|asked| may_drive_it(who, &asked))
                };
                found.insert(ride.id, VehicleCategory::ALL.iter().copied().filter(may).collect());
            }
        }
        found
    }
}

/// A driver for a ride, with what speaks against them.
#[derive(Debug, Clone)]
pub struct RideCandidate {
    /// Who.
    pub who: Chauffeur,
    /// Why not; nothing: the ride can be theirs.
    pub against: Option<Against>,
}

/// The chauffeurs of the site of a ride, by name, as if nobody had it. In a write transaction the site is locked first, as for
/// reserving.
pub async fn ride_drivers(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    ride: &Ride,
) -> Result<Vec<RideCandidate>, FleetError> {
    let (Some(vehicle), Some(site)) = (&ride.vehicle, ride.site) else { return Ok(vec![]) };
    let span = Interval { start: ride.starts_at, end: ride.ends_at };
    let around = AROUND_DAYS * 1440;
    let (_, drivers, taken) = load_site(engine, conn, site, span.padded(around, around)).await?;
    let mut under_way = queries::away(conn, site).await?;
    under_way.retain(|one| one.occurrence_id != ride.id);
    let chauffeurs = Chauffeurs::load(conn, cx, &drivers, (&taken, &under_way), ride.zone).await?;
    let asked = chauffeurs.asked(span, vehicle.details.category);
    let Some(asked) = asked.map(|asked| Asked { but_for: Some(ride.id), ..asked }) else { return Ok(vec![]) };
    let all = chauffeurs.all.into_iter().map(|who| RideCandidate { against: against(&who, &asked), who });
    Ok(all.collect())
}
