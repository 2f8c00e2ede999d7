//! Rows of `inspection_interval`.

use kernel::{Names, id::RegimeId};
use sea_orm::entity::prelude::*;

use crate::model::inspection::{Applies, Interval};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_interval")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub regime_id: RegimeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub position: i64,
    pub names: Names,
    pub months: i64,
    pub applies: Applies,
    pub covered_by: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Interval {
    fn from(row: Model) -> Self {
        let Model { regime_id: _, code, position: _, names, months, applies, covered_by } = row;
        Self { code, names, months, applies, covered_by }
    }
}
