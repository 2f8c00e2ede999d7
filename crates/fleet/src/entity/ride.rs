//! Rows of `ride`.

use kernel::{Instant, OccurrenceId, id::DriverId};
use sea_orm::entity::prelude::*;

use crate::model::ride::RideState;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ride")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub occurrence_id: OccurrenceId,
    pub driver_id: Option<DriverId>,
    pub state: RideState,
    pub pick_up: Option<String>,
    pub drop_off: Option<String>,
    pub passenger_phone: Option<String>,
    pub remarks: Option<String>,
    pub decline_reason: Option<String>,
    pub start_km: Option<i64>,
    pub end_km: Option<i64>,
    pub waiting_minutes: Option<i64>,
    pub empty_km: Option<i64>,
    pub accepted_at: Option<Instant>,
    pub set_off_at: Option<Instant>,
    pub boarded_at: Option<Instant>,
    pub done_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
