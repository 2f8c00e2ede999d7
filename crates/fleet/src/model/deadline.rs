//! What is due for a vehicle, on a day or at so many kilometres, whichever comes first.

use chrono::{Days, Months, NaiveDate};

kernel::text_enum! {
    /// What is due.
    pub enum DeadlineKind {
        /// The periodic inspection.
        Inspection = "inspection",
        /// The insurance ends.
        Insurance = "insurance",
        /// Tyres are changed.
        Tyres = "tyres",
        /// The lease ends.
        LeaseEnd = "lease_end",
        /// Service by the maker's plan.
        Service = "service",
        /// Anything else, with a title.
        Other = "other",
    }
}

impl DeadlineKind {
    /// Whether the vehicle stays where it is once this has passed, unless told otherwise.
    #[must_use]
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Inspection | Self::Insurance | Self::LeaseEnd)
    }

    /// How many days before somebody is warned, unless told otherwise.
    #[must_use]
    pub const fn lead_days(self) -> i64 {
        match self {
            Self::LeaseEnd => 90,
            Self::Inspection | Self::Insurance => 30,
            Self::Tyres | Self::Service | Self::Other => 14,
        }
    }
}

kernel::text_enum! {
    /// How something that is due stands.
    pub enum DeadlineStanding {
        /// Too late: its day is over, or the odometer shows more.
        Overdue = "overdue",
        /// It comes up.
        Soon = "soon",
        /// Nothing to be done yet.
        Fine = "fine",
    }
}

/// When something is due, and how long before one is warned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day on which it is in time.
    pub on: Option<NaiveDate>,
    /// What the odometer may show at most.
    pub km: Option<i64>,
    /// How many days before.
    pub lead_days: i64,
    /// How many kilometres before.
    pub lead_km: i64,
}

impl Due {
    /// How it stands on a day with what the odometer shows; kilometres nobody read do not count.
    #[must_use]
    pub fn standing(&self, today: NaiveDate, odometer: Option<i64>) -> DeadlineStanding {
        let by_day = self.days_left(today).map(|left| stands(left, self.lead_days));
        let by_km = self.km_left(odometer).map(|left| stands(left, self.lead_km));
        // The worse comes first in the order of the words.
        by_day.into_iter().chain(by_km).min().unwrap_or(DeadlineStanding::Fine)
    }

    /// How many days are left; negative when it is late.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        self.on.map(|on| (on - today).num_days())
    }

    /// How many kilometres are left; negative when it is late.
    #[must_use]
    pub fn km_left(&self, odometer: Option<i64>) -> Option<i64> {
        Some(self.km? - odometer?)
    }

    /// Whether its day should be seen to by now: from the day on which one is warned, nothing is promised behind it.
    #[must_use]
    pub fn is_near_by_day(&self, today: NaiveDate) -> bool {
        self.days_left(today).is_some_and(|left| left <= self.lead_days)
    }

    /// The same of its kilometres.
    #[must_use]
    pub fn is_near_by_km(&self, odometer: Option<i64>) -> bool {
        self.km_left(odometer).is_some_and(|left| left <= self.lead_km)
    }

    /// The day from which one is warned.
    #[must_use]
    pub fn warned_from(&self) -> Option<NaiveDate> {
        let on = self.on?;
        Some(on.checked_sub_days(Days::new(self.lead_days.unsigned_abs())).unwrap_or(on))
    }
}

fn stands(left: i64, lead: i64) -> DeadlineStanding {
    match left {
        ..0 => DeadlineStanding::Overdue,
        left if left <= lead => DeadlineStanding::Soon,
        _ => DeadlineStanding::Fine,
    }
}

/// When it is due the next time, after it was done on a day at what the odometer showed; neither: never again.
#[must_use]
pub fn next(
    done: (NaiveDate, Option<i64>),
    every_months: Option<i64>,
    every_km: Option<i64>,
) -> (Option<NaiveDate>, Option<i64>) {
    let (day, odometer) = done;
    let months = every_months.and_then(|months| u32::try_from(months).ok());
    let on = months.and_then(|months| day.checked_add_months(Months::new(months)));
    let km = every_km.and_then(|every| odometer.map(|km| km + every));
    (on, km)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(on: Option<&str>, km: Option<i64>) -> Due {
        Due { on: on.map(day), km, lead_days: 30, lead_km: 1_000 }
    }

    #[test]
    fn both_sides_of_each_day() {
        use DeadlineStanding::{Fine, Overdue, Soon};
        let inspection = due(Some("2026-12-31"), None);
        for (today, standing) in
            [("2026-11-30", Fine), ("2026-12-01", Soon), ("2026-12-31", Soon), ("2027-01-01", Overdue)]
        {
            assert_eq!(inspection.standing(day(today), None), standing, "{today}");
        }
        assert_eq!(inspection.days_left(day("2027-01-02")), Some(-2));
        assert_eq!(inspection.warned_from(), Some(day("2026-12-01")));
    }

    #[test]
    fn whichever_comes_first() {
        use DeadlineStanding::{Fine, Overdue, Soon};
        let service = due(Some("2027-06-01"), Some(30_000));
        for (today, km, standing) in [
            ("2026-12-01", Some(28_999), Fine),
            ("2026-12-01", Some(29_000), Soon),
            ("2026-12-01", Some(30_000), Soon),
            ("2026-12-01", Some(30_001), Overdue),
            ("2027-06-02", Some(10), Overdue),
            ("2027-05-02", Some(10), Soon),
            ("2026-12-01", None, Fine),
        ] {
            assert_eq!(service.standing(day(today), km), standing, "{today} {km:?}");
        }
        assert_eq!(due(None, Some(30_000)).standing(day("2099-01-01"), None), Fine, "nobody read the odometer");
    }

    #[test]
    fn day_and_kilometres_are_near_each_for_itself() {
        let both = due(Some("2027-06-01"), Some(30_000));
        for (today, km, by_day, by_km) in [
            ("2027-05-01", Some(28_999), false, false),
            ("2027-05-02", Some(28_999), true, false),
            ("2027-05-01", Some(29_000), false, true),
            ("2027-07-01", None, true, false),
        ] {
            assert_eq!((both.is_near_by_day(day(today)), both.is_near_by_km(km)), (by_day, by_km), "{today} {km:?}");
        }
        assert!(!due(None, Some(30_000)).is_near_by_day(day("2027-07-01")));
        assert!(!due(Some("2027-06-01"), None).is_near_by_km(Some(90_000)));
    }

    #[test]
    fn what_is_done_is_due_again() {
        let done = (day("2027-01-31"), Some(15_200));
        assert_eq!(next(done, Some(1), Some(30_000)), (Some(day("2027-02-28")), Some(45_200)));
        assert_eq!(next((done.0, None), Some(12), Some(30_000)), (Some(day("2028-01-31")), None));
        assert_eq!(next(done, None, None), (None, None));
    }

    #[test]
    fn papers_that_must_be_in_order_block() {
        let blocking: Vec<_> =
            DeadlineKind::ALL.iter().filter(|kind| kind.blocks()).map(|kind| kind.as_str()).collect();
        assert_eq!(blocking, ["inspection", "insurance", "lease_end"]);
    }
}
