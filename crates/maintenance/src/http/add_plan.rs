//! `POST /maintenance-plans`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::{
    PlaceId,
    id::{InstallationId, TeamId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    commands::{self, NewPlan},
    model::{
        plan::{CountedFrom, TriggerInput},
        priority::{Impact, Urgency},
    },
    queries::{self, PlanDetail},
};

/// A plan to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMaintenancePlan)]
pub(crate) struct Input {
    /// Unique among plans: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "LIFT-1-QUARTER")]
    code: String,
    /// What its tickets are called.
    #[schema(max_length = 200, example = "Driemaandelijks onderhoud lift 1")]
    title: String,
    #[schema(max_length = 4000)]
    description: Option<String>,
    /// Where; may be left out with an installation or a meter: then it is wherever that stands.
    place_id: Option<PlaceId>,
    /// At what; may be left out with a meter.
    installation_id: Option<InstallationId>,
    team_id: Option<TeamId>,
    /// What is asked of the work.
    checklist_id: Option<Uuid>,
    /// Whom it touches when it is not done; a person, unless told.
    impact: Option<Impact>,
    /// How much that hurts; it can wait, unless told.
    urgency: Option<Urgency>,
    /// How long the work takes; 60 unless told.
    minutes: Option<i64>,
    trigger: TriggerInput,
    /// From where the next work counts; `last_due` unless told. A rule with `COUNT` cannot count from when work was done.
    counted_from: Option<CountedFrom>,
}

/// Makes a plan of work that comes again. Its tickets are made ahead of time, each date once, also when the system was down
/// on the day; what an earlier ticket left undone goes to the next.
#[utoipa::path(post, path = "/maintenance-plans", tag = "maintenance", request_body = Input,
    responses((status = 201, body = PlanDetail), httpkit::WriteProblems))]
pub(crate) async fn add_maintenance_plan(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input {
        code,
        title,
        description,
        place_id,
        installation_id,
        team_id,
        checklist_id,
        impact,
        urgency,
        minutes,
        trigger,
        counted_from,
    } = input;
    let input = NewPlan {
        code,
        title,
        description,
        place: place_id,
        installation: installation_id,
        team: team_id,
        checklist: checklist_id,
        impact,
        urgency,
        minutes,
        trigger,
        counted_from,
    };
    let write = caller.begin(&state).await?;
    let id = commands::add_plan(&write.tx, &write.cx, input).await?;
    let made = queries::plan(&write.tx, &write.cx, id).await?;
    write.created(&format!("/maintenance-plans/{id}"), Some(made.plan.version), &made).await
}
