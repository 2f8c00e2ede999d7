//! `GET /installations/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::InstallationId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    document_body::{DocumentBody, today_at},
    installation_body::{InstallationBody, InstallationInShort, MeterBody, PlaceInShort, sees_details},
};
use crate::queries::{self, WholeInstallation};

/// Everything about an installation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WholeInstallation)]
pub(crate) struct Body {
    #[serde(flatten)]
    installation: InstallationBody,
    /// The way from the site down to where it stands.
    path: Vec<PlaceInShort>,
    /// What it is a part of.
    parent: Option<InstallationInShort>,
    /// Its direct parts, by code.
    parts: Vec<InstallationInShort>,
    /// Its meters with what they showed last; empty for whoever does not see details.
    meters: Vec<MeterBody>,
    /// Its documents, the oldest first; empty for whoever does not see details.
    documents: Vec<DocumentBody>,
}

/// One installation, retired or not.
#[utoipa::path(get, path = "/installations/{id}", tag = "installations", params(("id" = InstallationId, Path)),
    responses((status = 200, body = Body), httpkit::ReadProblems))]
pub(crate) async fn get_installation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
) -> Result<Response, ApiError> {
    let cx = &caller.cx;
    let whole = queries::whole_installation(state.db.read(), id).await?.ok_or_else(ApiError::not_found)?;
    let WholeInstallation { described, path, parent, parts, meters, documents } = whole;
    let version = described.installation.version;
    let details = sees_details(&cx.actor, described.installation.site_id);
    let (meters, documents) = if details { (meters, documents) } else { (vec![], vec![]) };
    let today = today_at(&described.site, cx.now);
    let body = Body {
        installation: InstallationBody::new(described, cx),
        path: path.iter().map(|place| PlaceInShort::new(place, cx.lang)).collect(),
        parent: parent.map(|one| InstallationInShort::new(one, cx.lang)),
        parts: parts.into_iter().map(|one| InstallationInShort::new(one, cx.lang)).collect(),
        meters: meters.into_iter().map(|(meter, last)| MeterBody::new(meter, last, cx.lang)).collect(),
        documents: documents.into_iter().map(|one| DocumentBody::new(one, today)).collect(),
    };
    answer(Some(version), &body)
}
