//! Rows of `plate_assignment`.

use kernel::{BookableId, id::PlateId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plate_assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlateId,
    pub vehicle_id: BookableId,
    pub plate: String,
    pub unusual: bool,
    pub from_day: i64,
    pub until_day: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
