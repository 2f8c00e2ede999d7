//! Rows of `booking`.

use kernel::{BookingId, Instant, PersonId, WallTime, Zone};
use sea_orm::entity::prelude::*;

use crate::model::booking::Visibility;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookingId,
    pub title: String,
    pub description: Option<String>,
    pub host_id: PersonId,
    pub created_by: Option<PersonId>,
    pub attendees: i64,
    pub visibility: Visibility,
    pub precedence: String,
    pub cost_centre: Option<String>,
    pub start_wall: WallTime,
    pub duration_minutes: i64,
    pub time_zone: Zone,
    pub fold: String,
    pub recurrence: Option<String>,
    pub extra_dates: String,
    pub wishes: String,
    pub split_from: Option<BookingId>,
    pub external_key: Option<String>,
    pub external_hash: Option<String>,
    pub search_key: String,
    pub created_at: Instant,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
