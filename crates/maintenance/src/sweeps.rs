//! What is done again and again in the background.

use std::sync::Arc;

use httpkit::{AppState, SweepError};
use kernel::Ctx;

use crate::commands;

fn context(state: &AppState) -> Ctx {
    Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep")
}

/// Warns of promises that come to their end, and marks those that were broken.
pub(crate) async fn watch_service_levels(state: AppState) -> Result<u64, SweepError> {
    Ok(commands::watch_service_levels(&state.db, &context(&state)).await?)
}

/// Looks again at which bookings depend on which tickets.
pub(crate) async fn judge_anew(state: AppState) -> Result<u64, SweepError> {
    Ok(commands::judge_anew(&state.db, &context(&state)).await?)
}

/// Makes the tickets of what plans have due.
pub(crate) async fn make_planned_work(state: AppState) -> Result<u64, SweepError> {
    Ok(commands::make_planned_work(&state.db, &context(&state)).await?)
}

/// Plans the inspections that come up.
pub(crate) async fn plan_inspections(state: AppState) -> Result<u64, SweepError> {
    Ok(commands::plan_inspections(&state.db, &context(&state)).await?)
}

/// Keeps the shipped rules of inspections that are missing.
pub(crate) async fn add_standard_regimes(state: AppState) -> Result<u64, SweepError> {
    let cx = context(&state);
    let tx = state.db.begin(&cx).await?;
    let added = commands::add_standard_regimes(&tx, &cx).await?;
    tx.commit().await?;
    Ok(added)
}

/// Forgets who reported how often.
pub(crate) async fn forget_throttles(state: AppState) -> Result<u64, SweepError> {
    let cx = context(&state);
    let tx = state.db.begin(&cx).await?;
    let gone = commands::forget_throttles(&tx, &cx).await?;
    tx.commit().await?;
    Ok(gone)
}

/// Forgets the keys under which guests reported.
pub(crate) async fn forget_guest_reports(state: AppState) -> Result<u64, SweepError> {
    let cx = context(&state);
    let tx = state.db.begin(&cx).await?;
    let gone = commands::forget_guest_reports(&tx, &cx).await?;
    tx.commit().await?;
    Ok(gone)
}
