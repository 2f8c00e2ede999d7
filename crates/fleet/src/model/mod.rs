//! Words and pure rules of the fleet: no database, no async, no clock.

pub mod day;
pub mod deadline;
pub mod driver;
pub mod emission;
pub mod fit;
pub mod odometer;
pub mod plate;
pub mod vehicle;
pub mod vin;
