//! Words and pure rules of the fleet: no database, no async, no clock.

pub mod assign;
pub mod co2;
pub mod cost;
pub mod day;
pub mod deadline;
pub mod driver;
pub mod emission;
pub mod energy;
pub mod energy_mapping;
pub mod figures_km;
pub mod figures_use;
pub mod fine;
pub mod fit;
pub mod handover;
pub mod odometer;
pub mod plate;
pub mod reservation;
pub mod ride;
pub mod trip;
pub mod vehicle;
pub mod vin;
