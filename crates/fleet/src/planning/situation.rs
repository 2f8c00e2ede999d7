//! The cars of a site about the time of a wish, with what they are planned for.

use std::collections::{BTreeMap, HashMap};

use booking::{
    Engine,
    model::{
        assess::{Calendar, Cause, Question, Slot, Standing, Taken, assess, buffers},
        finding::Finding,
        wish::{Candidate, Wish},
    },
    queries::load::Loaded,
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Interval, OccurrenceId, PlaceId, Rejection, UnitId, Zone};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{Chauffeurs, chauffeurs::load_site, refuses, supply};
use crate::{
    FleetError,
    entity::vehicle_reservation,
    kind::KIND,
    model::{
        assign::{Car, Hold, Need, Outcome, Trip, assign},
        reservation::{AROUND_DAYS, NewReservation, Remark, rules},
        vehicle::VehicleCategory,
    },
    queries::{self, Away},
};

/// Everything that decides which car a wish gets. From here on everything is pure.
#[derive(Debug)]
pub struct Situation {
    /// The site.
    pub site: PlaceId,
    /// Whose clock counts.
    pub zone: Zone,
    /// Who drives for the house there.
    pub chauffeurs: Chauffeurs,
    pub(super) loaded: Loaded,
    pub(super) cars: Vec<Car>,
    pub(super) trips: Vec<Trip>,
}

impl Situation {
    /// Loads it: a fixed number of statements. In a write transaction the vehicles of the site are locked first, in the
    /// order of their units, so that of two who reserve at the same time the second sees what the first one got.
    pub async fn load(engine: &Engine, conn: Conn<'_>, cx: &Ctx, wish: &NewReservation) -> Result<Self, FleetError> {
        Self::load_without(engine, conn, cx, wish, None).await
    }

    /// The same as if a date held nothing: what it has does not stand in its own way when it changes.
    pub async fn load_without(
        engine: &Engine,
        conn: Conn<'_>,
        cx: &Ctx,
        wish: &NewReservation,
        own: Option<OccurrenceId>,
    ) -> Result<Self, FleetError> {
        let site = site_of(conn, wish).await?;
        let situation = Self::around(engine, conn, cx, site, wish.span(), &wish.zones, own).await?;
        if wish.vehicle_id.is_some_and(|id| situation.loaded.get(id).is_none()) {
            return Err(FleetError::field("vehicle_id", "unknown"));
        }
        if wish.driver_id.is_some_and(|id| situation.chauffeurs.all.iter().all(|one| one.driver != id)) {
            return Err(FleetError::field("driver_id", "unknown"));
        }
        Ok(situation)
    }

    /// The cars of a site about a span, with what decides about going to these zones; what the date `own` holds counts as free.
    pub(crate) async fn around(
        engine: &Engine,
        conn: Conn<'_>,
        cx: &Ctx,
        site: PlaceId,
        span: Interval,
        to_zones: &[String],
        own: Option<OccurrenceId>,
    ) -> Result<Self, FleetError> {
        let around = AROUND_DAYS * 1440;
        let window = span.padded(around, around);
        let (mut loaded, drivers, mut taken) = load_site(engine, conn, site, window).await?;
        loaded.candidates.retain(|one| one.policies.at(cx.now).audience.see.includes(&cx.actor, &one.chain));
        let zone = loaded.candidates.first().map_or(Zone::BRUSSELS, |one| one.zone);
        taken.retain(|one| !matches!(one.cause, Cause::Occurrence { occurrence, .. } if own == Some(occurrence)));
        let away = queries::away(conn, site).await?;
        let chauffeurs = Chauffeurs::load(conn, cx, &drivers, (&taken, &away), zone).await?;
        let needs = needs(conn, &loaded, window).await?;
        let planned = supply::Planned { needs: &needs, taken: &taken, away: &away, own };
        let cars = supply::cars(conn, cx, &loaded, to_zones, planned, window).await?;
        let mut trips = trips(cx, &loaded, &taken, &needs, &away);
        let mut drivable = chauffeurs.drivable_by_date();
        for trip in &mut trips {
            trip.need.drivable = drivable.remove(&trip.id);
        }
        Ok(Self { site, zone, chauffeurs, loaded, cars, trips })
    }

