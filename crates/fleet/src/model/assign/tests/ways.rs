//! What is proposed when it does not fit.

use super::{Car, Hold, Outcome, Rules, Trip, assign, at, car, car_id, electric, hours, over, rules, trip, with};
use crate::model::assign::Way;

fn ways(cars: &[Car], accepted: &[Trip], new: &Trip, rules: &Rules) -> Vec<Way> {
    match assign(cars, accepted, new, rules).outcome {
        Outcome::None(refused) => refused.ways,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_nearest_times_on_both_sides() {
    let cars = [car(1)];
    let accepted = [with(trip(1, 9.0, 12.0), 1), with(trip(2, 13.0, 14.0), 1)];
    let new = trip(3, 11.0, 13.0);
    let earlier = Way::Earlier { from: at(7 * 60), to: at(9 * 60) };
    let later = Way::Later { from: at(14 * 60), to: at(16 * 60) };
    assert_eq!(ways(&cars, &accepted, &new, &rules()), [earlier, later.clone()]);
    let late = Rules { not_before: at(8 * 60), ..rules() };
    assert_eq!(ways(&cars, &accepted, &new, &late), [later], "nothing before the present");
    let near = Rules { look_minutes: 120, ..rules() };
    assert_eq!(ways(&cars, &accepted, &new, &near), [], "nor further away than one looks");
}

#[test]
fn a_battery_needs_its_time() {
    // 80 km at midnight, 10 km an hour: 150 km and the reserve are there at nine.
    let cars = [electric(1, 300, 10, 80)];
    let new = over(1, 7.0, 8.0, 150);
    let shorter = Way::ShorterTrip { distance_km: 130 };
    assert_eq!(ways(&cars, &[], &new, &rules()), [shorter, Way::Later { from: at(9 * 60), to: at(10 * 60) }]);
}

#[test]
fn each_need_that_could_be_eased() {
    let near = Rules { look_minutes: 0, ..rules() };
    let cars = [
        Car { seats: 2, ..car(1) },
        Car { seats: 4, luggage_l: 200, chauffeured: false, ..car(2) },
        Car { seats: 9, self_drive: false, child_seats: 0, ..car(3) },
    ];
    let ask = |change: fn(&mut Trip)| {
        let mut new = trip(1, 9.0, 12.0);
        change(&mut new);
        ways(&cars, &[], &new, &near)
    };
    assert_eq!(ask(|it| it.need.people = 6), [Way::FewerPeople { people: 4 }, Way::WithDriver]);
    assert_eq!(
        ask(|it| (it.need.people, it.need.luggage_l) = (3, 300)),
        [Way::FewerPeople { people: 2 }, Way::LessLuggage { luggage_l: 200 }, Way::WithDriver]
    );
    assert_eq!(ask(|it| it.need.step_free = true), [Way::WithoutStepFree]);
    assert_eq!(
        ask(|it| (it.need.people, it.need.driver, it.need.child_seats) = (3, true, 1)),
        [Way::FewerPeople { people: 1 }, Way::WithoutDriver, Way::FewerChildSeats { child_seats: 0 },]
    );
}

#[test]
fn any_car_in_place_of_the_one_that_was_named() {
    let near = Rules { look_minutes: 0, ..rules() };
    let away = Car { blocked: vec![hours(8.0, 18.0)], ..car(1) };
    let named = Trip { car: Some(car_id(1)), hold: Hold::ByName, ..trip(1, 9.0, 12.0) };
    assert_eq!(ways(&[away.clone(), car(2)], &[], &named, &near), [Way::AnyCar]);
    assert_eq!(ways(&[away.clone(), away], &[], &named, &near), []);
}
