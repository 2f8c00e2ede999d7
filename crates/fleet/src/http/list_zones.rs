//! `GET /low-emission-zones`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, answer};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{model::emission::EmissionSchemeKind, queries};

/// A zone that a reservation can go to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LowEmissionZone)]
pub(crate) struct ZoneBody {
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// All zones.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LowEmissionZones)]
pub(crate) struct Zones {
    items: Vec<ZoneBody>,
}

/// The low-emission zones by their names, to say where one goes. What they ask of a vehicle is under `/emission-schemes`.
#[utoipa::path(get, path = "/low-emission-zones", tag = "fleet",
    responses((status = 200, body = Zones), httpkit::ReadProblems))]
pub(crate) async fn list_low_emission_zones(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Response, ApiError> {
    let schemes = queries::schemes((&state.db).into()).await?;
    let zones = schemes.into_iter().filter(|one| one.kind == EmissionSchemeKind::Zone);
    let mut items: Vec<ZoneBody> =
        zones.map(|one| ZoneBody { name: one.names.get(caller.cx.lang).to_owned(), code: one.code }).collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    answer(None, &Zones { items })
}
