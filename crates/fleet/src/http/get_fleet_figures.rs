//! `GET /fleet-figures`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, answer};

use super::figures::FiguresQuery;
use crate::queries::FleetFigures;

/// The figures of the fleet in a period: use of bookable hours, the most vehicles out at once, kilometres against leases,
/// no-shows, late returns, zero emission, cost and carbon dioxide; of each vehicle and of all.
#[utoipa::path(get, path = "/fleet-figures", tag = "fleet", params(FiguresQuery),
    responses((status = 200, body = FleetFigures), httpkit::ReadProblems))]
pub(crate) async fn get_fleet_figures(
    State(state): State<AppState>,
    caller: Caller,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    answer(None, &query.reckon(&state, &caller).await?)
}
