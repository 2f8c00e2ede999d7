//! The engine's refusals as problem documents: with words, with what is in the way, with ways on.

use booking::{
    BookingError,
    commands::{create_booking::NewBooking, plan::DatePlan},
    queries::{
        alternatives::alternatives,
        load::{Selection, load},
    },
};
use httpkit::{ApiError, AppState, Caller};
use kernel::{BookableId, Interval, Zone};
use serde_json::json;

use super::{
    engine,
    views::{alternative, findings},
};
use crate::booking::views::in_the_way;

/// The problem behind an error. Where a new booking was refused, `wanted` is what was asked, and alternatives are looked for.
pub(super) async fn explain(
    state: &AppState,
    caller: &Caller,
    error: BookingError,
    wanted: Option<&NewBooking>,
) -> ApiError {
    match error {
        BookingError::Refused(refusal) => {
            let dates = refusal.dates.clone();
            let problem = ApiError::from(BookingError::Refused(refusal));
            match with_reasons(state, caller, problem, &dates, wanted).await {
                Ok(problem) | Err(problem) => problem,
            }
        }
        other => other.into(),
    }
}

async fn with_reasons(
    state: &AppState,
    caller: &Caller,
    problem: ApiError,
    dates: &[DatePlan],
    wanted: Option<&NewBooking>,
) -> Result<ApiError, ApiError> {
    let cx = &caller.cx;
    let zone = dates.first().map_or(Zone::UTC, |date| date.slot.zone);
    let refused: Vec<&DatePlan> = dates.iter().filter(|date| date.is_refused()).collect();
    let mut ids: Vec<BookableId> =
        refused.iter().flat_map(|date| date.verdicts.iter().map(|verdict| verdict.bookable)).collect();
    ids.sort_unstable();
    ids.dedup();
    let span = Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let loaded = load(engine(state), (&state.db).into(), &Selection::of(&ids), span).await?;
    let conflicts: Vec<_> = refused.iter().flat_map(|date| in_the_way(state, cx, &loaded, date)).collect();
    let ways = match wanted {
        Some(wanted) => alternatives(engine(state), (&state.db).into(), cx, wanted).await?,
        None => vec![],
    };
    let ways: Vec<_> = ways.iter().map(|way| alternative(cx, zone, way)).collect();
    let found = findings(state, cx, zone, refused.iter().flat_map(|date| date.findings()));
    Ok(problem.with("findings", json!(found)).with("conflicts", json!(conflicts)).with("alternatives", json!(ways)))
}
