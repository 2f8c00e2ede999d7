//! `GET /emission-schemes`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, answer};
use serde::Serialize;
use utoipa::ToSchema;

use super::emission_body::SchemeBody;
use crate::{FleetError, policy::Permission, queries};

/// All rules on emissions.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EmissionSchemes)]
pub(crate) struct Schemes {
    items: Vec<SchemeBody>,
}

/// The low-emission zones and the rules on buying, with what they ask from which day on.
#[utoipa::path(get, path = "/emission-schemes", tag = "fleet",
    responses((status = 200, body = Schemes), httpkit::ReadProblems))]
pub(crate) async fn list_emission_schemes(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let schemes = queries::schemes((&state.db).into()).await?;
    answer(None, &Schemes { items: schemes.into_iter().map(|one| SchemeBody::new(one, caller.cx.lang)).collect() })
}
