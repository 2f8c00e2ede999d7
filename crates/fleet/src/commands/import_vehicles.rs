//! Takes vehicles from a file.

use std::collections::{BTreeSet, HashMap};

use buildings::sheet::{Refused, Report};
use db::WriteTx;
use kernel::{Ctx, PlaceId, Problem, Rejection, field::NamesInput};

use super::{AssignPlate, ChangeVehicle, assign_plate, change_vehicle, create_vehicle};
use crate::{
    FleetError,
    import::{VehicleRow, VehicleRows},
    model::{
        plate::check_plate,
        vehicle::{NewVehicle, VehiclePatch, VehicleState},
    },
    queries::{self, Vehicle},
};

/// Adds what is new and changes what differs, found by code; what cannot be taken is reported and the rest goes on. A plate that
/// the vehicle does not have today is put on it from the day of the file (today unless it says one), and taken from where it is.
/// Taking the same file twice changes nothing.
///
/// Everything is done in the transaction, which is committed at the end; with `dry_run` it is thrown away instead, and the report
/// says what would be.
pub async fn import_vehicles(tx: WriteTx, cx: &Ctx, rows: VehicleRows, dry_run: bool) -> Result<Report, FleetError> {
    let report = take_vehicles(&tx, cx, rows).await?;
    if !dry_run {
        tx.commit().await?;
    }
    Ok(report)
}

/// The same in a transaction of the caller, who keeps it or throws it away.
pub async fn take_vehicles(tx: &WriteTx, cx: &Ctx, rows: VehicleRows) -> Result<Report, FleetError> {
    let VehicleRows { rows, problems } = rows;
    let mut report = Report { refused: problems, ..Report::default() };
    let known: HashMap<String, Vehicle> =
        queries::all(tx.into()).await?.into_iter().map(|one| (one.code.clone(), one)).collect();
    let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.home_bay.as_deref()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let bays: HashMap<String, PlaceId> =
        buildings::queries::by_codes(tx, &codes).await?.into_iter().map(|place| (place.code, place.id)).collect();
    for row in rows {
        let line = row.line;
        match take(tx, cx, &known, &bays, row).await {
            Ok(Outcome::Made) => report.taken += 1,
            Ok(Outcome::Changed) => report.updated += 1,
            Ok(Outcome::Same) => report.unchanged += 1,
            Err(Failure::Refused(refused)) => report.refused.push(refused),
            Err(Failure::Fleet(error)) => report.refused.extend(refused(line, error)?),
        }
    }
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

enum Outcome {
    Made,
    Changed,
    Same,
}

enum Failure {
    Refused(Refused),
    Fleet(FleetError),
}

impl From<FleetError> for Failure {
    fn from(error: FleetError) -> Self {
        Self::Fleet(error)
    }
}

async fn take(
    tx: &WriteTx,
    cx: &Ctx,
    known: &HashMap<String, Vehicle>,
    bays: &HashMap<String, PlaceId>,
    row: VehicleRow,
) -> Result<Outcome, Failure> {
    let VehicleRow { line, code, home_bay, patch, plate } = row;
    let unknown = || Failure::Refused(Refused::new(line, "home_bay", "unknown"));
    let bay = home_bay.map(|code| bays.get(&code).copied().ok_or_else(unknown)).transpose()?;
    // A plate is looked at before anything is written, so that a vehicle is taken wholly or not at all.
    let plate = match plate {
        Some((text, from)) => {
            let text = check_plate("plate", &text, true).map_err(FleetError::from)?;
            Some((text, from))
        }
        None => None,
    };
    let Some(vehicle) = known.get(&code) else {
        let new = new_vehicle(line, code, bay, patch)?;
        let id = create_vehicle(tx, cx, new).await?;
        let vehicle = queries::one(tx.into(), id).await?.ok_or(FleetError::from(Rejection::NotFound("vehicle")))?;
        put_on(tx, cx, &vehicle, plate).await?;
        return Ok(Outcome::Made);
    };
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(Failure::Refused(Refused::new(line, "code", "retired")));
    }
    let patch = VehiclePatch { home_bay_id: bay, ..patch };
    let has_changed = change_vehicle(tx, cx, ChangeVehicle { id: vehicle.id, seen: None, patch }).await?;
    let has_moved = put_on(tx, cx, vehicle, plate).await?;
    Ok(if has_changed || has_moved { Outcome::Changed } else { Outcome::Same })
}

/// Puts a plate on a vehicle that does not have it today; answers whether it did.
async fn put_on(
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: &Vehicle,
    plate: Option<(String, Option<chrono::NaiveDate>)>,
) -> Result<bool, FleetError> {
    let Some((plate, from)) = plate else { return Ok(false) };
    let today = vehicle.today(cx.now);
    if vehicle.plate_on(today).is_some_and(|there| there.is_of(&plate)) {
        return Ok(false);
    }
    let from = from.unwrap_or(today);
    let input = AssignPlate { vehicle: vehicle.id, plate, unusual: true, from, until: None, take_over: true };
    Ok(assign_plate(tx, cx, input).await?.1)
}

fn new_vehicle(line: u64, code: String, bay: Option<PlaceId>, patch: VehiclePatch) -> Result<NewVehicle, Failure> {
    let missing = |column: &str| Failure::Refused(Refused::new(line, column, "required"));
    Ok(NewVehicle {
        code,
        names: patch.names.map(NamesInput::from),
        home_bay_id: bay.ok_or_else(|| missing("home_bay"))?,
        make: patch.make.ok_or_else(|| missing("make"))?,
        model: patch.model.ok_or_else(|| missing("model"))?,
        vin: patch.vin.flatten(),
        category: patch.category.ok_or_else(|| missing("category"))?,
        body: patch.body.ok_or_else(|| missing("body"))?,
        fuel: patch.fuel.ok_or_else(|| missing("fuel"))?,
        euro_norm: patch.euro_norm.flatten(),
        co2_g_km: patch.co2_g_km.flatten(),
        seats: patch.seats.ok_or_else(|| missing("seats"))?,
        step_free: patch.step_free.unwrap_or_default(),
        child_seat_anchors: patch.child_seat_anchors.unwrap_or_default(),
        boot_litres: patch.boot_litres.flatten(),
        range_km: patch.range_km.flatten(),
        battery_wh: patch.battery_wh.flatten(),
        charge_plug: patch.charge_plug.flatten(),
        max_charge_watts: patch.max_charge_watts.flatten(),
        first_registered_on: patch.first_registered_on.flatten(),
        acquired_on: patch.acquired_on.flatten(),
        acquisition_exception: patch.acquisition_exception.flatten(),
        chauffeured: patch.chauffeured.unwrap_or_default(),
        lease: patch.lease.flatten(),
        remarks: patch.remarks.flatten(),
    })
}

/// The column of a field.
fn column(field: &str) -> String {
    match field {
        "names" => "name_nl".to_owned(),
        "home_bay_id" => "home_bay".to_owned(),
        "lease.lessor" => "lessor".to_owned(),
        "from" => "plate_from".to_owned(),
        other => other.replace("lease.", "lease_"),
    }
}

/// An error as lines of a report; what is not about the row ends the import.
fn refused(line: u64, error: FleetError) -> Result<Vec<Refused>, FleetError> {
    let fields = error.fields();
    match error {
        _ if !fields.is_empty() => {
            Ok(fields.into_iter().map(|wrong| Refused::new(line, column(&wrong.field), wrong.code)).collect())
        }
        FleetError::Rejected(Rejection::Forbidden(_)) => Ok(vec![Refused::new(line, "", error.code())]),
        other => Err(other),
    }
}
