//! Which inspections are overdue, today and later when nobody does anything.

use super::spread::number;

/// How many days ahead it is looked; today first.
pub const AHEAD_DAYS: [i64; 4] = [0, 30, 60, 90];

/// How the inspections stand on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// How many days from today.
    pub days: i64,
    /// How many would be overdue by then.
    pub overdue: i64,
    /// How many would not.
    pub in_time: i64,
}

/// Whether something that is due in so many days (fewer than none: the day is over) is overdue in `ahead` days, when nothing
/// is done until then. It is in time until the end of the day on which it is due.
#[must_use]
pub const fn is_overdue(days_left: i64, ahead: i64) -> bool {
    days_left < ahead
}

/// How those whose due day is known stand on the days of [`AHEAD_DAYS`], from how many days each has left today.
#[must_use]
pub fn ahead(days_left: &[i64]) -> Vec<Ahead> {
    let on = |days: i64| {
        let overdue = number(days_left.iter().filter(|left| is_overdue(**left, days)).count());
        Ahead { days, overdue, in_time: number(days_left.len()) - overdue }
    };
    AHEAD_DAYS.into_iter().map(on).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_today_is_overdue_tomorrow() {
        assert!(!is_overdue(0, 0) && is_overdue(-1, 0) && is_overdue(0, 1));
    }

    #[test]
    fn overdue_grows_when_nothing_is_done() {
        let all = ahead(&[-400, -1, 0, 29, 30, 31, 89, 90, 1000]);
        let overdue: Vec<_> = all.iter().map(|one| one.overdue).collect();
        assert_eq!(overdue, [2, 4, 6, 7]);
        assert!(all.iter().all(|one| one.overdue + one.in_time == 9));
        assert!(ahead(&[]).iter().all(|one| (one.overdue, one.in_time) == (0, 0)));
    }
}
