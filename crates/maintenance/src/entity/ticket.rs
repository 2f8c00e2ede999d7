//! Rows of `ticket`.

use kernel::{
    Instant, PersonId, PlaceId,
    id::{InstallationId, TeamId, TicketId},
};
use sea_orm::entity::prelude::*;

use crate::model::{
    priority::{Impact, Priority, Urgency},
    state::TicketState,
    ticket::TicketKind,
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    pub number: i64,
    pub kind: TicketKind,
    pub title: String,
    pub description: Option<String>,
    pub site_id: PlaceId,
    pub place_id: PlaceId,
    pub installation_id: Option<InstallationId>,
    pub reporter_id: Option<PersonId>,
    pub guest_name: Option<String>,
    pub guest_email: Option<String>,
    pub guest_language: Option<String>,
    pub follow_hash: Option<String>,
    pub impact: Impact,
    pub urgency: Urgency,
    pub priority: Priority,
    pub raised: bool,
    pub state: TicketState,
    pub reason: Option<String>,
    pub team_id: Option<TeamId>,
    pub assignee_id: Option<PersonId>,
    pub worked_by: Option<PersonId>,
    pub planned_from: Option<Instant>,
    pub planned_to: Option<Instant>,
    pub reported_at: Instant,
    pub clock_from: Instant,
    pub acknowledged_at: Option<Instant>,
    pub started_at: Option<Instant>,
    pub done_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub held_since: Option<Instant>,
    pub held_minutes: i64,
    pub acknowledge_by: Option<Instant>,
    pub warn_at: Option<Instant>,
    pub fix_by: Option<Instant>,
    pub warned_at: Option<Instant>,
    pub breached_at: Option<Instant>,
    pub duplicate_of: Option<TicketId>,
    pub opened_from: Option<TicketId>,
    pub reopened_count: i64,
    pub rating: Option<i64>,
    pub rating_note: Option<String>,
    pub search_key: String,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
