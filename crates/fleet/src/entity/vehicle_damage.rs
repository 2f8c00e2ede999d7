//! Rows of `vehicle_damage`.

use kernel::{
    BookableId, Instant, PersonId,
    id::{DamageId, HandoverId, TicketId},
};
use sea_orm::entity::prelude::*;

use crate::model::handover::DamagePart;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_damage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DamageId,
    pub vehicle_id: BookableId,
    pub handover_id: Option<HandoverId>,
    pub part: DamagePart,
    pub description: String,
    pub drivable: bool,
    pub noted_at: Instant,
    pub noted_by: Option<PersonId>,
    pub ticket_id: Option<TicketId>,
    pub ticket_number: Option<i64>,
    pub repaired_at: Option<Instant>,
    pub repaired_by: Option<PersonId>,
    pub repair_note: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
