//! How long things have been lying there.

use chrono::NaiveDate;

kernel::text_enum! {
    /// How old something is, in days.
    pub enum AgeGroup {
        /// Up to a week.
        Week = "days_0_7",
        /// Up to a month.
        Month = "days_8_30",
        /// Up to a quarter.
        Quarter = "days_31_90",
        /// Longer.
        Older = "days_91",
    }
}

impl AgeGroup {
    /// The smallest and the largest number of days in it; the oldest have no largest.
    #[must_use]
    pub const fn days(self) -> (i64, Option<i64>) {
        match self {
            Self::Week => (0, Some(7)),
            Self::Month => (8, Some(30)),
            Self::Quarter => (31, Some(90)),
            Self::Older => (91, None),
        }
    }

    /// The age on a day of what began on another. What begins later is as young as can be.
    #[must_use]
    pub fn on(today: NaiveDate, began: NaiveDate) -> Self {
        let days = (today - began).num_days();
        let fits = |age: &&Self| age.days().1.is_none_or(|most| days <= most);
        *Self::ALL.iter().find(fits).unwrap_or(&Self::Older)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_one_age() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let age = |days| AgeGroup::on(today, today - chrono::Duration::days(days));
        let edges = [
            (-3, AgeGroup::Week),
            (0, AgeGroup::Week),
            (7, AgeGroup::Week),
            (8, AgeGroup::Month),
            (30, AgeGroup::Month),
        ];
        let edges = edges.into_iter().chain([
            (31, AgeGroup::Quarter),
            (90, AgeGroup::Quarter),
            (91, AgeGroup::Older),
            (4000, AgeGroup::Older),
        ]);
        for (days, expected) in edges {
            assert_eq!(age(days), expected, "{days} days");
        }
        // No day lies between two of them.
        for two in AgeGroup::ALL.windows(2) {
            assert_eq!(two[0].days().1.map(|last| last + 1), Some(two[1].days().0));
        }
    }
}
