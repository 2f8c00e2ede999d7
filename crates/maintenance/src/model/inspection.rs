//! Inspections by rule: who inspects what how often, the states of an inspection, and when it is due.

use chrono::{Days, Months, NaiveDate};
use kernel::{
    FieldError, Names,
    field::{NamesInput, check_code, in_range},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most months between two inspections: fifty years.
pub const MAX_MONTHS: i64 = 600;
/// The most days before an inspection is due at which it is planned.
pub const MAX_LEAD_DAYS: i64 = 366;
/// The most years that reports are kept.
pub const MAX_RETENTION_YEARS: i64 = 100;
/// The most months to put right what does not conform.
pub const MAX_REPAIR_MONTHS: i64 = 120;
/// The most intervals of a regime.
pub const MAX_INTERVALS: usize = 12;
/// The most remarks of an inspection.
pub const MAX_REMARKS: usize = 100;
/// The longest remark, in characters.
pub const MAX_REMARK: usize = 2000;
/// The most reports of an inspection.
pub const MAX_REPORTS: usize = 20;

kernel::text_enum! {
    /// Who may inspect.
    pub enum PerformerKind {
        /// An external body that the state accredited.
        AccreditedBody = "accredited_body",
        /// A technician whom the region accredited.
        AccreditedTechnician = "accredited_technician",
        /// Whoever knows the thing, from outside or of the house.
        CompetentPerson = "competent_person",
        /// The house itself.
        OwnStaff = "own_staff",
    }
}

kernel::text_enum! {
    /// To which installations an interval applies.
    pub enum Applies {
        /// To all of the class.
        Always = "always",
        /// To those that are maintained under a contract in force.
        WithContract = "with_contract",
        /// To those that are not.
        WithoutContract = "without_contract",
    }
}

impl Applies {
    /// Whether it applies to an installation with or without such a contract.
    #[must_use]
    pub const fn to(self, has_contract: bool) -> bool {
        match self {
            Self::Always => true,
            Self::WithContract => has_contract,
            Self::WithoutContract => !has_contract,
        }
    }
}

kernel::text_enum! {
    /// How an inspection stands.
    pub enum InspectionState {
        /// It comes up; nobody has been asked yet.
        Planned = "planned",
        /// It is known when who comes.
        Scheduled = "scheduled",
        /// It took place; the result is not there yet.
        Performed = "performed",
        /// All is well.
        Conform = "conform",
        /// It may be used, and something has to be done.
        ConformWithRemarks = "conform_with_remarks",
        /// It may not be used as it is.
        NonConform = "non_conform",
        /// It was left out, for a reason; the next one counts from when it was due.
        Dropped = "dropped",
    }
}

impl InspectionState {
    /// Whether it has still to take place.
    #[must_use]
    pub const fn is_awaited(self) -> bool {
        matches!(self, Self::Planned | Self::Scheduled)
    }
}

kernel::text_enum! {
    /// What can be done with an inspection.
    pub enum InspectionVerb {
        /// Say when who comes.
        Schedule = "schedule",
        /// Say that it took place.
        Perform = "perform",
        /// Say what was found.
        Judge = "judge",
        /// Leave it out.
        Drop = "drop",
    }
}

/// A step that an inspection cannot take in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an inspection that is {from} cannot {verb}")]
pub struct IllegalInspectionMove {
    /// The present state.
    pub from: InspectionState,
    /// What was tried.
    pub verb: InspectionVerb,
}

impl InspectionVerb {
    /// Refuses it in states where it has no sense.
    pub const fn check(self, from: InspectionState) -> Result<(), IllegalInspectionMove> {
        let legal = match self {
            Self::Schedule | Self::Perform | Self::Drop => from.is_awaited(),
            Self::Judge => matches!(from, InspectionState::Performed),
        };
        if legal { Ok(()) } else { Err(IllegalInspectionMove { from, verb: self }) }
    }
}

kernel::text_enum! {
    /// What an inspection found.
    pub enum InspectionResult {
        /// All is well.
        Conform = "conform",
        /// It may be used, and something has to be done.
        ConformWithRemarks = "conform_with_remarks",
        /// It may not be used as it is.
        NonConform = "non_conform",
    }
}

impl InspectionResult {
    /// The state to which it brings the inspection.
    #[must_use]
    pub const fn state(self) -> InspectionState {
        match self {
            Self::Conform => InspectionState::Conform,
            Self::ConformWithRemarks => InspectionState::ConformWithRemarks,
            Self::NonConform => InspectionState::NonConform,
        }
    }

    /// Whether so many remarks go with it: none with what is well, at least one with everything else.
    #[must_use]
    pub const fn takes(self, remarks: usize) -> bool {
        matches!(self, Self::Conform) == (remarks == 0)
    }
}

kernel::text_enum! {
    /// How a remark stands.
    pub enum RemarkState {
        /// Nobody does anything about it yet.
        Open = "open",
        /// There is a ticket for it.
        WorkOrder = "work_order",
        /// It was dealt with, and there is proof.
        Cleared = "cleared",
    }
}

/// How often, as it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInspectionInterval)]
pub struct IntervalInput {
    /// Unique in the regime: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "yearly")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// How many months lie between two inspections.
    pub months: i64,
    /// To which installations of the class; to all, unless told.
    pub applies: Option<Applies>,
    /// The code of another interval whose inspections count for this one too.
    pub covered_by: Option<String>,
}

/// How often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = InspectionInterval)]
pub struct Interval {
    /// Unique in the regime.
    pub code: String,
    /// Its name.
    pub names: Names,
    /// How many months lie between two inspections.
    pub months: i64,
    /// To which installations of the class.
    pub applies: Applies,
    /// The code of another interval whose inspections count for this one too.
    pub covered_by: Option<String>,
}

/// The intervals, checked: at least one, each once, covered only by one that is there.
pub fn check_intervals(intervals: Vec<IntervalInput>) -> Result<Vec<Interval>, FieldError> {
    let wrong = |code| Err(FieldError::new("intervals", code));
    if intervals.is_empty() || intervals.len() > MAX_INTERVALS {
        return wrong(if intervals.is_empty() { "required" } else { "too_many" });
    }
    let one = |input: IntervalInput| -> Result<Interval, FieldError> {
        let IntervalInput { code, names, months, applies, covered_by } = input;
        in_range("intervals.months", months, 1, MAX_MONTHS)?;
        Ok(Interval {
            code: check_code("intervals.code", &code)?,
            names: names.check("intervals.names")?,
            months,
            applies: applies.unwrap_or(Applies::Always),
            covered_by,
        })
    };
    let checked = intervals.into_iter().map(one).collect::<Result<Vec<_>, _>>()?;
    if (1..checked.len()).any(|index| checked[..index].iter().any(|one| one.code == checked[index].code)) {
        return wrong("repeated");
    }
    let known = |one: &Interval| {
        let by = one.covered_by.as_ref();
        by.is_none_or(|by| *by != one.code && checked.iter().any(|other| other.code == *by))
    };
    if checked.iter().all(known) { Ok(checked) } else { Err(FieldError::new("intervals.covered_by", "unknown")) }
}

kernel::text_enum! {
    /// How an installation stands to an interval.
    pub enum DueStanding {
        /// The day it was due is over.
        Overdue = "overdue",
        /// It is due before long: the lead time has begun.
        Due = "due",
        /// There is time.
        Ahead = "ahead",
        /// Nobody knows when it was inspected last, or since when it is in use.
        Unknown = "unknown",
    }
}

/// The day on which an inspection is due: so many months after the last one (or after the installation was taken into use),
/// on the last day of a month that is too short.
#[must_use]
pub fn due_on(last: Option<NaiveDate>, commissioned: Option<NaiveDate>, months: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(months).ok()?);
    last.or(commissioned)?.checked_add_months(months)
}

