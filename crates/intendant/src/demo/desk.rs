//! Invented days at the desk of the fleet: what was reserved until now was fetched and came back, one car with damage; one is out,
//! and one should be back, so that the next who wants it loses it.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, Result, bail};
use booking::Engine;
use db::Db;
use fleet::{
    Faults, FleetError,
    commands::{HandOut, NewDamage, ReturnVehicle, hand_out, reserve, return_vehicle},
    model::{
        handover::{Cleanliness, DamagePart},
        reservation::NewReservation,
        vehicle::VehicleState,
    },
    queries::{Reservation, ReservationFilter, list_reservations, reservation},
};
use kernel::{BookableId, Ctx, Instant, OccurrenceId, PersonId, PlaceId};

use super::people::{DemoPerson, Everybody, place_of};

/// Those who drive; each may, and somebody looked at their licence.
const DRIVERS: &[&str] = &["demo10", "demo21", "demo32"];

struct Desk<'a> {
    db: &'a Db,
    engine: &'a Engine,
    faults: Faults,
    manager: &'a DemoPerson,
    site: PlaceId,
    now: &'a Ctx,
    before: &'a Ctx,
}

pub(super) async fn add(db: &Db, engine: &Engine, now: &Ctx, before: &Ctx, everybody: &Everybody) -> Result<()> {
    let manager = everybody.desk("fleet_manager")?;
    let site = place_of(db, "W16").await?;
    let desk = Desk { db, engine, faults: api::faults(), manager, site, now, before };
    let drivers: Vec<&DemoPerson> = DRIVERS.iter().map(|login| everybody.desk(login)).collect::<Result<_>>()?;
    let late = desk.reserve(drivers[1], -240, -30, None, "Vergadering Gemeenschapscommissie").await?;
    desk.reserve(drivers[2], -120, 120, None, "Inspectie archief").await?;
    if let Some(late) = late {
        let vehicle = reservation(db.into(), &desk.at(now.now), late).await?.vehicle.context("it has a vehicle")?;
        desk.reserve(drivers[0], 75, 195, Some(vehicle.id), "Afspraak notaris").await?;
    }
    let filter = ReservationFilter { all: true, to: Some(now.now), ..ReservationFilter::default() };
    let mut past = list_reservations(db.into(), &desk.at(now.now), &filter, None, 100).await?;
    // What came back first: nobody has the keys of two.
    let stays_out = |one: &Reservation| Some(one.id) == late || one.ends_at >= now.now;
    past.sort_by_key(stays_out);
    let mut with_keys: HashSet<PersonId> = HashSet::new();
    let mut shown: HashMap<BookableId, i64> = HashMap::new();
    for (index, one) in past.iter().enumerate() {
        let free = drivers.iter().cycle().skip(index % drivers.len()).take(drivers.len());
        let Some(driver) = free.map(|person| person.id).find(|id| !with_keys.contains(id)) else { break };
        if desk.drive(one, driver, stays_out(one), index == 0, &mut shown).await? {
            with_keys.insert(driver);
        }
    }
    Ok(())
}

impl Desk<'_> {
    /// The manager of the fleet, at a moment.
    fn at(&self, now: Instant) -> Ctx {
        Ctx { now, ..self.manager.context(self.now) }
    }

    /// Reserves between minutes from now, to the quarter of an hour; at night there is none.
    async fn reserve(
        &self,
        who: &DemoPerson,
        from: i64,
        to: i64,
        vehicle_id: Option<BookableId>,
        title: &str,
    ) -> Result<Option<OccurrenceId>> {
        let quarter = Instant::from_micros(self.now.now.micros() / 900_000_000 * 900_000_000);
        let wish = NewReservation {
            driver_id: None,
            pick_up: None,
            drop_off: None,
            passenger_phone: None,
            vehicle_id,
            site_id: Some(self.site),
            from: quarter.plus_minutes(from),
            to: quarter.plus_minutes(to),
            passengers: 2,
            luggage_l: 0,
            distance_km: Some(40),
            child_seats: 0,
            step_free: false,
            with_driver: false,
            zones: vec![],
            destination: None,
            title: Some(title.to_owned()),
            visibility: None,
            host_id: None,
            recurrence: None,
        };
        let cx = who.context(self.before);
        let tx = self.db.begin(&cx).await?;
        match reserve(self.engine, &tx, &cx, wish).await {
            Ok(made) => {
                tx.commit().await?;
                Ok(Some(made))
            }
            Err(FleetError::NoVehicleFits(_)) => Ok(None),
            Err(error) => bail!("{title}: {error}"),
        }
    }

    /// Hands out what was reserved, and takes it back unless it stays out. Whether the driver has the keys still.
    async fn drive(
        &self,
        one: &Reservation,
        driver: PersonId,
        stays_out: bool,
        damaged: bool,
        shown: &mut HashMap<BookableId, i64>,
    ) -> Result<bool> {
        let Some(vehicle) = &one.vehicle else { return Ok(false) };
        let fetched = one.state == booking::model::state::State::Confirmed && !one.need.driver;
        if !fetched || vehicle.standing.state != VehicleState::InService || one.starts_at >= self.now.now {
            return Ok(false);
        }
        // What it shows today was read already: each trip until then fits in before.
        let last = vehicle.odometer.map_or(0, |last| last.km);
        let km = shown.entry(vehicle.id).or_insert(last - 170);
        let cx = self.at(one.starts_at);
        let tx = self.db.begin(&cx).await?;
        let keys = HandOut {
            id: one.id,
            seen: None,
            driver: Some(driver),
            licence: None,
            km: *km,
            confirmed: true,
            energy_percent: Some(90),
            key: Some(format!("{}-A", vehicle.code)),
            note: None,
            signed_by: Some(one.host_name.clone()),
            signature: None,
        };
        hand_out(self.engine, &tx, &cx, keys).await.with_context(|| format!("hand-out of {}", one.title))?;
        tx.commit().await?;
        if stays_out {
            return Ok(true);
        }
        *km += 14;
        let cx = self.at(one.ends_at.plus_minutes(-10));
        let tx = self.db.begin(&cx).await?;
        let scratch = NewDamage {
            part: DamagePart::Left,
            description: "Kras op de achterste deur links (demo)".into(),
            drivable: true,
        };
        let back = ReturnVehicle {
            id: one.id,
            seen: None,
            km: *km,
            confirmed: true,
            energy_percent: Some(72),
            cleanliness: if damaged { Cleanliness::Dirty } else { Cleanliness::Clean },
            private_km: 0,
            note: None,
            damages: if damaged { vec![scratch] } else { vec![] },
        };
        let done = Box::pin(return_vehicle(self.engine, &self.faults, &tx, &cx, back)).await;
        done.with_context(|| format!("return of {}", one.title))?;
        tx.commit().await?;
        Ok(false)
    }
}
