//! Which bookables are free: the same judgement as the commit, for all of them at once.

use std::collections::{BTreeMap, BTreeSet};

use db::Conn;
use kernel::{Actor, BookableId, Ctx, Instant, Interval, PlaceId, UnitId};

use super::{
    calendar::{Probe, taken},
    load::{Loaded, Selection, load},
    work,
};
use crate::{
    BookingError, Engine,
    model::{
        assess::{Calendar, Moment, Question, Slot, Verdict, assess_at, buffers},
        booking::Series,
        finding::{Finding, Severity, worst},
        nearest::{REACH_MINUTES, nearest},
        wish::{Candidate, Fit, Wish},
    },
    policy::Permission,
};

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Need {
    /// Of which kind.
    pub kind: String,
    /// When.
    pub series: Series,
    /// For how many, with what.
    pub wish: Wish,
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Only those whose name or code contains this.
    pub text: Option<String>,
}

kernel::text_enum! {
    /// The answer for a bookable.
    pub enum Answer {
        /// Free, and booked at once.
        Free = "free",
        /// Free, but somebody has to agree.
        NeedsApproval = "needs_approval",
        /// Not free, or not possible.
        NotFree = "not_free",
    }
}

impl Answer {
    /// The answer to these findings.
    #[must_use]
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        match worst(findings) {
            Some(Severity::Refusal) => Self::NotFree,
            Some(Severity::NeedsApproval) => Self::NeedsApproval,
            _ => Self::Free,
        }
    }
}

/// A bookable with the answer for each date.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Which one.
    pub bookable: BookableId,
    /// The answer for all dates together.
    pub answer: Answer,
    /// How it would be set up.
    pub fit: Fit,
    /// One verdict a date.
    pub dates: Vec<Verdict>,
    /// The nearest times at which it is free (single dates only).
    pub nearest: Vec<(Slot, Verdict)>,
}

impl Offer {
    /// How many dates are free or need approval only.
    #[must_use]
    pub fn free_dates(&self) -> usize {
        self.dates.iter().filter(|date| Answer::of(&date.findings) != Answer::NotFree).count()
    }
}

/// The answer to a search.
#[derive(Debug)]
pub struct Found {
    /// The dates that were asked for.
    pub slots: Vec<Slot>,
    /// All bookables that the actor may see, best first.
    pub offers: Vec<Offer>,
    /// The bookables.
    pub loaded: Loaded,
}

/// The most judgements (bookables × dates) that one search makes: five hundred rooms on two years of weeks, or two hundred
/// rooms on a year of working days.
pub const MOST_JUDGEMENTS: usize = 60_000;

/// Searches. `with_nearest` says for how many of the refused ones (from the best on) the nearest free times are worked out.
pub async fn search(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    need: &Need,
    with_nearest: usize,
) -> Result<Found, BookingError> {
    Permission::Book.require(&cx.actor, &[])?;
    crate::commands::create_booking::check_series(&need.series)?;
    crate::commands::create_booking::check_attendees(need.wish.attendees)?;
    let slots: Vec<Slot> = need
        .series
        .dates()?
        .into_iter()
        .map(|start| crate::commands::create_booking::slot(&need.series, start))
        .collect();
    let moments: Vec<Moment> = slots.iter().map(|slot| Moment::of(slot, cx.now)).collect();
    let start = moments.iter().map(|moment| moment.event().start).min().unwrap_or(cx.now);
    let end = moments.iter().map(|moment| moment.event().end).max().unwrap_or(cx.now);
    let reach = Interval { start: start.plus_minutes(-REACH_MINUTES), end: end.plus_minutes(REACH_MINUTES) };
    let selection = Selection {
        kind: Some(need.kind.clone()),
        site: need.site,
        search: need.text.as_deref().map(kernel::search_key),
        ..Selection::default()
    };
    let mut loaded = load(engine, conn, &selection, reach).await?;
    loaded
        .candidates
        .retain(|candidate| candidate.policies.at(cx.now).audience.see.includes(&cx.actor, &candidate.chain));
    let judgements = loaded.candidates.len() * slots.len();
    if judgements > MOST_JUDGEMENTS {
        let (bookables, dates) = (loaded.candidates.len(), slots.len());
        return Err(BookingError::SearchTooLarge { bookables, dates, most: MOST_JUDGEMENTS });
    }
    let turn = work::wait_for_turn(judgements).await;
    let fits: Vec<Fit> = loaded.candidates.iter().map(|candidate| loaded.fit(candidate, &need.wish)).collect();
    let calendar = Calendar::new(taken(conn, &probes(&loaded.candidates, &fits, &moments, &need.wish)).await?);
    let judging = Judging { actor: cx.actor.clone(), now: cx.now, wish: need.wish.clone(), moments, calendar };
    let (loaded, mut offers) = turn
        .run(move || {
            let offers = judging.offers(&loaded, fits);
            (loaded, offers)
        })
        .await;
    if let [slot] = &*slots
        && with_nearest > 0
    {
        let question = Question { actor: &cx.actor, now: cx.now, wish: &need.wish, grandfathered: false };
        add_nearest(conn, question, &loaded, slot, &mut offers, with_nearest).await?;
    }
    Ok(Found { slots, offers, loaded })
}

