//! `PUT /fleet-settings`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json};
use serde::Deserialize;
use utoipa::ToSchema;

use super::get_settings::SettingsBody;
use crate::commands::{self, NewSettings};

/// What the house decides for its fleet.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewFleetSettings)]
pub(crate) struct Input {
    /// How many days a look at a licence is good.
    #[schema(minimum = 1, maximum = 3650)]
    licence_check_days: i64,
    /// After how many minutes a reservation is released whose keys nobody fetched; stays unless told.
    #[schema(minimum = 0, maximum = 1440)]
    release_after_minutes: Option<i64>,
    /// How many minutes before the start keys can be fetched; stays unless told.
    #[schema(minimum = 0, maximum = 1440)]
    keys_before_minutes: Option<i64>,
    /// The least minutes between the end of a duty of a driver and the beginning of the next one; as it is unless told.
    #[schema(minimum = 0, maximum = 1440)]
    rest_minutes: Option<i64>,
    /// The most minutes of a duty; as it is unless told.
    #[schema(minimum = 60, maximum = 1440)]
    longest_duty_minutes: Option<i64>,
}

/// Decides for the whole fleet.
#[utoipa::path(put, path = "/fleet-settings", tag = "fleet", request_body = Input,
    params(("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = SettingsBody), httpkit::VersionedProblems))]
pub(crate) async fn set_fleet_settings(
    State(state): State<AppState>,
    caller: Caller,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let new = NewSettings {
        licence_check_days: Some(input.licence_check_days),
        release_after_minutes: input.release_after_minutes,
        keys_before_minutes: input.keys_before_minutes,
        rest_minutes: input.rest_minutes,
        longest_duty_minutes: input.longest_duty_minutes,
    };
    let settings = commands::set_settings(&write.tx, &write.cx, seen, new).await?;
    write.ok(Some(settings.version), &SettingsBody::from(settings)).await
}
