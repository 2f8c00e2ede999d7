#![doc = include_str!("../README.md")]
#![expect(
    clippy::option_option,
    reason = "in a PATCH and in a file with columns left out, absent is not the same as empty"
)]

pub mod attachments;
mod base;
pub mod commands;
mod engine;
mod entity;
mod error;
pub mod holidays;
mod http;
mod import;
pub mod map;
pub mod model;
pub mod policy;
pub mod queries;
pub mod sheet;

use std::{sync::Arc, time::Duration};

use httpkit::{AppState, Module, Sweep, SweepError};
use kernel::{Ctx, Lang};

pub use error::{BuildingsError, InstallationProblem};
pub use import::{COLUMNS as PLACE_COLUMNS, PlaceRow, PlaceRows, parse as parse_places};
pub use import::{
    contracts::{COLUMNS as CONTRACT_COLUMNS, ContractRow, ContractRows, parse as parse_contracts},
    installations::{COLUMNS as INSTALLATION_COLUMNS, InstallationRow, InstallationRows, parse as parse_installations},
};

/// The texts of the codes that only this area has.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
];

/// What the area hands to the composition root.
#[must_use]
pub fn module() -> Module {
    Module {
        name: "buildings",
        routes: http::routes(),
        messages: MESSAGES,
        permissions: policy::PERMISSIONS,
        sweeps: vec![
            Sweep { name: "extend_calendars", every: Duration::from_hours(24), run: |state| Box::pin(extend(state)) },
            Sweep {
                name: "add_standard_installation_classes",
                every: Duration::from_hours(24),
                run: |state| Box::pin(add_standard_installation_classes(state)),
            },
        ],
    }
}

async fn extend(state: AppState) -> Result<u64, SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let tx = state.db.begin(&cx).await?;
    let added = commands::extend_calendars(&tx, &cx).await?;
    tx.commit().await?;
    Ok(added)
}

async fn add_standard_installation_classes(state: AppState) -> Result<u64, SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let tx = state.db.begin(&cx).await?;
    let added = commands::add_standard_installation_classes(&tx).await?;
    tx.commit().await?;
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_installations_has_four_languages() {
        let at = kernel::Instant::from_micros(0);
        let texts = httpkit::Texts::new(MESSAGES);
        let problems = [
            InstallationProblem::ReadingTooSmall { reading: 1, before: 2, before_at: at },
            InstallationProblem::ReadingTooLarge { reading: 2, after: 1, after_at: at },
            InstallationProblem::ReadTwice { read_at: at },
            InstallationProblem::SupplierInUse(vec![]),
            InstallationProblem::OutlinesOutside(vec![]),
            InstallationProblem::TooManyDocuments(1),
        ];
        for problem in problems {
            for &lang in Lang::ALL {
                assert!(texts.has(lang, kernel::Problem::code(&problem)), "{problem} in {lang}");
            }
        }
    }

    #[test]
    fn every_code_of_the_area_has_four_languages() {
        let texts = httpkit::Texts::new(MESSAGES);
        let error = BuildingsError::InUse(vec!["A".into()]);
        for &lang in Lang::ALL {
            assert!(texts.has(lang, kernel::Problem::code(&error)), "{error} in {lang}");
        }
    }
}
