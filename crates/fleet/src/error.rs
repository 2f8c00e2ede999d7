//! What can go wrong with the fleet.

use booking::{BookingError, model::finding::Finding};
use buildings::BuildingsError;
use chrono::NaiveDate;
use db::DbError;
use directory::DirectoryError;
use kernel::{Class, FieldError, Problem, Rejection};
use media::{DocumentError, PhotoError};
use serde_json::{Map, Value, json};

use crate::{
    CostsError,
    model::{
        handover::{DeskStage, HasKeys, Promise, Promised},
        odometer::{Backwards, Implausible},
        ride::{Move, RideParty, UnderWay},
        vehicle::VehicleState,
    },
    planning::NoVehicle,
};

/// An error of a command or query on the fleet.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// What every area refuses.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// A plate is on another vehicle then, or the vehicle has another plate.
    #[error("{plate} is on {vehicle} from {from} on")]
    PlateInTheWay {
        /// Which plate is in the way.
        plate: String,
        /// On which vehicle, by its code.
        vehicle: String,
        /// Its first day there.
        from: NaiveDate,
        /// The first day on which it is no longer there.
        until: Option<NaiveDate>,
    },
    /// The odometer would have run backwards.
    #[error("the odometer shows {km}: {why:?}")]
    Backwards {
        /// What it is said to show.
        km: i64,
        /// Between what it does not fit.
        why: Backwards,
    },
    /// The vehicle cannot have come so far; somebody is asked to look again.
    #[error("the odometer is further than a vehicle drives: {0:?}")]
    Implausible(Implausible),
    /// The odometer was read at that very moment.
    #[error("the odometer was read at that moment")]
    ReadTwice,
    /// The reading was corrected before.
    #[error("the reading was corrected")]
    AlreadyCorrected,
    /// What was due is done.
    #[error("what was due is done")]
    AlreadyDone,
    /// Dates to come hold the vehicle or the driver.
    #[error("dates to come hold it")]
    StillBooked(serde_json::Value),
    /// No vehicle fits a wish.
    #[error("no vehicle fits")]
    NoVehicleFits(Box<NoVehicle>),
    /// The vehicle is out with somebody else.
    #[error("the vehicle is out")]
    StillOut(serde_json::Value),
    /// Somebody else has the vehicle or the driver before.
    #[error("the {what} is promised before, until {}", promise.until)]
    PromisedBefore {
        /// What is promised.
        what: Promised,
        /// To whom, and when.
        promise: Promise,
    },
    /// Somebody else has the vehicle or the driver after.
    #[error("the {what} is promised after, from {}", promise.from)]
    PromisedAfter {
        /// What is promised.
        what: Promised,
        /// To whom, and when.
        promise: Promise,
    },
    /// The vehicle or the driver is under way on a ride.
    #[error("the {what} is under way")]
    UnderWay {
        /// What is.
        what: Promised,
        /// On which ride.
        ride: UnderWay,
    },
    /// Whoever is to drive has the keys of another vehicle.
    #[error("the driver has the keys of {}", .0.vehicle_code)]
    DriverHasKeys(HasKeys),
    /// A driver of the house drives it: nobody fetches keys at the desk.
    #[error("a ride is not at the desk")]
    RideNotAtDesk,
    /// A ride under way is ended, not called off.
    #[error("the ride is under way")]
    RideUnderWay,
    /// The reservation stands otherwise at the desk than what is tried needs.
    #[error("at the desk it is {0}")]
    NotAtThisStage(DeskStage),
    /// Whoever is to drive may not.
    #[error("the driver may not drive it")]
    MayNotDrive(Box<Vec<Finding>>),
    /// The damage is repaired.
    #[error("the damage is repaired")]
    AlreadyRepaired,
    /// Some reservations have nowhere to go.
    #[error("{0} reservations have nowhere to go")]
    NoReplacement(usize),
    /// What is broken cannot be reported.
    #[error("{0}")]
    Fault(Box<dyn Problem>),
    /// The table of moves does not know it.
    #[error(transparent)]
    IllegalRideMove(#[from] crate::model::ride::IllegalMove),
    /// Nobody sets off so early.
    #[error("a driver sets off from {from}")]
    RideNotYet {
        /// From when.
        from: kernel::Instant,
    },
    /// Its reservation is not certain.
    #[error("the reservation is not certain")]
    RideNotConfirmed,
    /// The driver cannot have the ride.
    #[error("the driver cannot have it")]
    DriverDoesNotFit(crate::model::reservation::Remark),
    /// The vehicle is in another state.
    #[error("the vehicle is {0}")]
    NotInThisState(VehicleState),
    /// A vehicle has at most so many photos or documents.
    #[error("a vehicle has at most {0}")]
    TooManyFiles(usize),
    /// A file that is not taken as a photo.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// A file that is not taken as a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The places.
    #[error(transparent)]
    Buildings(#[from] BuildingsError),
    /// The booking engine.
    #[error(transparent)]
    Booking(BookingError),
    /// The people.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// Trips, energy, costs and fines.
    #[error(transparent)]
    Costs(#[from] CostsError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl FleetError {
    /// One field refused.
    pub(crate) fn field(field: &'static str, code: &'static str) -> Self {
        Rejection::field(field, code).into()
    }

    /// The fields that were refused, as a report on a file shows them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Rejected(rejection) => rejection.fields(),
            Self::PlateInTheWay { .. } => vec![FieldError::new("plate", "taken")],
            _ => vec![],
        }
    }
}

