//! What can be asked about the fleet: one read model a file.

mod absences;
mod attachments;
mod away;
mod costs;
mod damages;
mod deadlines;
mod desk;
mod driver_days;
mod drivers;
mod emissions;
mod energy;
mod export;
mod figures;
mod fines;
mod list;
mod odometer;
mod plates;
mod reservations;
mod rides;
mod settings;
mod threats;
mod trips;
pub(crate) mod vehicles;

pub(crate) use absences::absence_row;
pub use absences::{Absence, absences};
pub use attachments::{FleetAttachments, documents};
pub(crate) use away::{Away, away};
pub use costs::{Cost, CostFigures, CostMonth, co2_factors, vehicle_costs};
pub use damages::{Damage, DamageFilter, DamageKey, damage, list_damages};
pub use deadlines::{DeadlineFilter, DeadlineKey, DeadlineLine, deadline, list_deadlines};
pub use desk::{Back, Desk, DeskAttachments, DeskDriver, DeskLine, Handover, desk, desk_driver, desk_line};
pub use driver_days::{DayPlan, DriverDay, day_plan, driver_day, own_driver, span_of};
pub use drivers::{Driver, DriverFilter, driver, list_drivers, visible_driver};
pub(crate) use drivers::{chauffeurs, driver_row, licences_of};
pub use emissions::{Answer, Scheme, acquisition, scheme, schemes, zones};
pub use energy::{EnergyFilter, EnergyImport, EnergyKey, EnergyTaken, energy_imports, energy_profiles, list_energy};
pub(crate) use energy::{cards_used, energy_near, energy_notices};
pub use export::export_vehicles;
pub use figures::{FleetFigures, FleetFiguresFilter, LeaseFigure, UseFigures, VehicleFigures, fleet_figures};
pub(crate) use fines::chain_of_plate;
pub use fines::{Fine, fine, list_fines};
pub use list::{VehicleFilter, list, one_managed, one_visible, visible};
pub use odometer::readings;
pub(crate) use odometer::{last_km, reading_row};
pub use plates::{PlateFilter, PlateLine, list_plates, plate};
pub(crate) use plates::{assignments_of, plate_row, spelling_of_plate};
pub use reservations::{Reservation, ReservationFilter, ReservationKey, SwapLine, list_reservations, reservation};
pub(crate) use rides::under_way;
pub use rides::{
    Ride, RideDetails, RideDriver, RideFilter, RideKey, RideNotes, RideOutline, WhoDrives, list_rides, ride,
};
pub use settings::{Settings, settings};
pub use threats::{MOST_THREATENED, ThreatCause, Threatened, threats};
pub(crate) use trips::reserved;
pub use trips::{Trip, TripFilter, TripKey, list_trips, trip};
pub use vehicles::{LastReading, Vehicle, all, by_ids, one};
