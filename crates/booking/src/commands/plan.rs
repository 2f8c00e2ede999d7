//! The plan of a booking: what every date would take, and what stands in its way. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use db::{Conn, journal::canonical};
use kernel::{Actor, BookableId, Ctx, Instant, Interval, OccurrenceId, UnitId};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    BookingError, Engine,
    model::{
        assess::{Calendar, Question, Slot, Standing, Verdict, assess, buffers},
        booking::{Claim, OnConflict},
        finding::{Finding, Severity, worst},
        state::State,
        wish::{Candidate, Pick, Wish},
    },
    queries::{
        calendar::{Probe, taken},
        load::{Loaded, Selection, load},
    },
};

/// One date that is asked for.
#[derive(Debug, Clone)]
pub(crate) struct DateWish {
    pub(crate) slot: Slot,
    pub(crate) picks: Vec<Pick>,
    pub(crate) attendees: i64,
    /// The date that is already there.
    pub(crate) occurrence: Option<OccurrenceId>,
    /// Its time does not change: the rules about time are not asked again.
    pub(crate) grandfathered: bool,
    /// Picks for which an area answers.
    pub(crate) granted: HashSet<BookableId>,
}

/// One date of a plan: what it would take and what stands in its way.
#[derive(Debug, Clone, PartialEq)]
pub struct DatePlan {
    /// When.
    pub slot: Slot,
    /// The date that is already there, when this is an edit.
    pub occurrence: Option<OccurrenceId>,
    /// One verdict a bookable.
    pub verdicts: Vec<Verdict>,
    /// What stands in the way besides the bookables: the booking clashes with itself.
    pub own: Vec<Finding>,
    /// Left out, because it does not fit and the caller said so.
    pub skipped: bool,
}

impl DatePlan {
    /// Everything that was found.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.own.iter().chain(self.verdicts.iter().flat_map(|verdict| &verdict.findings))
    }

    /// Whether it cannot be.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        worst(self.findings()) == Some(Severity::Refusal)
    }

    /// The state the date would get.
    #[must_use]
    pub fn state(&self) -> State {
        match worst(self.findings()) {
            _ if self.skipped => State::Skipped,
            Some(Severity::NeedsApproval) => State::Requested,
            _ => State::Confirmed,
        }
    }

    /// The event on the time line.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.slot.interval()
    }

    /// What it would hold.
    #[must_use]
    pub fn claims(&self) -> Vec<Claim> {
        self.verdicts
            .iter()
            .map(|verdict| Claim {
                bookable: verdict.bookable,
                layout: verdict.layout,
                setup_minutes: verdict.setup_minutes,
                cleanup_minutes: verdict.cleanup_minutes,
                blocked: verdict.blocked,
            })
            .collect()
    }

    /// Whether what it takes keeps others away: it is certain, or a request holds its slot.
    pub(crate) fn is_exclusive(&self, verdict: &Verdict) -> bool {
        self.state() == State::Confirmed || verdict.policy.approval.holds
    }

    /// From when one can check in, and when the date is released unless somebody does; `None` = nobody has to.
    pub(crate) fn check_in(&self) -> Option<(Instant, Instant)> {
        let start = self.interval().start;
        let asking = self.verdicts.iter().map(|verdict| verdict.policy.presence).filter(|presence| presence.check_in);
        let (mut opens, mut closes): (Option<i64>, Option<i64>) = (None, None);
        for presence in asking {
            opens = opens.max(Some(presence.opens_before_minutes));
            closes = Some(closes.map_or(presence.release_after_minutes, |at| at.min(presence.release_after_minutes)));
        }
        Some((start.plus_minutes(-opens?), start.plus_minutes(closes?)))
    }

    /// Why it was left out: the code of the first refusal.
    pub(crate) fn skip_reason(&self) -> Option<String> {
        self.findings().find(|finding| finding.severity == Severity::Refusal).map(|finding| finding.code.to_owned())
    }

    pub(crate) fn fingerprint(&self) -> Value {
        let mut findings: Vec<Value> =
            self.findings().filter(|finding| finding.severity != Severity::Notice).map(Finding::fingerprint).collect();
        // What changes with the minute in which one looks does not change the plan.
        for finding in &mut findings {
            if let Some(data) = finding.get_mut(2).and_then(Value::as_object_mut) {
                data.remove("now");
                data.remove("earliest");
            }
        }
        json!({
            "original_start": self.slot.original_start, "at": self.interval().start.micros(), "to": self.interval().end.micros(),
            "occurrence": self.occurrence, "state": self.state(), "findings": findings,
            "claims": self.claims().iter().map(|claim| json!([
                claim.bookable, claim.layout, claim.blocked.start.micros(), claim.blocked.end.micros()
            ])).collect::<Vec<_>>(),
        })
    }
}

/// The fingerprint of a plan: a commit that names it wants exactly this.
#[must_use]
pub fn preview_hash(dates: &[DatePlan]) -> String {
    fingerprint(&Value::Array(dates.iter().map(DatePlan::fingerprint).collect()))
}