impl From<BookingError> for FleetError {
    /// What the engine says of its bookables is said as of vehicles and drivers.
    fn from(error: BookingError) -> Self {
        match error {
            BookingError::CodeTaken(code) => Rejection::CodeTaken(code).into(),
            BookingError::NotNow { code: "still_booked", data } => Self::StillBooked(data),
            other => Self::Booking(other),
        }
    }
}

impl From<FieldError> for FleetError {
    fn from(error: FieldError) -> Self {
        Self::Rejected(error.into())
    }
}

impl From<Implausible> for FleetError {
    fn from(why: Implausible) -> Self {
        Self::Implausible(why)
    }
}

impl From<sea_orm::DbErr> for FleetError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Problem for FleetError {
    fn code(&self) -> &'static str {
        match self {
            Self::Rejected(rejection) => rejection.code(),
            Self::PlateInTheWay { .. } => "plate_in_the_way",
            Self::Backwards { why: Backwards::Less { .. }, .. } => "odometer_less",
            Self::Backwards { why: Backwards::More { .. }, .. } => "odometer_more",
            Self::Implausible(_) => "odometer_implausible",
            Self::ReadTwice => "odometer_read_twice",
            Self::AlreadyCorrected => "reading_corrected",
            Self::AlreadyDone => "deadline_done",
            Self::StillBooked(_) => "still_booked",
            Self::NoVehicleFits(none) if none.driver => "no_driver_fits",
            Self::NoVehicleFits(_) => "no_vehicle_fits",
            Self::StillOut(_) => "vehicle_still_out",
            Self::PromisedBefore { what: Promised::Vehicle, .. } => "vehicle_promised_before",
            Self::PromisedBefore { what: Promised::Driver, .. } => "driver_promised_before",
            Self::PromisedAfter { what: Promised::Vehicle, .. } => "vehicle_promised_after",
            Self::PromisedAfter { what: Promised::Driver, .. } => "driver_promised_after",
            Self::UnderWay { what: Promised::Vehicle, .. } => "vehicle_under_way",
            Self::UnderWay { what: Promised::Driver, .. } => "driver_under_way",
            Self::DriverHasKeys(_) => "driver_has_keys",
            Self::RideNotAtDesk => "ride_not_at_desk",
            Self::RideUnderWay => "ride_under_way",
            Self::NotAtThisStage(_) => "not_at_this_stage",
            Self::MayNotDrive(_) => "may_not_drive",
            Self::NoReplacement(_) => "no_replacement",
            Self::AlreadyRepaired => "damage_repaired",
            Self::Fault(error) => error.code(),
            Self::IllegalRideMove(_) => "illegal_move",
            Self::RideNotYet { .. } => "ride_not_yet",
            Self::RideNotConfirmed => "ride_not_confirmed",
            Self::DriverDoesNotFit(_) => "driver_does_not_fit",
            Self::NotInThisState(_) => "vehicle_state",
            Self::TooManyFiles(_) => "too_many_vehicle_files",
            Self::Photo(error) => error.code(),
            Self::Document(error) => error.code(),
            Self::Buildings(error) => error.code(),
            Self::Booking(error) => error.code(),
            Self::Directory(error) => error.code(),
            Self::Costs(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn text_code(&self) -> &'static str {
        match self {
            Self::IllegalRideMove(_) => "ride_illegal_move",
            Self::Booking(BookingError::IllegalMove(_)) => "reservation_illegal_move",
            other => other.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Rejected(rejection) => rejection.class(),
            Self::PlateInTheWay { .. }
            | Self::ReadTwice
            | Self::AlreadyCorrected
            | Self::AlreadyDone
            | Self::StillOut(_)
            | Self::PromisedBefore { .. }
            | Self::PromisedAfter { .. }
            | Self::UnderWay { .. }
            | Self::DriverHasKeys(_)
            | Self::RideNotAtDesk
            | Self::RideUnderWay
            | Self::NotAtThisStage(_)
            | Self::NoReplacement(_)
            | Self::AlreadyRepaired
            | Self::IllegalRideMove(_)
            | Self::RideNotYet { .. }
            | Self::RideNotConfirmed
            | Self::DriverDoesNotFit(_)
            | Self::NotInThisState(_)
            | Self::StillBooked(_)
            | Self::NoVehicleFits(_) => Class::Conflict,
            Self::Fault(error) => error.class(),
            Self::Backwards { .. } | Self::Implausible(_) | Self::TooManyFiles(_) | Self::MayNotDrive(_) => {
                Class::Refused
            }
            Self::Photo(error) => error.class(),
            Self::Document(error) => error.class(),
            Self::Buildings(error) => error.class(),
            Self::Booking(error) => error.class(),
            Self::Directory(error) => error.class(),
            Self::Costs(error) => error.class(),
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Rejected(rejection) => return rejection.data(),
            Self::PlateInTheWay { plate, vehicle, from, until } => {
                json!({ "plate": plate, "vehicle": vehicle, "begins_on": from, "ends_on": until })
            }
            Self::Backwards { km, why: Backwards::Less { before, at } } => {
                json!({ "km": km, "before_km": before, "before_at": at })
            }
            Self::Backwards { km, why: Backwards::More { after, at } } => {
                json!({ "km": km, "after_km": after, "after_at": at })
            }
            Self::Implausible(Implausible { km, before, at, most }) => json!({
                "km": km, "further_km": km - before, "before_km": before, "before_at": at, "most_km": most
            }),
            Self::StillBooked(data) | Self::StillOut(data) => data.clone(),
            Self::NotAtThisStage(stage) => json!({ "stage": stage }),
            Self::NoReplacement(count) => json!({ "count": count }),
            Self::Fault(error) => return error.data(),
            Self::NotInThisState(state) => json!({ "state": state }),
            Self::IllegalRideMove(illegal) => json!({
                "from": illegal.from, "verb": illegal.verb,
                "possible": Move::open_to(illegal.from, &[RideParty::Driver, RideParty::Desk]),
            }),
            Self::RideNotYet { from } => json!({ "from": from }),
            Self::PromisedBefore { promise, .. } | Self::PromisedAfter { promise, .. } => json!(promise),
            Self::UnderWay { ride, .. } => json!(ride),
            Self::DriverHasKeys(keys) => json!(keys),
            Self::TooManyFiles(max) => json!({ "max": max }),
            // Texts need a language: the endpoint adds why, and the ways on.
            Self::NoVehicleFits(none) => json!({ "gave_up": none.gave_up }),
            // What speaks against somebody driving too.
            Self::MayNotDrive(_)
            | Self::ReadTwice
            | Self::AlreadyCorrected
            | Self::AlreadyDone
            | Self::AlreadyRepaired
            | Self::RideNotConfirmed
            | Self::RideUnderWay
            | Self::RideNotAtDesk
            | Self::DriverDoesNotFit(_) => json!({}),
            Self::Photo(error) => return error.data(),
            Self::Document(error) => return error.data(),
            Self::Buildings(error) => return error.data(),
            Self::Booking(error) => return error.data(),
            Self::Directory(error) => return error.data(),
            Self::Costs(error) => return error.data(),
            Self::Db(error) => return error.data(),
        };
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
