//! What a car can do, and what is already known about its days.

use chrono::NaiveDate;
use kernel::{BookableId, Instant, Interval};

use super::Need;
use crate::model::{
    deadline::DeadlineKind,
    vehicle::{BodyStyle, VehicleCategory},
};

/// What fits into the boot of an ordinary car, in litres: more is for those who carry.
const ORDINARY_BOOT_L: i64 = 700;
/// The seats of an ordinary car: more is for groups.
const ORDINARY_SEATS: i64 = 5;

/// A car of the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Car {
    /// The bookable that stands for it.
    pub id: BookableId,
    /// Its EU category, which decides about the licence.
    pub category: VehicleCategory,
    /// What people call it.
    pub body: BodyStyle,
    /// All its seats, the one at the wheel too.
    pub seats: i64,
    /// What its boot takes, in litres.
    pub luggage_l: i64,
    /// How many child seats can be fastened.
    pub child_seats: i64,
    /// Whether somebody in a wheelchair can enter.
    pub step_free: bool,
    /// Whether it is given to people who drive themselves.
    pub self_drive: bool,
    /// Whether the house's drivers drive it.
    pub chauffeured: bool,
    /// Zones that it does not enter, and when.
    pub barred: Vec<Bar>,
    /// What must be in order from a day on, or it is kept; first what should be seen to by now.
    pub due: Vec<Due>,
    /// What must be done at so many kilometres, or it is kept; only what should be seen to by now.
    pub service: Option<Service>,
    /// What it drives on.
    pub energy: Energy,
    /// How much it was driven, and what its lease allows.
    pub usage: Usage,
    /// When it is away: maintenance, a passed deadline. It does not charge meanwhile.
    pub blocked: Vec<Interval>,
}

/// A zone that a car does not enter during a span: rules get stricter by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The zone's code, as a trip names it.
    pub zone: String,
    /// When the car must stay outside.
    pub span: Interval,
    /// Why.
    pub because: BarCause,
}

/// Why a car does not enter a zone: what is certain comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarCause {
    /// The rules refuse it.
    Refused,
    /// No rule for its fuel is known on that day.
    RuleUnknown,
    /// The rule asks for a norm, and nobody wrote down which one it has.
    NormUnknown,
}

/// Something that must be in order, or the car is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub kind: DeadlineKind,
    /// The last day on which it is in time.
    pub on: NaiveDate,
    /// From when the car is kept: the end of that day.
    pub from: Instant,
    /// Whether it should be seen to by now. Until then there is time enough, and it is no more than a reason to take another car.
    pub near: bool,
}

/// Something that must be done at so many kilometres, or the car is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// What.
    pub kind: DeadlineKind,
    /// What the odometer may show at most.
    pub due_km: i64,
    /// How many of them are left for the trips that are looked at.
    pub left_km: i64,
    /// When the odometer was read: what ended by then is in it.
    pub read_at: Instant,
}

/// What a car drives on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Energy {
    /// It can be filled on the way: petrol, diesel, a plug-in hybrid.
    Fuel,
    /// Only what is in the battery.
    Electric(Battery),
}

/// A battery, counted in the kilometres that it is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// When full.
    pub range_km: i64,
    /// Gained for each hour at the home bay.
    pub km_per_hour: i64,
    /// What was in it when somebody last looked.
    pub reading: Reading,
}

/// The charge at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Kilometres left.
    pub km: i64,
    /// When.
    pub at: Instant,
}

/// How much a car was driven this year, and what its lease allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Kilometres driven.
    pub driven_km: i64,
    /// Kilometres that may be driven; `None` = as many as one likes.
    pub lease_cap_km: Option<i64>,
}

/// Something that some cars have, and that is kept for trips that need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scarce {
    /// A wheelchair gets in.
    StepFree,
    /// A driver of the house drives it.
    Driven,
    /// A van, or a boot beyond that of an ordinary car.
    LargeBoot,
    /// A minibus, or more seats than an ordinary car has.
    ManySeats,
}

impl Scarce {
    pub(super) const ALL: [Self; 4] = [Self::StepFree, Self::Driven, Self::LargeBoot, Self::ManySeats];

    pub(super) fn is_had_by(self, car: &Car) -> bool {
        match self {
            Self::StepFree => car.step_free,
            Self::Driven => car.chauffeured,
            Self::LargeBoot => car.body == BodyStyle::Van || car.luggage_l > ORDINARY_BOOT_L,
            Self::ManySeats => car.body == BodyStyle::Minibus || car.seats > ORDINARY_SEATS,
        }
    }

    pub(super) fn is_needed_by(self, need: &Need) -> bool {
        match self {
            Self::StepFree => need.step_free,
            Self::Driven => need.driver,
            Self::LargeBoot => need.luggage_l > ORDINARY_BOOT_L,
            Self::ManySeats => need.seats() > ORDINARY_SEATS,
        }
    }
}

impl Car {
    /// What must be in order before an instant, if anything: first what should be seen to by now.
    pub(super) fn due_before(&self, end: Instant) -> Option<&Due> {
        self.due.iter().find(|due| due.from < end)
    }

    /// Whether what it can do for one trip depends on its others, even at other times.
    pub(super) const fn links_its_trips(&self) -> bool {
        matches!(self.energy, Energy::Electric(_)) || self.service.is_some()
    }

    /// The battery of an electric car.
    pub(super) fn battery(&self) -> Option<Battery> {
        match self.energy {
            Energy::Fuel => None,
            Energy::Electric(battery) => Some(battery),
        }
    }
}
