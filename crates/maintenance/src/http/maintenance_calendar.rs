//! `GET /maintenance-calendar.ics`: what is due.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use booking::ical::{WriteOptions, write};
use chrono::Datelike;
use httpkit::{ApiError, AppState, Caller, Query, RequestInfo};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries;

/// After how many minutes a subscriber should ask again.
const REFRESH_MINUTES: u32 = 60;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// A personal token, for programs that cannot send headers.
    token: Option<String>,
}

/// What is due, for calendar programs: inspections by rule, and work that comes again. On the sites whose tickets the
/// subscriber sees, 400 days ahead.
#[utoipa::path(get, path = "/maintenance-calendar.ics", tag = "maintenance", params(Filter),
    responses((status = 200, description = "An iCalendar file", content_type = "text/calendar", body = String), httpkit::ReadProblems))]
pub(crate) async fn get_maintenance_calendar(
    State(state): State<AppState>,
    info: RequestInfo,
    caller: Option<Caller>,
    Query(Filter { site, token }): Query<Filter>,
) -> Result<Response, ApiError> {
    let caller = match caller {
        Some(caller) => caller,
        None => Caller::from_token(&state, &info, token.as_deref().unwrap_or_default()).await?,
    };
    let cx = &caller.cx;
    let events = queries::calendar(state.db.read(), cx, site).await?;
    let name = state.texts.text(cx.lang, "maintenance_calendar", None, &serde_json::Map::new());
    let options = WriteOptions {
        product: format!("-//Intendant//Intendant {}//EN", env!("CARGO_PKG_VERSION")),
        name,
        refresh_minutes: Some(REFRESH_MINUTES),
        until_year: cx.now.to_utc().year() + 2,
    };
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], write(&events, &options)).into_response())
}
