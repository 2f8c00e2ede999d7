//! Value types and pure rules: no database, no async, no clock.

pub mod assess;
pub mod booking;
pub mod finding;
pub mod nearest;
pub mod policy;
pub mod state;
pub mod wish;
