//! The figures that managers ask for: pure functions of what happened, for any period.

pub mod ages;
pub mod inspections;
pub mod period;
pub mod repeats;
pub mod rounds;
pub mod service;
pub mod spread;
