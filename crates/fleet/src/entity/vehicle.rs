//! Rows of `vehicle`.

use kernel::{BookableId, Instant, PlaceId};
use sea_orm::entity::prelude::*;

use crate::model::{
    day::Day,
    emission::EuroNorm,
    vehicle::{BodyStyle, ChargePlug, Fuel, VehicleCategory, VehicleState},
};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vehicle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookableId,
    pub make: String,
    pub model: String,
    pub vin: Option<String>,
    pub category: VehicleCategory,
    pub body: BodyStyle,
    pub fuel: Fuel,
    pub euro_norm: Option<EuroNorm>,
    pub co2_g_km: Option<i64>,
    pub seats: i64,
    pub step_free: bool,
    pub child_seat_anchors: i64,
    pub boot_litres: Option<i64>,
    pub range_km: Option<i64>,
    pub battery_wh: Option<i64>,
    pub charge_plug: Option<ChargePlug>,
    pub max_charge_watts: Option<i64>,
    pub first_registered_on: Option<Day>,
    pub acquired_on: Option<Day>,
    pub acquisition_exception: Option<String>,
    pub home_bay_id: PlaceId,
    pub chauffeured: bool,
    pub lessor: Option<String>,
    pub lease_starts_on: Option<Day>,
    pub lease_ends_on: Option<Day>,
    pub lease_km_total: Option<i64>,
    pub lease_km_per_year: Option<i64>,
    pub lease_monthly_cents: Option<i64>,
    pub remarks: Option<String>,
    pub state: VehicleState,
    pub state_since: Instant,
    pub state_reason: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
