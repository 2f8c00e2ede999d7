//! `GET /energy-profiles`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, answer};

use super::energy_profile_body::ProfileBody;
use crate::queries;

/// How the statements of each supplier are read, by name.
#[utoipa::path(get, path = "/energy-profiles", tag = "fleet",
    responses((status = 200, body = Page<ProfileBody>), httpkit::ReadProblems))]
pub(crate) async fn list_energy_profiles(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let all = queries::energy_profiles((&state.db).into(), &caller.cx).await?;
    let items = all.into_iter().map(|(supplier, mapping)| ProfileBody { supplier, mapping });
    answer(None, &Page::whole(items.collect()))
}
