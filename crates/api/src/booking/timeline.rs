//! `GET /timeline`: what is taken, for drawing.

use axum::{extract::State, response::Response};
use booking::{
    BookingError, Engine,
    model::{policy::Hours, state::State as Standing, wish::Candidate},
    queries::timeline::{Bar, View, timeline as query},
};
use chrono::{Days, NaiveDate};
use httpkit::{ApiError, AppState, Caller, Query, ReadProblems, answer};
use kernel::{Actor, BookableId, BookingId, Ctx, FieldError, Interval, OccurrenceId, PlaceId, WallTime, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

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
    /// When they can be booked; each row says which of these holds for it.
    hours: Vec<TimelineHours>,
}

/// When some bookables can be booked.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct TimelineHours {
    /// Per weekday, by the wall clock of the site.
    hours: Hours,
    /// The days among those asked for on which it is closed nevertheless.
    closed_days: Vec<TimelineClosedDay>,
}

/// A day on which nothing can be booked.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct TimelineClosedDay {
    day: NaiveDate,
    /// What the day is called, in the caller's language.
    name: String,
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
    /// Which of the `hours` of the answer holds for it, counted from 0.
    hours: usize,
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
    /// How the date stands where `kind` does not say it, such as `in_use`; where the caller may see details.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<Standing>,
    /// The version of the date, where the caller may change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// Whether the caller may move it now.
    may_change: bool,
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
    let manages = (kind == fleet::KIND).then_some(manages_vehicles as fn(&Actor, &[Uuid]) -> bool);
    let view = View { bookables: bookable, kind: Some(kind), site, manages };
    // What is special about each kind does not matter here, so nothing of it is loaded.
    let (loaded, bars) = query(&Engine::new(vec![]), (&state.db).into(), cx, &view, span).await?;
    let ids: Vec<BookableId> = loaded.candidates.iter().map(|candidate| candidate.id).collect();
    filters::check_bookables(&view.bookables, &ids)?;
    filters::check_site(&state, site, ids.is_empty()).await?;
    let seats = capacities((&state.db).into(), &ids).await?;
    let people = People::load(&state, &caller, bars.iter().filter_map(|bar| bar.host)).await?;
    let mut hours: Vec<TimelineHours> = vec![];
    let mut rows: Vec<TimelineRow> = loaded
        .candidates
        .iter()
        .map(|candidate| TimelineRow {
            hours: place(&mut hours, TimelineHours::of(candidate, cx, from, to)),
            bookable_id: candidate.id,
            name: candidate.names.get(cx.lang).to_owned(),
            code: candidate.code.clone(),
            site_id: candidate.site,
            capacity: seats.get(&candidate.id).copied().unwrap_or_default(),
        })
        .collect();
    rows.sort_by(|a, b| a.code.cmp(&b.code));
    let bars = bars.into_iter().map(|bar| {
        let Bar { bookable, kind, event, blocked, occurrence, booking, title, host, closure, mine, .. } = bar;
        let Bar { state, version, may_change, .. } = bar;
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
            state: state.filter(|state| !matches!(state, Standing::Confirmed | Standing::Requested)),
            version: version.filter(|_| may_change),
            may_change,
        }
    });
    let bars = bars.collect();
    answer(None, &TimelineView { from: span.start.rfc3339_in(zone), to: span.end.rfc3339_in(zone), rows, bars, hours })
}

fn manages_vehicles(actor: &Actor, chain: &[Uuid]) -> bool {
    fleet::policy::Permission::ManageReservations.held_by(actor, chain)
}

impl TimelineHours {
    /// What holds from now on, or from the first of the days.
    fn of(candidate: &Candidate, cx: &Ctx, from: NaiveDate, to: NaiveDate) -> Self {
        let begin = WallTime::midnight(from).instant_or_next(candidate.zone);
        let hours = candidate.policies.at(begin.max(cx.now)).hours.clone();
        let within = |day: NaiveDate| !hours.open_on_closed_days && (from..to).contains(&day);
        let closed = candidate.closed_days.iter().filter(|closed| within(closed.day));
        let mut closed_days: Vec<TimelineClosedDay> = closed
            .map(|closed| TimelineClosedDay { day: closed.day, name: closed.names.get(cx.lang).to_owned() })
            .collect();
        closed_days.sort_by_key(|closed| closed.day);
        closed_days.dedup_by_key(|closed| closed.day);
        Self { hours, closed_days }
    }
}

/// Where it stands in the list, which holds each only once.
fn place(list: &mut Vec<TimelineHours>, one: TimelineHours) -> usize {
    list.iter().position(|other| *other == one).unwrap_or_else(|| {
        list.push(one);
        list.len() - 1
    })
}
