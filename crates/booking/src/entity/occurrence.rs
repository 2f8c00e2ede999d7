//! Rows of `occurrence`.

use kernel::{BookingId, Instant, OccurrenceId, WallTime};
use sea_orm::entity::prelude::*;

use crate::model::state::State;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "occurrence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OccurrenceId,
    pub booking_id: BookingId,
    pub original_start: WallTime,
    pub start_wall: WallTime,
    pub duration_minutes: i64,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub state: State,
    pub reason: Option<String>,
    pub title: Option<String>,
    pub attendees: Option<i64>,
    pub overridden: String,
    pub check_in_from: Option<Instant>,
    pub release_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
