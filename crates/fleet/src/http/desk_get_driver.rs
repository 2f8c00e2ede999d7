//! `GET /vehicle-reservations/{id}/desk-driver`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::{OccurrenceId, PersonId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::desk_body::DeskDriverBody;
use crate::queries;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Who is to drive.
    person: PersonId,
}

/// Whether somebody may drive the vehicle of a reservation today, and what speaks against it.
#[utoipa::path(get, path = "/vehicle-reservations/{id}/desk-driver", tag = "fleet", params(("id" = OccurrenceId, Path), Filter),
    responses((status = 200, body = DeskDriverBody), httpkit::ReadProblems))]
pub(crate) async fn get_desk_driver(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    Query(Filter { person }): Query<Filter>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let line = queries::desk_line(conn, &caller.cx, id).await?;
    let driver = queries::desk_driver(conn, &caller.cx, person, &line.vehicle).await?;
    answer(None, &DeskDriverBody::new(&state, caller.cx.lang, driver))
}
