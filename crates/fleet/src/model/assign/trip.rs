//! What a reservation needs.

use kernel::{BookableId, Interval, OccurrenceId};

use crate::model::vehicle::VehicleCategory;

/// A reservation that is accepted, or that somebody would like to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// The date of the booking.
    pub id: OccurrenceId,
    /// When it takes a car, with the time to hand out and to take back.
    pub span: Interval,
    /// What it needs.
    pub need: Need,
    /// The car that it has now; `None` = it was promised one, but which is open.
    pub car: Option<BookableId>,
    /// Whether another car would do.
    pub hold: Hold,
}

/// What a trip needs of a car.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Need {
    /// Who travels, with whoever drives it himself; a driver of the house comes on top.
    pub people: i64,
    /// Luggage in litres.
    pub luggage_l: i64,
    /// How far, there and back; `None` = nobody knows, so that [`Rules::assumed_km`](super::Rules::assumed_km) counts.
    pub distance_km: Option<i64>,
    /// The zones it goes to.
    pub zones: Vec<String>,
    /// Whether a driver of the house drives.
    pub driver: bool,
    /// Of which categories the vehicle must be so that a driver who is free may drive it; `None` = any.
    pub drivable: Option<Vec<VehicleCategory>>,
    /// How many children need a seat of their own.
    pub child_seats: i64,
    /// Whether somebody comes in a wheelchair.
    pub step_free: bool,
}

/// How firmly a trip has its car.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hold {
    /// Any car that fits will do, up to the hand-out.
    #[default]
    Free,
    /// This car was asked for by name.
    ByName,
    /// The keys are out.
    KeysOut,
}

impl Need {
    /// Seats that must be there.
    pub(super) fn seats(&self) -> i64 {
        self.people + i64::from(self.driver)
    }
}
