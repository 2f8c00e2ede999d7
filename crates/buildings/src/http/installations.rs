//! The routes of installations, meters, suppliers and contracts.

use axum::extract::DefaultBodyLimit;
use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    add_contract, add_document, add_installation, add_meter, add_supplier, change_contract, change_installation,
    change_supplier, define_installation_class, get_contract, get_installation, get_supplier, list_contracts,
    list_installation_classes, list_installations, list_readings, list_suppliers, put_back_in_service,
    put_out_of_service, read_meter, retire_contract, retire_installation, retire_meter, retire_supplier,
};

/// What a form adds around the largest document, in bytes.
const FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let upload = OpenApiRouter::new()
        .routes(routes!(add_document::add_document))
        .layer(DefaultBodyLimit::max(media::document::MAX_BYTES + FORM_BYTES));
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(list_installations::list_installations, add_installation::add_installation))
        .routes(routes!(get_installation::get_installation, change_installation::change_installation))
        .routes(routes!(retire_installation::retire_installation))
        .routes(routes!(put_out_of_service::put_out_of_service))
        .routes(routes!(put_back_in_service::put_back_in_service))
        .routes(routes!(
            list_installation_classes::list_installation_classes,
            define_installation_class::define_installation_class
        ))
        .routes(routes!(add_meter::add_meter))
        .routes(routes!(retire_meter::retire_meter))
        .routes(routes!(list_readings::list_readings, read_meter::read_meter))
        .routes(routes!(list_suppliers::list_suppliers, add_supplier::add_supplier))
        .routes(routes!(get_supplier::get_supplier, change_supplier::change_supplier))
        .routes(routes!(retire_supplier::retire_supplier))
        .routes(routes!(list_contracts::list_contracts, add_contract::add_contract))
        .routes(routes!(get_contract::get_contract, change_contract::change_contract))
        .routes(routes!(retire_contract::retire_contract))
}
