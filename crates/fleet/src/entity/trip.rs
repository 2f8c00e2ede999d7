//! Rows of `trip`.

use kernel::{BookableId, Instant, OccurrenceId, PersonId, id::TripId};
use sea_orm::entity::prelude::*;

use crate::model::trip::TripKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trip")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TripId,
    pub vehicle_id: BookableId,
    pub driver_id: PersonId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub km_out: i64,
    pub km_in: i64,
    pub kind: TripKind,
    pub purpose: Option<String>,
    pub reservation_id: Option<OccurrenceId>,
    pub noted_by: Option<PersonId>,
    pub noted_at: Instant,
    pub reason: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
