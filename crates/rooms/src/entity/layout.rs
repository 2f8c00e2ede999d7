//! Rows of `layout`.

use kernel::{BookableId, LayoutId, Names};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "layout")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LayoutId,
    pub room_id: BookableId,
    pub code: String,
    pub names: Names,
    pub capacity: i64,
    pub setup_minutes: i64,
    pub cleanup_minutes: i64,
    pub is_default: bool,
    pub retired: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
