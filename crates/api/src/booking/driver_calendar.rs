//! `GET /drivers/{id}/calendar.ics`: what a driver drives.

use axum::{extract::State, response::Response};
use booking::ical::{EventClass, EventStatus};
use fleet::{
    model::ride::RideState,
    queries::{RideFilter, list_rides, visible_driver},
};
use httpkit::{ApiError, AppState, Caller, Path, Query, ReadProblems, RequestInfo};
use kernel::id::DriverId;
use serde_json::Map;

use super::feed::{FeedDate, FeedToken, calendar, span, subscriber};

/// How many rides a feed holds at most.
const MOST: u64 = 5000;

/// The rides of a driver, for calendar programs: for the driver, and for the desk as far as it sees them.
#[utoipa::path(
    get, path = "/drivers/{id}/calendar.ics", params(("id" = DriverId, Path, description = "The driver"), FeedToken),
    responses((status = 200, description = "An iCalendar file", content_type = "text/calendar", body = String), ReadProblems)
)]
pub(super) async fn driver_calendar(
    State(state): State<AppState>,
    info: RequestInfo,
    caller: Option<Caller>,
    Path(id): Path<DriverId>,
    Query(token): Query<FeedToken>,
) -> Result<Response, ApiError> {
    let caller = subscriber(&state, &info, caller, token).await?;
    let cx = &caller.cx;
    let driver = visible_driver((&state.db).into(), cx, id).await?;
    let span = span(cx.now);
    let filter = RideFilter { driver: Some(id), from: Some(span.start), to: Some(span.end), ..RideFilter::default() };
    let rides = list_rides((&state.db).into(), cx, &filter, None, MOST).await?;
    let reserved = state.texts.text(cx.lang, "reserved", None, &Map::new()).unwrap_or_default();
    let dates = rides.into_iter().filter(|ride| ride.state != RideState::Cancelled).map(|ride| {
        let vehicle = ride.vehicle.as_ref().map(|one| format!("{} ({})", one.names.get(cx.lang), one.code));
        let title = match &ride.details {
            Some(details) => format!("{} · {}", details.title, details.host_name),
            None => reserved.clone(),
        };
        let details = ride.details.unwrap_or_default();
        let way: Vec<String> =
            [details.pick_up.clone(), details.drop_off.or(details.destination)].into_iter().flatten().collect();
        let lines: Vec<String> = vehicle
            .into_iter()
            .chain([way.join(" → ")])
            .chain(details.passenger_phone)
            .chain(details.remarks)
            .collect();
        FeedDate {
            uid: format!("{}@{id}", ride.id),
            event: kernel::Interval { start: ride.starts_at, end: ride.ends_at },
            zone: ride.zone,
            title,
            description: Some(lines.join("\n").trim().to_owned()).filter(|text| !text.is_empty()),
            location: details.pick_up,
            status: if ride.state == RideState::Assigned { EventStatus::Tentative } else { EventStatus::Confirmed },
            class: if ride.confidential { EventClass::Confidential } else { EventClass::Public },
            sequence: ride.version,
        }
    });
    Ok(calendar(&driver.name, cx.now, dates.collect()))
}
