//! `PATCH /contracts/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::ContractId;

use super::contract_body::{ContractBody, today};
use crate::{
    base::not_found,
    commands::{self, ChangeContract},
    model::contract::ContractPatch,
    queries,
};

/// Changes a contract. It keeps its supplier.
#[utoipa::path(patch, path = "/contracts/{id}", tag = "contracts", request_body = ContractPatch,
    params(("id" = ContractId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = ContractBody), httpkit::VersionedProblems))]
pub(crate) async fn change_contract(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ContractId>,
    seen: IfMatch,
    Json(patch): Json<ContractPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let change = ChangeContract { id, seen: seen.version(), patch };
    let changed = commands::change_contract(&write.tx, &write.cx, change).await?;
    let supplier = queries::supplier(&write.tx, changed.supplier_id).await?.ok_or(not_found("supplier"))?;
    let (version, today) = (changed.version, today(write.cx.now));
    write.ok(Some(version), &ContractBody::new(changed, supplier, today)).await
}
