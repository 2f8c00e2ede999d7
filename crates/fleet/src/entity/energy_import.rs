//! Rows of `energy_import`.

use kernel::{Instant, PersonId, id::EnergyImportId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "energy_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EnergyImportId,
    pub supplier: String,
    pub file_name: String,
    pub taken_count: i64,
    pub taken_at: Instant,
    pub taken_by: Option<PersonId>,
    pub undone_at: Option<Instant>,
    pub undone_by: Option<PersonId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
