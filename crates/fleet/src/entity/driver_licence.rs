//! Rows of `driver_licence`.

use kernel::id::DriverId;
use sea_orm::entity::prelude::*;

use crate::model::{day::Day, driver::LicenceCategory};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "driver_licence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub driver_id: DriverId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub category: LicenceCategory,
    pub valid_to: Option<Day>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
