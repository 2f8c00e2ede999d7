//! What becomes of the lines of a statement.

use buildings::sheet::Refused;
use kernel::{
    BookableId, Instant, WallTime,
    id::{EnergyId, EnergyImportId},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    energy_file::EnergyRow,
    model::energy::{EnergyKind, EnergyNotice, Taken},
    queries::Vehicle,
};

kernel::text_enum! {
    /// What becomes of a line.
    pub enum EnergyOutcome {
        /// It is taken.
        Taken = "taken",
        /// It is there already, or stands in the file before.
        Duplicate = "duplicate",
        /// It cannot be taken.
        Refused = "refused",
    }
}

/// A line of a statement, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EnergyLine {
    /// The line of the file, 1 = the header.
    pub line: u64,
    /// What becomes of it.
    pub outcome: EnergyOutcome,
    /// Whose it is.
    pub vehicle_id: Option<BookableId>,
    /// The code of the vehicle.
    pub vehicle_code: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// What.
    pub kind: Option<EnergyKind>,
    /// Thousandths of a litre, a kilowatt-hour or a kilogram.
    pub quantity: Option<i64>,
    /// What it cost.
    pub cents: Option<i64>,
    /// In which currency.
    pub currency: Option<String>,
    /// What is there already.
    pub duplicate_of: Option<EnergyId>,
    /// The line of the file that says the same.
    pub duplicate_of_line: Option<u64>,
    /// What is wrong with it: the column, and why.
    pub problems: Vec<Refused>,
    /// What is strange about it, and no reason not to take it.
    pub notices: Vec<EnergyNotice>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EnergyReport)]
pub struct EnergyReport {
    /// The import; none when nothing was taken.
    pub import_id: Option<EnergyImportId>,
    /// How many lines were taken.
    pub taken: u64,
    /// How many are there already.
    pub duplicates: u64,
    /// How many cannot be taken.
    pub refused: u64,
    /// What becomes of each line, in the order of the file.
    pub lines: Vec<EnergyLine>,
}

pub(super) fn taken_of(row: &EnergyRow, vehicle: &Vehicle, supplier: &str) -> Taken {
    Taken {
        vehicle: vehicle.id,
        at: WallTime::new(row.at).instant_or_next(vehicle.zone),
        kind: row.kind,
        quantity: row.quantity,
        cents: row.cents,
        odometer_km: row.odometer_km,
        supplier: supplier.to_owned(),
        reference: row.reference.clone(),
    }
}

pub(super) fn line_of(row: &EnergyRow, vehicle: &Vehicle, at: Instant) -> EnergyLine {
    EnergyLine {
        vehicle_id: Some(vehicle.id),
        vehicle_code: Some(vehicle.code.clone()),
        at: Some(at),
        outcome: EnergyOutcome::Taken,
        problems: vec![],
        ..refused(row, "", "")
    }
}

pub(super) fn refused(row: &EnergyRow, column: &str, why: &str) -> EnergyLine {
    EnergyLine {
        kind: Some(row.kind),
        quantity: Some(row.quantity),
        cents: Some(row.cents),
        currency: Some(row.currency.clone()),
        ..broken(Refused::new(row.line, column, why))
    }
}

pub(super) fn broken(problem: Refused) -> EnergyLine {
    EnergyLine {
        line: problem.line,
        outcome: EnergyOutcome::Refused,
        vehicle_id: None,
        vehicle_code: None,
        at: None,
        kind: None,
        quantity: None,
        cents: None,
        currency: None,
        duplicate_of: None,
        duplicate_of_line: None,
        problems: vec![problem],
        notices: vec![],
    }
}
