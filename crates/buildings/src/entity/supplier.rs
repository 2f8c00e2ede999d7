//! Rows of `supplier`.

use kernel::{Instant, id::SupplierId};
use sea_orm::entity::prelude::*;

use crate::model::contract::Supplier;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SupplierId,
    pub code: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub search_key: String,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Supplier {
    fn from(row: Model) -> Self {
        let Model { id, code, name, email, phone, search_key: _, retired_at, version } = row;
        Self { id, code, name, email, phone, retired_at, version }
    }
}
