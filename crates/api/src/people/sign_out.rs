//! `DELETE /session`: sign out.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, session_cookie, session_key};

/// Ends the session on the server and takes the cookie away. Who has none is signed out already.
#[utoipa::path(delete, path = "/session", responses((status = 204, description = "Signed out")))]
pub(super) async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
    caller: Option<Caller>,
) -> Result<Response, ApiError> {
    if let (Some(caller), Some(key)) = (caller, session_key(&headers)) {
        let write = caller.begin(&state).await?;
        commands::sign_out(&write.tx, &write.cx, &key).await?;
        write.no_content().await?;
    }
    let cookie = session_cookie(&state, None).to_string();
    let cookie = HeaderValue::from_str(&cookie).map_err(ApiError::internal)?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
