//! The endpoints: one a file.

mod add_deadline;
mod add_document;
mod add_driver;
mod add_emission_rule;
mod add_emission_scheme;
mod add_photo;
mod assign_plate;
mod body;
mod cancel_reservation;
mod change_deadline;
mod change_driver;
mod change_emission_rule;
mod change_reservation;
mod change_vehicle;
mod check_licence;
mod complete_deadline;
mod correct_reading;
mod create_vehicle;
mod deadline_body;
mod dispose_vehicle;
mod driver_body;
mod emission_body;
mod end_plate;
mod export_vehicles;
mod get_deadline;
mod get_driver;
mod get_reservation;
mod get_settings;
mod get_vehicle;
mod get_zones;
mod import_vehicles;
mod list_deadlines;
mod list_drivers;
mod list_emission_schemes;
mod list_plates;
mod list_readings;
mod list_reservations;
mod list_vehicles;
mod list_zones;
mod may_drive;
mod odometer_body;
mod plate_body;
mod preview_reservation_change;
mod put_back_in_service;
mod put_out_of_service;
mod read_odometer;
mod reinstate_driver;
mod remove_deadline;
mod remove_emission_rule;
mod remove_plate;
mod reservation_body;
mod reservation_options;
mod reserve;
mod retire_driver;
mod set_settings;

use axum::extract::DefaultBodyLimit;
use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What a form adds around the largest file, in bytes.
const FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_vehicles::list_vehicles, create_vehicle::create_vehicle))
        .routes(routes!(get_vehicle::get_vehicle, change_vehicle::change_vehicle))
        .routes(routes!(put_out_of_service::put_vehicle_out_of_service))
        .routes(routes!(put_back_in_service::put_vehicle_back_in_service))
        .routes(routes!(dispose_vehicle::dispose_vehicle))
        .routes(routes!(get_zones::get_vehicle_zones))
        .routes(routes!(export_vehicles::export_vehicles))
        .merge(uploads())
        .routes(routes!(assign_plate::assign_plate))
        .routes(routes!(list_plates::list_plates))
        .routes(routes!(remove_plate::remove_plate))
        .routes(routes!(end_plate::end_plate))
        .routes(routes!(list_readings::list_odometer_readings, read_odometer::read_odometer))
        .routes(routes!(correct_reading::correct_odometer_reading))
        .routes(routes!(add_deadline::add_vehicle_deadline))
        .routes(routes!(list_deadlines::list_vehicle_deadlines))
        .routes(routes!(
            get_deadline::get_vehicle_deadline,
            change_deadline::change_vehicle_deadline,
            remove_deadline::remove_vehicle_deadline
        ))
        .routes(routes!(complete_deadline::complete_vehicle_deadline))
        .routes(routes!(list_drivers::list_drivers, add_driver::add_driver))
        .routes(routes!(get_driver::get_driver, change_driver::change_driver))
        .routes(routes!(check_licence::check_licence))
        .routes(routes!(retire_driver::retire_driver))
        .routes(routes!(reinstate_driver::reinstate_driver))
        .routes(routes!(may_drive::may_drive))
        .routes(routes!(list_emission_schemes::list_emission_schemes, add_emission_scheme::add_emission_scheme))
        .routes(routes!(add_emission_rule::add_emission_rule))
        .routes(routes!(change_emission_rule::change_emission_rule, remove_emission_rule::remove_emission_rule))
        .routes(routes!(list_reservations::list_vehicle_reservations, reserve::reserve_vehicle))
        .routes(routes!(reservation_options::vehicle_reservation_options))
        .routes(routes!(get_reservation::get_vehicle_reservation, change_reservation::change_vehicle_reservation))
        .routes(routes!(preview_reservation_change::preview_vehicle_reservation_change))
        .routes(routes!(list_zones::list_low_emission_zones))
        .routes(routes!(cancel_reservation::cancel_vehicle_reservation))
        .routes(routes!(get_settings::get_fleet_settings, set_settings::set_fleet_settings))
}

fn uploads() -> OpenApiRouter<AppState> {
    let photos = OpenApiRouter::new()
        .routes(routes!(add_photo::add_vehicle_photo))
        .layer(DefaultBodyLimit::max(media::photo::MAX_BYTES + FORM_BYTES));
    let files = OpenApiRouter::new()
        .routes(routes!(import_vehicles::import_vehicles))
        .layer(DefaultBodyLimit::max(import_vehicles::MAX_BYTES + FORM_BYTES));
    OpenApiRouter::new()
        .routes(routes!(add_document::add_vehicle_document))
        .layer(DefaultBodyLimit::max(media::document::MAX_BYTES + FORM_BYTES))
        .merge(photos)
        .merge(files)
}
