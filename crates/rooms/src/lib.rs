#![doc = include_str!("../README.md")]
#![expect(
    clippy::option_option,
    reason = "in a PATCH and in a file with columns left out, absent is not the same as empty"
)]

pub mod commands;
mod engine;
mod entity;
mod error;
mod http;
mod import;
mod kind;
mod map;
pub mod model;
pub mod policy;
pub mod queries;

use std::{sync::Arc, time::Duration};

use httpkit::{AppState, Module, Sweep, SweepError};
use kernel::{Ctx, Lang};

pub use error::{RoomsError, StillBooked};
pub use http::RoomBody;
pub use import::{COLUMNS as ROOM_COLUMNS, RoomRow, RoomRows, parse as parse_rooms};
pub use kind::{KIND, RoomKind};
pub use map::RoomsOnMap;

/// The texts of the codes that only this area has. It shares some with places and the engine, which say them.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
];

/// What the area hands to the composition root, which also adds a [`booking::Engine`] that knows [`RoomKind`] to the
/// state.
#[must_use]
pub fn module() -> Module {
    Module {
        name: "rooms",
        routes: http::routes(),
        messages: MESSAGES,
        permissions: policy::PERMISSIONS,
        sweeps: vec![Sweep {
            name: "add_standard_features",
            every: Duration::from_hours(24),
            run: |state| Box::pin(add_standard_features(state)),
        }],
    }
}

async fn add_standard_features(state: AppState) -> Result<u64, SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let tx = state.db.begin(&cx).await?;
    let added = commands::add_standard_features(&tx).await?;
    tx.commit().await?;
    Ok(added)
}

#[cfg(test)]
mod tests {
    use booking::{BookingError, model::finding::Finding};
    use buildings::BuildingsError;
    use kernel::Problem;
    use media::PhotoError;
    use serde_json::json;

    use super::*;

    #[test]
    fn every_code_has_four_languages() {
        let sources: Vec<_> =
            [MESSAGES, media::MESSAGES, buildings::MESSAGES, booking::MESSAGES, httpkit::MESSAGES].concat();
        let texts = httpkit::Texts::new(&sources);
        let errors = [
            RoomsError::StillBooked { count: 1, first: vec![] },
            RoomsError::LastLayout,
            RoomsError::DefaultLayout,
            RoomsError::TooManyPhotos(20),
            PhotoError::Format.into(),
            PhotoError::TooManyBytes.into(),
            PhotoError::TooManyPixels.into(),
            PhotoError::Damaged.into(),
            BuildingsError::InUse(vec![]).into(),
            BookingError::AlreadyDecided.into(),
        ];
        let findings = ["feature_missing", "layout_unknown", "layout_retired", "too_small"]
            .map(|code| Finding::refusal(code, json!({ "feature": "projector", "capacity": 1, "attendees": 2 })));
        for &lang in Lang::ALL {
            for error in &errors {
                assert!(texts.has(lang, error.code()), "{error} in {lang}");
            }
            for finding in &findings {
                assert!(texts.has(lang, finding.code), "{} in {lang}", finding.code);
            }
        }
        let missing = texts.text(Lang::De, "feature_missing", None, &findings[0].data).unwrap();
        assert_eq!(missing, "Hier fehlt: Projektor.");
    }
}
