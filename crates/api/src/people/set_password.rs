//! `POST /people/{id}/set-password`: a new password.

use axum::{extract::State, http::HeaderMap, response::Response};
use directory::{DirectoryError, commands, policy};
use httpkit::{ApiError, AppState, Caller, Json, Path, WriteProblems, session_key};
use kernel::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

/// The new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    #[schema(min_length = 12, format = Password)]
    password: String,
    /// The present one, when it is one's own.
    #[schema(format = Password)]
    current_password: Option<String>,
}

/// Sets a password and ends the person's other sessions. Set by somebody else, it ends all of them, and the tokens.
///
/// At least 12 characters; no rules about which. Not kept for `Idempotency-Key`: setting it twice changes nothing.
#[utoipa::path(
    post, path = "/people/{id}/set-password", request_body = NewPassword,
    params(("id" = PersonId, Path, description = "The person")),
    responses((status = 204, description = "Set"), WriteProblems)
)]
pub(super) async fn set_password(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    headers: HeaderMap,
    Json(NewPassword { password, current_password }): Json<NewPassword>,
) -> Result<Response, ApiError> {
    let own = policy::is_own(&caller.cx.actor, id);
    let person = directory::queries::person(state.db.read(), id).await?;
    let manage = policy::Permission::ManagePeople;
    // Looked at here too, so that nobody makes us hash for nothing; the command decides.
    if !own && !directory::queries::is_in_scope_of(state.db.read(), &caller.cx.actor, manage, &person).await? {
        return Err(DirectoryError::Forbidden(manage.name()).into());
    }
    if own {
        let current = current_password.ok_or_else(|| DirectoryError::field("current_password", "missing"))?;
        commands::check_own_password(&state.db, &caller.cx, current).await?;
    }
    let hashed = directory::hash_password(password, &person.login).await?;
    let keep = session_key(&headers).filter(|_| own);
    let write = caller.begin(&state).await?;
    commands::set_password(&write.tx, &write.cx, id, hashed, keep.as_deref()).await?;
    write.no_content().await
}
