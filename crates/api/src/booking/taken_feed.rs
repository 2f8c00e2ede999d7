//! What is taken in something that can be booked, as a calendar feed: a room, a vehicle.

use axum::response::Response;
use booking::{
    Engine,
    ical::{EventClass, EventStatus},
    queries::timeline::{View, timeline},
};
use httpkit::{ApiError, AppState, Caller};
use kernel::BookableId;
use serde_json::Map;

use super::feed::{FeedDate, calendar, span};

/// The feed of one bookable, where it is of that kind. Titles only where the subscriber may see them.
pub(super) async fn taken_feed(
    state: &AppState,
    caller: &Caller,
    id: BookableId,
    kind: Option<&str>,
) -> Result<Response, ApiError> {
    let cx = &caller.cx;
    let view = View { bookables: vec![id], ..View::default() };
    let (loaded, bars) = timeline(&Engine::new(vec![]), (&state.db).into(), cx, &view, span(cx.now)).await?;
    let found = loaded.get(id).filter(|one| kind.is_none_or(|kind| one.kind == kind));
    let held = found.ok_or_else(ApiError::not_found)?;
    let name = held.names.get(cx.lang).to_owned();
    let word = |code: &str| state.texts.text(cx.lang, code, None, &Map::new()).unwrap_or_default();
    let dates = bars.into_iter().map(|bar| {
        let asked = bar.kind == "requested";
        FeedDate {
            uid: match bar.occurrence {
                Some(occurrence) => format!("{occurrence}@{id}"),
                None => format!("{}-{}@{id}", bar.blocked.start.micros(), bar.blocked.end.micros()),
            },
            event: bar.event,
            zone: held.zone,
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
