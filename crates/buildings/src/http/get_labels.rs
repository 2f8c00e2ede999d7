//! `GET /labels`

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Query, download};
use kernel::{Class, PlaceId, id::InstallationId};
use media::labels;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    policy::Permission,
    queries::{self, Labelled},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Of {
    /// Of the spaces in this place and the installations in it, with everything inside.
    place: Option<PlaceId>,
    /// Of one installation.
    installation: Option<InstallationId>,
}

/// A PDF as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = LabelSheets, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Pdf(Vec<u8>);

/// Labels with QR codes to be printed, 24 on a sheet of A4 (70 × 37 mm), at most 480 of them. Whoever scans one gets to
/// `/r/…` on this server. Name either a place or an installation.
#[utoipa::path(get, path = "/labels", tag = "installations", params(Of),
    responses((status = 200, body = Pdf, content_type = "application/pdf"), httpkit::ReadProblems))]
pub(crate) async fn get_labels(
    State(state): State<AppState>,
    caller: Caller,
    Query(Of { place, installation }): Query<Of>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let of = match (place, installation) {
        (Some(place), None) => Labelled::Place(place),
        (None, Some(installation)) => Labelled::Installation(installation),
        (None, None) => {
            let missing = ApiError::new(Class::Malformed, "missing_parameter").with("field", "place");
            return Err(missing.field("place", "missing"));
        }
        (Some(_), Some(_)) => {
            return Err(ApiError::parameter("installation", "not_both"));
        }
    };
    let server = server(&state, &headers);
    let lang = caller.cx.lang;
    let found = queries::labels(state.db.read(), of, &server, lang, labels::MAX_LABELS).await?;
    let (site, found) = found.ok_or_else(ApiError::not_found)?;
    // Labels are for those who stick them on: what they lead to lets anybody report something there.
    Permission::ManageInstallations.require(&caller.cx.actor, &[site.0])?;
    let title = format!("Intendant · {}", found.first().map_or("", |label| label.code.as_str()));
    let pdf = labels::sheets_in_turn(title, found).await.map_err(ApiError::internal)?;
    download("application/pdf", "labels.pdf", pdf)
}

/// The address under which callers see this server: the one that was set, else the one that was called.
fn server(state: &AppState, headers: &HeaderMap) -> String {
    if let Some(public) = &state.settings.public_url {
        return public.clone();
    }
    let scheme = if state.settings.secure { "https" } else { "http" };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    format!("{scheme}://{host}")
}
