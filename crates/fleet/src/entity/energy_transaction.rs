//! Rows of `energy_transaction`.

use kernel::{
    BookableId, Instant, PersonId,
    id::{EnergyId, EnergyImportId},
};
use sea_orm::entity::prelude::*;

use crate::model::energy::EnergyKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "energy_transaction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EnergyId,
    pub vehicle_id: BookableId,
    pub at: Instant,
    pub kind: EnergyKind,
    pub quantity: i64,
    pub cents: i64,
    pub currency: String,
    pub odometer_km: Option<i64>,
    pub card: Option<String>,
    pub station: Option<String>,
    pub supplier: String,
    pub reference: Option<String>,
    pub import_id: Option<EnergyImportId>,
    pub noted_by: Option<PersonId>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
