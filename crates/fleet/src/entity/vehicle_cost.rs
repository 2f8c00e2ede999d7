//! Rows of `vehicle_cost`.

use kernel::{BookableId, PersonId, id::CostId};
use sea_orm::entity::prelude::*;

use crate::model::{cost::CostKind, day::Day};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_cost")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CostId,
    pub vehicle_id: BookableId,
    pub kind: CostKind,
    pub on_day: Day,
    pub months: i64,
    pub cents: i64,
    pub note: Option<String>,
    pub noted_by: Option<PersonId>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
