//! Rows of `inspection_regime`. Days are text.

use kernel::{Names, id::RegimeId};
use sea_orm::entity::prelude::*;

use crate::model::inspection::PerformerKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_regime")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegimeId,
    pub code: String,
    pub names: Names,
    pub class_code: String,
    pub legal_basis: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
    pub to_confirm: bool,
    pub performer: PerformerKind,
    pub lead_days: i64,
    pub retention_years: Option<i64>,
    pub repair_months: Option<i64>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
