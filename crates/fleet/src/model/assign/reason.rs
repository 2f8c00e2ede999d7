//! Codes with numbers, from which the texts are made.

use chrono::NaiveDate;
use kernel::Instant;
use serde::Serialize;

use crate::model::deadline::DeadlineKind;

/// Why this car, or why none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// Asked for by name.
    AskedByName,
    /// No other car is free and fits.
    OnlyCarThatFits,
    /// No car that is free and fits has fewer seats.
    SmallestThatFits {
        /// Its seats.
        seats: i64,
        /// Those needed.
        needed: i64,
    },
    /// Cars with fewer seats are free, but another rule speaks against them.
    LargerThanNeeded {
        /// Its seats.
        seats: i64,
        /// Those needed.
        needed: i64,
        /// How many cars with fewer seats would do.
        smaller: usize,
    },
    /// The battery holds more than the trip takes.
    ChargeCovers {
        /// What is in it when the trip starts.
        charge_km: i64,
        /// What the trip takes.
        distance_km: i64,
    },
    /// Cars that are step-free are left to those who need one.
    KeepsStepFree {
        /// How many.
        cars: usize,
    },
    /// Vans and cars with a large boot are left to those who carry.
    KeepsLargeBoot {
        /// How many.
        cars: usize,
    },
    /// Minibuses and cars with many seats are left to groups.
    KeepsForGroups {
        /// How many.
        cars: usize,
    },
    /// Cars in which a child seat can be fastened are left to those who bring children.
    KeepsChildSeats {
        /// How many.
        cars: usize,
    },
    /// Cars that must be seen to before the trip ends are left aside.
    LeavesDue {
        /// How many.
        cars: usize,
    },
    /// It must be seen to before the trip ends, for which there is time yet.
    DueMeanwhile {
        /// What must be in order.
        kind: DeadlineKind,
        /// The last day on which it is in time.
        due_on: NaiveDate,
    },
    /// Cars that come further are left to longer trips.
    KeepsLongRange {
        /// How many.
        cars: usize,
    },
    /// It was driven less than others that would do as well.
    UsedLess {
        /// How many others.
        than: usize,
        /// Its kilometres, with those planned.
        km: i64,
    },
    /// Within what its lease allows.
    WithinLease {
        /// What is left after this trip.
        left_km: i64,
    },
    /// Beyond what its lease allows: no car within its own would do.
    OverLease {
        /// By how much, after this trip.
        over_km: i64,
    },
    /// Others take another car, so that it can be had.
    AfterSwaps {
        /// How many.
        moves: usize,
        /// Whether it is proven that it cannot be done with fewer.
        fewest: bool,
    },

    /// Another car was asked for by name.
    OtherCarAsked {
        /// How many cars are left aside by that.
        cars: usize,
    },
    /// Too few seats.
    TooFewSeats {
        /// How many cars.
        cars: usize,
        /// Seats needed.
        needed: i64,
    },
    /// Too small a boot.
    TooLittleLuggage {
        /// How many cars.
        cars: usize,
        /// Litres needed.
        needed_l: i64,
    },
    /// Too few places for child seats.
    TooFewChildSeats {
        /// How many cars.
        cars: usize,
        /// Child seats needed.
        needed: i64,
    },
    /// Not step-free.
    NotStepFree {
        /// How many cars.
        cars: usize,
    },
    /// Not driven by the house's drivers.
    NotWithDriver {
        /// How many cars.
        cars: usize,
    },
    /// Only driven by the house's drivers.
    OnlyWithDriver {
        /// How many cars.
        cars: usize,
    },
    /// No driver who is free then may drive a vehicle of that category.
    NotDrivable {
        /// How many cars.
        cars: usize,
    },
    /// May not enter a zone on that date.
    ZoneRefused {
        /// How many cars.
        cars: usize,
        /// The zone's code.
        zone: String,
    },
    /// Nobody knows whether it may enter a zone on that date: there is no rule for its fuel.
    ZoneRuleUnknown {
        /// How many cars.
        cars: usize,
        /// The zone's code.
        zone: String,
    },
    /// Nobody knows whether it may enter a zone on that date: its norm is not written down.
    ZoneNormUnknown {
        /// How many cars.
        cars: usize,
        /// The zone's code.
        zone: String,
    },
    /// Something must be in order before the trip ends, should be seen to by now, and is not done.
    Due {
        /// How many cars.
        cars: usize,
        /// What.
        kind: DeadlineKind,
        /// The last day on which it is in time, of the first of them.
        due_on: NaiveDate,
    },
    /// Something must be done at so many kilometres, and the trip would go beyond them with what is planned already.
    DueKm {
        /// How many cars.
        cars: usize,
        /// What.
        kind: DeadlineKind,
        /// What the odometer may show at most, of the first of them.
        due_km: i64,
    },
    /// Nobody wrote down how far it comes when full.
    RangeUnknown {
        /// How many cars.
        cars: usize,
    },
    /// Does not come that far, even when full.
    RangeTooShort {
        /// How many cars.
        cars: usize,
        /// The distance with the reserve.
        needed_km: i64,
    },
    /// Would come that far, but is not charged by then; or a later trip would be left without charge.
    NotChargedInTime {
        /// How many cars.
        cars: usize,
        /// The distance with the reserve.
        needed_km: i64,
    },
    /// In maintenance, or kept back by a deadline.
    Blocked {
        /// How many cars.
        cars: usize,
        /// From when, within the span that is asked for.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// Taken by others, who cannot all be given another car.
    Taken {
        /// How many cars.
        cars: usize,
        /// From when, within the span that is asked for.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// Reservations that were promised a car, but do not have one yet, need it.
    PromisedWithoutCar {
        /// How many.
        trips: usize,
    },
    /// It could be done, but more of the others would have to move than is done without a person who decides it.
    TooManyMoves {
        /// How many.
        moves: usize,
        /// How many are moved at the most.
        most: usize,
    },
}

/// What would make it possible. Each was tried, and would be accepted now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Way {
    /// The nearest time before, without a swap.
    Earlier {
        /// From when.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// The nearest time after, without a swap.
    Later {
        /// From when.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// With another driver than the one asked for by name.
    AnyDriver,
    /// Let the engine choose, in place of the car asked for by name.
    AnyCar,
    /// With no more people than these.
    FewerPeople {
        /// How many.
        people: i64,
    },
    /// With no more luggage than this.
    LessLuggage {
        /// In litres.
        luggage_l: i64,
    },
    /// With fewer child seats.
    FewerChildSeats {
        /// How many.
        child_seats: i64,
    },
    /// No further than this.
    ShorterTrip {
        /// How far.
        distance_km: i64,
    },
    /// Without going into the zones.
    OutsideZones,
    /// With a car that is not step-free.
    WithoutStepFree,
    /// With a driver of the house.
    WithDriver,
    /// Without a driver of the house.
    WithoutDriver,
}
