//! Rows of `meter`.

use kernel::{
    Names,
    id::{InstallationId, MeterId},
};
use sea_orm::entity::prelude::*;

use crate::model::meter::{Meter, MeterUnit};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeterId,
    pub installation_id: InstallationId,
    pub code: String,
    pub names: Names,
    pub unit: MeterUnit,
    pub retired: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Meter {
    fn from(row: Model) -> Self {
        let Model { id, installation_id, code, names, unit, retired } = row;
        Self { id, installation_id, code, names, unit, retired }
    }
}