    /// Asks the solver; dates in `kept` keep their cars. Also tells which rules keep how many vehicles away.
    pub(super) fn ask(
        &self,
        cx: &Ctx,
        wish: &NewReservation,
        kept: &[OccurrenceId],
    ) -> Result<(Outcome, Vec<Remark>), FleetError> {
        let slot = wish.slot(self.zone)?;
        let (mut cars, mut ruled_out) = (vec![], BTreeMap::<&str, (serde_json::Map<_, _>, usize)>::new());
        for car in &self.cars {
            let Some(candidate) = self.loaded.get(car.id) else { continue };
            let named_other = wish.vehicle_id.is_some_and(|id| id != car.id);
            match self.forbids(cx, candidate, &slot, Standing::Asked) {
                Some((code, data)) if !named_other => ruled_out.entry(code).or_insert((data, 0)).1 += 1,
                Some(_) => {}
                None => cars.push(car.clone()),
            }
        }
        let (before, after) = self.buffers(&slot);
        let new = Trip {
            id: OccurrenceId(uuid::Uuid::nil()),
            span: wish.span().padded(before, after),
            need: self.need(wish),
            car: wish.vehicle_id,
            hold: if wish.vehicle_id.is_some() { Hold::ByName } else { Hold::Free },
        };
        let mut trips = self.trips.clone();
        for trip in trips.iter_mut().filter(|trip| trip.hold == Hold::Free && kept.contains(&trip.id)) {
            trip.hold = Hold::ByName;
        }
        let answer = assign(&cars, &trips, &new, &rules(cx.now));
        let ruled_out = ruled_out.into_iter().map(|(code, (data, cars))| Remark::rule(code, data, cars)).collect();
        Ok((answer.outcome, ruled_out))
    }

    /// What is needed of a car; with a driver, one that somebody may drive who is free then.
    fn need(&self, wish: &NewReservation) -> Need {
        let drivable = wish.with_driver.then(|| self.chauffeurs.drivable(wish));
        Need { drivable, ..wish.need() }
    }

    /// The category of a car.
    pub(super) fn category(&self, car: BookableId) -> Option<VehicleCategory> {
        self.cars.iter().find(|one| one.id == car).map(|one| one.category)
    }

    /// The category of the cars that the house's drivers drive.
    pub(super) fn usual_category(&self) -> Option<VehicleCategory> {
        self.cars.iter().find(|one| one.chauffeured).map(|one| one.category)
    }

    /// The rule that keeps the actor from booking a vehicle at that time, whoever else has it: the first, and opening hours only
    /// where nothing else does. Whoever asks for a year too far ahead is not helped by the hours of that day.
    pub(super) fn forbids(
        &self,
        cx: &Ctx,
        candidate: &Candidate,
        slot: &Slot,
        standing: Standing,
    ) -> Option<(&'static str, serde_json::Map<String, serde_json::Value>)> {
        let refusals = self.refusals(cx, candidate, slot, standing).into_iter();
        let found = refusals.min_by_key(is_of_the_day);
        found.map(|finding| (finding.code, finding.data))
    }

    /// Whether a vehicle is closed for anybody at that time by its hours.
    pub(super) fn is_closed(&self, cx: &Ctx, candidate: &Candidate, slot: &Slot) -> bool {
        self.refusals(cx, candidate, slot, Standing::Moved).iter().any(is_of_the_day)
    }

    fn refusals(&self, cx: &Ctx, candidate: &Candidate, slot: &Slot, standing: Standing) -> Vec<Finding> {
        let wish = Wish::default();
        let fit = self.loaded.fit(candidate, &wish);
        let question = Question { actor: &cx.actor, now: cx.now, wish: &wish, standing };
        let verdict = assess(question, candidate, &fit, slot, &Calendar::default());
        verdict.findings.into_iter().filter(|finding| refuses(finding.severity)).collect()
    }

