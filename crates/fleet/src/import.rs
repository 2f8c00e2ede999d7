//! Vehicles in a file: one row for each.

use std::io::Read;

use buildings::sheet::{self, Refused, Row};
use chrono::NaiveDate;
use kernel::{Names, field::NamesPatch};

use crate::{
    model::vehicle::{Lease, VehiclePatch},
    queries::Vehicle,
};

/// The columns of a file of vehicles. `code` must be there; a column that is absent changes nothing.
pub const COLUMNS: &[&str] = &[
    "code",
    "name_nl",
    "name_fr",
    "name_de",
    "name_en",
    "home_bay",
    "make",
    "model",
    "vin",
    "category",
    "body",
    "fuel",
    "euro_norm",
    "co2_g_km",
    "seats",
    "step_free",
    "child_seat_anchors",
    "boot_litres",
    "range_km",
    "battery_wh",
    "charge_plug",
    "max_charge_watts",
    "first_registered_on",
    "acquired_on",
    "acquisition_exception",
    "chauffeured",
    "lessor",
    "lease_starts_on",
    "lease_ends_on",
    "lease_km_total",
    "lease_km_per_year",
    "lease_monthly_cents",
    "remarks",
    "plate",
    "plate_from",
];

/// A vehicle of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleRow {
    pub(crate) line: u64,
    pub(crate) code: String,
    /// The code of a place.
    pub(crate) home_bay: Option<String>,
    pub(crate) patch: VehiclePatch,
    /// The plate, and its first day where the file says so.
    pub(crate) plate: Option<(String, Option<NaiveDate>)>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VehicleRows {
    /// The vehicles that could be read.
    pub rows: Vec<VehicleRow>,
    /// What could not.
    pub problems: Vec<Refused>,
}

/// Reads a file of vehicles; never fails as a whole, but says what could not be read and where.
#[must_use]
pub fn parse(reader: impl Read) -> VehicleRows {
    let sheet = sheet::read(reader, COLUMNS, &["code"]);
    let mut parsed = VehicleRows { rows: vec![], problems: sheet.problems };
    for row in &sheet.rows {
        match vehicle_row(row) {
            Ok(vehicle) if parsed.rows.iter().any(|known| known.code == vehicle.code) => {
                parsed.problems.push(Refused::new(row.line, "code", "repeated"));
            }
            Ok(vehicle) => parsed.rows.push(vehicle),
            Err(refused) => parsed.problems.push(refused),
        }
    }
    parsed
}

/// A cell that may be emptied: `None` where the file does not have the column.
fn cell<T: std::str::FromStr>(row: &Row, column: &'static str) -> Result<Option<Option<T>>, Refused> {
    let value = row.parsed(column)?;
    Ok(row.get(column).map(|_| value))
}

fn vehicle_row(row: &Row) -> Result<VehicleRow, Refused> {
    let text = |column| row.text(column).map(str::to_owned);
    let name = |column| row.get(column).map(str::to_owned);
    let names = NamesPatch { nl: name("name_nl"), fr: name("name_fr"), de: name("name_de"), en: name("name_en") };
    // Without any name the vehicle is called after make and model.
    let is_named = [&names.nl, &names.fr, &names.de, &names.en].into_iter().flatten().any(|name| !name.is_empty());
    let patch = VehiclePatch {
        code: None,
        names: is_named.then_some(names),
        home_bay_id: None,
        make: text("make"),
        model: text("model"),
        category: row.parsed("category")?,
        body: row.parsed("body")?,
        fuel: row.parsed("fuel")?,
        seats: row.parsed("seats")?,
        step_free: row.boolean("step_free")?,
        child_seat_anchors: row.parsed("child_seat_anchors")?,
        chauffeured: row.boolean("chauffeured")?,
        vin: cell(row, "vin")?,
        euro_norm: cell(row, "euro_norm")?,
        co2_g_km: cell(row, "co2_g_km")?,
        boot_litres: cell(row, "boot_litres")?,
        range_km: cell(row, "range_km")?,
        battery_wh: cell(row, "battery_wh")?,
        charge_plug: cell(row, "charge_plug")?,
        max_charge_watts: cell(row, "max_charge_watts")?,
        first_registered_on: cell(row, "first_registered_on")?,
        acquired_on: cell(row, "acquired_on")?,
        acquisition_exception: cell(row, "acquisition_exception")?,
        lease: lease(row)?,
        remarks: cell(row, "remarks")?,
    };
    let from = row.parsed("plate_from")?;
    Ok(VehicleRow {
        line: row.line,
        code: row.text("code").ok_or_else(|| Refused::new(row.line, "code", "required"))?.to_owned(),
        home_bay: text("home_bay"),
        patch,
        plate: text("plate").map(|plate| (plate, from)),
    })
}