/// By when what does not conform must be put right, where the rule gives so many months from the day it was inspected.
#[must_use]
pub fn repair_by(performed_on: NaiveDate, months: Option<i64>) -> Option<NaiveDate> {
    performed_on.checked_add_months(Months::new(u32::try_from(months?).ok()?))
}

/// How that stands on a day.
#[must_use]
pub fn standing(due: Option<NaiveDate>, lead_days: i64, today: NaiveDate) -> DueStanding {
    let Some(due) = due else { return DueStanding::Unknown };
    let lead = Days::new(u64::try_from(lead_days).unwrap_or_default());
    if due < today {
        DueStanding::Overdue
    } else if due.checked_sub_days(lead).is_none_or(|from| from <= today) {
        DueStanding::Due
    } else {
        DueStanding::Ahead
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_due_so_many_months_after_the_last_one() {
        let (last, first) = (Some(day("2026-11-30")), Some(day("2020-01-31")));
        assert_eq!(due_on(last, first, 3), Some(day("2027-02-28")), "the last day of a short month");
        assert_eq!(due_on(last, first, 12), Some(day("2027-11-30")));
        assert_eq!(due_on(None, first, 1), Some(day("2020-02-29")));
        assert_eq!(due_on(None, None, 12), None);
    }

    #[test]
    fn what_does_not_conform_is_put_right_in_so_many_months() {
        assert_eq!(repair_by(day("2026-09-30"), Some(5)), Some(day("2027-02-28")));
        assert_eq!(repair_by(day("2026-09-30"), None), None);
    }

    #[test]
    fn it_is_overdue_on_the_day_after() {
        let on = |today: &str| standing(Some(day("2027-01-31")), 30, day(today));
        assert_eq!(on("2026-12-31"), DueStanding::Ahead);
        assert_eq!(on("2027-01-01"), DueStanding::Due);
        assert_eq!(on("2027-01-31"), DueStanding::Due);
        assert_eq!(on("2027-02-01"), DueStanding::Overdue);
        assert_eq!(standing(None, 30, day("2027-01-01")), DueStanding::Unknown);
    }

    #[test]
    fn every_state_takes_the_steps_that_have_sense() {
        use InspectionState as S;
        for &from in S::ALL {
            for &verb in InspectionVerb::ALL {
                let legal = match verb {
                    InspectionVerb::Judge => from == S::Performed,
                    _ => matches!(from, S::Planned | S::Scheduled),
                };
                assert_eq!(verb.check(from).is_ok(), legal, "{verb} when {from}");
            }
        }
    }

    #[test]
    fn remarks_go_with_results_that_are_not_good() {
        let cases = [
            (InspectionResult::Conform, true, false),
            (InspectionResult::ConformWithRemarks, false, true),
            (InspectionResult::NonConform, false, true),
        ];
        for (result, none, some) in cases {
            assert_eq!((result.takes(0), result.takes(2)), (none, some), "{result}");
        }
    }

    #[test]
    fn intervals_are_named_once_and_covered_by_one_another() {
        let input = |code: &str, months, covered_by: Option<&str>| IntervalInput {
            code: code.into(),
            names: NamesInput { en: code.into(), ..NamesInput::default() },
            months,
            applies: None,
            covered_by: covered_by.map(Into::into),
        };
        assert!(check_intervals(vec![input("yearly", 12, None), input("half", 6, Some("yearly"))]).is_ok());
        let why = |inputs| check_intervals(inputs).map_err(|error| (error.field.into_owned(), error.code)).unwrap_err();
        let said = |field: &str, code| (field.to_owned(), code);
        assert_eq!(why(vec![]), said("intervals", "required"));
        assert_eq!(why(vec![input("a", 1, None), input("a", 2, None)]), said("intervals", "repeated"));
        assert_eq!(why(vec![input("a", 1, Some("b"))]), said("intervals.covered_by", "unknown"));
        assert_eq!(why(vec![input("a", 1, Some("a"))]), said("intervals.covered_by", "unknown"));
        assert_eq!(why(vec![input("a", 0, None)]), said("intervals.months", "out_of_range"));
    }

    #[test]
    fn an_interval_applies_by_contract() {
        assert!(Applies::Always.to(true) && Applies::Always.to(false));
        assert!(Applies::WithContract.to(true) && !Applies::WithContract.to(false));
        assert!(!Applies::WithoutContract.to(true) && Applies::WithoutContract.to(false));
    }
}
