//! `GET /tickets/board`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, answer};
use kernel::{PlaceId, id::TeamId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, Board, BoardFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site; else on all on which the caller sees tickets.
    site: Option<PlaceId>,
    team: Option<TeamId>,
}

/// What is to be done, in columns by state: how many, and the fifty most urgent of each.
#[utoipa::path(get, path = "/tickets/board", tag = "tickets", params(Filter),
    responses((status = 200, body = Board), httpkit::ReadProblems))]
pub(crate) async fn get_board(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { site, team }): Query<Filter>,
) -> Result<Response, ApiError> {
    let board = queries::board(state.db.read(), &caller.cx, BoardFilter { site, team }).await?;
    answer(None, &board)
}
