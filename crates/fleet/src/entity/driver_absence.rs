//! Rows of `driver_absence`.

use kernel::{
    ClosureId, Instant,
    id::{AbsenceId, DriverId},
};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "driver_absence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AbsenceId,
    pub driver_id: DriverId,
    pub closure_id: ClosureId,
    pub starts_at: Instant,
    pub ends_at: Instant,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
