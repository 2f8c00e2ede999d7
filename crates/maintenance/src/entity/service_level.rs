//! Rows of `service_level`.

use kernel::id::TeamId;
use sea_orm::entity::prelude::*;

use crate::model::priority::Priority;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_level")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Option<TeamId>,
    pub priority: Priority,
    pub acknowledge_minutes: i64,
    pub fix_minutes: i64,
    pub warn_minutes: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
