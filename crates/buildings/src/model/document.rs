//! How documents with a term stand on a day.

use chrono::{Days, NaiveDate};

/// How many days before its end a document is said to expire.
pub const EXPIRING_DAYS: u64 = 60;

kernel::text_enum! {
    /// How a document stands on a day.
    pub enum Validity {
        /// It does not hold yet.
        Upcoming = "upcoming",
        /// It holds.
        Valid = "valid",
        /// It holds, but not for long.
        Expiring = "expiring",
        /// It holds no longer.
        Expired = "expired",
    }
}

impl Validity {
    /// How a document that holds from one day to another, both included, stands on a day.
    #[must_use]
    pub fn on(today: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let soon = today.checked_add_days(Days::new(EXPIRING_DAYS)).unwrap_or(NaiveDate::MAX);
        if to.is_some_and(|to| to < today) {
            Self::Expired
        } else if from.is_some_and(|from| today < from) {
            Self::Upcoming
        } else if to.is_some_and(|to| to <= soon) {
            Self::Expiring
        } else {
            Self::Valid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_holds_from_its_first_day_to_its_last() {
        let day = |text: &str| Some(text.parse().unwrap());
        let on = |today: &str| Validity::on(today.parse().unwrap(), day("2026-01-01"), day("2026-12-31"));
        assert_eq!(on("2025-12-31"), Validity::Upcoming);
        assert_eq!(on("2026-01-01"), Validity::Valid);
        assert_eq!(on("2026-10-31"), Validity::Valid);
        assert_eq!(on("2026-11-01"), Validity::Expiring);
        assert_eq!(on("2026-12-31"), Validity::Expiring);
        assert_eq!(on("2027-01-01"), Validity::Expired);
        assert_eq!(Validity::on("2026-01-01".parse().unwrap(), None, None), Validity::Valid);
    }
}
