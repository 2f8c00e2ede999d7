//! What odometers show: never less than before.

use kernel::{BookableId, Instant, PersonId, id::OdometerId};

/// The most an odometer shows, in kilometres.
pub const MAX_KM: i64 = 3_000_000;

kernel::text_enum! {
    /// On what occasion an odometer was read.
    pub enum OdometerSource {
        /// Somebody looked.
        Manual = "manual",
        /// The vehicle was handed out.
        HandOut = "hand_out",
        /// The vehicle came back.
        Return = "return",
        /// It was in the workshop.
        Service = "service",
        /// It took fuel or was charged.
        Energy = "energy",
        /// From a file.
        Import = "import",
    }
}

/// What the odometer of a vehicle showed at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which one.
    pub id: OdometerId,
    /// Of which vehicle.
    pub vehicle: BookableId,
    /// When somebody looked.
    pub read_at: Instant,
    /// What it showed.
    pub km: i64,
    /// On what occasion.
    pub source: OdometerSource,
    /// Who looked.
    pub read_by: Option<PersonId>,
    /// When it was noted.
    pub noted_at: Instant,
    /// Why it stands in the place of an earlier one; only corrections have it.
    pub reason: Option<String>,
    /// What stands in its place.
    pub corrected_by: Option<OdometerId>,
}

/// A reading that does not fit between its neighbours: the odometer would have run backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backwards {
    /// Less than before.
    Less {
        /// What it showed before.
        before: i64,
        /// When.
        at: Instant,
    },
    /// More than after.
    More {
        /// What it showed after.
        after: i64,
        /// When.
        at: Instant,
    },
}

/// Whether a reading fits between the one before and the one after.
pub fn check_between(km: i64, before: Option<(i64, Instant)>, after: Option<(i64, Instant)>) -> Result<(), Backwards> {
    match (before, after) {
        (Some((before, at)), _) if km < before => Err(Backwards::Less { before, at }),
        (_, Some((after, at))) if km > after => Err(Backwards::More { after, at }),
        _ => Ok(()),
    }
}

/// The fastest that a vehicle drives all the time, in kilometres an hour: what the motorways of the neighbours allow.
pub const FASTEST_KM_PER_HOUR: i64 = 130;
/// The most that a vehicle drives on a day, in kilometres, whoever takes turns at the wheel.
pub const MOST_KM_PER_DAY: i64 = 1_500;
/// What is let pass on top: moments are noted roughly, and odometers read before or after.
pub const ALLOWANCE_KM: i64 = 50;

/// A reading that is so much further than the one before that a digit is probably wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implausible {
    /// What it is said to show.
    pub km: i64,
    /// What it showed before.
    pub before: i64,
    /// When.
    pub at: Instant,
    /// How many kilometres could have been driven since.
    pub most: i64,
}

/// The most kilometres that a vehicle drives between two moments.
#[must_use]
pub fn most_between(from: Instant, to: Instant) -> i64 {
    let minutes = to.minutes_since(from).max(0);
    let days = minutes / 1440 + 1;
    (minutes * FASTEST_KM_PER_HOUR / 60).min(days * MOST_KM_PER_DAY) + ALLOWANCE_KM
}

/// Whether a vehicle can have come so far since the reading before. Whoever looked again says that it has.
pub fn check_plausible(km: i64, read_at: Instant, before: Option<(i64, Instant)>) -> Result<(), Implausible> {
    let Some((before, at)) = before else { return Ok(()) };
    let most = most_between(at, read_at);
    if km - before > most { Err(Implausible { km, before, at, most }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_drives_faster_or_further_than_that() {
        let at = |minutes: i64| Instant::from_micros(0).plus_minutes(minutes);
        for (minutes, most) in
            [(0, 50), (1, 52), (60, 180), (600, 1_350), (1_439, 1_550), (1_440, 3_050), (30 * 1_440, 31 * 1_500 + 50)]
        {
            assert_eq!(most_between(at(0), at(minutes)), most, "{minutes} minutes");
            assert_eq!(check_plausible(100 + most, at(minutes), Some((100, at(0)))), Ok(()));
            let wrong = Implausible { km: 101 + most, before: 100, at: at(0), most };
            assert_eq!(check_plausible(101 + most, at(minutes), Some((100, at(0)))), Err(wrong));
        }
        assert_eq!(check_plausible(999_999, at(1), None), Ok(()));
        // A digit too many is found out after a month, too.
        assert!(check_plausible(123_456, at(30 * 1_440), Some((12_345, at(0)))).is_err());
    }

    #[test]
    fn it_never_runs_backwards() {
        let at = Instant::from_micros;
        let (before, after) = (Some((100, at(1))), Some((200, at(3))));
        for km in [100, 150, 200] {
            assert_eq!(check_between(km, before, after), Ok(()));
        }
        assert_eq!(check_between(99, before, after), Err(Backwards::Less { before: 100, at: at(1) }));
        assert_eq!(check_between(201, before, after), Err(Backwards::More { after: 200, at: at(3) }));
        assert_eq!(check_between(0, None, None), Ok(()));
    }
}
