//! What can be done to the fleet: one verb a file.

mod absences;
mod add_files;
mod assign_plate;
mod block_overdue;
mod blocks;
mod cancel_reservation;
mod change_reservation;
mod change_vehicle;
mod co2_factors;
mod costs;
mod create_vehicle;
mod damages;
mod deadlines;
mod drivers;
mod emissions;
mod energy;
mod energy_import;
mod fines;
mod hand_out;
mod hand_out_release;
mod hand_out_undo;
mod handover;
mod handover_files;
mod import_vehicles;
mod in_the_way;
mod log_driven;
mod odometer;
mod rehouse;
mod reserve;
mod return_vehicle;
mod ride_assign;
mod ride_moves;
mod rides;
mod settings;
mod standing;
mod trips;
mod wait_for_next;

pub use absences::{NewAbsence, add_absence, remove_absence};
pub use add_files::{AddDocument, AddPhoto, MAX_FILES, PaperAudience, add_document, add_photo};
pub use assign_plate::{AssignPlate, EndPlate, assign_plate, end_plate, remove_plate};
pub use block_overdue::block_overdue;
pub use cancel_reservation::cancel_reservation;
pub use change_reservation::{ReservationChange, change_reservation, preview_change};
pub use change_vehicle::{ChangeVehicle, change_vehicle};
pub use co2_factors::{NewCo2Factor, add_standard_co2_factors, keep_co2_factor, remove_co2_factor};
pub use costs::{NewCost, add_cost, strike_cost};
pub use create_vehicle::create_vehicle;
pub use damages::{MAX_DAMAGES, NewDamage, repair_damage, report_damage};
pub use deadlines::{
    Complete, DeadlinePatch, NewDeadline, add_deadline, change_deadline, complete_deadline, remove_deadline,
};
pub use drivers::{
    CheckLicence, DriverPatch, LicenceInput, NewChauffeur, NewDriver, add_driver, change_driver, check_licence,
    retire_driver,
};
pub use emissions::{
    NewRule, NewScheme, RulePatch, add_rule, add_scheme, add_standard_schemes, change_rule, remove_rule,
};
pub use energy::{NewEnergy, add_energy, strike_energy};
pub use energy_import::{
    EnergyLine, EnergyOutcome, EnergyReport, EnergyStatement, import_energy, keep_energy_profile, undo_energy_import,
};
pub use fines::{NewFine, add_fine, correct_fine_plate, move_fine, say_who_drove};
pub use hand_out::{HandOut, hand_out};
pub use hand_out_release::release_reservation;
pub use hand_out_undo::{HandoverEnd, correct_handover, take_back_hand_out};
pub use handover_files::{add_damage_photo, add_handover_photo};
pub use import_vehicles::{import_vehicles, take_vehicles};
pub use odometer::{ReadOdometer, correct_reading, read_odometer};
pub use rehouse::rehouse;
pub use reserve::reserve;
pub use return_vehicle::{ReturnVehicle, return_vehicle};
pub use ride_assign::assign_ride;
pub use ride_moves::{EARLIEST_MINUTES, FinishRide, SetOff, accept_ride, board, decline_ride, finish_ride, set_off};
pub use settings::{NewSettings, set_settings};
pub use standing::{OfVehicle, dispose, put_back_in_service, put_out_of_service};
pub use trips::{TripCorrection, correct_trip, log_trip, strike_trip};

use db::WriteTx;
use kernel::{Actor, BookableId, Ctx, Grant, Rejection, Role, Scope};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    FleetError,
    entity::vehicle,
    model::{day::Day, vehicle::Details},
    queries::{self, Vehicle},
};

/// The house itself, at the same moment: the engine asks for permissions of rooms, which the area has answered with its own.
fn house(cx: &Ctx) -> Ctx {
    Ctx { actor: Actor::system(), ..cx.clone() }
}

/// The actor at the desk of the fleet, with the rights over bookings of vehicles that the area has found them to have.
fn desk(cx: &Ctx) -> Ctx {
    let mut actor = Actor { token_scopes: None, ..cx.actor.clone() };
    actor.grants.extend([Role::Staff, Role::RoomManager].map(|role| Grant { role, scope: Scope::All }));
    Ctx { actor, ..cx.clone() }
}

/// The vehicle, when the actor manages it and decided on the present version.
async fn managed(tx: &WriteTx, cx: &Ctx, id: BookableId, seen: Option<i64>) -> Result<Vehicle, FleetError> {
    let vehicle = queries::one_managed(tx.into(), cx, id).await?;
    Rejection::unless_seen(seen, vehicle.version)?;
    Ok(vehicle)
}

/// Counts the version of a vehicle up; refused when somebody else did since it was read.
async fn touch(tx: &WriteTx, vehicle: &Vehicle, change: vehicle::ActiveModel) -> Result<(), FleetError> {
    let next = vehicle::ActiveModel { version: Set(vehicle.version + 1), ..change };
    let written = vehicle::Entity::update_many()
        .set(next)
        .filter(vehicle::Column::Id.eq(vehicle.id))
        .filter(vehicle::Column::Version.eq(vehicle.version))
        .exec(tx)
        .await
        .map_err(vin_taken)?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: vehicle.version, present: vehicle.version + 1 }.into());
    }
    Ok(())
}

/// Two vehicles cannot have one identification number.
fn vin_taken(error: sea_orm::DbErr) -> FleetError {
    let error = db::DbError::from(error);
    if error.is_unique("vehicle_vin_uq", "vehicle.vin") { FleetError::field("vin", "taken") } else { error.into() }
}

/// The columns of what a vehicle is.
fn columns(details: &Details) -> vehicle::ActiveModel {
    let Details {
        make,
        model,
        vin,
        category,
        body,
        fuel,
        euro_norm,
        co2_g_km,
        seats,
        step_free,
        child_seat_anchors,
        boot_litres,
        range_km,
        battery_wh,
        charge_plug,
        max_charge_watts,
        first_registered_on,
        acquired_on,
        acquisition_exception,
        chauffeured,
        lease,
        remarks,
    } = details.clone();
    vehicle::ActiveModel {
        make: Set(make),
        model: Set(model),
        vin: Set(vin),
        category: Set(category),
        body: Set(body),
        fuel: Set(fuel),
        euro_norm: Set(euro_norm),
        co2_g_km: Set(co2_g_km),
        seats: Set(seats),
        step_free: Set(step_free),
        child_seat_anchors: Set(child_seat_anchors),
        boot_litres: Set(boot_litres),
        range_km: Set(range_km),
        battery_wh: Set(battery_wh),
        charge_plug: Set(charge_plug),
        max_charge_watts: Set(max_charge_watts),
        first_registered_on: Set(first_registered_on.map(Day)),
        acquired_on: Set(acquired_on.map(Day)),
        acquisition_exception: Set(acquisition_exception),
        chauffeured: Set(chauffeured),
        lease_starts_on: Set(lease.as_ref().map(|lease| Day(lease.starts_on))),
        lease_ends_on: Set(lease.as_ref().and_then(|lease| lease.ends_on).map(Day)),
        lease_km_total: Set(lease.as_ref().and_then(|lease| lease.km_total)),
        lease_km_per_year: Set(lease.as_ref().and_then(|lease| lease.km_per_year)),
        lease_monthly_cents: Set(lease.as_ref().and_then(|lease| lease.monthly_cents)),
        lessor: Set(lease.map(|lease| lease.lessor)),
        remarks: Set(remarks),
        ..Default::default()
    }
}
