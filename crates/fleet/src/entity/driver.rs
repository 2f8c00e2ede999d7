//! Rows of `driver`.

use kernel::{BookableId, Instant, PersonId, id::DriverId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "driver")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DriverId,
    pub person_id: PersonId,
    pub bookable_id: Option<BookableId>,
    pub checked_at: Option<Instant>,
    pub checked_by: Option<PersonId>,
    pub remarks: Option<String>,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
