#![doc = include_str!("../README.md")]
#![expect(
    clippy::option_option,
    reason = "in a PATCH and in a file with columns left out, absent is not the same as empty"
)]

pub mod commands;
mod costs_error;
mod energy_file;
mod entity;
mod error;
mod faults;
mod http;
mod import;
mod kind;
pub mod model;
pub mod planning;
pub mod policy;
pub mod queries;
mod sweeps;

use std::time::Duration;

use httpkit::{Module, Sweep};
use kernel::Lang;

pub use costs_error::CostsError;
pub use energy_file::{EnergyRow, EnergyRows, parse as parse_energy};
pub use error::FleetError;
pub use faults::{FaultDesk, FaultTicket, Faults, VehicleFault};
pub use import::{COLUMNS as VEHICLE_COLUMNS, VehicleRow, VehicleRows, parse as parse_vehicles};
pub use kind::{DRIVER_KIND, DriverKind, KIND, VehicleKind};
pub use queries::{DeskAttachments, FleetAttachments};

/// The texts of the codes that only this area has.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Nl, include_str!("../messages/assign.nl.ftl")),
    (Lang::Nl, include_str!("../messages/desk.nl.ftl")),
    (Lang::Nl, include_str!("../messages/rides.nl.ftl")),
    (Lang::Nl, include_str!("../messages/costs.nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::Fr, include_str!("../messages/assign.fr.ftl")),
    (Lang::Fr, include_str!("../messages/desk.fr.ftl")),
    (Lang::Fr, include_str!("../messages/rides.fr.ftl")),
    (Lang::Fr, include_str!("../messages/costs.fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::De, include_str!("../messages/assign.de.ftl")),
    (Lang::De, include_str!("../messages/desk.de.ftl")),
    (Lang::De, include_str!("../messages/rides.de.ftl")),
    (Lang::De, include_str!("../messages/costs.de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
    (Lang::En, include_str!("../messages/assign.en.ftl")),
    (Lang::En, include_str!("../messages/desk.en.ftl")),
    (Lang::En, include_str!("../messages/rides.en.ftl")),
    (Lang::En, include_str!("../messages/costs.en.ftl")),
];

/// What the area hands to the composition root, which also tells the engine of [`VehicleKind`] and `buildings` of
/// [`FleetAttachments`].
#[must_use]
pub fn module() -> Module {
    Module {
        name: "fleet",
        routes: http::routes(),
        messages: MESSAGES,
        permissions: policy::PERMISSIONS,
        sweeps: vec![
            Sweep {
                name: "add_standard_emission_schemes",
                every: Duration::from_hours(24),
                run: |state| Box::pin(sweeps::add_standard_schemes(state)),
            },
            Sweep {
                name: "block_overdue_vehicles",
                every: Duration::from_mins(10),
                run: |state| Box::pin(sweeps::block_overdue(state)),
            },
            Sweep {
                name: "add_standard_co2_factors",
                every: Duration::from_hours(24),
                run: |state| Box::pin(sweeps::add_standard_co2_factors(state)),
            },
        ],
    }
}

#[cfg(test)]
mod tests;
