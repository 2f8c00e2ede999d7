//! `PATCH /session`: keep the language I work in.

use axum::{extract::State, response::Response};
use directory::{Authenticated, commands};
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems};
use kernel::Lang;
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::SessionView;

/// What changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionChange {
    language: Lang,
}

/// Keeps the language on the person, for answers, mails and all their devices.
#[utoipa::path(
    patch, path = "/session", request_body = SessionChange,
    responses((status = 200, description = "Kept", body = SessionView), WriteProblems)
)]
pub(super) async fn change_session(
    State(state): State<AppState>,
    caller: Caller,
    Json(SessionChange { language }): Json<SessionChange>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::change_language(&write.tx, &write.cx, language).await?;
    let mut who = Authenticated::clone(&caller.who);
    who.me.language = language;
    write.ok(None, &SessionView::of(&state, &who, language)).await
}
