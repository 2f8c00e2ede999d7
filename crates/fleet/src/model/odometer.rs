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

#[cfg(test)]
mod tests {
    use super::*;

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
