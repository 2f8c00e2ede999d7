//! `POST /contracts/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::ContractId;

use super::contract_body::{ContractBody, today};
use crate::{
    base::not_found,
    commands::{self, RetireContract},
    queries,
};

/// Retires a contract. Installations keep it as what they were maintained under.
#[utoipa::path(post, path = "/contracts/{id}/retire", tag = "contracts",
    params(("id" = ContractId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = ContractBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_contract(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ContractId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let retired = commands::retire_contract(&write.tx, &write.cx, RetireContract { id, seen }).await?;
    let supplier = queries::supplier(&write.tx, retired.supplier_id).await?.ok_or(not_found("supplier"))?;
    let (version, today) = (retired.version, today(write.cx.now));
    write.ok(Some(version), &ContractBody::new(retired, supplier, today)).await
}
