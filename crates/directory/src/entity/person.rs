//! A person.

use kernel::{Instant, Lang, OrgUnitId, PersonId, PlaceId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub login: String,
    pub name: String,
    pub email: String,
    pub org_unit_id: Option<OrgUnitId>,
    pub site_id: Option<PlaceId>,
    pub language: Lang,
    pub active: bool,
    pub password_hash: Option<String>,
    pub search_key: String,
    pub created_at: Instant,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
