//! When work that comes again is due: on the dates of a rule, or at readings of a meter.

use kernel::{FieldError, Recurrence, WallTime, Zone, field::in_range, id::MeterId, recurrence::RecurrenceError};
use serde::Deserialize;
use utoipa::ToSchema;

/// The most days that work is made ahead of its date.
pub const MAX_DAYS_AHEAD: i64 = 366;
/// The most units of a meter between two works.
pub const MAX_EVERY: i64 = 1_000_000_000;
/// The longest work, in minutes: four weeks around the clock.
pub const MAX_MINUTES: i64 = 4 * 7 * 24 * 60;
/// How many days before its date work is made, unless told.
pub const DAYS_AHEAD: i64 = 14;
/// How many years ahead an estimate says something.
const MOST_YEARS_ESTIMATED: i64 = 20;
/// How many years ahead a rule must have a date.
const YEARS_AHEAD: i64 = 30;

kernel::text_enum! {
    /// What makes the work due.
    pub enum TriggerKind {
        /// A date.
        Calendar = "calendar",
        /// What a meter shows.
        Meter = "meter",
    }
}

kernel::text_enum! {
    /// From where the next work counts.
    pub enum CountedFrom {
        /// From when the last one was due: the dates of the rule stand, whatever happens.
        LastDue = "last_due",
        /// From when the last one was done: there is no next one as long as it is open.
        LastDone = "last_done",
    }
}

/// What makes the work due, as it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = NewPlanTrigger)]
pub enum TriggerInput {
    /// The dates of a rule.
    Calendar {
        /// An RFC 5545 recurrence rule, daily at the most; it may lack an end.
        #[schema(max_length = 500, example = "FREQ=MONTHLY;BYDAY=1MO")]
        rule: String,
        /// Its first possible date, with the time of day of all of them. Dates before today are left out.
        start: WallTime,
        /// Whose clock; that of the site, unless told.
        time_zone: Option<Zone>,
        /// How many days before its date the work is made; 14 unless told, at most 366.
        days_ahead: Option<i64>,
    },
    /// The readings of a meter. What it counted before it was replaced or reset counts too.
    Meter {
        /// A meter of the installation.
        meter_id: MeterId,
        /// How many of its units lie between two works.
        #[schema(example = 500)]
        every: i64,
        /// How many units before it is due the work is made; none unless told, less than `every`.
        units_ahead: Option<i64>,
        /// What the meter had counted in all when the work was last done; what it has now, unless told. Must be there for
        /// a meter that nobody has read yet.
        counted_total: Option<i64>,
    },
}

/// The last work of a plan, and how it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last<T> {
    /// When it was due.
    pub due: T,
    /// How it went.
    pub outcome: Outcome<T>,
}

/// How a work went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It has still to be done.
    Open,
    /// It was done, then.
    Done(T),
    /// It ended without being done: the next one counts from when it was due.
    Dropped,
}

impl<T: Copy> Last<T> {
    /// From where the next one counts; `None` while it is open.
    fn base(&self) -> Option<T> {
        match self.outcome {
            Outcome::Open => None,
            Outcome::Done(at) => Some(at),
            Outcome::Dropped => Some(self.due),
        }
    }
}

/// Dates by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The rule; it may lack an end.
    pub rule: Recurrence,
    /// Its first possible date, with the time of day of all of them.
    pub start: WallTime,
    /// Whose clock.
    pub zone: Zone,
}

