//! Calendar feeds: what programs subscribe to.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use booking::ical::{EventClass, EventStatus, FeedEvent, Length, WriteOptions, write};
use chrono::Datelike;
use httpkit::{ApiError, AppState, Caller, RequestInfo};
use kernel::{Fold, Instant, Interval, WallTime, Zone};
use serde::Deserialize;
use utoipa::IntoParams;

/// How many days back a feed reaches.
const BACK_DAYS: i64 = 60;
/// How many days ahead a feed reaches.
const AHEAD_DAYS: i64 = 400;
/// After how many minutes a subscriber should ask again.
const REFRESH_MINUTES: u32 = 15;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedToken {
    /// A personal token, for programs that cannot send headers.
    #[serde(default)]
    token: Option<String>,
}

/// Whoever asks for a feed: by cookie or header, else by the token in the address.
pub(super) async fn subscriber(
    state: &AppState,
    info: &RequestInfo,
    caller: Option<Caller>,
    FeedToken { token }: FeedToken,
) -> Result<Caller, ApiError> {
    match (caller, token) {
        (Some(caller), _) => Ok(caller),
        (None, token) => Caller::from_token(state, info, token.as_deref().unwrap_or_default()).await,
    }
}

/// The stretch of time that a feed shows.
pub(super) fn span(now: Instant) -> Interval {
    Interval { start: now.plus_minutes(-BACK_DAYS * 1440), end: now.plus_minutes(AHEAD_DAYS * 1440) }
}

/// One date as an event of its own.
pub(super) struct FeedDate {
    pub(super) uid: String,
    pub(super) event: Interval,
    pub(super) zone: Zone,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) location: Option<String>,
    pub(super) status: EventStatus,
    pub(super) class: EventClass,
    pub(super) sequence: i64,
}

/// The answer: an iCalendar file.
pub(super) fn calendar(name: &str, now: Instant, dates: Vec<FeedDate>) -> Response {
    let events: Vec<FeedEvent> = dates
        .into_iter()
        .map(|date| {
            let start = WallTime::at(date.event.start, date.zone);
            let first = start.instant(date.zone, Fold::First).is_ok_and(|first| first == date.event.start);
            FeedEvent {
                uid: date.uid,
                recurrence_id: None,
                sequence: u32::try_from(date.sequence).unwrap_or_default(),
                stamp: now,
                summary: date.title,
                description: date.description,
                location: date.location,
                organizer: None,
                url: None,
                start,
                fold: if first { Fold::First } else { Fold::Second },
                zone: date.zone,
                length: Length::Minutes(date.event.end.minutes_since(date.event.start)),
                rule: None,
                exdates: vec![],
                rdates: vec![],
                status: date.status,
                class: date.class,
                blocks: true,
            }
        })
        .collect();
    let options = WriteOptions {
        product: format!("-//Intendant//Intendant {}//EN", env!("CARGO_PKG_VERSION")),
        name: Some(name.to_owned()),
        refresh_minutes: Some(REFRESH_MINUTES),
        until_year: span(now).end.to_utc().year(),
    };
    ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], write(&events, &options)).into_response()
}
