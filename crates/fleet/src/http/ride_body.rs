//! What rides look like to a caller.

use chrono::NaiveDate;
use httpkit::AppState;
use kernel::{BookableId, Ctx, Instant, OccurrenceId, Zone, id::DriverId};
use serde::Serialize;
use utoipa::ToSchema;

use super::reservation_body::{RemarkBody, Teller};
use crate::{
    model::{
        day::day_at,
        reservation::Remark,
        ride::{Duty, RideState, RideVerb},
    },
    planning::RideCandidate,
    queries::{DriverDay, Ride, RideOutline, Vehicle},
};

/// A driver, by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RideDriver)]
pub(crate) struct RideDriverBody {
    id: DriverId,
    name: String,
}

/// The ride of a reservation, as whoever reserved it sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReservedRide)]
pub(crate) struct RideOutlineBody {
    state: RideState,
    driver_name: Option<String>,
    pick_up: Option<String>,
    drop_off: Option<String>,
    passenger_phone: Option<String>,
}

impl From<RideOutline> for RideOutlineBody {
    fn from(one: RideOutline) -> Self {
        let RideOutline { state, driver_name, pick_up, drop_off, passenger_phone } = one;
        Self { state, driver_name, pick_up, drop_off, passenger_phone }
    }
}

/// What is driven.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RideVehicle)]
pub(crate) struct RideVehicleBody {
    id: BookableId,
    code: String,
    /// The name in the caller's language.
    name: String,
    /// Its plate on the day of the ride.
    plate: Option<String>,
    /// Where it stands, in the caller's language.
    home_bay: String,
    /// What its odometer showed last.
    odometer_km: Option<i64>,
}

/// A ride: a driver of the house drives.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ride)]
pub(crate) struct RideBody {
    /// The date of its reservation.
    id: OccurrenceId,
    state: RideState,
    /// What the caller may do with it now.
    moves: Vec<RideVerb>,
    /// Whether its reservation is certain; until then nobody drives it.
    certain: bool,
    driver: Option<RideDriverBody>,
    vehicle: Option<RideVehicleBody>,
    from: Instant,
    to: Instant,
    time_zone: Zone,
    passengers: i64,
    luggage_l: i64,
    child_seats: i64,
    step_free: bool,
    /// Only the driver and whom it is for know what it is about: for the desk all that follows is empty.
    confidential: bool,
    title: Option<String>,
    /// Whom it is for.
    host_name: Option<String>,
    destination: Option<String>,
    pick_up: Option<String>,
    drop_off: Option<String>,
    passenger_phone: Option<String>,
    remarks: Option<String>,
    /// Why the last driver could not drive it.
    decline_reason: Option<String>,
    start_km: Option<i64>,
    end_km: Option<i64>,
    waiting_minutes: Option<i64>,
    empty_km: Option<i64>,
    accepted_at: Option<Instant>,
    set_off_at: Option<Instant>,
    boarded_at: Option<Instant>,
    done_at: Option<Instant>,
    version: i64,
}

impl RideBody {
    pub(crate) fn new(cx: &Ctx, one: Ride) -> Self {
        let (moves, certain, day) = (one.moves(), one.is_certain(), day_at(one.starts_at, one.zone));
        let details = one.details;
        let told = |pick: fn(&crate::queries::RideDetails) -> Option<String>| details.as_ref().and_then(pick);
        Self {
            id: one.id,
            state: one.state,
            moves,
            certain,
            driver: one.driver.map(|driver| RideDriverBody { id: driver.id, name: driver.name }),
            vehicle: one.vehicle.map(|vehicle| RideVehicleBody::new(cx, &vehicle, day)),
            from: one.starts_at,
            to: one.ends_at,
            time_zone: one.zone,
            passengers: one.passengers,
            luggage_l: one.luggage_l,
            child_seats: one.child_seats,
            step_free: one.step_free,
            confidential: one.confidential,
            title: told(|all| Some(all.title.clone())),
            host_name: told(|all| Some(all.host_name.clone())),
            destination: told(|all| all.destination.clone()),
            pick_up: told(|all| all.pick_up.clone()),
            drop_off: told(|all| all.drop_off.clone()),
            passenger_phone: told(|all| all.passenger_phone.clone()),
            remarks: told(|all| all.remarks.clone()),
            decline_reason: one.decline_reason,
            start_km: one.notes.start_km,
            end_km: one.notes.end_km,
            waiting_minutes: one.notes.waiting_minutes,
            empty_km: one.notes.empty_km,
            accepted_at: one.notes.accepted_at,
            set_off_at: one.notes.set_off_at,
            boarded_at: one.notes.boarded_at,
            done_at: one.notes.done_at,
            version: one.version,
        }
    }
}

