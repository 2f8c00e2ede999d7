//! `PATCH /emission-rules/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::EmissionRuleId;

use super::emission_body::SchemeBody;
use crate::{
    commands::{self, RulePatch},
    queries,
};

/// Changes a rule on emissions.
#[utoipa::path(patch, path = "/emission-rules/{id}", tag = "fleet", request_body = RulePatch,
    params(("id" = EmissionRuleId, Path), ("if-match" = String, Header, description = "`\"v\"` and the `version` the caller saw")),
    responses((status = 200, body = SchemeBody), httpkit::VersionedProblems))]
pub(crate) async fn change_emission_rule(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EmissionRuleId>,
    seen: IfMatch,
    Json(patch): Json<RulePatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let of = commands::change_rule(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let scheme = queries::scheme((&write.tx).into(), of).await?;
    let lang = write.cx.lang;
    write.ok(None, &SchemeBody::new(scheme, lang)).await
}
