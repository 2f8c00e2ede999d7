//! What the endpoints that read a statement have in common.

use axum::{body::Bytes, extract::Request};
use httpkit::{ApiError, AppState, Caller, Form};
use utoipa::ToSchema;

use super::body::file_too_large;
use crate::{
    FleetError, commands::EnergyStatement, energy_file, model::energy_mapping::EnergyMapping, policy::Permission,
};

/// The largest statement, in bytes.
pub(crate) const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = EnergyStatementForm)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// A CSV file, at most 8 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Whose statement it is.
    supplier: String,
    /// What the file is called.
    file_name: Option<String>,
    /// How it is read: an `EnergyMapping` as JSON.
    mapping: String,
}

/// The form with a file; refused before anything is unpacked for whoever may not.
pub(super) async fn form(
    state: &AppState,
    caller: &Caller,
    request: Request,
    texts: &[&str],
) -> Result<(Form, Bytes), ApiError> {
    Permission::ManageFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let mut form = Form::read(request, state, "file", texts, || file_too_large(MAX_BYTES)).await?;
    let file = Form::required(form.file(), "file")?;
    Ok((form, file))
}

/// The statement of a request.
pub(super) async fn read(state: &AppState, caller: &Caller, request: Request) -> Result<EnergyStatement, ApiError> {
    let (mut form, file) = form(state, caller, request, &["supplier", "file_name", "mapping"]).await?;
    let supplier = Form::required(form.text("supplier"), "supplier")?;
    let mapping: String = Form::required(form.text("mapping"), "mapping")?;
    let mapping: EnergyMapping = serde_json::from_str(&mapping).map_err(|_| ApiError::parameter("mapping", "json"))?;
    mapping.check().map_err(FleetError::from)?;
    let file_name: String =
        form.text("file_name").unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect();
    let rows = energy_file::parse(&file[..], &mapping);
    Ok(EnergyStatement { supplier, file_name, mapping, rows })
}
