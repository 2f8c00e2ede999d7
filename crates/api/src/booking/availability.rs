//! `GET /availability`: which rooms are free, and why others are not.

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use booking::{
    BookingError,
    model::{assess::Slot, booking::Series, finding::Finding, policy::MAX_DURATION_MINUTES, wish::Wish},
    queries::availability::{Answer, Found, Need, Offer, Shown, search},
};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, ReadProblems, answer};
use kernel::{BookableId, Class, Ctx, FieldError, Fold, LayoutId, PlaceId, Recurrence, WallTime, Zone};
use rooms::{RoomBody, model::Room};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    engine, explain, filters,
    views::{AlternativeView, FindingView, findings},
};

/// For how many of those that are not free the nearest free times are worked out.
const WITH_NEAREST: usize = 20;

/// How many dates of a series are named that are not simply free: a thousand of them in fifty rooms would be megabytes of
/// words that nobody reads.
const NAMED_DATES: usize = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// What kind of thing: `room`.
    #[serde(default)]
    kind: Option<String>,
    /// From when, by the wall clock of `time_zone`.
    #[param(example = "2026-12-01T14:00")]
    from: WallTime,
    /// Until when, by the same clock. Either this or `duration_minutes`.
    #[serde(default)]
    #[param(example = "2026-12-01T15:30")]
    to: Option<WallTime>,
    /// How long. Either this or `to`.
    #[serde(default)]
    #[param(minimum = 1)]
    duration_minutes: Option<i64>,
    #[param(example = "Europe/Brussels")]
    time_zone: Zone,
    /// Which of two instants is meant where `from` or `to` happens twice on the autumn night: the first unless told otherwise.
    #[serde(default)]
    #[param(inline)]
    fold: Fold,
    /// For how many people.
    #[serde(default)]
    attendees: Option<i64>,
    /// What it must have, by code; may stand several times.
    #[serde(default)]
    feature: Vec<String>,
    /// Only on this site.
    #[serde(default)]
    site: Option<PlaceId>,
    /// Words that the name or the code contains.
    #[serde(default)]
    q: Option<String>,
    /// How it repeats: an RFC 5545 rule with an end.
    #[serde(default)]
    #[param(example = "FREQ=WEEKLY;COUNT=10")]
    recurrence: Option<String>,
}

/// Which rooms are free.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Availability)]
pub(super) struct AvailabilityView {
    /// How long each date lasts: what a booking of it has to send.
    duration_minutes: i64,
    /// The dates that were asked for.
    dates: Vec<WantedDateView>,
    /// All rooms that the caller may see, best first.
    items: Vec<OfferView>,
    next_cursor: Option<String>,
}

/// A date that was asked for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WantedDate)]
pub(super) struct WantedDateView {
    original_start: WallTime,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
}

/// A room with the answer for it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
pub(super) struct OfferView {
    bookable_id: BookableId,
    room: Option<RoomBody>,
    state: Answer,
    /// How it would be set up.
    layout_id: Option<LayoutId>,
    setup_minutes: i64,
    cleanup_minutes: i64,
    /// Why not, or what to know; each reason once.
    findings: Vec<FindingView>,
    /// How many dates are free or need approval only.
    free_dates: usize,
    total_dates: usize,
    /// Of a series the dates that are not simply free, the first 100 of them.
    dates: Vec<OfferDateView>,
    /// The nearest times at which it is free; only for a single date.
    alternatives: Vec<AlternativeView>,
}

/// The answer for one date of a series.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OfferDate)]
pub(super) struct OfferDateView {
    original_start: WallTime,
    state: Answer,
    findings: Vec<FindingView>,
}

