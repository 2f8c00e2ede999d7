//! Rows of `room_feature`.

use kernel::BookableId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "room_feature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub room_id: BookableId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub feature_code: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
