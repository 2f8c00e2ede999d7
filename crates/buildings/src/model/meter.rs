//! Words and rules of meters and their readings.

use kernel::{
    IdGen, Instant, Names, PersonId,
    id::{InstallationId, MeterId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    base::{BuildingsError, NamesInput, Wrong, check_code, settle},
    error::InstallationProblem,
};

/// The longest note on a reading, in characters.
pub const MAX_NOTE: usize = 500;
/// The most a meter shows; beyond it somebody has mistyped.
pub const MAX_READING: i64 = 1_000_000_000_000;

kernel::text_enum! {
    /// What a meter counts.
    pub enum MeterUnit {
        /// Hours of running.
        Hours = "hours",
        /// Starts.
        Starts = "starts",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Kilowatt-hours.
        KilowattHours = "kilowatt_hours",
        /// Cubic metres.
        CubicMetres = "cubic_metres",
        /// Litres.
        Litres = "litres",
        /// Pieces.
        Pieces = "pieces",
    }
}

/// What counts something on an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    /// Which one.
    pub id: MeterId,
    /// On which installation.
    pub installation_id: InstallationId,
    /// Its short name, unique on the installation.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
    /// What it counts.
    pub unit: MeterUnit,
    /// Whether it is no longer read.
    pub retired: bool,
}

/// A meter to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMeter)]
pub struct AddMeter {
    /// Unique on the installation: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "hours")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// What it counts.
    pub unit: MeterUnit,
}

impl AddMeter {
    /// The meter it would become; or all that is wrong with it.
    pub(crate) fn check(self, ids: &dyn IdGen, installation_id: InstallationId) -> Result<Meter, BuildingsError> {
        let Self { code, names, unit } = self;
        let mut wrong = Wrong::default();
        let meter = Meter {
            id: MeterId::new(ids),
            installation_id,
            code: wrong.take(check_code("code", &code)),
            names: wrong.take(names.check("names")),
            unit,
            retired: false,
        };
        settle(wrong, meter)
    }
}

/// What a meter showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which one.
    pub id: Uuid,
    /// On which meter.
    pub meter_id: MeterId,
    /// When somebody looked.
    pub read_at: Instant,
    /// What it showed, in the unit of the meter.
    pub reading: i64,
    /// The meter was replaced or reset before: it began anew and may show less than before.
    pub restarts: bool,
    /// Who looked.
    pub read_by: Option<PersonId>,
    /// What there is to say about it.
    pub note: Option<String>,
}

impl Reading {
    /// Whether it fits between the one before it and the one after it in time: a meter counts up, unless it was reset.
    pub(crate) fn check_between(&self, before: Option<&Self>, after: Option<&Self>) -> Result<(), InstallationProblem> {
        if let Some(same) = before.filter(|before| before.read_at == self.read_at) {
            return Err(InstallationProblem::ReadTwice { read_at: same.read_at });
        }
        if let Some(before) = before.filter(|before| !self.restarts && before.reading > self.reading) {
            return Err(InstallationProblem::ReadingTooSmall {
                reading: self.reading,
                before: before.reading,
                before_at: before.read_at,
            });
        }
        match after.filter(|after| !after.restarts && after.reading < self.reading) {
            Some(after) => Err(InstallationProblem::ReadingTooLarge {
                reading: self.reading,
                after: after.reading,
                after_at: after.read_at,
            }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reading(at: i64, reading: i64, restarts: bool) -> Reading {
        Reading {
            id: Uuid::nil(),
            meter_id: MeterId(Uuid::nil()),
            read_at: Instant::from_micros(at),
            reading,
            restarts,
            read_by: None,
            note: None,
        }
    }

    #[test]
    fn a_meter_counts_up_unless_it_was_reset() {
        let before = reading(1, 100, false);
        assert_eq!(reading(2, 100, false).check_between(Some(&before), None), Ok(()));
        let small = reading(2, 99, false).check_between(Some(&before), None);
        let said = InstallationProblem::ReadingTooSmall { reading: 99, before: 100, before_at: before.read_at };
        assert_eq!(small, Err(said));
        assert_eq!(reading(2, 0, true).check_between(Some(&before), None), Ok(()));
        assert_eq!(reading(2, 0, false).check_between(None, None), Ok(()));
    }

    #[test]
    fn what_is_noted_late_must_fit_what_came_after() {
        let (before, after) = (reading(1, 100, false), reading(3, 200, false));
        assert_eq!(reading(2, 150, false).check_between(Some(&before), Some(&after)), Ok(()));
        let large = reading(2, 201, false).check_between(Some(&before), Some(&after));
        let said = InstallationProblem::ReadingTooLarge { reading: 201, after: 200, after_at: after.read_at };
        assert_eq!(large, Err(said));
        assert_eq!(reading(2, 201, false).check_between(Some(&before), Some(&reading(3, 0, true))), Ok(()));
        let twice = reading(1, 100, false).check_between(Some(&before), None);
        assert_eq!(twice, Err(InstallationProblem::ReadTwice { read_at: before.read_at }));
    }

    proptest! {
        /// In whatever order readings are noted, those that are taken never go down except where the meter restarts.
        #[test]
        fn what_is_taken_never_goes_down(notes in proptest::collection::vec((0_i64..50, 0_i64..100, any::<bool>()), 0..40)) {
            let mut taken: Vec<Reading> = vec![];
            for (at, value, restarts) in notes {
                let new = reading(at, value, restarts);
                let index = taken.partition_point(|one| one.read_at <= new.read_at);
                let before = index.checked_sub(1).map(|index| &taken[index]);
                if new.check_between(before, taken.get(index)).is_ok() {
                    taken.insert(index, new);
                }
            }
            for pair in taken.windows(2) {
                prop_assert!(pair[0].read_at < pair[1].read_at);
                prop_assert!(pair[1].restarts || pair[0].reading <= pair[1].reading);
            }
        }
    }
}
