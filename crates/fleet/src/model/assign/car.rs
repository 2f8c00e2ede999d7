//! What a car can do, and what is already known about its days.

use kernel::{BookableId, Instant, Interval};

use crate::model::vehicle::VehicleCategory;

/// A car of the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Car {
    /// The bookable that stands for it.
    pub id: BookableId,
    /// Its EU category, which decides about the licence.
    pub category: VehicleCategory,
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
    /// Zones that it may not enter, and when.
    pub barred: Vec<Bar>,
    /// What it drives on.
    pub energy: Energy,
    /// How much it was driven, and what its lease allows.
    pub usage: Usage,
    /// When it is away: maintenance, a passed deadline. It does not charge meanwhile.
    pub blocked: Vec<Interval>,
}

/// A zone that a car may not enter during a span: rules get stricter by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The zone's code, as a trip names it.
    pub zone: String,
    /// When the car must stay outside.
    pub span: Interval,
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

impl Car {
    /// The battery of an electric car.
    pub(super) fn battery(&self) -> Option<Battery> {
        match self.energy {
            Energy::Fuel => None,
            Energy::Electric(battery) => Some(battery),
        }
    }
}
