//! Rows of `bookable`.

use kernel::{BookableId, Instant, Names, PlaceId, Zone};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bookable")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookableId,
    pub kind: String,
    pub code: String,
    pub names: Names,
    pub search_key: String,
    pub site_id: PlaceId,
    pub time_zone: Zone,
    pub retired_at: Option<Instant>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
