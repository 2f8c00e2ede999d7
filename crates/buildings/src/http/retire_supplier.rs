//! `POST /suppliers/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::SupplierId;

use super::contract_body::SupplierBody;
use crate::commands::{self, RetireSupplier};

/// Retires a supplier; refused while a contract with it is in use.
#[utoipa::path(post, path = "/suppliers/{id}/retire", tag = "contracts",
    params(("id" = SupplierId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = SupplierBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_supplier(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<SupplierId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let retired = commands::retire_supplier(&write.tx, &write.cx, RetireSupplier { id, seen }).await?;
    write.ok(Some(retired.version), &SupplierBody::from(retired)).await
}