    /// The minutes to hand out and to take back: the most that any of the vehicles asks for.
    pub(super) fn buffers(&self, slot: &Slot) -> (i64, i64) {
        let wish = Wish::default();
        let of =
            |one: &Candidate| buffers(&one.policies.at(slot.interval().start), &self.loaded.fit(one, &wish), &wish);
        self.loaded.candidates.iter().map(of).fold((0, 0), |most, one| (most.0.max(one.0), most.1.max(one.1)))
    }
}

fn is_of_the_day(finding: &Finding) -> bool {
    matches!(finding.code, "outside_hours" | "closed_day")
}

/// The site of the vehicle that is named, or the one that is told.
async fn site_of(conn: Conn<'_>, wish: &NewReservation) -> Result<PlaceId, FleetError> {
    let Some(vehicle) = wish.vehicle_id else {
        return wish.site_id.ok_or(Rejection::field("site_id", "required").into());
    };
    let mut sql = Raw::new(&conn);
    sql.push("SELECT site_id FROM bookable WHERE kind = ").bind(KIND).push(" AND id = ").bind(vehicle.0);
    match conn.query_one_raw(sql.build()).await? {
        Some(row) => Ok(row.try_get("", "site_id")?),
        None => Err(FleetError::field("vehicle_id", "unknown")),
    }
}

/// What the dates need that hold these vehicles in the window.
async fn needs(
    conn: Conn<'_>,
    loaded: &Loaded,
    window: Interval,
) -> Result<HashMap<OccurrenceId, vehicle_reservation::Model>, FleetError> {
    let units: Vec<UnitId> = loaded.candidates.iter().flat_map(|one| one.units.iter().copied()).collect();
    if units.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT r.* FROM vehicle_reservation r WHERE r.occurrence_id IN (SELECT y.cause_id FROM occupancy y WHERE y.exclusive AND y.starts_at < ");
    sql.bind(window.end.micros()).push(" AND y.ends_at > ").bind(window.start.micros());
    sql.push(" AND y.unit_id IN (").bind_all(units.iter().map(|unit| unit.0)).push("))");
    let rows = vehicle_reservation::Model::find_by_statement(sql.build()).all(&conn).await?;
    Ok(rows.into_iter().map(|row| (row.occurrence_id, row)).collect())
}

impl vehicle_reservation::Model {
    /// The codes of its zones.
    pub(crate) fn zone_codes(&self) -> Vec<String> {
        serde_json::from_str(&self.zones).unwrap_or_default()
    }

    /// What it needs of a vehicle.
    pub(crate) fn need(&self) -> Need {
        Need {
            people: self.passengers,
            luggage_l: self.luggage_l,
            distance_km: self.distance_km,
            zones: self.zone_codes(),
            driver: self.with_driver,
            drivable: None,
            child_seats: self.child_seats,
            step_free: self.step_free,
        }
    }
}

/// What the vehicles are planned for. What was booked without telling a need keeps its vehicle.
fn trips(
    cx: &Ctx,
    loaded: &Loaded,
    taken: &[Taken],
    needs: &HashMap<OccurrenceId, vehicle_reservation::Model>,
    away: &[Away],
) -> Vec<Trip> {
    let of_unit = vehicles_by_unit(loaded);
    let mut trips = vec![];
    for one in taken {
        let (Cause::Occurrence { occurrence, .. }, Some(car)) = (&one.cause, of_unit.get(&one.unit)) else { continue };
        let need = needs.get(occurrence);
        let is_away = away.iter().any(|one| one.occurrence_id == *occurrence);
        let hold = if is_away || one.span.start <= cx.now {
            Hold::KeysOut
        } else if one.kind == "confirmed" && need.is_some_and(|need| !need.by_name) {
            Hold::Free
        } else {
            Hold::ByName
        };
        let need = need.map(vehicle_reservation::Model::need).unwrap_or_default();
        trips.push(Trip { id: *occurrence, span: one.span, need, car: Some(*car), hold });
    }
    trips
}

/// Which vehicle a unit is.
pub(super) fn vehicles_by_unit(loaded: &Loaded) -> HashMap<UnitId, BookableId> {
    loaded.candidates.iter().flat_map(|one| one.units.iter().map(|unit| (*unit, one.id))).collect()
}
