//! Takes installations from a file.

use std::collections::HashSet;

use db::WriteTx;
use kernel::Ctx;
use sea_orm::EntityTrait;

use super::{
    define_installation_class::{add_standard_installation_classes, standard_codes},
    installations::{insert, update},
};
use crate::{
    BuildingsError,
    entity::place,
    import::installations::{InstallationRows, Step, World, plan},
    model::Place,
    queries,
    sheet::Report,
};

/// Adds what is new and changes what differs, found by code; what cannot be taken is reported and the rest goes on.
/// Taking the same file twice changes nothing. With `dry_run` nothing is written and the report says what would be.
pub async fn import_installations(
    tx: &WriteTx,
    cx: &Ctx,
    rows: InstallationRows,
    dry_run: bool,
) -> Result<Report, BuildingsError> {
    let InstallationRows { rows, problems } = rows;
    if !dry_run {
        add_standard_installation_classes(tx).await?;
    }
    let places = place::Entity::find().all(tx).await?.into_iter().map(Place::from).collect();
    let known = queries::installation_classes(tx).await?.into_iter().map(|class| class.code);
    let classes: HashSet<String> = known.chain(standard_codes()).collect();
    let (suppliers, contracts) = (queries::all_suppliers(tx).await?, queries::all_contracts(tx).await?);
    let world = World::new(places, classes, suppliers, contracts, queries::all_installations(tx).await?);
    let plan = plan(cx, world, rows);
    let mut report = Report { refused: problems, ..Report::default() };
    report.refused.extend(plan.refused);
    report.refused.sort_by_key(|refused| refused.line);
    for step in plan.steps {
        match step {
            Step::Keep => report.unchanged += 1,
            Step::Add(one) => {
                if !dry_run {
                    insert(tx, &one).await?;
                }
                report.taken += 1;
            }
            Step::Change { from, to } => {
                if !dry_run {
                    update(tx, &from, *to, "installation.changed", None).await?;
                }
                report.updated += 1;
            }
        }
    }
    Ok(report)
}
