//! What vehicles cost, in whole cents.
//!
//! Whatever lasts several months is spread evenly over them by the calendar: a part of a month has the share of its days. Shares
//! are rounded down from the beginning of the whole, so that the parts of anything add up to it.

use chrono::{Datelike, Months, NaiveDate};

use super::vehicle::Lease;

kernel::text_enum! {
    /// What a vehicle costs beside its lease and its energy.
    pub enum CostKind {
        /// Road tax and the like.
        Tax = "tax",
        /// Insurance.
        Insurance = "insurance",
        /// Repair and service.
        Repair = "repair",
        /// What a damage cost.
        Damage = "damage",
        /// Washing.
        Washing = "washing",
        /// Tyres.
        Tyres = "tyres",
        /// Parking and tolls.
        Parking = "parking",
        /// Something else.
        Other = "other",
    }
}

/// The first day of the month.
#[must_use]
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The first day of the next month.
#[must_use]
pub fn next_month(day: NaiveDate) -> NaiveDate {
    month_of(day).checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The months between two days, half-open, each with the days of it that lie between: first day, first day no longer.
#[must_use]
pub fn months_between(from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let mut months = vec![];
    let mut begin = from;
    while begin < until {
        let end = next_month(begin).min(until);
        months.push((begin, end));
        begin = end;
    }
    months
}

/// How much of an amount, spread over the days from one to another, belongs to the days up to `day`: rounded down.
fn up_to(cents: i64, from: NaiveDate, until: NaiveDate, day: NaiveDate) -> i64 {
    let (part, whole) = ((day.min(until) - from).num_days().max(0), (until - from).num_days());
    let share = i128::from(cents) * i128::from(part);
    if whole <= 0 { 0 } else { i64::try_from(share.div_euclid(i128::from(whole))).unwrap_or_default() }
}

/// What belongs to the days from one to another, half-open, of an amount over so many months that begin with the month of a day.
#[must_use]
pub fn share(cents: i64, on: NaiveDate, months: i64, from: NaiveDate, until: NaiveDate) -> i64 {
    let first = month_of(on);
    // A cost of one month belongs to its day: the day on which it was paid is known.
    if months <= 1 {
        return if (from..until).contains(&on) { cents } else { 0 };
    }
    let months = u32::try_from(months).unwrap_or(1);
    let end = first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    up_to(cents, first, end, until) - up_to(cents, first, end, from)
}

/// What a lease costs in the days from one to another, half-open: of each month the share of its days in which the lease runs,
/// rounded down.
#[must_use]
pub fn lease_share(lease: &Lease, from: NaiveDate, until: NaiveDate) -> i64 {
    let Some(cents) = lease.monthly_cents else { return 0 };
    let end = lease.ends_on.and_then(|day| day.succ_opt()).unwrap_or(NaiveDate::MAX);
    let (from, until) = (from.max(lease.starts_on), until.min(end));
    let months = months_between(from, until);
    let share = |(begin, end): &(NaiveDate, NaiveDate)| {
        let (first, next) = (month_of(*begin), next_month(*begin));
        up_to(cents, first, next, *end) - up_to(cents, first, next, *begin)
    };
    months.iter().map(share).sum()
}

/// Cents for 100 km, rounded, halves up; none where nothing was driven.
#[must_use]
pub fn per_100_km(cents: i64, km: i64) -> Option<i64> {
    (km > 0).then(|| (cents * 200 + km).div_euclid(km * 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_lasts_a_year_is_spread_over_it() {
        let tax = |from, until| share(12_000, day("2026-03-15"), 12, day(from), day(until));
        assert_eq!(tax("2026-03-01", "2027-03-01"), 12_000);
        assert_eq!(tax("2026-01-01", "2026-03-01"), 0);
        assert_eq!(tax("2026-04-01", "2026-05-01"), 2_005 - 1_019);
        let wash = |from, until| share(900, day("2026-03-15"), 1, day(from), day(until));
        assert_eq!((wash("2026-03-15", "2026-03-16"), wash("2026-03-16", "2026-04-01")), (900, 0));
    }

    #[test]
    fn a_lease_costs_while_it_runs() {
        let lease = Lease {
            lessor: "Leasing (demo)".into(),
            starts_on: day("2026-01-17"),
            ends_on: Some(day("2026-03-31")),
            km_total: None,
            km_per_year: None,
            monthly_cents: Some(31_000),
        };
        let cost = |from, until| lease_share(&lease, day(from), day(until));
        assert_eq!((cost("2026-01-01", "2026-02-01"), cost("2026-02-01", "2026-03-01")), (15_000, 31_000));
        assert_eq!((cost("2026-03-01", "2026-06-01"), cost("2026-04-01", "2026-06-01")), (31_000, 0));
        assert_eq!(lease_share(&Lease { monthly_cents: None, ..lease }, day("2026-02-01"), day("2026-03-01")), 0);
    }

    #[test]
    fn a_hundred_kilometres_are_what_is_told() {
        assert_eq!((per_100_km(5_000, 250), per_100_km(1, 200), per_100_km(1, 201)), (Some(2_000), Some(1), Some(0)));
        assert_eq!((per_100_km(5_000, 0), per_100_km(0, 10)), (None, Some(0)));
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(cents in -100_000_i64..1_000_000, months in 1_i64..25, start in 0_u64..400, cut in 0_u64..1200) {
            let begin = day("2026-01-01");
            let on = begin + chrono::Days::new(start);
            let (first, last) = (day("2025-01-01"), day("2030-01-01"));
            let middle = first + chrono::Days::new(cut);
            let part = |from, until| share(cents, on, months, from, until);
            prop_assert_eq!(part(first, middle) + part(middle, last), cents);
            let lease = Lease { lessor: "x".into(), starts_on: on, ends_on: None, km_total: None, km_per_year: None, monthly_cents: Some(cents.abs()) };
            let part = |from, until| lease_share(&lease, from, until);
            prop_assert_eq!(part(first, middle) + part(middle, last), part(first, last));
        }
    }
}
