//! Words and pure rules of tickets: no database, no async, no clock.

pub mod calendar;
pub mod figures;
pub mod inspection;
pub mod plan;
pub mod priority;
pub mod service_level;
pub mod state;
pub mod task;
pub mod ticket;
