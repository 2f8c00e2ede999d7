//! Rows of `closed_day`.

use kernel::{Names, ScopeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "closed_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope_id: ScopeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: String,
    pub names: Names,
    pub source: String,
    pub removed: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
