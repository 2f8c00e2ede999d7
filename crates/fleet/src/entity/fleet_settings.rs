//! Rows of `fleet_settings`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fleet_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub one: i64,
    pub licence_check_days: i64,
    pub release_after_minutes: i64,
    pub keys_before_minutes: i64,
    pub rest_minutes: i64,
    pub longest_duty_minutes: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
