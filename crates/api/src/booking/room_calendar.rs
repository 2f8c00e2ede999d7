//! `GET /rooms/{id}/calendar.ics`: what is taken in a room.

use axum::{extract::State, response::Response};
use booking::{
    Engine,
    ical::{EventClass, EventStatus},
    queries::timeline::{View, timeline},
};
use httpkit::{ApiError, AppState, Caller, Path, Query, ReadProblems, RequestInfo};
use kernel::BookableId;
use serde_json::Map;

use super::feed::{FeedDate, FeedToken, calendar, span, subscriber};

/// What is taken in a room, for calendar programs. Titles only where the subscriber may see them.
#[utoipa::path(
    get, path = "/rooms/{id}/calendar.ics", params(("id" = BookableId, Path, description = "The room"), FeedToken),
    responses((status = 200, description = "An iCalendar file", content_type = "text/calendar", body = String), ReadProblems)
)]
pub(super) async fn room_calendar(
    State(state): State<AppState>,
    info: RequestInfo,
    caller: Option<Caller>,
    Path(id): Path<BookableId>,
    Query(token): Query<FeedToken>,
) -> Result<Response, ApiError> {
    let caller = subscriber(&state, &info, caller, token).await?;
    let cx = &caller.cx;
    let view = View { bookables: vec![id], ..View::default() };
    let (loaded, bars) = timeline(&Engine::new(vec![]), (&state.db).into(), cx, &view, span(cx.now)).await?;
    let room = loaded.get(id).ok_or_else(ApiError::not_found)?;
    let name = room.names.get(cx.lang).to_owned();
    let word = |code: &str| state.texts.text(cx.lang, code, None, &Map::new()).unwrap_or_default();
    let dates = bars.into_iter().map(|bar| {
        let asked = bar.kind == "requested";
        FeedDate {
            uid: match bar.occurrence {
                Some(occurrence) => format!("{occurrence}@{id}"),
                None => format!("{}-{}@{id}", bar.blocked.start.micros(), bar.blocked.end.micros()),
            },
            event: bar.event,
            zone: room.zone,
            title: match (bar.title, bar.closure) {
                (Some(title), _) => title,
                (None, Some(names)) => names.get(cx.lang).to_owned(),
                (None, None) if asked => word("requested_by_somebody"),
                (None, None) => word("reserved"),
            },
            description: None,
            location: Some(name.clone()),
            status: if asked { EventStatus::Tentative } else { EventStatus::Confirmed },
            class: EventClass::Public,
            sequence: 0,
        }
    });
    Ok(calendar(&name, cx.now, dates.collect()))
}
