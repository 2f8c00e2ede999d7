//! The endpoints: one a file.

mod add_contract;
mod add_document;
mod add_holiday;
mod add_installation;
mod add_meter;
mod add_place;
mod add_supplier;
mod body;
mod change_contract;
mod change_installation;
mod change_place;
mod change_supplier;
mod contract_body;
mod define_installation_class;
mod document_body;
mod floors;
mod get_attachment;
mod get_contract;
mod get_floor_plan;
mod get_installation;
mod get_labels;
mod get_map;
mod get_place;
mod get_supplier;
mod installation_body;
mod installations;
mod list_contracts;
mod list_holidays;
mod list_installation_classes;
mod list_installations;
mod list_places;
mod list_readings;
mod list_sites;
mod list_spaces;
mod list_suppliers;
mod map_body;
mod put_back_in_service;
mod put_out_of_service;
mod read_meter;
mod remove_floor_plan;
mod remove_holiday;
mod remove_outline;
mod retire_contract;
mod retire_installation;
mod retire_meter;
mod retire_place;
mod retire_supplier;
mod set_floor_plan;
mod set_outline;

use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_sites::list_sites))
        .routes(routes!(list_spaces::list_spaces))
        .routes(routes!(list_places::list_places, add_place::add_place))
        .routes(routes!(get_place::get_place, change_place::change_place))
        .routes(routes!(retire_place::retire_place))
        .routes(routes!(list_holidays::list_holidays, add_holiday::add_holiday))
        .routes(routes!(remove_holiday::remove_holiday))
        .merge(installations::routes())
        .merge(floors::routes())
        .routes(routes!(get_attachment::get_attachment))
}
