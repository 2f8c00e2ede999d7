//! The rules about rides.

use kernel::{BookableId, Instant, Interval, OccurrenceId, Zone, id::DriverId};
use proptest::{collection::vec, prelude::*};
use uuid::Uuid;

use super::*;
use crate::model::{
    driver::{DriverFacts, Licence, LicenceCategory},
    vehicle::VehicleCategory,
};

const RULES: DutyRules = DutyRules { rest_minutes: 660, longest_minutes: 660 };

/// An instant so many hours after midnight of 1 December 2026 in Brussels.
fn at(hours: f64) -> Instant {
    let midnight = Instant::from_micros(1_796_079_600_000_000);
    #[expect(clippy::cast_possible_truncation, reason = "a test")]
    midnight.plus_minutes((hours * 60.0) as i64)
}

fn span(from: f64, to: f64) -> Interval {
    Interval { start: at(from), end: at(to) }
}

fn chauffeur(number: u64, rides: &[Interval]) -> Chauffeur {
    let day = |text: &str| text.parse().expect("a day");
    let ids = (1..).zip(rides);
    Chauffeur {
        driver: DriverId(Uuid::from_u64_pair(1, number)),
        bookable: BookableId(Uuid::from_u64_pair(2, number)),
        name: format!("Driver {number}"),
        facts: DriverFacts {
            licences: vec![Licence { category: LicenceCategory::B, valid_to: Some(day("2026-12-31")) }],
            checked_on: Some(day("2026-11-01")),
            retired: false,
        },
        rides: ids
            .map(|(id, span)| Planned { id: OccurrenceId(Uuid::from_u64_pair(number, id)), span: *span })
            .collect(),
        away: vec![],
    }
}

fn asked(from: f64, to: f64) -> Asked {
    Asked {
        span: span(from, to),
        category: VehicleCategory::M1,
        zone: Zone::BRUSSELS,
        check_days: 365,
        rules: RULES,
        but_for: None,
    }
}

#[test]
fn every_pair_is_either_in_the_table_or_refused() {
    for &from in RideState::ALL {
        for &verb in RideVerb::ALL {
            let lines: Vec<&Move> = MOVES.iter().filter(|one| one.verb == verb && one.from.contains(&from)).collect();
            assert!(lines.len() <= 1, "{from} {verb}");
            assert_eq!(step(from, verb).ok(), lines.first().copied(), "{from} {verb}");
            assert!(from.is_open() || lines.is_empty(), "{from} {verb}");
        }
    }
    let mine = Move::open_to(RideState::Accepted, &[RideParty::Driver]);
    assert_eq!(mine, [RideVerb::Decline, RideVerb::SetOff]);
    assert_eq!(Move::open_to(RideState::Planned, &[RideParty::Driver]), []);
    assert_eq!(Move::open_to(RideState::Planned, &[RideParty::Desk]), [RideVerb::Assign]);
}

#[test]
fn the_readme_shows_the_table() {
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(&markdown()), "put this into the README:\n{}", markdown());
}

#[test]
fn a_duty_is_what_begins_on_a_day() {
    let found = duties(&[span(14.0, 16.0), span(8.0, 9.5), span(23.5, 24.5), span(25.0, 26.0)], Zone::BRUSSELS);
    let told: Vec<_> = found.iter().map(|duty| (duty.span, duty.ride_minutes, duty.rides)).collect();
    assert_eq!(told, [(span(8.0, 24.5), 270, 3), (span(25.0, 26.0), 60, 1)]);
}

#[test]
fn rest_and_length_hold_before_and_after() {
    let ask = |rides: &[Interval], from, to| breach(rides, span(from, to), Zone::BRUSSELS, RULES);
    // Eleven hours after eight in the evening it is seven.
    let evening = [span(18.0, 20.0)];
    assert_eq!(ask(&evening, 31.0, 33.0), None);
    let rest = Breach::Rest { left_minutes: 645, needed_minutes: 660, from: at(20.0), to: at(30.75) };
    assert_eq!(ask(&evening, 30.75, 33.0), Some(rest));
    let morning = [span(30.75, 33.0)];
    assert_eq!(ask(&morning, 18.0, 20.0), Some(rest));
    assert_eq!(ask(&morning, 18.0, 19.75), None);
    assert_eq!(ask(&evening, 9.0, 10.0), None);
    assert_eq!(ask(&evening, 8.5, 9.0), Some(Breach::TooLong { minutes: 690, most_minutes: 660 }));
    assert_eq!(ask(&[], 8.0, 19.5), Some(Breach::TooLong { minutes: 690, most_minutes: 660 }));
}

