//! The time in which a team works: its hours by the wall clock of its site, without the closed days of the site.
//!
//! A minute counts when the clock on the wall shows a time within the hours. The hour that the spring night leaves out
//! never counts; the hour that the autumn night repeats counts twice.

use std::collections::BTreeSet;

use booking::model::policy::{Hours, Open, TimeOfDay};
use chrono::{Datelike, Days, NaiveDate, Offset};
use kernel::{Instant, Interval, WallTime, Zone};

/// How many days ahead working time is looked for: a team that is closed for longer does not work at all.
const HORIZON_DAYS: u64 = 5 * 366;
const MINUTE: i64 = 60_000_000;

/// The time in which a team works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What the clocks of the site show.
    pub zone: Zone,
    /// The hours by weekday.
    pub hours: Hours,
    /// The closed days of the site.
    pub closed: BTreeSet<NaiveDate>,
}

/// The hours of whoever has none of their own: Monday to Friday, 08:00 to 17:00.
#[must_use]
pub fn office_hours() -> Hours {
    let at = |hour: u32| TimeOfDay::from_minutes(hour * 60).expect("an hour of a day");
    let day = vec![Open { from: at(8), to: at(17) }];
    Hours {
        monday: day.clone(),
        tuesday: day.clone(),
        wednesday: day.clone(),
        thursday: day.clone(),
        friday: day,
        saturday: vec![],
        sunday: vec![],
        open_on_closed_days: false,
    }
}

/// Whether each stretch has a length and none overlaps another.
#[must_use]
pub fn are_sound(hours: &Hours) -> bool {
    WEEK.iter().all(|day| {
        let mut stretches = hours.on(*day).to_vec();
        stretches.sort_unstable_by_key(|open| open.from);
        stretches.iter().all(|open| open.from < open.to)
            && stretches.windows(2).all(|two| two[0].to <= two[1].from)
            && stretches.len() <= 12
    })
}

const WEEK: [chrono::Weekday; 7] = [
    chrono::Weekday::Mon,
    chrono::Weekday::Tue,
    chrono::Weekday::Wed,
    chrono::Weekday::Thu,
    chrono::Weekday::Fri,
    chrono::Weekday::Sat,
    chrono::Weekday::Sun,
];

impl Calendar {
    /// The working stretches of a day, in order.
    fn stretches(&self, day: NaiveDate) -> Vec<Interval> {
        let open = self.hours.on(day.weekday());
        if open.is_empty() || (self.closed.contains(&day) && !self.hours.open_on_closed_days) {
            return vec![];
        }
        let midnight = WallTime::midnight(day);
        let mut stretches = Vec::with_capacity(open.len());
        for piece in self.pieces(day) {
            // Within a piece the wall and the time line run side by side.
            let shift = offset(self.zone, piece.start);
            for open in open {
                let edge = |time: TimeOfDay| {
                    let wall = midnight.plus_minutes(i64::from(time.minutes()));
                    Instant::from(wall.naive().and_utc()).plus_seconds(-shift)
                };
                stretches.extend(Interval::new(edge(open.from).max(piece.start), edge(open.to).min(piece.end)));
            }
        }
        stretches.sort_unstable();
        stretches
    }

