//! `GET /installations`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{
    PlaceId,
    id::{ContractId, InstallationId},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::installation_body::InstallationBody;
use crate::{
    model::installation::{Criticality, Installation},
    policy::Permission,
    queries::{self, InstallationFilter},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Only in this place and everything inside it.
    place: Option<PlaceId>,
    /// Only of this class.
    class: Option<String>,
    /// Only the direct parts of this one.
    parent: Option<InstallationId>,
    /// Only those that are so critical.
    criticality: Option<Criticality>,
    /// Only those under this contract; for whoever sees contracts.
    contract: Option<ContractId>,
    /// Only those that do not work (`true`), or only those that do (`false`).
    out_of_service: Option<bool>,
    /// Words that the code, a name, the maker or the model contains, without regard to case and accents.
    q: Option<String>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// Installations, by code.
#[utoipa::path(get, path = "/installations", tag = "installations", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<InstallationBody>), httpkit::ReadProblems))]
pub(crate) async fn list_installations(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, place, class, parent, criticality, contract, out_of_service, q, retired } = filter;
    if contract.is_some() {
        Permission::SeeContracts.require_anywhere(&caller.cx.actor)?;
    }
    let retired = retired.unwrap_or_default();
    let filter = InstallationFilter { site, place, class, parent, criticality, contract, out_of_service, q, retired };
    let after: Option<String> = paging.after()?;
    let conn = state.db.read();
    let found = queries::list_installations(conn, &filter, after.as_deref(), paging.fetch()).await?;
    let Page { items, next_cursor } = Page::of(found, &paging, |one: &Installation| one.code.clone());
    let items = queries::describe(conn, items).await?;
    let items = items.into_iter().map(|one| InstallationBody::new(one, &caller.cx)).collect();
    answer(None, &Page { items, next_cursor })
}
