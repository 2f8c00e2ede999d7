//! Rows of `inspection_remark`. Days are text.

use kernel::{
    Instant, PersonId,
    id::{InspectionId, RemarkId, TicketId},
};
use sea_orm::entity::prelude::*;

use crate::model::inspection::RemarkState;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_remark")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RemarkId,
    pub inspection_id: InspectionId,
    pub position: i64,
    pub text: String,
    pub deadline: Option<String>,
    pub state: RemarkState,
    pub ticket_id: Option<TicketId>,
    pub cleared_at: Option<Instant>,
    pub cleared_by: Option<PersonId>,
    pub cleared_note: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
