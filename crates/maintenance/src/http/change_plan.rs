//! `PATCH /maintenance-plans/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::{PlanId, TeamId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    commands::{self, PlanPatch},
    model::{
        plan::{CountedFrom, TriggerInput},
        priority::{Impact, Urgency},
    },
    queries::{self, PlanDetail},
};

/// What changes about a plan: an absent member stays as it is, null empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MaintenancePlanChange)]
pub(crate) struct Input {
    code: Option<String>,
    title: Option<String>,
    #[serde(default, deserialize_with = "httpkit::present")]
    description: Option<Option<String>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    team_id: Option<Option<TeamId>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    checklist_id: Option<Option<Uuid>>,
    impact: Option<Impact>,
    urgency: Option<Urgency>,
    minutes: Option<i64>,
    /// All of it. Counts from today, or from the last date for which work was made.
    trigger: Option<TriggerInput>,
    counted_from: Option<CountedFrom>,
}

/// Changes a plan. It keeps its place and installation, and its tickets stay as they are.
#[utoipa::path(patch, path = "/maintenance-plans/{id}", tag = "maintenance", request_body = Input,
    params(("id" = PlanId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = PlanDetail), httpkit::VersionedProblems))]
pub(crate) async fn change_maintenance_plan(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlanId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, title, description, team_id, checklist_id, impact, urgency, minutes, trigger, counted_from } =
        input;
    let patch = PlanPatch {
        code,
        title,
        description,
        team: team_id,
        checklist: checklist_id,
        impact,
        urgency,
        minutes,
        trigger,
        counted_from,
    };
    let write = caller.begin(&state).await?;
    let id = commands::change_plan(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let now = queries::plan(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.plan.version), &now).await
}
