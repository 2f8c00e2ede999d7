//! Takes contracts and their suppliers from a file.

use db::WriteTx;
use kernel::Ctx;

use super::{contracts, suppliers};
use crate::{
    BuildingsError,
    import::contracts::{ContractRows, Step, World, plan},
    queries,
    sheet::Report,
};

/// Adds what is new and changes what differs, found by code; what cannot be taken is reported and the rest goes on.
/// Taking the same file twice changes nothing. With `dry_run` nothing is written and the report says what would be.
pub async fn import_contracts(
    tx: &WriteTx,
    cx: &Ctx,
    rows: ContractRows,
    dry_run: bool,
) -> Result<Report, BuildingsError> {
    let ContractRows { rows, problems } = rows;
    let world = World::new(queries::all_suppliers(tx).await?, queries::all_contracts(tx).await?);
    let plan = plan(cx, world, rows)?;
    let mut report = Report { refused: problems, ..Report::default() };
    report.refused.extend(plan.refused);
    report.refused.sort_by_key(|refused| refused.line);
    for (supplier, contract) in plan.steps {
        match (&contract, &supplier) {
            (Step::Add(_), _) => report.taken += 1,
            (Step::Keep, Step::Keep) => report.unchanged += 1,
            _ => report.updated += 1,
        }
        if dry_run {
            continue;
        }
        match supplier {
            Step::Keep => {}
            Step::Add(one) => suppliers::insert(tx, &one).await?,
            Step::Change { from, to } => drop(suppliers::update(tx, &from, to, "supplier.changed").await?),
        }
        match contract {
            Step::Keep => {}
            Step::Add(one) => contracts::insert(tx, &one).await?,
            Step::Change { from, to } => drop(contracts::update(tx, &from, to, "contract.changed").await?),
        }
    }
    Ok(report)
}
