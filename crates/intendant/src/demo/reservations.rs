//! Invented reservations of vehicles around today: by need, one by name, with drivers, and one for which another one moved.

use anyhow::{Context as _, Result, bail};
use booking::{Engine, model::booking::Visibility};
use chrono::NaiveDate;
use db::Db;
use fleet::{
    FleetError,
    commands::{cancel_reservation, reserve},
    model::reservation::NewReservation,
    queries,
};
use kernel::{Ctx, Instant, OccurrenceId, PlaceId, WallTime, Zone};

use super::{
    bookings::working_day,
    people::{Everybody, place_of},
};

const ZONE: Zone = Zone::BRUSSELS;

/// A trip: who goes (the first of a unit), working days from today, from and to in hours, people, kilometres, what for, where to.
struct Trip(&'static str, i64, i64, i64, i64, Option<i64>, &'static str, &'static str);

const BY_NEED: &[Trip] = &[
    Trip("ICT", -3, 9, 12, 2, Some(60), "Bezoek datacenter", "Mechelen"),
    Trip("DG-COM", -1, 13, 17, 3, Some(190), "Reportage", "Liège"),
    Trip("MC", 0, 9, 11, 4, Some(30), "Verificatie Rekenhof", "Brussel"),
    Trip("DG-LAW", 0, 10, 16, 1, Some(120), "Zitting Grondwettelijk Hof", "Gent"),
    Trip("TRA", 0, 14, 17, 2, None, "Terminologieoverleg", "Namur"),
    Trip("BUD", 1, 9, 17, 2, Some(280), "Réunion avec la Région", "Arlon"),
    Trip("LOG", 1, 8, 12, 3, Some(45), "Levering materiaal", "Vilvoorde"),
    Trip("HR", 2, 9, 15, 4, Some(110), "Jobbeurs", "Antwerpen"),
    Trip("DG-SEC", 3, 10, 12, 8, Some(40), "Delegation", "Zaventem"),
];

/// All on one day, and all with a driver of the house.
const WITH_DRIVER: &[Trip] = &[
    Trip("PM-POL", 2, 9, 12, 2, Some(90), "Werkbezoek", "Leuven"),
    Trip("DG-SEC", 2, 9, 12, 2, Some(70), "Overleg gemeenschappen", "Gent"),
    Trip("DG-LAW", 2, 9, 12, 3, Some(50), "Audience", "Mons"),
];

/// Rides of today and tomorrow, for the day sheets of the drivers, and where they begin.
const RIDES: &[(Trip, &str)] = &[
    (Trip("PM-POL", 0, 8, 10, 2, Some(40), "Ontbijtvergadering", "Zaventem"), "Wetstraat 16"),
    (Trip("DG-SEC", 0, 11, 13, 1, Some(60), "Overlegcomité", "Namur"), "Lambermont"),
    (Trip("DG-COM", 0, 14, 16, 2, Some(30), "Point presse", "Bruxelles"), "Rue de la Loi 16"),
    (Trip("PM-POL", 0, 16, 18, 3, Some(50), "Afhalen delegatie", "Zaventem"), "Wetstraat 16"),
    (Trip("DG-SEC", 1, 9, 11, 2, Some(80), "Besuch im Parlament", "Eupen"), "Gesetzstraße 16"),
    (Trip("PM-POL", 1, 13, 16, 1, Some(110), "Werkbezoek haven", "Antwerpen"), "Wetstraat 16"),
    (Trip("DG-COM", 1, 14, 16, 2, Some(45), "Interview", "Mechelen"), "Résidence Palace"),
];

/// What fits only when one of those moves.
const LARGE: Trip = Trip("DG-COM", 2, 9, 12, 5, Some(80), "Delegatie ontvangen", "Zaventem");

struct Desk<'a> {
    db: &'a Db,
    engine: &'a Engine,
    before: &'a Ctx,
    everybody: &'a Everybody,
    today: NaiveDate,
    site: PlaceId,
}

pub(super) async fn add(db: &Db, engine: &Engine, now: &Ctx, before: &Ctx, everybody: &Everybody) -> Result<()> {
    let today = WallTime::at(now.now, ZONE).date();
    let desk = Desk { db, engine, before, everybody, today, site: place_of(db, "W16").await? };
    for trip in BY_NEED {
        desk.reserve(trip, |wish| wish).await?;
    }
    let vehicles = queries::all(db.into()).await?;
    let bus = vehicles.iter().find(|one| one.code == "BUS-1").context("that vehicle is in the file")?.id;
    let excursion = Trip("HR", 5, 9, 16, 6, Some(150), "Teamdag", "Durbuy");
    desk.reserve(&excursion, |wish| NewReservation { vehicle_id: Some(bus), ..wish }).await?;
    for (trip, pick_up) in RIDES {
        let ride = |wish| NewReservation {
            with_driver: true,
            pick_up: Some((*pick_up).to_owned()),
            drop_off: Some(trip.7.to_owned()),
            passenger_phone: Some("+32 2 000 00 00".to_owned()),
            ..wish
        };
        desk.reserve(trip, ride).await?;
    }
    let mut driven = vec![];
    for trip in WITH_DRIVER {
        driven.push(desk.reserve(trip, |wish| NewReservation { with_driver: true, ..wish }).await?);
    }
    if let Some(first) = driven.first().copied().flatten() {
        desk.call_off(&WITH_DRIVER[0], first).await?;
    }
    desk.reserve(&LARGE, |wish| NewReservation { with_driver: true, ..wish }).await?;
    Ok(())
}

impl Desk<'_> {
    fn context(&self, trip: &Trip) -> Ctx {
        self.everybody.of_unit(trip.0)[0].context(self.before)
    }

    fn at(&self, days: i64, hour: i64) -> Instant {
        WallTime::midnight(working_day(self.today, days)).plus_minutes(hour * 60).instant_or_next(ZONE)
    }

    /// Reserves what fits; what does not is left out, as people would.
    async fn reserve(
        &self,
        trip: &Trip,
        also: impl FnOnce(NewReservation) -> NewReservation,
    ) -> Result<Option<OccurrenceId>> {
        let Trip(_, days, from, to, passengers, distance_km, title, destination) = *trip;
        let wish = also(NewReservation {
            vehicle_id: None,
            site_id: Some(self.site),
            from: self.at(days, from),
            to: self.at(days, to),
            passengers,
            luggage_l: 40,
            distance_km,
            child_seats: 0,
            step_free: false,
            with_driver: false,
            driver_id: None,
            pick_up: None,
            drop_off: None,
            passenger_phone: None,
            zones: vec![],
            destination: Some(destination.to_owned()),
            title: Some(title.to_owned()),
            visibility: Some(Visibility::Normal),
            host_id: None,
            recurrence: None,
        });
        let cx = self.context(trip);
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

    async fn call_off(&self, trip: &Trip, id: OccurrenceId) -> Result<()> {
        let cx = self.context(trip);
        let tx = self.db.begin(&cx).await?;
        cancel_reservation(self.engine, &tx, &cx, id, Some("Afgelast (demo)".to_owned()), None).await?;
        tx.commit().await?;
        Ok(())
    }
}