/// A short name for exactly this content.
pub(crate) fn fingerprint(content: &Value) -> String {
    kernel::hex(&Sha256::digest(canonical(content).as_bytes())[..16])
}

/// The span in which all these dates lie.
pub(crate) fn hull(dates: &[DateWish]) -> Interval {
    let start = dates.iter().map(|date| date.slot.interval().start).min().unwrap_or(Instant::from_micros(0));
    let end = dates.iter().map(|date| date.slot.interval().end).max().unwrap_or(Instant::from_micros(1));
    Interval { start, end }
}

/// Plans dates: loads (and in a write transaction locks) what is picked, looks what is taken, and judges each date.
/// What the dates in `ignore` take is seen as free: they are about to move. With `skip`, a date of these that cannot move
/// stays where it is, and keeps the others of the plan away.
pub(crate) async fn plan(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    dates: &[DateWish],
    ignore: &HashSet<Uuid>,
    on_conflict: OnConflict,
) -> Result<(Loaded, Vec<DatePlan>), BookingError> {
    let ids: BTreeSet<BookableId> = dates.iter().flat_map(|date| date.picks.iter().map(|pick| pick.id)).collect();
    let selection = Selection::of(&ids.iter().copied().collect::<Vec<_>>());
    let loaded = load(engine, conn, &selection, hull(dates)).await?;
    let granted: HashSet<BookableId> = dates.iter().flat_map(|date| date.granted.iter().copied()).collect();
    let visible = |id: &&BookableId| {
        loaded.get(**id).is_some_and(|candidate| {
            let policy = candidate.policies.at(cx.now);
            granted.contains(*id) || policy.audience.see.includes(&cx.actor, &candidate.chain)
        })
    };
    if ids.iter().filter(visible).count() < ids.len() {
        return Err(BookingError::NotFound("bookable"));
    }
    let everything = Calendar::new(taken(conn, &probes(&loaded, dates)).await?);
    let calendar = everything.clone().without(ignore);
    let mut plans: Vec<DatePlan> = dates.iter().map(|date| judge(cx, &loaded, date, &calendar)).collect();
    find_own_clashes(&loaded, &mut plans, "series_overlaps_itself");
    if on_conflict == OnConflict::Skip {
        let mut leaving = ignore.clone();
        while stay(&plans, &mut leaving) {
            let calendar = everything.clone().without(&leaving);
            for (plan, date) in plans.iter_mut().zip(dates).filter(|(plan, _)| !plan.is_refused()) {
                *plan = judge(cx, &loaded, date, &calendar);
            }
        }
    }
    Ok((loaded, plans))
}

/// Takes the dates that cannot move from those that leave their place. Answers whether there were any.
fn stay(plans: &[DatePlan], leaving: &mut HashSet<Uuid>) -> bool {
    let before = leaving.len();
    for id in plans.iter().filter(|plan| plan.is_refused()).filter_map(|plan| plan.occurrence) {
        leaving.remove(&id.0);
    }
    leaving.len() < before
}

fn wish(pick: &Pick, attendees: i64) -> Wish {
    Wish {
        attendees,
        features: vec![],
        layout: pick.layout_id,
        setup_minutes: pick.setup_minutes,
        cleanup_minutes: pick.cleanup_minutes,
    }
}

fn probes(loaded: &Loaded, dates: &[DateWish]) -> Vec<Probe> {
    let mut spans: BTreeMap<BookableId, BTreeSet<Interval>> = BTreeMap::new();
    for date in dates {
        let event = date.slot.interval();
        for pick in &date.picks {
            if let Some(candidate) = loaded.get(pick.id) {
                let wish = wish(pick, date.attendees);
                let (setup, cleanup) =
                    buffers(&candidate.policies.at(event.start), &loaded.fit(candidate, &wish), &wish);
                spans.entry(pick.id).or_default().insert(event.padded(setup, cleanup));
            }
        }
    }
    spans
        .into_iter()
        .filter_map(|(id, spans)| {
            let units = loaded.get(id)?.units.clone();
            Some(Probe { units, spans: spans.into_iter().collect() })
        })
        .collect()
}

fn judge(cx: &Ctx, loaded: &Loaded, date: &DateWish, calendar: &Calendar) -> DatePlan {
    judge_for(&cx.actor, cx.now, loaded, date, calendar, |_| Standing::of(date.grandfathered))
}

fn judge_for(
    actor: &Actor,
    now: Instant,
    loaded: &Loaded,
    date: &DateWish,
    calendar: &Calendar,
    standing: impl Fn(BookableId) -> Standing,
) -> DatePlan {
    let house = Actor::system();
    let verdicts = date
        .picks
        .iter()
        .filter_map(|pick| {
            let candidate = loaded.get(pick.id)?;
            let wish = wish(pick, date.attendees);
            let fit = loaded.fit(candidate, &wish);
            let actor = if date.granted.contains(&pick.id) { &house } else { actor };
            let question = Question { actor, now, wish: &wish, standing: standing(pick.id) };
            Some(assess(question, candidate, &fit, &date.slot, calendar))
        })
        .collect();
    DatePlan { slot: date.slot, occurrence: date.occurrence, verdicts, own: vec![], skipped: false }
}

