//! `POST /suppliers`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::contract_body::SupplierBody;
use crate::{commands, model::contract::AddSupplier};

/// Adds a supplier.
#[utoipa::path(post, path = "/suppliers", tag = "contracts", request_body = AddSupplier,
    responses((status = 201, body = SupplierBody), httpkit::WriteProblems))]
pub(crate) async fn add_supplier(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<AddSupplier>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let made = commands::add_supplier(&write.tx, &write.cx, input).await?;
    let (path, version) = (format!("/suppliers/{}", made.id), made.version);
    write.created(&path, Some(version), &SupplierBody::from(made)).await
}
