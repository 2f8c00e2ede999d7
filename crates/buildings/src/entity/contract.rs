//! Rows of `contract`.

use kernel::{
    Instant,
    id::{ContractId, SupplierId},
};
use sea_orm::entity::prelude::*;

use super::day;
use crate::model::contract::Contract;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    pub supplier_id: SupplierId,
    pub code: String,
    pub title: String,
    pub starts_on: String,
    pub ends_on: Option<String>,
    pub notice_on: Option<String>,
    pub yearly_cents: Option<i64>,
    pub remarks: Option<String>,
    pub search_key: String,
    pub retired_at: Option<Instant>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Contract {
    type Error = DbErr;

    fn try_from(row: Model) -> Result<Self, DbErr> {
        let Model {
            id,
            supplier_id,
            code,
            title,
            starts_on,
            ends_on,
            notice_on,
            yearly_cents,
            remarks,
            search_key: _,
            retired_at,
            version,
        } = row;
        Ok(Self {
            id,
            supplier_id,
            code,
            title,
            starts_on: day(&starts_on)?,
            ends_on: ends_on.as_deref().map(day).transpose()?,
            notice_on: notice_on.as_deref().map(day).transpose()?,
            yearly_cents,
            remarks,
            retired_at,
            version,
        })
    }
}
