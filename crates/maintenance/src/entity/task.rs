//! Rows of `task`.

use kernel::{Instant, Names, PersonId, id::TicketId};
use sea_orm::entity::prelude::*;

use crate::model::task::TaskKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ticket_id: TicketId,
    pub position: i64,
    pub kind: TaskKind,
    pub names: Names,
    pub demands: String,
    pub required: bool,
    pub answer: Option<String>,
    pub note: Option<String>,
    pub failed: Option<bool>,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<Instant>,
    pub opened_ticket_id: Option<TicketId>,
    pub reading_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
