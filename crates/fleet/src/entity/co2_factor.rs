//! Rows of `co2_factor`.

use kernel::id::Co2FactorId;
use sea_orm::entity::prelude::*;

use crate::model::{day::Day, energy::EnergyKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "co2_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Co2FactorId,
    pub kind: EnergyKind,
    pub from_day: Day,
    pub grams: i64,
    pub source: String,
    pub to_confirm: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
