//! `PATCH /people/{id}`: change a colleague.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, VersionedProblems};
use kernel::{Lang, OrgUnitId, PersonId, PlaceId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::PersonView;

/// What changes; what is left out stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "absent leaves it, null takes it away")]
pub(super) struct PersonChange {
    login: Option<String>,
    name: Option<String>,
    #[schema(format = Email)]
    email: Option<String>,
    language: Option<Lang>,
    /// Null: no unit.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<OrgUnitId>)]
    org_unit_id: Option<Option<OrgUnitId>>,
    /// Null: no site.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<PlaceId>)]
    site_id: Option<Option<PlaceId>>,
}

/// Changes a colleague.
#[utoipa::path(
    patch, path = "/people/{id}", request_body = PersonChange,
    params(("id" = PersonId, Path, description = "The person"), ("If-Match" = String, Header, description = "The version seen")),
    responses((status = 200, description = "Changed", body = PersonView), VersionedProblems)
)]
pub(super) async fn change_person(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    seen: IfMatch,
    Json(input): Json<PersonChange>,
) -> Result<Response, ApiError> {
    let PersonChange { login, name, email, language, org_unit_id, site_id } = input;
    let change = commands::PersonChange { login, name, email, language, org_unit: org_unit_id, site: site_id };
    let write = caller.begin(&state).await?;
    let person = commands::change_person(&write.tx, &write.cx, id, seen.version(), change).await?;
    write.ok(Some(person.version), &PersonView::of(person, caller.cx.lang)).await
}
