//! Takes places from a file.

use db::WriteTx;
use kernel::Ctx;
use sea_orm::EntityTrait;

use super::{add_place::insert, change_place::update};
use crate::{
    BuildingsError,
    entity::place,
    import::{PlaceRows, Step, plan},
    model::Place,
    sheet::Report,
};

/// Adds what is new and changes what differs, found by code; what cannot be taken is reported and the rest goes on.
/// Taking the same file twice changes nothing. With `dry_run` nothing is written and the report says what would be.
pub async fn import_places(tx: &WriteTx, cx: &Ctx, rows: PlaceRows, dry_run: bool) -> Result<Report, BuildingsError> {
    let PlaceRows { rows, problems } = rows;
    let places: Vec<Place> = place::Entity::find().all(tx).await?.into_iter().map(Place::from).collect();
    let plan = plan(cx, places, rows);
    let mut report = Report { refused: problems, ..Report::default() };
    report.refused.extend(plan.refused);
    report.refused.sort_by_key(|refused| refused.line);
    for step in plan.steps {
        match step {
            Step::Keep => report.unchanged += 1,
            Step::Add(place) => {
                if !dry_run {
                    insert(tx, cx, &place).await?;
                }
                report.taken += 1;
            }
            Step::Change { from, to } => {
                if !dry_run {
                    update(tx, cx, &from, *to).await?;
                }
                report.updated += 1;
            }
        }
    }
    Ok(report)
}
