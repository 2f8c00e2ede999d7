//! Rows of the tables, private to the crate.
#![expect(unreachable_pub, reason = "sea-orm wants public rows")]
#![expect(clippy::struct_field_names, reason = "rows have the names of their columns")]

pub mod co2_factor;
pub mod driver;
pub mod driver_absence;
pub mod driver_licence;
pub mod emission_rule;
pub mod emission_scheme;
pub mod energy_import;
pub mod energy_profile;
pub mod energy_transaction;
pub mod fine;
pub mod fleet_settings;
pub mod odometer_reading;
pub mod plate_assignment;
pub mod ride;
pub mod trip;
pub mod vehicle;
pub mod vehicle_block;
pub mod vehicle_cost;
pub mod vehicle_damage;
pub mod vehicle_deadline;
pub mod vehicle_handover;
pub mod vehicle_reservation;
pub mod vehicle_swap;
