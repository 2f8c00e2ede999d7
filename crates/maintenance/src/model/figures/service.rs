//! Whether promises are kept.

use crate::model::service_level::Standing;

kernel::text_enum! {
    /// What became of a promise.
    pub enum Kept {
        /// It was done in time.
        Met = "met",
        /// It was done too late, or the time is over and it is not done.
        Breached = "breached",
        /// It is not done, and there is time left, or it is on hold.
        Running = "running",
    }
}

impl Kept {
    /// From how a ticket stands to its promise.
    #[must_use]
    pub const fn from(standing: Standing) -> Self {
        match standing {
            Standing::Met => Self::Met,
            Standing::Missed | Standing::Late => Self::Breached,
            Standing::Ok | Standing::Soon | Standing::Paused => Self::Running,
        }
    }
}

/// How many promises were kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// In time.
    pub met: i64,
    /// Too late.
    pub breached: i64,
    /// Nobody knows yet.
    pub running: i64,
}

impl Share {
    /// Counts what became of promises.
    #[must_use]
    pub fn of(kept: impl IntoIterator<Item = Kept>) -> Self {
        kept.into_iter().fold(Self::default(), |mut share, one| {
            match one {
                Kept::Met => share.met += 1,
                Kept::Breached => share.breached += 1,
                Kept::Running => share.running += 1,
            }
            share
        })
    }

    /// How many it counts.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.met + self.breached + self.running
    }

    /// The share that was kept of those of which it is known, in percent; `None` while it is known of none.
    #[must_use]
    pub fn met_percent(self) -> Option<f64> {
        super::spread::percent(self.met, self.met + self.breached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_counts_once() {
        let share = Share::of(Standing::ALL.iter().map(|standing| Kept::from(*standing)));
        assert_eq!(share, Share { met: 1, breached: 2, running: 3 });
        assert_eq!((share.count(), share.met_percent()), (6, Some(33.3)));
    }

    #[test]
    fn what_still_runs_is_neither_good_nor_bad() {
        assert_eq!(Share::of([]).met_percent(), None);
        assert_eq!(Share::of([Kept::Running, Kept::Running]).met_percent(), None);
        assert_eq!(Share::of([Kept::Running, Kept::Met]).met_percent(), Some(100.0));
    }
}
