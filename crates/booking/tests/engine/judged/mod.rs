//! The engine against a naive judge: the same random steps in both, and after each of them both must agree.
//!
//! The judge is a plain list of dates and a double loop over it. A failing run prints its seed and every step.

mod edits;
mod judge;
mod run;

use std::{cell::RefCell, collections::BTreeSet, env};

use crate::support::on_both;

/// How many sequences of steps are tried (`JUDGE_SEEDS` tries more), and how long each is.
const SEEDS: u64 = 10;
const STEPS: usize = 60;

/// What must have happened somewhere in all these steps, or they have shown nothing.
const MUST_HAPPEN: &[&str] = &[
    "booked",
    "refused",
    "skipped",
    "a series",
    "moved",
    "moved all",
    "moved following",
    "stuck",
    "approved",
    "declined",
    "competed",
    "closed",
    "not closed",
    "called off by a closure",
    "opened",
    "checked in",
    "ended",
    "extended",
    "released",
    "expired",
    "finished",
    "looked: free",
    "looked: not free",
    "past dates in an edit",
    "overrides in an edit",
    "shrunk",
    "grown",
    "came back",
];

#[test]
fn engine_and_judge_agree_after_every_step() {
    let seeds = env::var("JUDGE_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let happened = RefCell::new(BTreeSet::new());
    for seed in 1..=seeds {
        on_both(|world| async {
            let seen = run::run(world, seed, STEPS).await;
            happened.borrow_mut().extend(seen);
        });
    }
    let happened = happened.into_inner();
    let missing: Vec<_> = MUST_HAPPEN.iter().filter(|what| !happened.contains(*what)).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
}

/// Random numbers that are the same in every run (the generator `SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `n - 1`.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n as u64).expect("it is below n")
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.below(from.len())])
    }

    fn minutes(&mut self, step: i64, count: usize) -> i64 {
        step * i64::try_from(self.below(count)).expect("it is small")
    }
}
