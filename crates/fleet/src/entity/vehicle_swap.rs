//! Rows of `vehicle_swap`.

use kernel::{BookableId, Instant, OccurrenceId, id::SwapId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_swap")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SwapId,
    pub occurrence_id: OccurrenceId,
    pub from_vehicle_id: BookableId,
    pub to_vehicle_id: BookableId,
    pub at: Instant,
    pub because_of_id: Option<OccurrenceId>,
    pub reasons: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
