//! Rows of `vehicle_deadline`.

use kernel::{BookableId, PersonId, id::DeadlineId};
use sea_orm::entity::prelude::*;

use crate::model::{day::Day, deadline::DeadlineKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle_deadline")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeadlineId,
    pub vehicle_id: BookableId,
    pub kind: DeadlineKind,
    pub title: Option<String>,
    pub due_on: Option<Day>,
    pub due_km: Option<i64>,
    pub lead_days: i64,
    pub lead_km: i64,
    pub every_months: Option<i64>,
    pub every_km: Option<i64>,
    pub blocks: bool,
    pub done_on: Option<Day>,
    pub done_km: Option<i64>,
    pub done_by: Option<PersonId>,
    pub note: Option<String>,
    pub follows_id: Option<DeadlineId>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
