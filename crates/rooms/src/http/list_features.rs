//! `GET /features`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, answer};
use kernel::{Lang, Names};
use serde::Serialize;
use utoipa::ToSchema;

use crate::queries::{self, Feature};

/// Something a room can have.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Feature)]
pub(crate) struct FeatureBody {
    #[schema(example = "videoconference")]
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
}

impl FeatureBody {
    pub(crate) fn new(feature: Feature, lang: Lang) -> Self {
        let Feature { code, names } = feature;
        Self { code, name: names.get(lang).to_owned(), names }
    }
}

/// Everything that rooms can have, by code.
#[utoipa::path(get, path = "/features", tag = "rooms",
    responses((status = 200, body = Page<FeatureBody>), httpkit::ReadProblems))]
pub(crate) async fn list_features(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let features = queries::features(state.db.read()).await?;
    answer(None, &Page::whole(features.into_iter().map(|one| FeatureBody::new(one, caller.cx.lang)).collect()))
}
