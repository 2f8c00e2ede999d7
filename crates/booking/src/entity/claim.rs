//! Rows of `claim`.

use kernel::{BookableId, Instant, LayoutId, OccurrenceId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub occurrence_id: OccurrenceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub bookable_id: BookableId,
    pub layout_id: Option<LayoutId>,
    pub setup_minutes: i64,
    pub cleanup_minutes: i64,
    pub blocked_from: Instant,
    pub blocked_to: Instant,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
