//! `GET /energy-profiles` and `PUT /energy-profiles`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Page, answer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{commands, model::energy_mapping::EnergyMapping, queries};

/// How the statements of a supplier are read.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EnergyProfile)]
pub(crate) struct ProfileBody {
    #[schema(max_length = 120)]
    supplier: String,
    mapping: EnergyMapping,
}

/// How the statements of each supplier are read, by name.
#[utoipa::path(get, path = "/energy-profiles", tag = "fleet",
    responses((status = 200, body = Page<ProfileBody>), httpkit::ReadProblems))]
pub(crate) async fn list_energy_profiles(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let all = queries::energy_profiles((&state.db).into(), &caller.cx).await?;
    let items = all.into_iter().map(|(supplier, mapping)| ProfileBody { supplier, mapping });
    answer(None, &Page::whole(items.collect()))
}

/// Keeps how the statements of a supplier are read, in place of what was kept for that supplier.
#[utoipa::path(put, path = "/energy-profiles", tag = "fleet", request_body = ProfileBody,
    responses((status = 200, body = ProfileBody), httpkit::WriteProblems))]
pub(crate) async fn keep_energy_profile(
    State(state): State<AppState>,
    caller: Caller,
    Json(body): Json<ProfileBody>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::keep_energy_profile(&write.tx, &write.cx, &body.supplier, &body.mapping).await?;
    write.ok(None, &body).await
}
