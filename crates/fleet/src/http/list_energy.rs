//! `GET /energy-transactions`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};

use super::{energy_body::EnergyBody, energy_filter::Filter};
use crate::{
    FleetError,
    policy::Permission,
    queries::{self, EnergyKey, EnergyTaken},
};

/// Energy that vehicles took on the sites whose fleet the caller sees, the last first, each with what is strange about it.
#[utoipa::path(get, path = "/energy-transactions", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<EnergyBody>), httpkit::ReadProblems))]
pub(crate) async fn list_energy(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let after: Option<EnergyKey> = paging.after()?;
    let found = queries::list_energy((&state.db).into(), &caller.cx, &filter.into(), after, paging.fetch()).await?;
    let page = Page::of(found, &paging, EnergyTaken::key);
    answer(None, &page.map(|one| EnergyBody::new(&state, &caller.cx, one)))
}
