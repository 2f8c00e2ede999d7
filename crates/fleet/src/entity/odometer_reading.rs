//! Rows of `odometer_reading`.

use kernel::{BookableId, Instant, PersonId, id::OdometerId};
use sea_orm::entity::prelude::*;

use crate::model::odometer::OdometerSource;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "odometer_reading")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OdometerId,
    pub vehicle_id: BookableId,
    pub read_at: Instant,
    pub km: i64,
    pub source: OdometerSource,
    pub read_by: Option<PersonId>,
    pub noted_at: Instant,
    pub reason: Option<String>,
    pub corrected_by: Option<OdometerId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
