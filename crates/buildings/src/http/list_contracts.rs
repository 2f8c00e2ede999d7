//! `GET /contracts`

use axum::{extract::State, response::Response};
use chrono::{Days, NaiveDate};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::id::SupplierId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::contract_body::{ContractBody, today};
use crate::{
    model::contract::{Contract, Supplier},
    policy::Permission,
    queries::{self, ContractFilter},
};

/// How far ahead one may ask what has to be decided, in days.
const MAX_DAYS: u64 = 3650;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only with this supplier.
    supplier: Option<SupplierId>,
    /// Only those that end before this day; the first to end come first.
    ending_before: Option<NaiveDate>,
    /// Only those about which somebody has to decide today or within so many days; the most urgent come first.
    #[param(minimum = 0, maximum = 3650)]
    notice_within_days: Option<u64>,
    /// Words that the number or the title contains, without regard to case and accents.
    q: Option<String>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The contracts, by number unless a filter says otherwise.
#[utoipa::path(get, path = "/contracts", tag = "contracts", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<ContractBody>), httpkit::ReadProblems))]
pub(crate) async fn list_contracts(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    Permission::SeeContracts.require_anywhere(&caller.cx.actor)?;
    let Filter { supplier, ending_before, notice_within_days, q, retired } = filter;
    let today = today(caller.cx.now);
    let last = match notice_within_days {
        Some(days) => {
            let last =
                Some(days).filter(|days| *days <= MAX_DAYS).and_then(|days| today.checked_add_days(Days::new(days)));
            Some(last.ok_or_else(|| ApiError::parameter("notice_within_days", "count"))?)
        }
        None => None,
    };
    let notice_between = last.map(|last| (today, last));
    let filter = ContractFilter { supplier, ending_before, notice_between, q, retired: retired.unwrap_or_default() };
    let after = paging.after()?;
    let found = queries::list_contracts(state.db.read(), &filter, after.as_ref(), paging.fetch()).await?;
    let page = Page::of(found, &paging, |(contract, _): &(Contract, Supplier)| filter.key(contract));
    answer(None, &page.map(|(contract, supplier)| ContractBody::new(contract, supplier, today)))
}
