//! Rows of `bookable_scope`.

use kernel::{BookableId, ScopeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bookable_scope")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub bookable_id: BookableId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub depth: i64,
    pub scope_id: ScopeId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
