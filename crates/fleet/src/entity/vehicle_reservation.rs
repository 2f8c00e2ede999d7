//! Rows of `vehicle_reservation`.

use kernel::{BookingId, OccurrenceId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_reservation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub occurrence_id: OccurrenceId,
    pub booking_id: BookingId,
    pub passengers: i64,
    pub luggage_l: i64,
    pub distance_km: Option<i64>,
    pub child_seats: i64,
    pub step_free: bool,
    pub with_driver: bool,
    pub zones: String,
    pub by_name: bool,
    pub destination: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
