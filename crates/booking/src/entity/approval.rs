//! Rows of `approval`.

use kernel::{ApprovalId, BookableId, Instant, OccurrenceId, PersonId};
use sea_orm::entity::prelude::*;

use crate::model::booking::ApprovalState;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApprovalId,
    pub occurrence_id: OccurrenceId,
    pub bookable_id: BookableId,
    pub stage: i64,
    pub state: ApprovalState,
    pub requested_at: Instant,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Instant>,
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
