//! Rows of `vehicle_block`.

use kernel::{BookableId, ClosureId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_block")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vehicle_id: BookableId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cause_id: Uuid,
    pub closure_id: ClosureId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
