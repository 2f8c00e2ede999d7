//! Rows of `emission_rule`.

use kernel::id::{EmissionRuleId, SchemeId};
use sea_orm::entity::prelude::*;

use crate::model::{
    day::Day,
    emission::{EmissionAdmits, EuroNorm, RuleFuel},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "emission_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmissionRuleId,
    pub scheme_id: SchemeId,
    pub valid_from: Day,
    pub fuel: RuleFuel,
    pub admits: EmissionAdmits,
    pub min_norm: Option<EuroNorm>,
    pub source: String,
    pub to_confirm: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
