//! What the house decided for its fleet.

use db::Conn;
use kernel::Rejection;
use sea_orm::EntityTrait;

use crate::{FleetError, entity::fleet_settings, model::ride::DutyRules};

/// What the house decided for its fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many days a look at a licence is good.
    pub licence_check_days: i64,
    /// After how many minutes a reservation is released whose keys nobody fetched.
    pub release_after_minutes: i64,
    /// How many minutes before the start keys can be fetched.
    pub keys_before_minutes: i64,
    /// The least minutes between the end of a duty of a driver and the beginning of the next one.
    pub rest_minutes: i64,
    /// The most minutes of a duty.
    pub longest_duty_minutes: i64,
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
        rest_minutes: row.rest_minutes,
        longest_duty_minutes: row.longest_duty_minutes,
        version: row.version,
    })
}

impl Settings {
    /// The rules about duties.
    #[must_use]
    pub const fn duty_rules(&self) -> DutyRules {
        DutyRules { rest_minutes: self.rest_minutes, longest_minutes: self.longest_duty_minutes }
    }
}
