//! `PUT /floors/{id}/plan`

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, State},
    http::StatusCode,
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Path, Query};
use kernel::{Class, PlaceId};
use media::{PlanError, plan};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::map_body::PlanBody;
use crate::{
    base::not_found,
    commands::{self, SetFloorPlan},
    policy::Permission,
    queries,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scale {
    /// How many millimetres a pixel (or a unit of the drawing) is, where it is known: areas are then told in square metres.
    #[param(minimum = 1, maximum = 10000)]
    mm_per_unit: Option<i64>,
}

/// The file itself, not a form.
#[derive(Debug, ToSchema)]
#[schema(as = FloorPlanFile, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct File(Vec<u8>);

/// Puts the plan of a floor: JPEG, PNG, WebP or SVG as its content says, at most 20 MB and 40 megapixels. Pictures are kept
/// without metadata, drawings are written anew without anything that runs or loads.
#[utoipa::path(put, path = "/floors/{id}/plan", tag = "places", params(("id" = PlaceId, Path), Scale),
    request_body(content = File, content_type = "application/octet-stream"),
    responses((status = 200, body = PlanBody), httpkit::WriteProblems))]
pub(crate) async fn set_floor_plan(
    State(state): State<AppState>,
    caller: Caller,
    Path(floor): Path<PlaceId>,
    Query(Scale { mm_per_unit }): Query<Scale>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not change it is turned away before anything is read.
    let place = queries::one(state.db.read(), floor).await?.ok_or(not_found("floor"))?;
    Permission::ManagePlaces.require(&caller.cx.actor, &[place.site_id.0, floor.0])?;
    let file = Bytes::from_request(request, &state).await.map_err(|refusal| match refusal.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::from(PlanError::TooManyBytes),
        _ => ApiError::new(Class::Malformed, "body_cut_off"),
    })?;
    let prepared = plan::prepare_in_turn(file).await?;
    let write = caller.begin(&state).await?;
    let set = SetFloorPlan { floor, plan: prepared, mm_per_unit };
    let kept = commands::set_floor_plan(&write.tx, &write.cx, set).await?;
    let version = kept.version;
    write.ok(Some(version), &PlanBody::new(floor, kept)).await
}
