//! `GET /co2-factors`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Page, answer};
use kernel::id::Co2FactorId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    FleetError,
    model::{co2::Factor, energy::EnergyKind},
    policy::Permission,
    queries,
};

/// How much carbon dioxide a unit of energy makes, from a day on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Co2Factor)]
pub(crate) struct FactorBody {
    id: Co2FactorId,
    kind: EnergyKind,
    from: NaiveDate,
    /// Grams for a litre, a kilowatt-hour or a kilogram.
    grams: i64,
    /// Who says so.
    source: String,
    /// Whether somebody who knows must look at it.
    to_confirm: bool,
}

impl From<Factor> for FactorBody {
    fn from(factor: Factor) -> Self {
        let Factor { id, kind, from, grams, source, to_confirm } = factor;
        Self { id, kind, from, grams, source, to_confirm }
    }
}

/// How much carbon dioxide units of energy make, by kind, the last first.
#[utoipa::path(get, path = "/co2-factors", tag = "fleet",
    responses((status = 200, body = Page<FactorBody>), httpkit::ReadProblems))]
pub(crate) async fn list_co2_factors(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let all = queries::co2_factors((&state.db).into()).await?;
    answer(None, &Page::whole(all.into_iter().map(FactorBody::from).collect()))
}
