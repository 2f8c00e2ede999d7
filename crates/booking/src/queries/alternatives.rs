//! The way on when a wish is refused, ranked: same time in another place, same place at the nearest time, tighter set-up.

use db::Conn;
use kernel::{BookableId, Ctx, Instant, LayoutId, WallTime};

use super::availability::{Answer, Need, Offer, Shown, search};
use crate::{
    BookingError, Engine,
    commands::create_booking::NewBooking,
    model::{assess::Slot, finding::Severity, wish::Wish},
};

kernel::text_enum! {
    /// In which way an alternative helps.
    pub enum Why {
        /// The same time somewhere else.
        SameTimeOtherRoom = "same_time_other_room",
        /// The same place at the nearest time.
        SameRoomNearestTime = "same_room_nearest_time",
        /// For one date of a series, somewhere else.
        OtherRoomForDate = "other_room_for_date",
        /// The same place and time with less set-up and clear-up.
        SmallerBuffers = "smaller_buffers",
    }
}

/// A way on.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// How it helps.
    pub why: Why,
    /// What to take.
    pub bookable: BookableId,
    /// Its name.
    pub names: kernel::Names,
    /// When, by the wall clock.
    pub start: WallTime,
    /// When.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// How it would be set up.
    pub layout: Option<LayoutId>,
    /// The date of the series it is for.
    pub original_start: Option<WallTime>,
    /// Free, or free with approval.
    pub answer: Answer,
}

/// How many of each sort are offered.
const EACH: usize = 3;

/// For longer series no alternatives are worked out: two years of weeks, every room, every date is work enough for one answer.
const MAX_DATES: usize = 104;

/// What could be booked instead. For a series: other places that are free on every date, then other places per date.
pub async fn alternatives(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    input: &NewBooking,
) -> Result<Vec<Alternative>, BookingError> {
    let [pick] = &*input.picks else { return Ok(vec![]) };
    if input.series.dates()?.len() > MAX_DATES {
        return Ok(vec![]);
    }
    let Some(wanted) = super::load::load(
        engine,
        conn,
        &super::load::Selection::of(&[pick.id]),
        kernel::Interval { start: cx.now, end: cx.now.plus_minutes(1) },
    )
    .await?
    .candidates
    .pop() else {
        return Ok(vec![]);
    };
    let wish =
        Wish { attendees: input.attendees, features: vec![], layout: None, setup_minutes: None, cleanup_minutes: None };
    let need = Need { kind: wanted.kind.clone(), series: input.series.clone(), wish, site: None, text: None };
    let mut found = match search(engine, conn, cx, &need, Shown::ANSWERS).await {
        // A way on is a courtesy: where it would cost too much there is none.
        Err(BookingError::SearchTooLarge { .. }) => return Ok(vec![]),
        found => found?,
    };
    // The same site first: a short walk beats a perfect fit.
    found.offers.sort_by_key(|offer| {
        (
            offer.answer,
            found.loaded.get(offer.bookable).is_none_or(|candidate| candidate.site != wanted.site),
            offer.fit.rank,
        )
    });
    let others: Vec<&Offer> = found.offers.iter().filter(|offer| offer.bookable != pick.id).collect();
    let named = |offer: &Offer, slot: &Slot, why, answer, layout| {
        let event = slot.interval();
        Some(Alternative {
            why,
            bookable: offer.bookable,
            names: found.loaded.get(offer.bookable)?.names.clone(),
            start: slot.start,
            starts_at: event.start,
            ends_at: event.end,
            layout,
            original_start: (why == Why::OtherRoomForDate).then_some(slot.original_start),
            answer,
        })
    };
    let mut ways = vec![];
    if let Some(first) = found.slots.first() {
        ways.extend(
            others
                .iter()
                .filter(|offer| offer.answer != Answer::NotFree)
                .take(EACH)
                .filter_map(|offer| named(offer, first, Why::SameTimeOtherRoom, offer.answer, offer.fit.layout)),
        );
    }
    if let [_] = &*found.slots {
        ways.extend(same_room(engine, conn, cx, input, &need, &wanted).await?);
    } else {
        let own = found.offers.iter().find(|offer| offer.bookable == pick.id);
        for (index, slot) in found.slots.iter().enumerate() {
            let refused = own.is_none_or(|own| Answer::of(&own.dates[index].findings) == Answer::NotFree);
            if !refused {
                continue;
            }
            ways.extend(
                others
                    .iter()
                    .filter_map(|offer| {
                        let answer = Answer::of(&offer.dates[index].findings);
                        (answer != Answer::NotFree)
                            .then(|| named(offer, slot, Why::OtherRoomForDate, answer, offer.fit.layout))
                            .flatten()
                    })
                    .take(1),
            );
        }
    }
    Ok(ways)
}

/// The same place: at the nearest times, and at the same time with less set-up.
async fn same_room(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    input: &NewBooking,
    need: &Need,
    wanted: &crate::model::wish::Candidate,
) -> Result<Vec<Alternative>, BookingError> {
    let pick = &input.picks[0];
    let asked = Wish {
        layout: pick.layout_id,
        setup_minutes: pick.setup_minutes,
        cleanup_minutes: pick.cleanup_minutes,
        ..need.wish.clone()
    };
    let text = Some(wanted.code.clone());
    let mut ways = vec![];
    let with_wish = Need { wish: asked.clone(), text: text.clone(), site: Some(wanted.site), ..need.clone() };
    let found = search(engine, conn, cx, &with_wish, Shown { offers: 0..usize::MAX, nearest: usize::MAX }).await?;
    let own = found.offers.iter().find(|offer| offer.bookable == wanted.id);
    for (slot, verdict) in own.map(|offer| &*offer.nearest).unwrap_or_default() {
        let event = slot.interval();
        ways.push(Alternative {
            why: Why::SameRoomNearestTime,
            bookable: wanted.id,
            names: wanted.names.clone(),
            start: slot.start,
            starts_at: event.start,
            ends_at: event.end,
            layout: verdict.layout,
            original_start: None,
            answer: Answer::of(&verdict.findings),
        });
    }
    let only_buffers = own.is_some_and(|offer| {
        let refusals = offer.dates.iter().flat_map(|date| &date.findings).filter(|f| f.severity == Severity::Refusal);
        refusals.clone().count() > 0 && refusals.clone().all(|finding| finding.code == "buffer_overlaps")
    });
    if only_buffers {
        let plain =
            Need { wish: Wish { layout: None, setup_minutes: None, cleanup_minutes: None, ..asked }, ..with_wish };
        let found = search(engine, conn, cx, &plain, Shown::ANSWERS).await?;
        let own = found.offers.iter().find(|offer| offer.bookable == wanted.id && offer.answer != Answer::NotFree);
        if let (Some(own), Some(slot)) = (own, found.slots.first()) {
            let event = slot.interval();
            ways.push(Alternative {
                why: Why::SmallerBuffers,
                bookable: wanted.id,
                names: wanted.names.clone(),
                start: slot.start,
                starts_at: event.start,
                ends_at: event.end,
                layout: own.fit.layout,
                original_start: None,
                answer: own.answer,
            });
        }
    }
    Ok(ways)
}