/// A date that is booked and takes other bookables now.
pub(crate) struct Exchanged {
    pub(crate) wish: DateWish,
    /// Those that it gets; what else it holds stays its own.
    pub(crate) gets: HashSet<BookableId>,
    /// By whose rights it holds them.
    pub(crate) actor: Actor,
}

/// Plans an exchange between dates whose bookables are loaded: all of them leave first, and then take their places.
/// Nobody is there to ask, so that what would need an approval is refused.
pub(crate) async fn plan_exchange(
    conn: Conn<'_>,
    now: Instant,
    loaded: &Loaded,
    dates: &[Exchanged],
) -> Result<Vec<DatePlan>, BookingError> {
    let wishes: Vec<DateWish> = dates.iter().map(|date| date.wish.clone()).collect();
    let leaving = wishes.iter().filter_map(|wish| wish.occurrence).map(|id| id.0).collect();
    let calendar = Calendar::new(taken(conn, &probes(loaded, &wishes)).await?).without(&leaving);
    let mut plans: Vec<DatePlan> = dates
        .iter()
        .map(|date| {
            let standing = |id| if date.gets.contains(&id) { Standing::Moved } else { Standing::Theirs };
            // What has begun takes something else from its start on.
            let asked = now.min(date.wish.slot.interval().start);
            let mut plan = judge_for(&date.actor, asked, loaded, &date.wish, &calendar, standing);
            let unseen = |candidate: &&Candidate| {
                date.gets.contains(&candidate.id)
                    && !candidate.policies.at(now).audience.see.includes(&date.actor, &candidate.chain)
            };
            let unseen = loaded.candidates.iter().filter(unseen);
            plan.own = unseen.map(|it| Finding::refusal("not_for_you", Value::Null).about(it.id)).collect();
            plan
        })
        .collect();
    let asking = plans.iter_mut().flat_map(|plan| &mut plan.verdicts).flat_map(|verdict| &mut verdict.findings);
    for finding in asking.filter(|finding| finding.severity == Severity::NeedsApproval) {
        finding.severity = Severity::Refusal;
    }
    find_own_clashes(loaded, &mut plans, "exchange_overlaps_itself");
    Ok(plans)
}

/// Finds dates of one plan that would take the same unit at the same time (`code`), and picks of one date that share a unit.
fn find_own_clashes(loaded: &Loaded, plans: &mut [DatePlan], code: &'static str) {
    let mut by_unit: HashMap<UnitId, Vec<(Interval, usize)>> = HashMap::new();
    for (index, plan) in plans.iter().enumerate().filter(|(_, plan)| !plan.is_refused()) {
        for verdict in &plan.verdicts {
            for unit in loaded.get(verdict.bookable).map(|candidate| &*candidate.units).unwrap_or_default() {
                by_unit.entry(*unit).or_default().push((verdict.blocked, index));
            }
        }
    }
    let mut clashing: BTreeMap<usize, &'static str> = BTreeMap::new();
    for spans in by_unit.values_mut() {
        spans.sort_unstable();
        let mut last: Option<(Interval, usize)> = None;
        for (span, index) in spans.iter().copied() {
            match last {
                Some((before, other)) if before.overlaps(span) => {
                    clashing.insert(index, if other == index { "picks_share_a_unit" } else { code });
                }
                _ => last = Some((span, index)),
            }
        }
    }
    for (index, code) in clashing {
        let original = plans[index].slot.original_start;
        plans[index].own.push(Finding::refusal(code, Value::Null).on(original));
    }
}

/// Applies what the caller wants done with dates that do not fit. An error when nothing (or, with `fail`, not everything) fits.
pub(crate) fn settle(mut dates: Vec<DatePlan>, on_conflict: OnConflict) -> Result<Vec<DatePlan>, BookingError> {
    let refused = dates.iter().filter(|date| date.is_refused()).count();
    if refused > 0 && (on_conflict == OnConflict::Fail || refused == dates.len()) {
        return Err(BookingError::Refused(Box::new(crate::Refusal { dates })));
    }
    for date in &mut dates {
        date.skipped = date.is_refused();
    }
    Ok(dates)
}

/// Holds a commit to the preview that the caller agreed to.
pub(crate) fn check_preview(agreed: Option<&str>, dates: &[DatePlan]) -> Result<(), BookingError> {
    let preview_hash = preview_hash(dates);
    match agreed {
        Some(agreed) if agreed != preview_hash => Err(BookingError::StalePreview { preview_hash }),
        _ => Ok(()),
    }
}
