//! Rows of `bookable_unit`.

use kernel::{BookableId, UnitId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bookable_unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bookable_id: BookableId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit_id: UnitId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
