//! Which bookables are free: the same judgement as the commit, for all of them at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use db::Conn;
use kernel::{Actor, BookableId, Ctx, Instant, Interval, PlaceId, UnitId};

use super::{
    calendar::{Probe, held, spans},
    load::{Loaded, Selection, load},
    work,
};
use crate::{
    BookingError, Engine,
    model::{
        assess::{Calendar, Moment, Question, Slot, Standing, Verdict, assess_at, buffers},
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

/// Which part of the answer will be read.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Which offers, counted from the best: for these every date that is not free says all that stands in its way.
    pub offers: Range<usize>,
    /// For how many of the refused ones, from the best on, the nearest free times are worked out (single dates only).
    pub nearest: usize,
}

impl Shown {
    /// Only the answers, no reasons.
    pub const ANSWERS: Self = Self { offers: 0..0, nearest: 0 };
}

/// Searches. Every offer has its answer; of those that are not `shown`, what is in the way is only known to be there.
pub async fn search(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    need: &Need,
    shown: Shown,
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
    let search = Search { actor: cx.actor.clone(), now: cx.now, wish: need.wish.clone(), moments, loaded };
    let calendar = Calendar::new(held(conn, &search.probes(&search.loaded.candidates, &fits)).await?);
    let (search, offers) = turn
        .run(move || {
            let offers = search.offers(fits, &calendar);
            (search, offers)
        })
        .await;
    let (search, mut offers) = {
        let wanted = shown.offers.start.min(offers.len())..shown.offers.end.min(offers.len());
        let taken = |offer: &Offer| offer.dates.iter().any(|date| !date.conflicts.is_empty());
        let indices: Vec<usize> = wanted.filter(|index| taken(&offers[*index])).collect();
        if indices.is_empty() { (search, offers) } else { explain(conn, search, offers, indices).await? }
    };
    if let [slot] = &*slots
        && shown.nearest > 0
    {
        let question = Question { actor: &cx.actor, now: cx.now, wish: &need.wish, standing: Standing::Asked };
        add_nearest(conn, question, &search.loaded, slot, &mut offers, shown.nearest).await?;
    }
    Ok(Found { slots, offers, loaded: search.loaded })
}

/// Judges these offers again with all that is in their way.
async fn explain(
    conn: Conn<'_>,
    search: Search,
    mut offers: Vec<Offer>,
    indices: Vec<usize>,
) -> Result<(Search, Vec<Offer>), BookingError> {
    let of = |index: &usize| Some((search.loaded.get(offers[*index].bookable)?.clone(), offers[*index].fit.clone()));
    let (candidates, fits): (Vec<Candidate>, Vec<Fit>) = indices.iter().filter_map(of).unzip();
    let turn = work::wait_for_turn(indices.len() * search.moments.len()).await;
    let calendar = Calendar::new(spans(conn, &search.probes(&candidates, &fits)).await?);
    let done = turn.run(move || {
        for (index, candidate) in indices.into_iter().zip(&candidates) {
            let offer = &mut offers[index];
            offer.dates = search.judge(candidate, &offer.fit, &calendar);
            offer.answer = Answer::of(offer.dates.iter().flat_map(|date| &date.findings));
        }
        (search, offers)
    });
    Ok(done.await)
}

/// All that the pure part of a search needs, its own, so that it can be done on another thread.
struct Search {
    actor: Actor,
    now: Instant,
    wish: Wish,
    moments: Vec<Moment>,
    loaded: Loaded,
}

impl Search {
    /// Judges every bookable on every date; best first.
    fn offers(&self, fits: Vec<Fit>, calendar: &Calendar) -> Vec<Offer> {
        let mut offers: Vec<Offer> = self
            .loaded
            .candidates
            .iter()
            .zip(fits)
            .map(|(candidate, fit)| {
                let dates = self.judge(candidate, &fit, calendar);
                let answer = Answer::of(dates.iter().flat_map(|date| &date.findings));
                Offer { bookable: candidate.id, answer, fit, dates, nearest: vec![] }
            })
            .collect();
        offers.sort_by_cached_key(|offer| {
            let unfit = worst(&offer.fit.findings) == Some(Severity::Refusal);
            let code = self.loaded.get(offer.bookable).map(|candidate| candidate.code.clone()).unwrap_or_default();
            (offer.answer, unfit, std::cmp::Reverse(offer.free_dates()), offer.fit.rank, code)
        });
        offers
    }

    /// Judges one bookable on every date.
    fn judge(&self, candidate: &Candidate, fit: &Fit, calendar: &Calendar) -> Vec<Verdict> {
        let question = Question { actor: &self.actor, now: self.now, wish: &self.wish, standing: Standing::Asked };
        let judge = |moment| assess_at(question, candidate, fit, moment, calendar);
        let mut dates: Vec<Verdict> = self.moments.iter().map(judge).collect();
        refuse_own_clashes(&mut dates, &self.moments);
        dates
    }

    /// Bookables with the same buffers are asked about the same spans, in one probe.
    fn probes(&self, candidates: &[Candidate], fits: &[Fit]) -> Vec<Probe> {
        let mut groups: BTreeMap<Vec<Interval>, BTreeSet<UnitId>> = BTreeMap::new();
        for (candidate, fit) in candidates.iter().zip(fits) {
            let spans = self
                .moments
                .iter()
                .map(|moment| {
                    let event = moment.event();
                    let (setup, cleanup) = buffers(&candidate.policies.at(event.start), fit, &self.wish);
                    event.padded(setup, cleanup)
                })
                .collect();
            groups.entry(spans).or_default().extend(&candidate.units);
        }
        groups.into_iter().map(|(spans, units)| Probe { units: units.into_iter().collect(), spans }).collect()
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
    let calendar = Calendar::new(spans(conn, &[probe]).await?);
    for index in wanted {
        let offer = &mut offers[index];
        if let Some(candidate) = loaded.get(offer.bookable) {
            offer.nearest = nearest(question, candidate, &offer.fit, slot, &calendar);
        }
    }
    Ok(())
}
