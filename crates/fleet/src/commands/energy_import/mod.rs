//! Takes energy from the statement of a supplier, and gives a whole statement back.

use std::collections::HashMap;

use db::{WriteTx, sql::Raw};
use kernel::{
    Ctx, Entry, FieldError,
    field::one_line,
    id::{EnergyId, EnergyImportId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;

use super::energy::row_of;
use crate::{
    FleetError,
    energy_file::EnergyRows,
    entity::{energy_import, energy_transaction},
    model::{
        energy::{EnergyNotice, Register, Taken},
        energy_mapping::EnergyMapping,
        vehicle::MAX_LINE,
    },
    policy::Permission,
    queries,
};

mod holders;
mod lines;
mod profile;
mod undo;

use holders::Holders;
use lines::{broken, line_of, refused, taken_of};

pub use lines::{EnergyLine, EnergyOutcome, EnergyReport};
pub use profile::keep_energy_profile;
pub use undo::undo_energy_import;

/// How many rows are written at once: the databases take so many values in a statement.
const CHUNK: usize = 200;

/// A statement to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyStatement {
    /// Whose.
    pub supplier: String,
    /// What the file is called.
    pub file_name: String,
    /// How it was read: for whose cards are.
    pub mapping: EnergyMapping,
    /// What was read.
    pub rows: EnergyRows,
}

/// Takes what is new of a statement. A line belongs to the vehicle that had its plate on its day, or, where it has none, to the
/// one whose card it is: by the mapping, or by what the card was used for before. What is there already is left alone, so that
/// taking a file twice changes nothing. With `dry_run` nothing is written, and the report says what would be.
pub async fn import_energy(
    tx: WriteTx,
    cx: &Ctx,
    statement: EnergyStatement,
    dry_run: bool,
) -> Result<EnergyReport, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let EnergyStatement { supplier, file_name, mapping, rows: EnergyRows { rows, problems } } = statement;
    let supplier = one_line("supplier", &supplier, MAX_LINE)?;
    if supplier.is_empty() {
        return Err(FieldError::new("supplier", "required").into());
    }
    let holders = Holders::load(&tx, &rows, &mapping).await?;
    let mut lines: Vec<EnergyLine> = problems.into_iter().map(broken).collect();
    let mut found = vec![];
    for row in rows {
        match holders.of(cx, &row) {
            Ok(vehicle) => found.push((taken_of(&row, vehicle, &supplier), vehicle, row)),
            Err((column, why)) => lines.push(refused(&row, column, why)),
        }
    }
    if !dry_run {
        one_at_a_time(&tx).await?;
    }
    let wanted: Vec<Taken> = found.iter().map(|(taken, ..)| taken.clone()).collect();
    let (mut known, mut read) = (Register::default(), Register::default());
    for (id, taken) in queries::energy_near((&tx).into(), &wanted).await? {
        known.add(&taken, id);
    }
    let id = EnergyImportId::new(&*cx.ids);
    let mut new: Vec<(u64, Taken)> = vec![];
    let mut rows = vec![];
    for (taken, vehicle, row) in found {
        let mut line = line_of(&row, vehicle, taken.at);
        let (same, before) = (known.same(&taken), read.same(&taken));
        if same.is_some() || before.is_some() {
            (line.outcome, line.duplicate_of, line.duplicate_of_line) = (EnergyOutcome::Duplicate, same, before);
        } else {
            rows.push(row_of(cx, EnergyId::new(&*cx.ids), &taken, row.currency, row.card, row.station, Some(id)));
            read.add(&taken, row.line);
            new.push((row.line, taken));
        }
        lines.push(line);
    }
    let strange =
        queries::energy_notices((&tx).into(), &new.iter().map(|(_, taken)| taken.clone()).collect::<Vec<_>>()).await?;
    let strange: HashMap<u64, Vec<EnergyNotice>> = new.iter().map(|(line, _)| *line).zip(strange).collect();
    for line in lines.iter_mut().filter(|line| line.outcome == EnergyOutcome::Taken) {
        line.notices = strange.get(&line.line).cloned().unwrap_or_default();
    }
    lines.sort_by_key(|line| line.line);
    let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count() as u64;
    let mut report = EnergyReport {
        import_id: None,
        taken: count(EnergyOutcome::Taken),
        duplicates: count(EnergyOutcome::Duplicate),
        refused: count(EnergyOutcome::Refused),
        lines,
    };
    if !dry_run && !rows.is_empty() {
        report.import_id = Some(id);
        let taken_count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let import = energy_import::ActiveModel {
            id: Set(id),
            supplier: Set(supplier.clone()),
            file_name: Set(file_name),
            taken_count: Set(taken_count),
            taken_at: Set(cx.now),
            taken_by: Set(cx.actor.person),
            undone_at: Set(None),
            undone_by: Set(None),
        };
        energy_import::Entity::insert(import).exec_without_returning(&tx).await?;
        for chunk in rows.chunks(CHUNK) {
            energy_transaction::Entity::insert_many(chunk.to_vec()).exec_without_returning(&tx).await?;
        }
        let data = json!({ "supplier": supplier, "taken": taken_count });
        tx.record(Entry::new("energy_import.taken", "energy_import", id.0).data(data));
        tx.commit().await?;
    }
    Ok(report)
}

/// Lets nobody else take a statement meanwhile: of two who take one file at once, the second finds everything there.
async fn one_at_a_time(tx: &WriteTx) -> Result<(), FleetError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT one FROM fleet_settings WHERE one = 1").push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}
