//! The engine against a naive judge: the same random steps in both, and after each of them both must agree.
//!
//! The judge is a plain list of dates and a double loop over it. A failing run prints its seed and every step.

mod judge;
mod run;

use crate::support::on_both;

/// How many sequences of steps are tried, and how long each is.
const SEEDS: u64 = 8;
const STEPS: usize = 45;

#[test]
fn engine_and_judge_agree_after_every_step() {
    for seed in 1..=SEEDS {
        on_both(|world| run::run(world, seed, STEPS));
    }
}

/// Random numbers that are the same in every run (SplitMix64).
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