/// The lease is taken whole where the file has the column `lessor`: an empty one means that there is none.
fn lease(row: &Row) -> Result<Option<Option<Lease>>, Refused> {
    let Some(lessor) = row.get("lessor") else { return Ok(None) };
    if lessor.is_empty() {
        return Ok(Some(None));
    }
    let starts_on = row.parsed("lease_starts_on")?;
    Ok(Some(Some(Lease {
        lessor: lessor.to_owned(),
        starts_on: starts_on.ok_or_else(|| Refused::new(row.line, "lease_starts_on", "required"))?,
        ends_on: row.parsed("lease_ends_on")?,
        km_total: row.parsed("lease_km_total")?,
        km_per_year: row.parsed("lease_km_per_year")?,
        monthly_cents: row.parsed("lease_monthly_cents")?,
    })))
}

/// A vehicle as a row of a file, with its plate on a day.
pub(crate) fn to_cells(vehicle: &Vehicle, today: NaiveDate) -> Vec<String> {
    fn of<T: ToString>(value: Option<&T>) -> String {
        value.map(T::to_string).unwrap_or_default()
    }
    let details = &vehicle.details;
    let lease = details.lease.as_ref();
    let plate = vehicle.plate_on(today);
    // A name that nobody chose follows make and model.
    let chosen = vehicle.names != details.default_names();
    let names = if chosen { vehicle.names.clone() } else { Names::default() };
    vec![
        vehicle.code.clone(),
        names.nl,
        names.fr,
        names.de,
        names.en,
        vehicle.home_bay.code.clone(),
        details.make.clone(),
        details.model.clone(),
        of(details.vin.as_ref()),
        details.category.to_string(),
        details.body.to_string(),
        details.fuel.to_string(),
        of(details.euro_norm.as_ref()),
        of(details.co2_g_km.as_ref()),
        details.seats.to_string(),
        details.step_free.to_string(),
        details.child_seat_anchors.to_string(),
        of(details.boot_litres.as_ref()),
        of(details.range_km.as_ref()),
        of(details.battery_wh.as_ref()),
        of(details.charge_plug.as_ref()),
        of(details.max_charge_watts.as_ref()),
        of(details.first_registered_on.as_ref()),
        of(details.acquired_on.as_ref()),
        of(details.acquisition_exception.as_ref()),
        details.chauffeured.to_string(),
        of(lease.map(|lease| &lease.lessor)),
        of(lease.map(|lease| &lease.starts_on)),
        of(lease.and_then(|lease| lease.ends_on.as_ref())),
        of(lease.and_then(|lease| lease.km_total.as_ref())),
        of(lease.and_then(|lease| lease.km_per_year.as_ref())),
        of(lease.and_then(|lease| lease.monthly_cents.as_ref())),
        of(details.remarks.as_ref()),
        of(plate.map(|plate| &plate.plate)),
        of(plate.map(|plate| crate::model::day::of_number(plate.from)).as_ref()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vehicle::Fuel;

    #[test]
    fn a_column_that_is_absent_changes_nothing_and_an_empty_cell_empties() {
        let read = parse("code;fuel;range_km;lessor\nA;electric;;\nB;steam;;\n;petrol;;\nA;petrol;1;\n".as_bytes());
        let [row] = &read.rows[..] else { panic!("{read:?}") };
        assert_eq!((row.code.as_str(), row.line, row.patch.fuel), ("A", 2, Some(Fuel::Electric)));
        assert_eq!((row.patch.range_km, row.patch.boot_litres, &row.patch.lease), (Some(None), None, &Some(None)));
        let refused: Vec<_> =
            read.problems.iter().map(|one| (one.line, one.field.as_str(), one.why.as_str())).collect();
        assert_eq!(refused, [(3, "fuel", "invalid"), (4, "code", "required"), (5, "code", "repeated")]);
    }

    #[test]
    fn a_lease_has_a_first_day() {
        let read = parse("code,lessor,lease_starts_on\nA,Lessor,\nB,Lessor,2026-01-01\nC,Lessor,1/1/2026\n".as_bytes());
        let lease = read.rows[0].patch.lease.clone().flatten().unwrap();
        assert_eq!((lease.lessor.as_str(), lease.starts_on.to_string().as_str()), ("Lessor", "2026-01-01"));
        assert_eq!(read.problems.iter().map(|one| one.why.as_str()).collect::<Vec<_>>(), ["required", "invalid"]);
    }
}
