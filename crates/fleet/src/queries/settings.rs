//! What the house decided for its fleet.

use db::Conn;
use kernel::Rejection;
use sea_orm::EntityTrait;

use crate::{FleetError, entity::fleet_settings};

/// What the house decided for its fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many days a look at a licence is good.
    pub licence_check_days: i64,
    /// After how many minutes a reservation is released whose keys nobody fetched.
    pub release_after_minutes: i64,
    /// How many minutes before the start keys can be fetched.
    pub keys_before_minutes: i64,
    /// Grows by one with each change.
    pub version: i64,
}

/// What holds now.
pub async fn settings(conn: Conn<'_>) -> Result<Settings, FleetError> {
    let row = fleet_settings::Entity::find_by_id(1).one(&conn).await?.ok_or(Rejection::NotFound("settings"))?;
    Ok(Settings {
        licence_check_days: row.licence_check_days,
        release_after_minutes: row.release_after_minutes,
        keys_before_minutes: row.keys_before_minutes,
        version: row.version,
    })
}
