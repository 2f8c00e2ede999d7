//! `GET /fleet-settings`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, answer};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    FleetError,
    policy::Permission,
    queries::{self, Settings},
};

/// What the house decided for its fleet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FleetSettings)]
pub(crate) struct SettingsBody {
    /// How many days a look at a licence is good.
    licence_check_days: i64,
    /// After how many minutes a reservation is released whose keys nobody fetched.
    release_after_minutes: i64,
    /// How many minutes before the start keys can be fetched.
    keys_before_minutes: i64,
    /// The least minutes between the end of a duty of a driver and the beginning of the next one.
    rest_minutes: i64,
    /// The most minutes of a duty, from the beginning of its first ride to the end of its last one.
    longest_duty_minutes: i64,
    version: i64,
}

impl From<Settings> for SettingsBody {
    fn from(settings: Settings) -> Self {
        Self {
            licence_check_days: settings.licence_check_days,
            release_after_minutes: settings.release_after_minutes,
            keys_before_minutes: settings.keys_before_minutes,
            rest_minutes: settings.rest_minutes,
            longest_duty_minutes: settings.longest_duty_minutes,
            version: settings.version,
        }
    }
}

/// What the house decided for its fleet.
#[utoipa::path(get, path = "/fleet-settings", tag = "fleet",
    responses((status = 200, body = SettingsBody), httpkit::ReadProblems))]
pub(crate) async fn get_fleet_settings(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let settings = queries::settings((&state.db).into()).await?;
    answer(Some(settings.version), &SettingsBody::from(settings))
}
