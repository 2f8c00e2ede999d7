//! `GET /contracts/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::ContractId;

use super::contract_body::{ContractBody, today};
use crate::{base::not_found, policy::Permission, queries};

/// One contract, retired or not.
#[utoipa::path(get, path = "/contracts/{id}", tag = "contracts", params(("id" = ContractId, Path)),
    responses((status = 200, body = ContractBody), httpkit::ReadProblems))]
pub(crate) async fn get_contract(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ContractId>,
) -> Result<Response, ApiError> {
    Permission::SeeContracts.require_anywhere(&caller.cx.actor)?;
    let conn = state.db.read();
    let contract = queries::contract(conn, id).await?.ok_or(not_found("contract"))?;
    let supplier = queries::supplier(conn, contract.supplier_id).await?.ok_or(not_found("supplier"))?;
    answer(Some(contract.version), &ContractBody::new(contract, supplier, today(caller.cx.now)))
}
