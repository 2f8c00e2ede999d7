//! The endpoints: one a file.

mod absence_body;
mod accept_ride;
mod add_absence;
mod add_cost;
mod add_deadline;
mod add_document;
mod add_driver;
mod add_emission_rule;
mod add_emission_scheme;
mod add_energy;
mod add_fine;
mod add_photo;
mod assign_plate;
mod assign_ride;
mod board_ride;
mod body;
mod cancel_reservation;
mod change_deadline;
mod change_driver;
mod change_emission_rule;
mod change_reservation;
mod change_vehicle;
mod check_licence;
mod complete_deadline;
mod correct_fine_plate;
mod correct_reading;
mod correct_trip;
mod create_vehicle;
mod damage_add;
mod damage_add_photo;
mod damage_body;
mod damage_list;
mod damage_repair;
mod deadline_body;
mod decline_ride;
mod desk_body;
mod desk_get;
mod desk_get_driver;
mod desk_get_reservation;
mod dispose_vehicle;
mod driver_body;
mod emission_body;
mod end_plate;
mod energy_body;
mod energy_filter;
mod energy_profile_body;
mod energy_report_body;
mod energy_statement;
mod export_energy;
mod export_fleet_figures_table;
mod export_fleet_figures_workbook;
mod export_trips;
mod export_vehicles;
mod figures;
mod fine_body;
mod finish_ride;
mod get_deadline;
mod get_driver;
mod get_driver_day;
mod get_fleet_figures;
mod get_own_driver;
mod get_reservation;
mod get_ride;
mod get_settings;
mod get_trip;
mod get_vehicle;
mod get_vehicle_costs;
mod get_zones;
mod hand_out;
mod hand_out_release;
mod hand_out_take_back;
mod handover_add_photo;
mod handover_correct;
mod import_vehicles;
mod keep_co2_factor;
mod keep_energy_profile;
mod list_absences;
mod list_co2_factors;
mod list_deadlines;
mod list_driver_days;
mod list_drivers;
mod list_emission_schemes;
mod list_energy;
mod list_energy_imports;
mod list_energy_profiles;
mod list_fines;
mod list_plates;
mod list_readings;
mod list_reservations;
mod list_rides;
mod list_trips;
mod list_vehicles;
mod list_zones;
mod log_trip;
mod look_at_energy_file;
mod may_drive;
mod move_fine;
mod odometer_body;
mod plate_body;
mod preview_reservation_change;
mod put_back_in_service;
mod put_out_of_service;
mod read_odometer;
mod rehouse;
mod reinstate_driver;
mod remove_absence;
mod remove_co2_factor;
mod remove_deadline;
mod remove_emission_rule;
mod remove_plate;
mod reservation_body;
mod reservation_options;
mod reserve;
mod retire_driver;
mod return_vehicle;
mod ride_body;
mod ride_drivers;
mod say_who_drove;
mod set_off_ride;
mod set_settings;
mod strike_cost;
mod strike_energy;
mod strike_trip;
mod take_energy_import;
mod threat_list;
mod trip_body;
mod trip_filter;
mod try_energy_import;
mod undo_energy_import;

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
        .routes(routes!(list_absences::list_driver_absences, add_absence::add_driver_absence))
        .routes(routes!(remove_absence::remove_driver_absence))
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
        .merge(desk())
        .merge(rides())
        .routes(routes!(get_settings::get_fleet_settings, set_settings::set_fleet_settings))
        .routes(routes!(list_trips::list_trips, log_trip::log_trip))
        .routes(routes!(export_trips::export_trips))
        .routes(routes!(get_trip::get_trip))
        .routes(routes!(correct_trip::correct_trip))
        .routes(routes!(strike_trip::strike_trip))
        .routes(routes!(list_energy::list_energy, add_energy::add_energy))
        .routes(routes!(export_energy::export_energy))
        .routes(routes!(strike_energy::strike_energy))
        .routes(routes!(list_energy_imports::list_energy_imports))
        .routes(routes!(undo_energy_import::undo_energy_import))
        .routes(routes!(list_energy_profiles::list_energy_profiles, keep_energy_profile::keep_energy_profile))
        .merge(statements())
        .routes(routes!(get_vehicle_costs::get_vehicle_costs, add_cost::add_vehicle_cost))
        .routes(routes!(strike_cost::strike_vehicle_cost))
        .routes(routes!(list_co2_factors::list_co2_factors, keep_co2_factor::keep_co2_factor))
        .routes(routes!(remove_co2_factor::remove_co2_factor))
        .routes(routes!(get_fleet_figures::get_fleet_figures))
        .routes(routes!(export_fleet_figures_table::export_fleet_figures_table))
        .routes(routes!(export_fleet_figures_workbook::export_fleet_figures_workbook))
        .routes(routes!(list_fines::list_fines, add_fine::add_fine))
        .routes(routes!(say_who_drove::say_who_drove))
        .routes(routes!(move_fine::move_fine))
        .routes(routes!(correct_fine_plate::correct_fine_plate))
}

fn statements() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(take_energy_import::take_energy_import))
        .routes(routes!(try_energy_import::try_energy_import))
        .routes(routes!(look_at_energy_file::look_at_energy_file))
        .layer(DefaultBodyLimit::max(energy_statement::MAX_BYTES + FORM_BYTES))
}

fn desk() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(desk_get::get_vehicle_desk))
        .routes(routes!(desk_get_reservation::get_desk_reservation))
        .routes(routes!(desk_get_driver::get_desk_driver))
        .routes(routes!(hand_out::hand_out_vehicle))
        .routes(routes!(hand_out_take_back::take_back_hand_out))
        .routes(routes!(hand_out_release::release_vehicle_reservation))
        .routes(routes!(handover_correct::correct_handover))
        .routes(routes!(return_vehicle::return_vehicle))
        .routes(routes!(threat_list::list_threatened_reservations))
        .routes(routes!(rehouse::rehouse_reservations))
        .routes(routes!(damage_list::list_vehicle_damages))
        .routes(routes!(damage_add::add_vehicle_damage))
        .routes(routes!(damage_repair::repair_vehicle_damage))
}

fn rides() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_rides::list_rides))
        .routes(routes!(get_ride::get_ride))
        .routes(routes!(ride_drivers::list_ride_drivers))
        .routes(routes!(accept_ride::accept_ride))
        .routes(routes!(decline_ride::decline_ride))
        .routes(routes!(set_off_ride::set_off_ride))
        .routes(routes!(board_ride::board_ride))
        .routes(routes!(finish_ride::finish_ride))
        .routes(routes!(assign_ride::assign_ride))
        .routes(routes!(get_own_driver::get_own_driver))
        .routes(routes!(get_driver_day::get_driver_day))
        .routes(routes!(list_driver_days::list_driver_days))
}

fn uploads() -> OpenApiRouter<AppState> {
    let photos = OpenApiRouter::new()
        .routes(routes!(add_photo::add_vehicle_photo))
        .routes(routes!(handover_add_photo::add_handover_photo))
        .routes(routes!(damage_add_photo::add_damage_photo))
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
