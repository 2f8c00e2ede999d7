//! `GET /people/{id}/calendar.ics`: a person's own bookings.

use axum::{extract::State, response::Response};
use booking::{
    ical::{EventClass, EventStatus},
    model::{booking::Visibility, state::State as DateState},
    queries::bookings::{Search, Whose, dates},
};
use httpkit::{ApiError, AppState, Caller, Path, Query, ReadProblems, RequestInfo};
use kernel::PersonId;

use super::{
    engine,
    feed::{FeedDate, FeedToken, calendar, span, subscriber},
    views::People,
};

/// How many dates a feed holds at most.
const MOST: usize = 5000;

/// The dates that a person hosts, for calendar programs: one's own, and those of the people one acts for.
#[utoipa::path(
    get, path = "/people/{id}/calendar.ics", params(("id" = PersonId, Path, description = "The person"), FeedToken),
    responses((status = 200, description = "An iCalendar file", content_type = "text/calendar", body = String), ReadProblems)
)]
pub(super) async fn person_calendar(
    State(state): State<AppState>,
    info: RequestInfo,
    caller: Option<Caller>,
    Path(id): Path<PersonId>,
    Query(token): Query<FeedToken>,
) -> Result<Response, ApiError> {
    let caller = subscriber(&state, &info, caller, token).await?;
    let cx = &caller.cx;
    if !cx.actor.stands_for(id) {
        return Err(ApiError::not_found());
    }
    let span = span(cx.now);
    let search = Search {
        whose: Whose::Host(id),
        from: Some(span.start),
        to: Some(span.end),
        states: vec![DateState::Requested, DateState::Confirmed, DateState::InUse, DateState::Finished],
        bookable: None,
        text: None,
        newest_first: false,
        after: None,
    };
    let (found, loaded, _) = dates(engine(&state), (&state.db).into(), cx, &search, MOST).await?;
    let feed = found.iter().map(|(date, booking)| {
        let rooms: Vec<&str> =
            date.claims.iter().filter_map(|claim| Some(loaded.get(claim.bookable)?.names.get(cx.lang))).collect();
        FeedDate {
            uid: format!("{}@{id}", date.id),
            event: kernel::Interval { start: date.starts_at, end: date.ends_at },
            zone: booking.series.zone,
            title: date.title.clone().unwrap_or_else(|| booking.title.clone()),
            description: booking.description.clone(),
            location: (!rooms.is_empty()).then(|| rooms.join(", ")),
            status: if date.state == DateState::Requested { EventStatus::Tentative } else { EventStatus::Confirmed },
            class: match booking.visibility {
                Visibility::Normal => EventClass::Public,
                Visibility::Private => EventClass::Private,
                Visibility::Confidential => EventClass::Confidential,
            },
            sequence: date.version,
        }
    });
    let name = People::load(&state, &caller, [id]).await?.name(id);
    Ok(calendar(&name, cx.now, feed.collect()))
}