impl RideVehicleBody {
    fn new(cx: &Ctx, vehicle: &Vehicle, day: NaiveDate) -> Self {
        Self {
            id: vehicle.id,
            code: vehicle.code.clone(),
            name: vehicle.names.get(cx.lang).to_owned(),
            plate: vehicle.plate_on(day).map(|one| one.plate.clone()),
            home_bay: vehicle.home_bay.names.get(cx.lang).to_owned(),
            odometer_km: vehicle.odometer.as_ref().map(|last| last.km),
        }
    }
}

/// What somebody drives on one day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverDuty)]
pub(crate) struct DutyBody {
    /// When the first ride begins.
    from: Instant,
    /// When the last one ends.
    to: Instant,
    /// From the first to the last.
    minutes: i64,
    /// Of the rides themselves.
    ride_minutes: i64,
}

impl From<Duty> for DutyBody {
    fn from(duty: Duty) -> Self {
        Self { from: duty.span.start, to: duty.span.end, minutes: duty.minutes(), ride_minutes: duty.ride_minutes }
    }
}

/// The day of a driver.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverDay)]
pub(crate) struct DayBody {
    driver: RideDriverBody,
    date: NaiveDate,
    /// Everything that begins on that day; nothing where nothing does.
    duty: Option<DutyBody>,
    /// Minutes of rest before it, where something is driven the day before.
    rest_before_minutes: Option<i64>,
    /// Minutes of rest after it, where something is driven the day after.
    rest_after_minutes: Option<i64>,
    /// When the driver is not there, the first first; it may begin before that day and end after it.
    away: Vec<AwayBody>,
    rides: Vec<RideBody>,
}

/// A time for which a driver is not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverAway)]
struct AwayBody {
    from: Instant,
    to: Instant,
}

impl DayBody {
    pub(crate) fn new(cx: &Ctx, day: DriverDay) -> Self {
        Self {
            driver: RideDriverBody { id: day.driver.id, name: day.driver.name },
            date: day.date,
            duty: day.duty.map(DutyBody::from),
            rest_before_minutes: day.rest_before,
            rest_after_minutes: day.rest_after,
            away: day.away.iter().map(|span| AwayBody { from: span.start, to: span.end }).collect(),
            rides: day.rides.into_iter().map(|ride| RideBody::new(cx, ride)).collect(),
        }
    }
}

/// A driver for a ride.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RideCandidate)]
pub(crate) struct CandidateBody {
    driver: RideDriverBody,
    /// Whether the ride can be theirs.
    fits: bool,
    /// Why not.
    why: Option<RemarkBody>,
    /// What they drive in the week before and after, in minutes.
    minutes: i64,
}

impl CandidateBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, ride: &Ride, one: RideCandidate) -> Self {
        let teller = Teller { state, lang: cx.lang, zone: ride.zone };
        Self {
            minutes: one.who.minutes(Some(ride.id)),
            driver: RideDriverBody { id: one.who.driver, name: one.who.name },
            fits: one.against.is_none(),
            why: one.against.map(|against| teller.remark(&Remark::ride(&against))),
        }
    }
}
