//! What is done again and again in the background.

use std::sync::Arc;

use booking::Engine;
use httpkit::{AppState, SweepError};
use kernel::Ctx;

use crate::commands;

fn context(state: &AppState) -> Ctx {
    Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep")
}

/// Keeps the shipped rules on emissions that are missing.
pub(crate) async fn add_standard_schemes(state: AppState) -> Result<u64, SweepError> {
    let cx = context(&state);
    let tx = state.db.begin(&cx).await?;
    let added = commands::add_standard_schemes(&tx, &cx).await?;
    tx.commit().await?;
    Ok(added)
}

/// Keeps vehicles for which something is overdue that must be in order.
pub(crate) async fn block_overdue(state: AppState) -> Result<u64, SweepError> {
    Ok(commands::block_overdue(state.get::<Engine>(), &state.db, &context(&state)).await?)
}

/// Keeps the shipped factors of carbon dioxide, where there are none.
pub(crate) async fn add_standard_co2_factors(state: AppState) -> Result<u64, SweepError> {
    let cx = context(&state);
    let tx = state.db.begin(&cx).await?;
    let added = commands::add_standard_co2_factors(&tx, &cx).await?;
    tx.commit().await?;
    Ok(added)
}
