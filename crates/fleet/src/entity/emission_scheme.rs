//! Rows of `emission_scheme`.

use kernel::{Names, id::SchemeId};
use sea_orm::entity::prelude::*;

use crate::model::emission::EmissionSchemeKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "emission_scheme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SchemeId,
    pub kind: EmissionSchemeKind,
    pub code: String,
    pub names: Names,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
