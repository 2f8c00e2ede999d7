//! Rides: a driver of the house drives. Their states, the rules about duties, and who gets the wheel.

mod choose;
mod duty;
mod state;
#[cfg(test)]
mod tests;

pub use choose::{Against, Asked, Chauffeur, Choice, For, Planned, against, choose, may_drive_it};
pub use duty::{Breach, Duty, DutyRules, breach, duties};
pub use state::{IllegalMove, MOVES, Move, RideParty, RideState, RideVerb, UnderWay, markdown, step};
