//! A large day stays within its bounds, and all that is accepted is served.

use super::{
    MIDNIGHT, Outcome, Trip, assign,
    crowd::{Dice, cars, wish},
    follow,
    judge::all_served,
    rules,
};

#[test]
fn fifty_cars_take_what_they_can_of_three_hundred_wishes() {
    let mut dice = Dice(20_261_127);
    let cars = cars(MIDNIGHT, 50, &mut dice);
    let rules = rules();
    let mut accepted: Vec<Trip> = vec![];
    let mut after_swaps = 0;
    for number in 0..300 {
        let wish = wish(MIDNIGHT, number, &mut dice);
        let answer = assign(&cars, &accepted, &wish, &rules);
        assert!(answer.nodes <= rules.bounds.sum(), "{} nodes", answer.nodes);
        after_swaps += usize::from(matches!(answer.outcome, Outcome::FitsAfterSwaps { .. }));
        follow(&mut accepted, &wish, &answer);
    }
    assert!(all_served(&cars, &accepted, &rules));
    assert!(accepted.len() > 200, "{} accepted", accepted.len());
    assert!(after_swaps > 10, "{after_swaps} after swaps");
}