#[test]
fn each_reason_keeps_a_driver_from_a_ride() {
    let ask = |change: &dyn Fn(&mut Chauffeur)| {
        let mut who = chauffeur(1, &[]);
        change(&mut who);
        against(&who, &asked(9.0, 11.0))
    };
    assert_eq!(ask(&|_| {}), None);
    let licence = Some(Against::Licence { drivers: 1, category: VehicleCategory::M1 });
    assert_eq!(ask(&|who| who.facts.licences[0].category = LicenceCategory::A), licence);
    assert_eq!(ask(&|who| who.facts.licences[0].valid_to = "2026-11-30".parse().ok()), licence);
    assert_eq!(ask(&|who| who.facts.retired = true), licence);
    assert_eq!(ask(&|who| who.facts.checked_on = None), Some(Against::LicenceUnchecked { drivers: 1 }));
    let taken = Against::DriverTaken { drivers: 1, from: at(10.0), to: at(11.0) };
    assert_eq!(ask(&|who| who.rides = chauffeur(1, &[span(10.0, 12.0)]).rides), Some(taken));
    let away = Against::DriverAway { drivers: 1, from: at(9.0), to: at(11.0) };
    assert_eq!(ask(&|who| who.away = vec![span(0.0, 24.0)]), Some(away));
    let rest = Against::Rest { drivers: 1, hours: "11".into() };
    assert_eq!(ask(&|who| who.rides = chauffeur(1, &[span(-2.0, -1.0)]).rides), Some(rest));
    let long = Against::DutyTooLong { drivers: 1, hours: "11".into() };
    assert_eq!(ask(&|who| who.rides = chauffeur(1, &[span(19.0, 21.0)]).rides), Some(long));
    // A ride over midnight needs a licence on its last day too.
    let late = Asked { span: span(30.0 * 24.0 + 23.0, 31.0 * 24.0 + 1.0), ..asked(0.0, 1.0) };
    assert_eq!(against(&chauffeur(1, &[]), &late), licence);
}

#[test]
fn who_drives_least_gets_it() {
    let all = [chauffeur(1, &[span(32.0, 36.0)]), chauffeur(2, &[span(32.0, 34.0)]), chauffeur(3, &[span(8.0, 10.0)])];
    let choice = choose(&all, &asked(9.0, 11.0), None).expect("one is free");
    assert_eq!((choice.driver, choice.why), (all[1].driver, For::DrivesLeast { name: "Driver 2".into(), others: 1 }));
    let choice = choose(&all, &asked(9.0, 11.0), Some(all[0].driver)).expect("is free");
    assert_eq!((choice.driver, choice.why), (all[0].driver, For::DriverAsked { name: "Driver 1".into() }));
    let why = choose(&all, &asked(9.0, 11.0), Some(all[2].driver)).expect_err("is taken");
    let taken = Against::DriverTaken { drivers: 1, from: at(9.0), to: at(10.0) };
    assert_eq!(why, [Against::OtherDriverAsked { drivers: 2 }, taken]);
    assert_eq!(choose(&[], &asked(9.0, 11.0), None), Err(vec![Against::NoDriverHere]));
    // The date that is given away counts as free.
    let own = Asked { but_for: Some(all[2].rides[0].id), ..asked(9.0, 11.0) };
    assert!(choose(&all, &own, Some(all[2].driver)).is_ok());
}

#[test]
fn reasons_are_counted() {
    let all = [chauffeur(1, &[span(8.0, 10.0)]), chauffeur(2, &[span(9.5, 10.5)]), chauffeur(3, &[span(-2.0, -1.0)])];
    let why = choose(&all, &asked(9.0, 11.0), None).expect_err("none is free");
    let taken = Against::DriverTaken { drivers: 2, from: at(9.0), to: at(10.5) };
    assert_eq!(why, [taken, Against::Rest { drivers: 1, hours: "11".into() }]);
}

/// Quarters of an hour within ten days.
fn wishes() -> impl Strategy<Value = Vec<Interval>> {
    vec((0..960_i64, 1..60_i64), 1..80).prop_map(|all| {
        let quarter = |number: i64| at(0.0).plus_minutes(15 * number);
        all.into_iter().map(|(from, long)| Interval { start: quarter(from), end: quarter(from + long) }).collect()
    })
}

proptest! {
    /// Whatever is accepted one after the other: nobody is in two cars, and everybody rests.
    #[test]
    fn no_accepted_plan_breaks_a_rule(wishes in wishes(), drivers in 1..4_u64) {
        let mut all: Vec<Chauffeur> = (1..=drivers).map(|number| chauffeur(number, &[])).collect();
        for (number, wish) in (1..).zip(wishes) {
            let asked = Asked { span: wish, ..asked(0.0, 1.0) };
            match choose(&all, &asked, None) {
                Ok(choice) => {
                    let who = all.iter_mut().find(|who| who.driver == choice.driver).expect("one of them");
                    who.rides.push(Planned { id: OccurrenceId(Uuid::from_u64_pair(9, number)), span: wish });
                }
                Err(why) => prop_assert!(!why.is_empty()),
            }
        }
        for who in &all {
            let mut spans: Vec<Interval> = who.rides.iter().map(|ride| ride.span).collect();
            spans.sort_unstable();
            prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let found = duties(&spans, Zone::BRUSSELS);
            prop_assert!(found.iter().all(|duty| duty.minutes() <= RULES.longest_minutes));
            let rests = found.windows(2).map(|pair| pair[1].span.start.minutes_since(pair[0].span.end));
            prop_assert!(rests.into_iter().all(|rest| rest >= RULES.rest_minutes));
        }
    }
}
