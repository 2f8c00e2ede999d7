//! Rows of `maintenance_plan`.

use kernel::{
    Instant, PlaceId, WallTime, Zone,
    id::{InstallationId, MeterId, PlanId, TeamId},
};
use sea_orm::entity::prelude::*;

use crate::model::{
    plan::{CountedFrom, TriggerKind},
    priority::{Impact, Urgency},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "maintenance_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    pub code: String,
    pub title: String,
    pub description: Option<String>,
    pub site_id: PlaceId,
    pub place_id: Option<PlaceId>,
    pub installation_id: Option<InstallationId>,
    pub team_id: Option<TeamId>,
    pub checklist_id: Option<Uuid>,
    pub impact: Impact,
    pub urgency: Urgency,
    pub minutes: i64,
    pub trigger_kind: TriggerKind,
    pub recurrence: Option<String>,
    pub starts_at: Option<WallTime>,
    pub time_zone: Option<Zone>,
    pub dealt_until: Option<WallTime>,
    pub meter_id: Option<MeterId>,
    pub every_units: Option<i64>,
    pub base_total: Option<i64>,
    pub ahead: i64,
    pub counted_from: CountedFrom,
    pub paused_at: Option<Instant>,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
