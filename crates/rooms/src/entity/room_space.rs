//! Rows of `room_space`.

use kernel::{BookableId, PlaceId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "room_space")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub room_id: BookableId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: PlaceId,
    pub position: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
