//! `POST /session`: sign in.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use directory::{Credential, commands};
use httpkit::{ApiError, AppState, Json, RequestInfo, WriteProblems, session_cookie, session_key};
use kernel::Ctx;
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::SessionView;

/// Login and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    /// In any case.
    #[schema(example = "anna.peeters")]
    login: String,
    #[schema(format = Password)]
    password: String,
}

/// Signs in: sets the session cookie and ends the session the browser had before.
///
/// Unknown people and wrong passwords get the same answer after the same time. After five failures a login has to wait.
#[utoipa::path(
    post, path = "/session", request_body = SignIn, security(()),
    responses((status = 200, description = "Signed in", body = SessionView), WriteProblems)
)]
pub(super) async fn sign_in(
    State(state): State<AppState>,
    info: RequestInfo,
    headers: HeaderMap,
    Json(SignIn { login, password }): Json<SignIn>,
) -> Result<Response, ApiError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), info.id());
    let input = commands::SignIn {
        login,
        password,
        address: info.address().map(|address| address.to_string()),
        old_session: session_key(&headers),
        minutes: state.settings.session_minutes,
    };
    let session = commands::sign_in(&state.db, &cx, input).await?;
    let who = directory::authenticate(state.db.read(), cx.now, Credential::Session(&session.key))
        .await?
        .ok_or_else(|| ApiError::internal("a session that has just begun is not there"))?;
    let lang = if headers.contains_key(header::ACCEPT_LANGUAGE) { info.lang() } else { who.me.language };
    let mut response = httpkit::answer(None, &SessionView::of(&state, &who, lang))?;
    let cookie = session_cookie(&state, Some(session.key)).to_string();
    response.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(ApiError::internal)?);
    Ok(response)
}