impl Dates {
    /// The dates; or what is wrong with them. `from` = from where the next one counts.
    pub fn check(rule: &str, start: WallTime, zone: Zone, from: CountedFrom) -> Result<Self, FieldError> {
        let wrong = |field, code| Err(FieldError::new(field, code));
        let faulty = |fault: RecurrenceError| FieldError::new("trigger.rule", fault.code());
        let rule = Recurrence::parse_open(rule).map_err(faulty)?;
        if !start.is_plausible() {
            return wrong("trigger.start", "implausible_year");
        }
        // A count would begin anew with each work that is done.
        if from == CountedFrom::LastDone && rule.is_counted() {
            return wrong("trigger.rule", "counted_from_last_done");
        }
        if rule.ends_before(start, zone).map_err(faulty)? {
            return Err(faulty(RecurrenceError::EndsBeforeStart));
        }
        let until = start.plus_minutes(YEARS_AHEAD * 366 * 24 * 60);
        let dates = rule.window(start, zone, start.plus_minutes(-1), until).map_err(faulty)?;
        if dates.is_empty() { Err(faulty(RecurrenceError::Empty)) } else { Ok(Self { rule, start, zone }) }
    }

    /// The dates for which work has to be made: those up to `until` that were not dealt with before. With
    /// [`CountedFrom::LastDone`] at most one.
    pub fn due(
        &self,
        from: CountedFrom,
        dealt_until: WallTime,
        last: Option<Last<WallTime>>,
        until: WallTime,
    ) -> Result<Vec<WallTime>, RecurrenceError> {
        match (from, last) {
            (CountedFrom::LastDue, _) => self.rule.window(self.start, self.zone, dealt_until, until),
            (CountedFrom::LastDone, None) => {
                let mut dates = self.rule.window(self.start, self.zone, dealt_until, until)?;
                dates.truncate(1);
                Ok(dates)
            }
            (CountedFrom::LastDone, Some(last)) => {
                let Some(base) = last.base() else { return Ok(vec![]) };
                // The date on which it was done, at the hour of the plan.
                let date = WallTime::midnight(base.date()).plus_minutes(i64::from(self.start.minute_of_day()));
                let rule = self.rule.anew_from(date);
                let mut dates = rule.window(date, self.zone, date.max(last.due), until)?;
                dates.truncate(1);
                Ok(dates)
            }
        }
    }
}

/// Readings of a meter, by what it has counted in all: also over a meter that was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readings {
    /// How many units lie between two works.
    pub every: i64,
    /// How many units before the work is due it is made.
    pub ahead: i64,
}

impl Readings {
    /// The readings; or what is wrong with them.
    pub fn check(every: i64, ahead: i64) -> Result<Self, FieldError> {
        in_range("trigger.every", every, 1, MAX_EVERY)?;
        // Otherwise the next one would be made as soon as the last one is.
        in_range("trigger.units_ahead", ahead, 0, every - 1)?;
        Ok(Self { every, ahead })
    }

    /// The total at which work is due that has to be made now, if there is any. Where a meter jumped over several, it is one
    /// work, due at the last of them: nobody changes the same oil three times.
    #[must_use]
    pub fn due(&self, from: CountedFrom, base: i64, last: Option<Last<i64>>, total: i64) -> Option<i64> {
        let reached = total.saturating_add(self.ahead);
        match (from, last) {
            (CountedFrom::LastDone, Some(last)) => Some(last.base()? + self.every).filter(|next| *next <= reached),
            (CountedFrom::LastDue, _) | (CountedFrom::LastDone, None) => {
                let steps = reached.saturating_sub(base).div_euclid(self.every);
                (steps > 0).then(|| base + steps * self.every)
            }
        }
    }

    /// The total at which the next work is due; `None` while it counts from one that is open.
    #[must_use]
    pub fn next(&self, from: CountedFrom, base: i64, last: Option<Last<i64>>) -> Option<i64> {
        match (from, last) {
            (CountedFrom::LastDone, Some(last)) => Some(last.base()? + self.every),
            (CountedFrom::LastDue, _) | (CountedFrom::LastDone, None) => Some(base + self.every),
        }
    }
}