/// Which rooms are free at a time or for a whole series, best first, and why the others are not.
///
/// What is called free here can be booked; the same rules are asked.
#[utoipa::path(
    get, path = "/availability", params(Filter, httpkit::PagingParams),
    responses((status = 200, description = "All rooms, those that are free first", body = AvailabilityView), ReadProblems)
)]
pub(super) async fn availability(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let zone = filter.time_zone;
    let is_series = filter.recurrence.is_some();
    let cx = &caller.cx;
    let need = need(filter)?;
    filters::check_kind(&state, &need.kind)?;
    let from = paging.after::<usize>()?.unwrap_or_default();
    let wanted = usize::try_from(paging.fetch()).unwrap_or(usize::MAX);
    let shown = Shown { offers: from..from.saturating_add(wanted), nearest: WITH_NEAREST };
    let Found { slots, offers, loaded } = match search(engine(&state), (&state.db).into(), cx, &need, shown).await {
        Ok(found) => found,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    filters::check_site(&state, need.site, offers.is_empty()).await?;
    let offers: Vec<(usize, &Offer)> = offers.iter().enumerate().skip(from).take(wanted).collect();
    let page = Page::of(offers, &paging, |(index, _)| index + 1);
    let ids: Vec<BookableId> = page.items.iter().map(|(_, offer)| offer.bookable).collect();
    let mut rooms: HashMap<BookableId, Room> =
        rooms::queries::by_ids((&state.db).into(), &ids).await?.into_iter().map(|room| (room.id, room)).collect();
    let items = page.items.iter().map(|(_, offer)| {
        let room = rooms.remove(&offer.bookable).map(|room| RoomBody::new(room, cx.lang));
        let mut view = offer_view(&state, cx, zone, &slots, offer, is_series, room);
        if let Some(candidate) = loaded.get(offer.bookable) {
            let nearest = offer.nearest.iter();
            view.alternatives =
                nearest.map(|(slot, verdict)| AlternativeView::nearest(cx, candidate, slot, verdict)).collect();
        }
        view
    });
    let items = items.collect();
    let dates = slots.iter().map(|slot| WantedDateView {
        original_start: slot.original_start,
        starts_at: slot.interval().start.rfc3339_in(zone),
        ends_at: slot.interval().end.rfc3339_in(zone),
    });
    let view = AvailabilityView {
        duration_minutes: need.series.duration_minutes,
        dates: dates.collect(),
        items,
        next_cursor: page.next_cursor.clone(),
    };
    answer(None, &view)
}

/// The length in minutes on the time line, as a booking has it: given, or from one time on the clock to the other.
fn length(filter: &Filter) -> Result<i64, ApiError> {
    let Filter { from, to, duration_minutes, time_zone, fold, .. } = *filter;
    let to = match (to, duration_minutes) {
        (None, Some(minutes)) => return Ok(minutes),
        (Some(to), None) => to,
        (Some(_), Some(_)) | (None, None) => {
            let problem = ApiError::new(Class::Malformed, "one_parameter_of");
            return Err(problem.field("to", "one_of").field("duration_minutes", "one_of"));
        }
    };
    if !from.is_plausible() {
        return Err(BookingError::Invalid { field: "from", why: "implausible_year" }.into());
    }
    let earliest = from.plus_minutes(1);
    let latest = from.plus_minutes(MAX_DURATION_MINUTES);
    let at = |wall: WallTime| wall.instant(time_zone, fold).unwrap_or_else(|next| next.instant_or_next(time_zone));
    let minutes = if to.is_plausible() { at(to).minutes_since(at(from)) } else { 0 };
    if !(1..=MAX_DURATION_MINUTES).contains(&minutes) {
        return Err(BookingError::from(FieldError::out_of_range("to", to, earliest, latest)).into());
    }
    Ok(minutes)
}

fn need(filter: Filter) -> Result<Need, ApiError> {
    let duration_minutes = length(&filter)?;
    let Filter { kind, from, to: _, duration_minutes: _, time_zone, fold, attendees, feature, site, q, recurrence } =
        filter;
    let recurrence = recurrence.as_deref().map(Recurrence::parse).transpose().map_err(BookingError::from)?;
    Ok(Need {
        kind: kind.unwrap_or_else(|| "room".to_owned()),
        series: Series { start: from, duration_minutes, zone: time_zone, fold, recurrence, extra_dates: vec![] },
        wish: Wish {
            attendees: attendees.unwrap_or_default(),
            features: feature,
            layout: None,
            setup_minutes: None,
            cleanup_minutes: None,
        },
        site,
        text: q.filter(|q| !q.trim().is_empty()),
    })
}

fn offer_view(
    state: &AppState,
    cx: &Ctx,
    zone: Zone,
    slots: &[Slot],
    offer: &Offer,
    is_series: bool,
    room: Option<RoomBody>,
) -> OfferView {
    let mut each_once: Vec<&Finding> = Vec::new();
    for finding in offer.dates.iter().flat_map(|date| &date.findings) {
        if !is_series || each_once.iter().all(|known| known.code != finding.code) {
            each_once.push(finding);
        }
    }
    let first = offer.dates.first();
    let dates = if is_series {
        slots
            .iter()
            .zip(&offer.dates)
            .filter(|(_, verdict)| Answer::of(&verdict.findings) != Answer::Free)
            .take(NAMED_DATES)
            .map(|(slot, verdict)| OfferDateView {
                original_start: slot.original_start,
                state: Answer::of(&verdict.findings),
                findings: findings(state, cx, zone, &verdict.findings),
            })
            .collect()
    } else {
        vec![]
    };
    OfferView {
        bookable_id: offer.bookable,
        room,
        state: offer.answer,
        layout_id: offer.fit.layout,
        setup_minutes: first.map_or(0, |verdict| verdict.setup_minutes),
        cleanup_minutes: first.map_or(0, |verdict| verdict.cleanup_minutes),
        findings: findings(state, cx, zone, each_once),
        free_dates: offer.free_dates(),
        total_dates: offer.dates.len(),
        dates,
        alternatives: vec![],
    }
}
