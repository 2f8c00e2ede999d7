//! `POST /people`: add a colleague.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems};
use kernel::{Lang, OrgUnitId, PlaceId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::PersonView;

/// A new colleague.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPerson {
    /// Lower-case letters, digits, `. _ - @`; begins with a letter or digit.
    #[schema(min_length = 2, max_length = 64, example = "anna.peeters")]
    login: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(max_length = 254, format = Email)]
    email: String,
    language: Lang,
    #[serde(default)]
    org_unit_id: Option<OrgUnitId>,
    #[serde(default)]
    site_id: Option<PlaceId>,
}

/// Adds a colleague, without roles or password.
#[utoipa::path(
    post, path = "/people", request_body = NewPerson,
    responses((status = 201, description = "Added", body = PersonView), WriteProblems)
)]
pub(super) async fn add_person(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewPerson>,
) -> Result<Response, ApiError> {
    let NewPerson { login, name, email, language, org_unit_id, site_id } = input;
    let input = commands::NewPerson { login, name, email, language, org_unit: org_unit_id, site: site_id };
    let write = caller.begin(&state).await?;
    let person = commands::add_person(&write.tx, &write.cx, input).await?;
    let path = format!("/people/{}", person.id);
    write.created(&path, Some(person.version), &PersonView::of(person, caller.cx.lang)).await
}
