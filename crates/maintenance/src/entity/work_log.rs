//! Rows of `work_log`.

use kernel::{Instant, PersonId, id::TicketId};
use sea_orm::entity::prelude::*;

use crate::model::ticket::WorkKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ticket_id: TicketId,
    pub kind: WorkKind,
    pub person_id: PersonId,
    pub worked_on: String,
    pub minutes: Option<i64>,
    pub quantity: Option<i64>,
    pub cost_cents: Option<i64>,
    pub note: String,
    pub created_at: Instant,
    pub struck_at: Option<Instant>,
    pub struck_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