/// All that the pure part of a search needs, its own, so that it can be done on another thread.
struct Judging {
    actor: Actor,
    now: Instant,
    wish: Wish,
    moments: Vec<Moment>,
    calendar: Calendar,
}

impl Judging {
    /// Judges every bookable on every date; best first.
    fn offers(&self, loaded: &Loaded, fits: Vec<Fit>) -> Vec<Offer> {
        let question = Question { actor: &self.actor, now: self.now, wish: &self.wish, grandfathered: false };
        let mut offers: Vec<Offer> = loaded
            .candidates
            .iter()
            .zip(fits)
            .map(|(candidate, fit)| {
                let judge = |moment| assess_at(question, candidate, &fit, moment, &self.calendar);
                let mut dates: Vec<Verdict> = self.moments.iter().map(judge).collect();
                refuse_own_clashes(&mut dates, &self.moments);
                let answer = Answer::of(dates.iter().flat_map(|date| &date.findings));
                Offer { bookable: candidate.id, answer, fit, dates, nearest: vec![] }
            })
            .collect();
        offers.sort_by_cached_key(|offer| {
            let unfit = worst(&offer.fit.findings) == Some(Severity::Refusal);
            let code = loaded.get(offer.bookable).map(|candidate| candidate.code.clone()).unwrap_or_default();
            (offer.answer, unfit, std::cmp::Reverse(offer.free_dates()), offer.fit.rank, code)
        });
        offers
    }
}

/// Dates of the series that would take the bookable while an earlier one still does: a commit refuses them too.
fn refuse_own_clashes(dates: &mut [Verdict], moments: &[Moment]) {
    let mut order: Vec<usize> =
        (0..dates.len()).filter(|index| Answer::of(&dates[*index].findings) != Answer::NotFree).collect();
    order.sort_by_key(|index| (dates[*index].blocked, *index));
    let mut last: Option<Interval> = None;
    for index in order {
        let date = &mut dates[index];
        if last.is_some_and(|before| before.overlaps(date.blocked)) {
            let finding = Finding::refusal("series_overlaps_itself", serde_json::Value::Null);
            date.findings.push(finding.about(date.bookable).on(moments[index].slot().original_start));
        } else {
            last = Some(date.blocked);
        }
    }
}

/// Bookables with the same buffers are asked about the same spans, in one probe.
fn probes(candidates: &[Candidate], fits: &[Fit], moments: &[Moment], wish: &Wish) -> Vec<Probe> {
    let mut groups: BTreeMap<Vec<Interval>, BTreeSet<UnitId>> = BTreeMap::new();
    for (candidate, fit) in candidates.iter().zip(fits) {
        let spans = moments
            .iter()
            .map(|moment| {
                let event = moment.event();
                let (setup, cleanup) = buffers(&candidate.policies.at(event.start), fit, wish);
                event.padded(setup, cleanup)
            })
            .collect();
        groups.entry(spans).or_default().extend(&candidate.units);
    }
    groups.into_iter().map(|(spans, units)| Probe { units: units.into_iter().collect(), spans }).collect()
}

/// Works out the nearest free times of the best ones that are taken: one statement for all of them.
async fn add_nearest(
    conn: Conn<'_>,
    question: Question<'_>,
    loaded: &Loaded,
    slot: &Slot,
    offers: &mut [Offer],
    how_many: usize,
) -> Result<(), BookingError> {
    let event = slot.interval();
    let around = event.padded(REACH_MINUTES + 1440, REACH_MINUTES + 1440);
    let wanted: Vec<usize> = offers
        .iter()
        .enumerate()
        .filter(|(_, offer)| offer.answer == Answer::NotFree && worst(&offer.fit.findings) != Some(Severity::Refusal))
        .map(|(index, _)| index)
        .take(how_many)
        .collect();
    let units: BTreeSet<UnitId> = wanted
        .iter()
        .filter_map(|index| loaded.get(offers[*index].bookable))
        .flat_map(|candidate| candidate.units.iter().copied())
        .collect();
    if units.is_empty() {
        return Ok(());
    }
    let probe = Probe { units: units.into_iter().collect(), spans: vec![around] };
    let calendar = Calendar::new(taken(conn, &[probe]).await?);
    for index in wanted {
        let offer = &mut offers[index];
        if let Some(candidate) = loaded.get(offer.bookable) {
            offer.nearest = nearest(question, candidate, &offer.fit, slot, &calendar);
        }
    }
    Ok(())
}
