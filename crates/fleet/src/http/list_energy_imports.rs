//! `GET /energy-imports`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, answer};
use kernel::{Instant, id::EnergyImportId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::queries::{self, EnergyImport};

/// A file that was taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyImport)]
pub(crate) struct ImportBody {
    id: EnergyImportId,
    supplier: String,
    file_name: String,
    /// How many lines were taken.
    taken_count: i64,
    taken_at: Instant,
    /// The name of who took it.
    taken_by: Option<String>,
    /// When it was given back.
    undone_at: Option<Instant>,
}

/// The last fifty files that were taken, the last first.
#[utoipa::path(get, path = "/energy-imports", tag = "fleet",
    responses((status = 200, body = Page<ImportBody>), httpkit::ReadProblems))]
pub(crate) async fn list_energy_imports(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let all = queries::energy_imports((&state.db).into(), &caller.cx).await?;
    let items = all.into_iter().map(|one| {
        let EnergyImport { id, supplier, file_name, taken_count, taken_at, taken_by, undone_at } = one;
        ImportBody { id, supplier, file_name, taken_count, taken_at, taken_by, undone_at }
    });
    answer(None, &Page::whole(items.collect()))
}
