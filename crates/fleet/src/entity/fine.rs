//! Rows of `fine`.

use kernel::{Instant, PersonId, id::FineId};
use sea_orm::entity::prelude::*;

use crate::model::{
    day::Day,
    fine::{FineKind, FineState},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fine")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FineId,
    pub reference: String,
    pub plate: String,
    pub at: Instant,
    pub place: Option<String>,
    pub kind: FineKind,
    pub cents: i64,
    pub due_on: Option<Day>,
    pub state: FineState,
    pub driver_id: Option<PersonId>,
    pub driver_reason: Option<String>,
    pub note: Option<String>,
    pub noted_by: Option<PersonId>,
    pub noted_at: Instant,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
