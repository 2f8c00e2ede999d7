//! Rows of `meter_reading`.

use kernel::{Instant, PersonId, id::MeterId};
use sea_orm::entity::prelude::*;

use crate::model::meter::Reading;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meter_reading")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meter_id: MeterId,
    pub read_at: Instant,
    pub reading: i64,
    pub restarts: bool,
    pub read_by: Option<PersonId>,
    pub note: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Reading {
    fn from(row: Model) -> Self {
        let Model { id, meter_id, read_at, reading, restarts, read_by, note } = row;
        Self { id, meter_id, read_at, reading, restarts, read_by, note }
    }
}