    /// The day from midnight to midnight, cut where the clocks change.
    fn pieces(&self, day: NaiveDate) -> Vec<Interval> {
        let start = WallTime::midnight(day).instant_or_next(self.zone);
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let end = WallTime::midnight(next).instant_or_next(self.zone);
        let (before, after) = (offset(self.zone, start), offset(self.zone, end.plus_seconds(-1)));
        if before == after {
            return Interval::new(start, end).into_iter().collect();
        }
        // The clocks change once: half the stretch in which it happens until it is a minute.
        let (mut low, mut high) = (0, end.minutes_since(start));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if offset(self.zone, start.plus_minutes(middle)) == before {
                low = middle;
            } else {
                high = middle;
            }
        }
        let change = start.plus_minutes(high);
        Interval::new(start, change).into_iter().chain(Interval::new(change, end)).collect()
    }

    /// The first instant by which so many working minutes have passed since `from`; `from` itself for none. `None` when
    /// the team does not work for years on end.
    #[must_use]
    pub fn plus_minutes(&self, from: Instant, minutes: i64) -> Option<Instant> {
        let mut left = minutes * MINUTE;
        if left <= 0 {
            return Some(from);
        }
        let mut day = WallTime::at(from, self.zone).date();
        for _ in 0..HORIZON_DAYS {
            for stretch in self.stretches(day) {
                let start = stretch.start.max(from);
                let length = stretch.end.micros() - start.micros();
                if length >= left {
                    return Some(Instant::from_micros(start.micros() + left));
                }
                left -= length.max(0);
            }
            day = day.checked_add_days(Days::new(1))?;
        }
        None
    }

    /// Whole working minutes between two instants, rounded down; none when they are reversed.
    #[must_use]
    pub fn minutes_between(&self, from: Instant, to: Instant) -> i64 {
        let mut micros = 0;
        let mut day = WallTime::at(from, self.zone).date();
        let last = WallTime::at(to, self.zone).date();
        while day <= last {
            for stretch in self.stretches(day) {
                let (start, end) = (stretch.start.max(from), stretch.end.min(to));
                micros += (end.micros() - start.micros()).max(0);
            }
            let Some(next) = day.checked_add_days(Days::new(1)) else { break };
            day = next;
        }
        micros / MINUTE
    }
}

