//! `DELETE /emission-rules/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::EmissionRuleId;

use crate::commands;

/// Removes a rule that never held. The journal remembers.
#[utoipa::path(delete, path = "/emission-rules/{id}", tag = "fleet",
    params(("id" = EmissionRuleId, Path), ("if-match" = Option<String>, Header, description = "`\"v\"` and the `version` the caller saw")),
    responses((status = 204), httpkit::VersionedProblems))]
pub(crate) async fn remove_emission_rule(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EmissionRuleId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_rule(&write.tx, &write.cx, id, seen.and_then(IfMatch::version)).await?;
    write.no_content().await
}
