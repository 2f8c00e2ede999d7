//! Rows of `energy_profile`.

use kernel::id::EnergyProfileId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "energy_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EnergyProfileId,
    pub supplier: String,
    /// JSON.
    pub mapping: String,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
