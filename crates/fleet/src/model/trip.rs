//! Trips: one vehicle is in one place, and drives each kilometre once.

use kernel::{BookableId, FieldError, Instant, OccurrenceId, PersonId, field::in_range, id::TripId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    day::happened,
    odometer::{Implausible, MAX_KM, check_plausible},
};

/// The longest trip, in minutes: 60 days.
const MAX_MINUTES: i64 = 60 * 1440;

kernel::text_enum! {
    /// For whom somebody drives.
    pub enum TripKind {
        /// For the house.
        Business = "business",
        /// For oneself.
        Private = "private",
    }
}

/// A trip to be noted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTrip {
    /// With which vehicle.
    pub vehicle_id: BookableId,
    /// Who drove.
    pub driver_id: PersonId,
    /// When it left.
    pub from: Instant,
    /// When it was back; never in the future.
    pub to: Instant,
    /// What the odometer showed when it left.
    #[schema(minimum = 0, maximum = 3_000_000)]
    pub km_out: i64,
    /// What it showed when it was back.
    #[schema(minimum = 0, maximum = 3_000_000)]
    pub km_in: i64,
    /// For whom.
    pub kind: TripKind,
    /// What for.
    #[schema(max_length = 120)]
    pub purpose: Option<String>,
    /// For which reservation.
    pub reservation_id: Option<OccurrenceId>,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    #[serde(default)]
    pub odometer_confirmed: bool,
}

/// When and over what distance a vehicle drove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which trip; none when it is not noted yet.
    pub id: Option<TripId>,
    /// When it left.
    pub from: Instant,
    /// When it was back.
    pub to: Instant,
    /// What the odometer showed when it left.
    pub km_out: i64,
    /// What it showed when it was back.
    pub km_in: i64,
}

/// What two trips have in common that they cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The vehicle was on the way then.
    Time(Span),
    /// Those kilometres were driven on another trip.
    Kilometres(Span),
}

impl Span {
    /// Whether it can be a trip at all.
    pub fn check(&self, now: Instant) -> Result<(), FieldError> {
        in_range("km_out", self.km_out, 0, MAX_KM)?;
        in_range("km_in", self.km_in, 0, MAX_KM)?;
        happened("to", self.to, now)?;
        if self.to <= self.from {
            return Err(FieldError::new("to", "before_start"));
        }
        happened("from", self.from, now)?;
        if self.to.minutes_since(self.from) > MAX_MINUTES {
            return Err(FieldError::new("to", "trip_too_long"));
        }
        if self.km_in < self.km_out {
            return Err(FieldError::new("km_in", "less_than_out"));
        }
        Ok(())
    }

    /// Whether a vehicle drives that far in that time.
    pub fn check_plausible(&self) -> Result<(), Implausible> {
        check_plausible(self.km_in, self.to, Some((self.km_out, self.from)))
    }

    /// The first of the others that it cannot stand beside: half-open in time and in kilometres.
    #[must_use]
    pub fn clash(&self, others: &[Self]) -> Option<Clash> {
        others.iter().filter(|other| other.id.is_none() || other.id != self.id).find_map(|other| {
            if other.from < self.to && other.to > self.from {
                return Some(Clash::Time(*other));
            }
            let both_drive = self.km_out < self.km_in && other.km_out < other.km_in;
            let overlap = other.km_out < self.km_in && other.km_in > self.km_out;
            (both_drive && overlap).then_some(Clash::Kilometres(*other))
        })
    }
}

/// How many kilometres nobody noted a trip for, between the one before and this one.
#[must_use]
pub fn unlogged(before_km_in: Option<i64>, km_out: i64) -> i64 {
    before_km_in.map_or(0, |before| (km_out - before).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2027-01-15 00:00 UTC.
    const MIDNIGHT: Instant = Instant::from_micros(1_799_971_200_000_000);

    fn span(id: u128, from: i64, to: i64, km_out: i64, km_in: i64) -> Span {
        let at = |minutes: i64| MIDNIGHT.plus_minutes(minutes);
        Span { id: Some(TripId(uuid::Uuid::from_u128(id))), from: at(from), to: at(to), km_out, km_in }
    }

    #[test]
    fn one_trip_after_the_other_is_fine_and_two_at_once_are_not() {
        let known = [span(1, 0, 60, 100, 150), span(2, 120, 180, 160, 200)];
        assert_eq!(span(3, 60, 120, 150, 160).clash(&known), None);
        assert_eq!(span(3, 59, 120, 150, 160).clash(&known), Some(Clash::Time(known[0])));
        assert_eq!(span(3, 60, 120, 149, 155).clash(&known), Some(Clash::Kilometres(known[0])));
        assert_eq!(span(3, 60, 120, 155, 161).clash(&known), Some(Clash::Kilometres(known[1])));
        // A trip of no kilometres is in the way of none, and one is not in its own way.
        assert_eq!(span(3, 60, 120, 155, 155).clash(&known), None);
        assert_eq!(span(2, 121, 170, 160, 190).clash(&known), None);
    }

    #[test]
    fn what_cannot_be_a_trip_is_named() {
        let now = MIDNIGHT.plus_minutes(100);
        let field = |span: Span| span.check(now).map_err(|error| (error.field.to_string(), error.code));
        assert_eq!(field(span(1, 0, 100, 5, 5)), Ok(()));
        assert_eq!(field(span(1, 0, 101, 5, 6)), Err(("to".into(), "in_the_future")));
        assert_eq!(field(span(1, 60, 60, 5, 6)), Err(("to".into(), "before_start")));
        assert_eq!(field(span(1, 0, 60, 6, 5)), Err(("km_in".into(), "less_than_out")));
        assert_eq!(field(span(1, -90_000, 60, 5, 6)), Err(("to".into(), "trip_too_long")));
        assert_eq!(field(span(1, -40_000_000, 60, 5, 6)), Err(("from".into(), "implausible_year")));
        assert_eq!(field(span(1, -40_000_000, -39_999_990, 5, 6)), Err(("to".into(), "implausible_year")));
        assert_eq!(span(1, 0, 60, 0, 180).check_plausible(), Ok(()));
        assert!(span(1, 0, 1, 0, 999).check_plausible().is_err());
        assert_eq!((unlogged(None, 10), unlogged(Some(4), 10), unlogged(Some(10), 10)), (0, 6, 0));
    }

    proptest! {
        #[test]
        fn whether_two_clash_does_not_depend_on_which_came_first(
            a in (0_i64..50, 1_i64..50, 0_i64..50, 0_i64..50), b in (0_i64..50, 1_i64..50, 0_i64..50, 0_i64..50),
        ) {
            let a = span(1, a.0, a.0 + a.1, a.2, a.2 + a.3);
            let b = span(2, b.0, b.0 + b.1, b.2, b.2 + b.3);
            prop_assert_eq!(a.clash(&[b]).is_some(), b.clash(&[a]).is_some());
        }
    }
}
