//! `GET /timeline`: what is taken, for drawing.

use axum::{extract::State, response::Response};
use booking::{
    BookingError, Engine,
    queries::timeline::{Bar, View, timeline as query},
};
use chrono::{Days, NaiveDate};
use httpkit::{ApiError, AppState, Caller, Query, ReadProblems, answer};
use kernel::{BookableId, BookingId, FieldError, Interval, OccurrenceId, PlaceId, WallTime, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{filters, sql::capacities, views::People};

/// How many days one picture shows at most.
const MOST_DAYS: i64 = 62;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// The first day.
    #[param(example = "2026-12-01")]
    from: NaiveDate,
    /// The day after the last one.
    #[param(example = "2026-12-08")]
    to: NaiveDate,
    /// In whose days.
    #[param(example = "Europe/Brussels")]
    time_zone: Zone,
    /// Only on this site.
    #[serde(default)]
    site: Option<PlaceId>,
    /// Only these; may stand several times.
    #[serde(default)]
    bookable: Vec<BookableId>,
    /// What kind of thing: `room`.
    #[serde(default)]
    kind: Option<String>,
}

/// What is taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Timeline)]
pub(super) struct TimelineView {
    #[schema(format = DateTime)]
    from: String,
    #[schema(format = DateTime)]
    to: String,
    /// The bookables that the caller may see, by code.
    rows: Vec<TimelineRow>,
    bars: Vec<TimelineBar>,
}

/// A bookable.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimelineRow {
    bookable_id: BookableId,
    name: String,
    code: String,
    site_id: PlaceId,
    /// The seats of its largest layout; 0 for what has none.
    capacity: i64,
}

/// A stretch of time that is taken or asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimelineBar {
    bookable_id: BookableId,
    /// The date behind it, where the caller may see details.
    occurrence_id: Option<OccurrenceId>,
    booking_id: Option<BookingId>,
    /// `confirmed`, `requested`, `closure`, `maintenance` or `hold`.
    kind: String,
    /// The event, without set-up and clear-up.
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    /// With set-up and clear-up.
    #[schema(format = DateTime)]
    blocked_from: String,
    #[schema(format = DateTime)]
    blocked_to: String,
    /// What it is called, where the caller may see details.
    title: Option<String>,
    /// The name of the person it is for, likewise.
    host: Option<String>,
    /// Whether it is the caller's own.
    mine: bool,
}

/// What is taken on some days: rows and bars.
#[utoipa::path(
    get, path = "/timeline", params(Filter),
    responses((status = 200, description = "What is taken", body = TimelineView), ReadProblems)
)]
pub(super) async fn timeline(
    State(state): State<AppState>,
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Response, ApiError> {
    let Filter { from, to, time_zone: zone, site, bookable, kind } = filter;
    let (start, end) = (WallTime::midnight(from), WallTime::midnight(to));
    let days = (to - from).num_days();
    if !start.is_plausible() {
        return Err(BookingError::Invalid { field: "from", why: "implausible_year" }.into());
    }
    if !(1..=MOST_DAYS).contains(&days) {
        let bounds = [1, MOST_DAYS].map(|days| from + Days::new(days.unsigned_abs()));
        return Err(BookingError::from(FieldError::out_of_range("to", to, bounds[0], bounds[1])).into());
    }
    let span = Interval { start: start.instant_or_next(zone), end: end.instant_or_next(zone) };
    let cx = &caller.cx;
    let kind = kind.unwrap_or_else(|| "room".to_owned());
    filters::check_kind(&state, &kind)?;
    let view = View { bookables: bookable, kind: Some(kind), site };
    // What is special about each kind does not matter here, so nothing of it is loaded.
    let (loaded, bars) = query(&Engine::new(vec![]), (&state.db).into(), cx, &view, span).await?;
    let ids: Vec<BookableId> = loaded.candidates.iter().map(|candidate| candidate.id).collect();
    filters::check_bookables(&view.bookables, &ids)?;
    filters::check_site(&state, site, ids.is_empty()).await?;
    let seats = capacities((&state.db).into(), &ids).await?;
    let people = People::load(&state, &caller, bars.iter().filter_map(|bar| bar.host)).await?;
    let mut rows: Vec<TimelineRow> = loaded
        .candidates
        .iter()
        .map(|candidate| TimelineRow {
            bookable_id: candidate.id,
            name: candidate.names.get(cx.lang).to_owned(),
            code: candidate.code.clone(),
            site_id: candidate.site,
            capacity: seats.get(&candidate.id).copied().unwrap_or_default(),
        })
        .collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    let bars = bars.into_iter().map(|bar| {
        let Bar { bookable, kind, event, blocked, occurrence, booking, title, host, closure, mine } = bar;
        let (starts_at, ends_at) = (event.start.rfc3339_in(zone), event.end.rfc3339_in(zone));
        let (blocked_from, blocked_to) = if blocked == event {
            (starts_at.clone(), ends_at.clone())
        } else {
            (blocked.start.rfc3339_in(zone), blocked.end.rfc3339_in(zone))
        };
        TimelineBar {
            bookable_id: bookable,
            occurrence_id: occurrence,
            booking_id: booking,
            kind,
            starts_at,
            ends_at,
            blocked_from,
            blocked_to,
            title: title.or_else(|| Some(closure?.get(cx.lang).to_owned())),
            host: host.map(|id| people.name(id)),
            mine,
        }
    });
    let bars = bars.collect();
    answer(None, &TimelineView { from: span.start.rfc3339_in(zone), to: span.end.rfc3339_in(zone), rows, bars })
}
