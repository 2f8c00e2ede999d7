//! Rows of `installation_class`.

use kernel::Names;
use sea_orm::entity::prelude::*;

use crate::model::installation::InstallationClass;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation_class")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub names: Names,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for InstallationClass {
    fn from(Model { code, names }: Model) -> Self {
        Self { code, names }
    }
}