/// Seconds by which the wall is ahead of universal time.
fn offset(zone: Zone, at: Instant) -> i64 {
    i64::from(at.to_utc().with_timezone(&zone.tz()).offset().fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use kernel::Fold;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse::<WallTime>().unwrap().instant(Zone::BRUSSELS, Fold::First).unwrap()
    }

    fn brussels() -> Calendar {
        let closed = ["2026-12-25", "2026-12-28"].iter().map(|day| day.parse().unwrap()).collect();
        Calendar { zone: Zone::BRUSSELS, hours: office_hours(), closed }
    }

    #[test]
    fn evenings_weekends_and_holidays_do_not_count() {
        let calendar = brussels();
        let plus = |from: &str, minutes| calendar.plus_minutes(at(from), minutes).unwrap();
        assert_eq!(plus("2026-12-01T09:00", 60), at("2026-12-01T10:00"));
        assert_eq!(plus("2026-12-01T16:30", 60), at("2026-12-02T08:30"));
        assert_eq!(plus("2026-12-01T16:30", 30), at("2026-12-01T17:00"));
        assert_eq!(plus("2026-12-04T16:30", 60), at("2026-12-07T08:30"), "over the weekend");
        assert_eq!(plus("2026-12-24T16:30", 60), at("2026-12-29T08:30"), "Christmas, a weekend, a bridge day");
        assert_eq!(plus("2026-12-05T12:00", 0), at("2026-12-05T12:00"));
        assert_eq!(plus("2026-12-05T12:00", 1), at("2026-12-07T08:01"));
        assert_eq!(calendar.minutes_between(at("2026-12-24T16:30"), at("2026-12-29T08:30")), 60);
        assert_eq!(calendar.minutes_between(at("2026-12-29T08:30"), at("2026-12-24T16:30")), 0);
    }

    #[test]
    fn a_night_shift_has_an_hour_less_in_spring_and_one_more_in_autumn() {
        let night = vec![Open { from: TimeOfDay::from_minutes(0).unwrap(), to: TimeOfDay::from_minutes(360).unwrap() }];
        let calendar = Calendar { hours: Hours { sunday: night, ..office_hours() }, ..brussels() };
        let minutes = |day: &str| calendar.minutes_between(at(&format!("{day}T00:00")), at(&format!("{day}T07:00")));
        assert_eq!((minutes("2026-03-22"), minutes("2026-03-29"), minutes("2026-10-25")), (360, 300, 420));
    }

    #[test]
    fn a_team_that_never_works_promises_nothing() {
        let never = Hours {
            monday: vec![],
            tuesday: vec![],
            wednesday: vec![],
            thursday: vec![],
            friday: vec![],
            ..office_hours()
        };
        let calendar = Calendar { hours: never, ..brussels() };
        assert_eq!(calendar.plus_minutes(at("2026-12-01T09:00"), 1), None);
    }

    #[test]
    fn stretches_must_have_a_length_and_not_overlap() {
        let open =
            |from, to| Open { from: TimeOfDay::from_minutes(from).unwrap(), to: TimeOfDay::from_minutes(to).unwrap() };
        let with = |stretches: Vec<Open>| are_sound(&Hours { monday: stretches, ..office_hours() });
        assert!(with(vec![open(480, 720), open(720, 1000)]) && with(vec![open(720, 1000), open(480, 720)]));
        assert!(!with(vec![open(480, 480)]) && !with(vec![open(480, 720), open(700, 800)]) && !with(vec![open(9, 8)]));
    }

    /// Whether a minute counts, by looking at the clock on the wall.
    fn counts(calendar: &Calendar, minute: Instant) -> bool {
        let wall = WallTime::at(minute, calendar.zone);
        let open = calendar.hours.on(wall.date().weekday());
        let works = calendar.hours.open_on_closed_days || !calendar.closed.contains(&wall.date());
        works && open.iter().any(|open| (open.from.minutes()..open.to.minutes()).contains(&wall.minute_of_day()))
    }

    fn hours() -> impl Strategy<Value = Hours> {
        let day = proptest::collection::btree_set(0_u32..=24, 0..=4).prop_map(|edges| {
            let edges: Vec<_> = edges.into_iter().collect();
            let edge = |hours: u32| TimeOfDay::from_minutes(hours * 60).unwrap();
            edges.chunks_exact(2).map(|two| Open { from: edge(two[0]), to: edge(two[1]) }).collect::<Vec<_>>()
        });
        (proptest::collection::vec(day, 7), any::<bool>()).prop_map(|(mut days, open_on_closed_days)| Hours {
            monday: days.pop().unwrap(),
            tuesday: days.pop().unwrap(),
            wednesday: days.pop().unwrap(),
            thursday: days.pop().unwrap(),
            friday: days.pop().unwrap(),
            saturday: days.pop().unwrap(),
            sunday: days.pop().unwrap(),
            open_on_closed_days,
        })
    }

    fn calendar() -> impl Strategy<Value = (Calendar, NaiveDate)> {
        let zone = prop_oneof![
            Just("Europe/Brussels"),
            Just("Australia/Lord_Howe"),
            Just("America/Havana"),
            Just("Asia/Kathmandu")
        ];
        // Days on which the clocks change in one of the zones, and some days around them.
        let day = prop_oneof![
            Just("2026-03-28"),
            Just("2026-10-24"),
            Just("2026-04-04"),
            Just("2026-10-03"),
            Just("2026-03-07"),
            Just("2026-10-31"),
            Just("2026-12-23")
        ];
        (zone, hours(), day, proptest::collection::btree_set(0_u64..6, 0..3)).prop_map(|(zone, hours, day, closed)| {
            let day: NaiveDate = day.parse().unwrap();
            let closed = closed.into_iter().map(|plus| day + Days::new(plus)).collect();
            (Calendar { zone: zone.parse().unwrap(), hours, closed }, day)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn it_agrees_with_counting_minute_by_minute((calendar, day) in calendar(), from in 0_i64..4_000, length in 0_i64..3_000) {
            let from = Instant::from(day.and_time(chrono::NaiveTime::MIN).and_utc()).plus_minutes(from - 600);
            let to = from.plus_minutes(length);
            let counted = (0..length).filter(|minute| counts(&calendar, from.plus_minutes(*minute))).count();
            let counted = i64::try_from(counted).unwrap();
            prop_assert_eq!(calendar.minutes_between(from, to), counted);
            // And back: by the instant that is found so many minutes have passed, and not a minute earlier.
            if counted > 0 {
                let found = calendar.plus_minutes(from, counted).unwrap();
                prop_assert!(found <= to);
                prop_assert_eq!(calendar.minutes_between(from, found), counted);
                prop_assert_eq!(calendar.minutes_between(from, found.plus_minutes(-1)), counted - 1);
            }
        }

        #[test]
        fn two_waits_are_one((calendar, day) in calendar(), a in 0_i64..2_000, b in 0_i64..2_000) {
            let from = Instant::from(day.and_time(chrono::NaiveTime::MIN).and_utc());
            let at_once = calendar.plus_minutes(from, a + b);
            let in_turn = calendar.plus_minutes(from, a).and_then(|middle| calendar.plus_minutes(middle, b));
            prop_assert_eq!(at_once, in_turn);
        }
    }
}