/// How many minutes it takes to count so many units more at the pace of so many in so many minutes; `None` when it does not
/// count, or too little was seen to tell: less than a day.
#[must_use]
pub fn minutes_until(left: i64, units: i64, minutes: i64) -> Option<i64> {
    if units <= 0 || minutes < 1440 {
        return None;
    }
    let needed = i128::from(left.max(0)) * i128::from(minutes) / i128::from(units);
    i64::try_from(needed).ok().filter(|needed| *needed <= MOST_YEARS_ESTIMATED * 366 * 1440)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wall(text: &str) -> WallTime {
        text.parse().unwrap()
    }

    fn dates(rule: &str, start: &str, from: CountedFrom) -> Dates {
        Dates::check(rule, wall(start), Zone::BRUSSELS, from).unwrap()
    }

    fn texts(dates: &[WallTime]) -> Vec<String> {
        dates.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_date_of_the_rule_that_nobody_dealt_with() {
        let plan = dates("FREQ=MONTHLY;BYDAY=1MO", "2026-01-01T08:00", CountedFrom::LastDue);
        let due =
            |until: &str| texts(&plan.due(CountedFrom::LastDue, wall("2026-01-05T08:00"), None, wall(until)).unwrap());
        assert_eq!(due("2026-02-02T07:59"), Vec::<String>::new());
        assert_eq!(due("2026-04-06T08:00"), ["2026-02-02T08:00", "2026-03-02T08:00", "2026-04-06T08:00"]);
    }

    #[test]
    fn from_the_day_it_was_done_there_is_one_at_a_time() {
        let from = CountedFrom::LastDone;
        let plan = dates("FREQ=MONTHLY;INTERVAL=3", "2026-01-15T08:00", from);
        let far = wall("2030-01-01T00:00");
        let due = |last| texts(&plan.due(from, wall("2026-01-01T00:00"), last, far).unwrap());
        let last = |due: &str, outcome| Some(Last { due: wall(due), outcome });
        assert_eq!(due(None), ["2026-01-15T08:00"]);
        assert_eq!(due(last("2026-01-15T08:00", Outcome::Open)), Vec::<String>::new());
        // Two weeks late: the next one is three months after that.
        assert_eq!(due(last("2026-01-15T08:00", Outcome::Done(wall("2026-01-29T16:12")))), ["2026-04-29T08:00"]);
        assert_eq!(due(last("2026-01-15T08:00", Outcome::Dropped)), ["2026-04-15T08:00"]);
        // February has no 30th, and three months are not six.
        assert_eq!(due(last("2026-11-15T08:00", Outcome::Done(wall("2026-11-30T10:00")))), ["2027-02-28T08:00"]);
    }

    #[test]
    fn what_is_done_before_its_date_is_not_due_on_it_again() {
        let from = CountedFrom::LastDone;
        let plan = dates("FREQ=MONTHLY;BYDAY=1MO", "2026-01-01T08:00", from);
        let last = Last { due: wall("2026-03-02T08:00"), outcome: Outcome::Done(wall("2026-02-25T10:00")) };
        let due = plan.due(from, wall("2026-01-01T00:00"), Some(last), wall("2030-01-01T00:00")).unwrap();
        assert_eq!(texts(&due), ["2026-04-06T08:00"]);
    }

    #[test]
    fn a_rule_must_have_a_date() {
        let check = |rule: &str, start: &str, from| {
            Dates::check(rule, wall(start), Zone::BRUSSELS, from)
                .map_err(|error| (error.field.into_owned(), error.code))
        };
        let refused = |code| Err(("trigger.rule".to_owned(), code));
        for (text, code) in [
            ("", "recurrence_unreadable"),
            ("every monday", "recurrence_unreadable"),
            ("FREQ=HOURLY", "recurrence_too_frequent"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "recurrence_empty"),
            ("FREQ=DAILY;UNTIL=20200101", "recurrence_ends_before_start"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20280101", "recurrence_two_ends"),
        ] {
            assert_eq!(check(text, "2026-01-01T08:00", CountedFrom::LastDue), refused(code), "{text}");
        }
        let counted = check("FREQ=DAILY;COUNT=3", "2026-01-01T08:00", CountedFrom::LastDone);
        assert_eq!(counted, refused("counted_from_last_done"));
        assert!(check("FREQ=DAILY;COUNT=3", "2026-01-01T08:00", CountedFrom::LastDue).is_ok());
        assert_eq!(
            check("FREQ=DAILY", "1066-01-01T08:00", CountedFrom::LastDue),
            Err(("trigger.start".to_owned(), "implausible_year"))
        );
    }

    #[test]
    fn every_five_hundred_hours() {
        let plan = Readings::check(500, 20).unwrap();
        let (from, open) = (CountedFrom::LastDue, Some(Last { due: 1500, outcome: Outcome::Open }));
        assert_eq!(plan.due(from, 1000, None, 1479), None);
        assert_eq!(plan.due(from, 1000, None, 1480), Some(1500), "twenty hours before");
        assert_eq!(plan.due(from, 1500, open, 1980), Some(2000), "whether or not the last one is done");
        assert_eq!(plan.due(from, 1000, None, 2600), Some(2500), "one for all that were jumped over");
        let from = CountedFrom::LastDone;
        assert_eq!(plan.due(from, 1000, open, 9000), None);
        let done = Some(Last { due: 1500, outcome: Outcome::Done(1530) });
        assert_eq!((plan.due(from, 1000, done, 2009), plan.due(from, 1000, done, 2010)), (None, Some(2030)));
        assert_eq!(plan.next(from, 1000, done), Some(2030));
        let dropped = Some(Last { due: 1500, outcome: Outcome::Dropped });
        assert_eq!(plan.due(from, 1000, dropped, 1990), Some(2000));
        for (every, ahead) in [(0, 0), (500, 500), (500, -1), (MAX_EVERY + 1, 0)] {
            assert!(Readings::check(every, ahead).is_err(), "{every} {ahead}");
        }
    }

    #[test]
    fn a_meter_goes_on_as_it_went() {
        let day = 1440;
        assert_eq!(minutes_until(250, 500, 100 * day), Some(50 * day));
        assert_eq!(minutes_until(-3, 500, 100 * day), Some(0), "it is due already");
        for (units, minutes) in [(0, 100 * day), (-5, 100 * day), (5, day - 1)] {
            assert_eq!(minutes_until(250, units, minutes), None, "{units} {minutes}");
        }
        assert_eq!(minutes_until(i64::MAX, 1, 100 * day), None, "nobody lives to see it");
    }

    proptest! {
        /// However irregularly somebody looks, each date comes once and in order.
        #[test]
        fn each_date_once_whenever_one_looks(days in proptest::collection::vec(0_i64..40, 1..30), rule in prop_oneof![
            Just("FREQ=DAILY;INTERVAL=3"), Just("FREQ=WEEKLY;BYDAY=MO,TH"), Just("FREQ=MONTHLY;BYDAY=1MO"), Just("FREQ=MONTHLY;BYMONTHDAY=-1")
        ]) {
            let plan = dates(rule, "2026-01-01T08:00", CountedFrom::LastDue);
            let begin = wall("2026-01-01T00:00");
            let (mut dealt, mut now, mut seen) = (begin, begin, vec![]);
            for step in days {
                now = now.plus_minutes(step * 24 * 60);
                let found = plan.due(CountedFrom::LastDue, dealt, None, now).unwrap();
                dealt = found.last().copied().unwrap_or(dealt);
                seen.extend(found);
            }
            prop_assert_eq!(seen, plan.rule.window(plan.start, plan.zone, begin, now).unwrap());
        }

        /// However a meter jumps, what is due grows, and nobody runs longer than agreed without work being made.
        #[test]
        fn no_reading_runs_past_its_work(steps in proptest::collection::vec(0_i64..1200, 1..40), ahead in 0_i64..500) {
            let plan = Readings::check(500, ahead).unwrap();
            let (mut base, mut total) = (0, 0);
            for step in steps {
                total += step;
                if let Some(due) = plan.due(CountedFrom::LastDue, base, None, total) {
                    prop_assert!(due > base && due % 500 == 0);
                    base = due;
                }
                prop_assert!(base + 500 > total + ahead, "base {} total {}", base, total);
            }
        }
    }
}
