//! Fines: for which vehicle by its plate, and for whom by who drove it at that minute.

use kernel::{BookableId, Instant, OccurrenceId, PersonId, id::TripId};

kernel::text_enum! {
    /// What a fine is for.
    pub enum FineKind {
        /// Too fast.
        Speeding = "speeding",
        /// A red light.
        RedLight = "red_light",
        /// Where or how long it stood.
        Parking = "parking",
        /// Into a zone in which it may not be.
        Zone = "zone",
        /// A telephone at the wheel.
        Phone = "phone",
        /// A toll that was not paid.
        Toll = "toll",
        /// Something else.
        Other = "other",
    }
}

kernel::text_enum! {
    /// How far a fine is dealt with.
    pub enum FineState {
        /// Nothing was done yet.
        Open = "open",
        /// The house paid.
        Paid = "paid",
        /// The house does not agree.
        Contested = "contested",
        /// The authority was told who drove, or the driver pays.
        PassedOn = "passed_on",
        /// The authority gave it up.
        Dropped = "dropped",
    }
}

kernel::text_enum! {
    /// How it is known who drove.
    pub enum FineMatch {
        /// Somebody said so.
        Said = "said",
        /// By the trip of that minute.
        Trip = "trip",
        /// By who had the keys at that minute.
        HandOut = "hand_out",
        /// By the reservation that held the vehicle then.
        Reservation = "reservation",
        /// It is not known.
        Nobody = "nobody",
    }
}

kernel::text_enum! {
    /// What somebody must look at.
    pub enum FineNotice {
        /// No vehicle had the plate at that moment.
        NoVehicle = "fine_no_vehicle",
    }
}

/// A trip that may have been the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drove {
    /// Which trip.
    pub trip: TripId,
    /// With which vehicle.
    pub vehicle: BookableId,
    /// Who drove.
    pub driver: PersonId,
    /// When it left.
    pub from: Instant,
    /// When it was back.
    pub to: Instant,
}

/// Keys that somebody may have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Of which vehicle.
    pub vehicle: BookableId,
    /// Who had them.
    pub driver: PersonId,
    /// When they were handed out.
    pub from: Instant,
    /// When they were taken back; none while the vehicle is out.
    pub to: Option<Instant>,
}

/// A reservation that may have held the vehicle, without any keys that were handed out for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Which reservation.
    pub reservation: OccurrenceId,
    /// Which vehicle.
    pub vehicle: BookableId,
    /// Whom it was for.
    pub host: PersonId,
    /// Whether a professional drove: who, only the trip log knows.
    pub with_driver: bool,
    /// From when.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
}

/// Who drove a vehicle at a minute, and how that is known: half-open, by the trip first, then by who had the keys, then by the
/// reservation that held the vehicle, whose host drove unless it was with a driver.
#[must_use]
pub fn who_drove(
    vehicle: BookableId,
    at: Instant,
    trips: &[Drove],
    keys: &[Keys],
    held: &[Held],
) -> (FineMatch, Option<PersonId>) {
    let trip = trips.iter().find(|trip| trip.vehicle == vehicle && trip.from <= at && at < trip.to);
    if let Some(trip) = trip {
        return (FineMatch::Trip, Some(trip.driver));
    }
    let out = |keys: &&Keys| keys.vehicle == vehicle && keys.from <= at && keys.to.is_none_or(|to| at < to);
    if let Some(keys) = keys.iter().find(out) {
        return (FineMatch::HandOut, Some(keys.driver));
    }
    let mut holding = held.iter().filter(|held| held.vehicle == vehicle && held.from <= at && at < held.to);
    match (holding.next(), holding.next()) {
        (Some(one), None) if !one.with_driver => (FineMatch::Reservation, Some(one.host)),
        _ => (FineMatch::Nobody, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_trip_of_the_minute_comes_before_the_keys_and_those_before_the_reservation() {
        let at = |minutes: i64| Instant::from_micros(0).plus_minutes(minutes);
        let (car, other) = (BookableId(Uuid::from_u128(1)), BookableId(Uuid::from_u128(2)));
        let person = |id| PersonId(Uuid::from_u128(id));
        let trips = [Drove { trip: TripId(Uuid::nil()), vehicle: car, driver: person(7), from: at(10), to: at(20) }];
        let hold = |vehicle, host, with_driver, from, to| Held {
            reservation: OccurrenceId(Uuid::nil()),
            vehicle,
            host: person(host),
            with_driver,
            from: at(from),
            to: at(to),
        };
        let held = [hold(car, 8, false, 0, 30), hold(car, 9, true, 40, 50), hold(other, 9, false, 0, 90)];
        let out = |driver, from, to: Option<i64>| Keys {
            vehicle: car,
            driver: person(driver),
            from: at(from),
            to: to.map(at),
        };
        let keys = [out(5, 15, Some(25)), out(6, 60, None)];
        for (minute, wanted) in [
            (9, (FineMatch::Reservation, Some(person(8)))),
            (10, (FineMatch::Trip, Some(person(7)))),
            (19, (FineMatch::Trip, Some(person(7)))),
            (20, (FineMatch::HandOut, Some(person(5)))),
            (25, (FineMatch::Reservation, Some(person(8)))),
            (30, (FineMatch::Nobody, None)),
            (45, (FineMatch::Nobody, None)),
            (59, (FineMatch::Nobody, None)),
            (60, (FineMatch::HandOut, Some(person(6)))),
            (900, (FineMatch::HandOut, Some(person(6)))),
        ] {
            assert_eq!(who_drove(car, at(minute), &trips, &keys, &held), wanted, "minute {minute}");
        }
        // Two that held it at once: nobody can say which.
        let twice = [hold(car, 8, false, 0, 30), hold(car, 9, false, 0, 30)];
        assert_eq!(who_drove(car, at(5), &[], &[], &twice), (FineMatch::Nobody, None));
    }
}
