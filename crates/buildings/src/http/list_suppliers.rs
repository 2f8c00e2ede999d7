//! `GET /suppliers`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use serde::Deserialize;
use utoipa::IntoParams;

use super::contract_body::SupplierBody;
use crate::{model::contract::Supplier, policy::Permission, queries};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Words that the code or the name contains, without regard to case and accents.
    q: Option<String>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The suppliers, by code.
#[utoipa::path(get, path = "/suppliers", tag = "contracts", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<SupplierBody>), httpkit::ReadProblems))]
pub(crate) async fn list_suppliers(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter { q, retired }, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    Permission::SeeContracts.require_anywhere(&caller.cx.actor)?;
    let after: Option<String> = paging.after()?;
    let retired = retired.unwrap_or_default();
    let found =
        queries::list_suppliers(state.db.read(), q.as_deref(), retired, after.as_deref(), paging.fetch()).await?;
    let page = Page::of(found, &paging, |one: &Supplier| one.code.clone());
    answer(None, &page.map(SupplierBody::from))
}
