//! `PATCH /suppliers/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::SupplierId;

use super::contract_body::SupplierBody;
use crate::{
    commands::{self, ChangeSupplier},
    model::contract::SupplierPatch,
};

/// Changes a supplier.
#[utoipa::path(patch, path = "/suppliers/{id}", tag = "contracts", request_body = SupplierPatch,
    params(("id" = SupplierId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = SupplierBody), httpkit::VersionedProblems))]
pub(crate) async fn change_supplier(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<SupplierId>,
    seen: IfMatch,
    Json(patch): Json<SupplierPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let change = ChangeSupplier { id, seen: seen.version(), patch };
    let changed = commands::change_supplier(&write.tx, &write.cx, change).await?;
    write.ok(Some(changed.version), &SupplierBody::from(changed)).await
}
