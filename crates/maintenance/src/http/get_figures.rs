//! `GET /maintenance-figures`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, answer};

use super::figures::{FiguresQuery, Reckoning};
use crate::queries::Figures;

/// The figures about maintenance in a period: times to acknowledge and to repair, promises kept, what waits, planned against
/// reactive work, inspections overdue now and ahead, open remarks, reopened work, faults that came back, cost and downtime of
/// installations. Each with its definition in the caller's language and the count it rests on.
#[utoipa::path(get, path = "/maintenance-figures", tag = "maintenance", params(FiguresQuery),
    responses((status = 200, body = Figures), httpkit::ReadProblems))]
pub(crate) async fn get_maintenance_figures(
    State(state): State<AppState>,
    caller: Caller,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    let figures = Reckoning::begin(state, caller, query).await?.figures().await?;
    answer(None, &figures)
}
