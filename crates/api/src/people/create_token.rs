//! `POST /tokens`: a token for a program.

use axum::{extract::State, response::Response};
use directory::{DirectoryError, commands};
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems};
use kernel::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::views::TokenView;

/// What the token is for, what it may, and until when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewToken {
    #[schema(min_length = 1, max_length = 100, example = "door panel, press room")]
    name: String,
    /// The names of the permissions it is limited to (as in the session's `may`); empty: all that the person has.
    #[serde(default)]
    scopes: Vec<String>,
    /// At most 366 days from now.
    expires_at: Instant,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedToken {
    #[serde(flatten)]
    token: TokenView,
    /// What the program sends as `Authorization: Bearer`. Shown this once.
    #[schema(example = "int_…")]
    secret: String,
}

/// Makes a token for the caller. Its secret is shown once: a repeat under the same `Idempotency-Key` is a 409.
#[utoipa::path(
    post, path = "/tokens", request_body = NewToken,
    responses((status = 201, description = "Made", body = CreatedToken), WriteProblems)
)]
pub(super) async fn create_token(
    State(state): State<AppState>,
    caller: Caller,
    Json(NewToken { name, scopes, expires_at }): Json<NewToken>,
) -> Result<Response, ApiError> {
    if crate::unknown_permission(&scopes).is_some() {
        return Err(DirectoryError::field("scopes", "unknown").into());
    }
    let write = caller.begin(&state).await?;
    let input = commands::NewToken { person: caller.who.me.id, name, scopes, expires_at };
    let commands::TokenSecret { token, secret } = commands::create_token(&write.tx, &write.cx, input).await?;
    let path = format!("/tokens/{}", token.id);
    write.created_secret(&path, &CreatedToken { token: token.into(), secret }).await
}
