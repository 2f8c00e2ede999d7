//! `POST /contracts`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::contract_body::{ContractBody, today};
use crate::{base::not_found, commands, model::contract::AddContract, queries};

/// Adds a contract with a supplier.
#[utoipa::path(post, path = "/contracts", tag = "contracts", request_body = AddContract,
    responses((status = 201, body = ContractBody), httpkit::WriteProblems))]
pub(crate) async fn add_contract(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<AddContract>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let made = commands::add_contract(&write.tx, &write.cx, input).await?;
    let supplier = queries::supplier(&write.tx, made.supplier_id).await?.ok_or(not_found("supplier"))?;
    let (path, version, today) = (format!("/contracts/{}", made.id), made.version, today(write.cx.now));
    write.created(&path, Some(version), &ContractBody::new(made, supplier, today)).await
}
