#![doc = include_str!("../README.md")]

mod booking;
mod faults;
mod health;
mod journal;
mod metrics;
mod openapi;
mod people;
mod problems;
mod schema;
mod server;
mod sweeps;
mod web;

use std::sync::Arc;

use axum::{Router, routing::get};
use db::Db;
use httpkit::{AppState, Module, Settings};
use kernel::{Clock, IdGen};
use tower_http::{CompressionLevel, compression::CompressionLayer};

pub use openapi::document;
pub use schema::{SchemaError, SchemaStatus, migrate, roll_back, status as schema_status};
pub use server::serve;
pub use sweeps::Sweeps;

/// Every area, in the order in which it appears in the documentation.
#[must_use]
pub fn modules() -> Vec<Module> {
    vec![
        people::module(),
        buildings::module(),
        rooms::module(),
        maintenance::module(),
        fleet::module(),
        Module { name: "media", messages: media::MESSAGES, ..Module::default() },
        booking::module(),
        journal::module(),
        Module { name: "http", sweeps: httpkit::sweeps(), ..Module::default() },
    ]
}

/// The first of these names that no area has as a permission: a token cannot be narrowed to it.
#[must_use]
pub fn unknown_permission(names: &[String]) -> Option<&str> {
    let areas = modules();
    let is_known = |name: &str| areas.iter().flat_map(|area| area.permissions).any(|row| row.name == name);
    names.iter().map(String::as_str).find(|name| !is_known(name))
}

/// The state for [`router`]: the database is open and migrated.
#[must_use]
pub fn build_state(db: Db, clock: Arc<dyn Clock>, ids: Arc<dyn IdGen>, settings: Settings) -> AppState {
    AppState::new(db, clock, ids, settings, &modules())
        .with(engine())
        .with(attachment_owners())
        .with(map_layers())
        .with(faults())
}

/// The areas whose things have photos and documents.
#[must_use]
pub fn attachment_owners() -> buildings::attachments::AttachmentOwners {
    let [photos, papers, files] = fleet::FleetAttachments::ALL;
    let [handovers, damages] = fleet::DeskAttachments::ALL;
    buildings::attachments::AttachmentOwners::new(vec![
        Arc::new(buildings::attachments::InstallationAttachments),
        Arc::new(maintenance::TicketAttachments),
        Arc::new(maintenance::InspectionAttachments::REPORTS),
        Arc::new(maintenance::InspectionAttachments::PROOF),
        Arc::new(photos),
        Arc::new(papers),
        Arc::new(files),
        Arc::new(handovers),
        Arc::new(damages),
    ])
}

/// The areas that add to the maps of floors.
#[must_use]
pub fn map_layers() -> buildings::map::MapLayers {
    buildings::map::MapLayers::new(vec![Arc::new(rooms::RoomsOnMap::new(engine()))])
}

/// Whoever repairs what is broken on vehicles.
#[must_use]
pub fn faults() -> fleet::Faults {
    fleet::Faults(Arc::new(faults::TicketsForDamage))
}

/// The booking engine with the kinds of bookables of all areas.
#[must_use]
pub fn engine() -> ::booking::Engine {
    ::booking::Engine::new(vec![Arc::new(rooms::RoomKind), Arc::new(fleet::VehicleKind), Arc::new(fleet::DriverKind)])
}

/// The whole application: the API of all areas, its documentation, the health of the process and the web pages.
#[expect(clippy::needless_pass_by_value, reason = "the application owns its state")]
pub fn router(state: AppState) -> Router {
    metrics::start();
    let (api, document) = openapi::assemble(modules());
    let routes = httpkit::refuse_unasked_parameters(api, &document)
        .merge(openapi::pages(&document))
        .merge(problems::pages(&modules()))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::show))
        .fallback(web::serve)
        .with_state(state.clone());
    // An answer is made for one reader: the level that costs a third of the usual one's time and still leaves a tenth.
    httpkit::wrap(routes, &state).layer(CompressionLayer::new().quality(CompressionLevel::Precise(1)))
}
