//! What can be asked about the fleet: one read model a file.

mod attachments;
mod deadlines;
mod drivers;
mod emissions;
mod energy;
mod export;
mod list;
mod odometer;
mod plates;
mod reservations;
mod settings;
mod trips;
pub(crate) mod vehicles;

pub use attachments::{FleetAttachments, documents};
pub use deadlines::{DeadlineFilter, DeadlineKey, DeadlineLine, deadline, list_deadlines};
pub use drivers::{Driver, DriverFilter, driver, list_drivers, visible_driver};
pub(crate) use drivers::{driver_row, licences_of};
pub use emissions::{Answer, Scheme, acquisition, scheme, schemes, zones};
pub use energy::{EnergyFilter, EnergyImport, EnergyKey, EnergyTaken, energy_imports, energy_profiles, list_energy};
pub(crate) use energy::{cards_used, energy_near, energy_notices};
pub use export::export_vehicles;
pub use list::{VehicleFilter, list, one_managed, one_visible, visible};
pub use odometer::readings;
pub(crate) use odometer::{last_km, reading_row};
pub use plates::{PlateFilter, PlateLine, list_plates, plate};
pub(crate) use plates::{assignments_of, plate_row};
pub use reservations::{Reservation, ReservationFilter, ReservationKey, SwapLine, list_reservations, reservation};
pub use settings::{Settings, settings};
pub(crate) use trips::reserved;
pub use trips::{Trip, TripFilter, TripKey, list_trips, trip};
pub use vehicles::{LastReading, Vehicle, all, by_ids, one};
