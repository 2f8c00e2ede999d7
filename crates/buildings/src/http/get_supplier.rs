//! `GET /suppliers/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::SupplierId;

use super::contract_body::SupplierBody;
use crate::{policy::Permission, queries};

/// One supplier, retired or not.
#[utoipa::path(get, path = "/suppliers/{id}", tag = "contracts", params(("id" = SupplierId, Path)),
    responses((status = 200, body = SupplierBody), httpkit::ReadProblems))]
pub(crate) async fn get_supplier(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<SupplierId>,
) -> Result<Response, ApiError> {
    Permission::SeeContracts.require_anywhere(&caller.cx.actor)?;
    let supplier = queries::supplier(state.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    answer(Some(supplier.version), &SupplierBody::from(supplier))
}
