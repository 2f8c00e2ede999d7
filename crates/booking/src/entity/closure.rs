//! Rows of `closure`.

use kernel::{ClosureId, Instant, Names, PersonId, PlaceId};
use sea_orm::entity::prelude::*;

use crate::commands::close::ClosureKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "closure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClosureId,
    pub kind: ClosureKind,
    pub site_id: PlaceId,
    pub names: Names,
    pub reason: String,
    pub scopes: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub created_by: Option<PersonId>,
    pub created_at: Instant,
    pub lifted_at: Option<Instant>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
