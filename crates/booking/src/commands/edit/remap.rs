//! Which date of the series as it was becomes which date of the series as it will be.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use kernel::{BookingId, Ctx, WallTime};

use super::{Change, Effect, Step, is_open};
use crate::{
    BookingError,
    commands::{
        create_booking::{check_series, slot},
        decide::wish_of,
        plan::{DatePlan, DateWish},
    },
    model::{
        booking::{Booking, Occurrence, Overridden},
        state::{IllegalMove, Move, State},
    },
    queries::bookings::Details,
};

/// A date of the edit before anybody knows whether it fits.
pub(super) struct Draft {
    pub(super) before: Option<Occurrence>,
    original_start: WallTime,
    pub(super) effect: Effect,
    pub(super) wish: Option<DateWish>,
    overridden: Overridden,
    title: Option<String>,
    attendees: Option<i64>,
}

impl Draft {
    fn kept(date: &Occurrence, original_start: WallTime) -> Self {
        Self {
            before: Some(date.clone()),
            original_start,
            effect: Effect::Kept,
            wish: None,
            overridden: date.overridden,
            title: date.title.clone(),
            attendees: date.attendees,
        }
    }

    pub(super) fn into_step(self, plans: &mut impl Iterator<Item = DatePlan>) -> Step {
        let plan = self.wish.and_then(|_| plans.next());
        let effect = if plan.as_ref().is_some_and(DatePlan::is_refused) { Effect::Conflict } else { self.effect };
        Step {
            before: self.before,
            original_start: self.original_start,
            effect,
            plan,
            overridden: self.overridden,
            title: self.title,
            attendees: self.attendees,
        }
    }
}

/// One date changes: what changes becomes its own.
pub(super) fn this_date(details: &Details, date: &Occurrence, change: &Change) -> Draft {
    let mut draft = Draft::kept(date, date.original_start);
    let mut wish = wish_of(details, date);
    if let Some(start) = change.start {
        wish.slot.start = start;
    }
    if let Some(minutes) = change.duration_minutes {
        wish.slot.duration_minutes = minutes;
    }
    let moves = wish.slot.start != date.start || wish.slot.duration_minutes != date.duration_minutes;
    if let Some(picks) = &change.picks {
        wish.picks.clone_from(picks);
    }
    if let Some(attendees) = change.attendees {
        wish.attendees = attendees;
        if change.picks.is_none() {
            choose_anew(&mut wish, &details.booking);
        }
    }
    draft.overridden.time |= moves;
    draft.overridden.room |= change.picks.is_some();
    if let Some(title) = &change.title {
        draft.overridden.title = true;
        draft.title = Some(title.trim().to_owned());
    }
    if let Some(attendees) = change.attendees {
        draft.overridden.attendees = true;
        draft.attendees = Some(attendees);
    }
    if moves || change.picks.is_some() || change.attendees.is_some() {
        wish.grandfathered = keeps_its_place(date, &wish);
        draft.wish = Some(wish);
        draft.effect = Effect::Moved;
    }
    draft
}

/// Puts the change into the series itself. `from` is the date the change begins with.
pub(super) fn change_series(
    booking: &mut Booking,
    change: &Change,
    from: Option<WallTime>,
) -> Result<(), BookingError> {
    let Change {
        title,
        description,
        picks,
        start,
        duration_minutes,
        recurrence,
        attendees,
        host,
        visibility,
        cost_centre,
        on_conflict: _,
        preview_hash: _,
        granted: _,
    } = change;
    if let Some(from) = from {
        booking.series.start = from;
    }
    if let Some(title) = title {
        title.trim().clone_into(&mut booking.title);
    }
    if let Some(description) = description {
        booking.description.clone_from(description);
    }
    if let Some(picks) = picks {
        booking.picks.clone_from(picks);
    }
    if let Some(start) = start {
        // Dates beside the rule move by as much as the first date does.
        let minutes = (start.naive() - booking.series.start.naive()).num_minutes();
        for date in &mut booking.series.extra_dates {
            *date = date.plus_minutes(minutes);
        }
        booking.series.start = *start;
    }
    if let Some(minutes) = duration_minutes {
        booking.series.duration_minutes = *minutes;
    }
    if let Some(recurrence) = recurrence {
        booking.series.recurrence.clone_from(recurrence);
    }
    if let Some(attendees) = attendees {
        booking.attendees = *attendees;
    }
    if let Some(host) = host {
        booking.host = *host;
    }
    if let Some(visibility) = visibility {
        booking.visibility = *visibility;
    }
    if let Some(cost_centre) = cost_centre {
        booking.cost_centre.clone_from(cost_centre);
    }
    check_series(&booking.series)
}

/// The booking that keeps the dates before, and the one that gets the rest.
pub(super) type Split = (Booking, Option<Booking>, Vec<Draft>);

pub(super) fn following(
    cx: &Ctx,
    details: &Details,
    first: &Occurrence,
    change: &Change,
) -> Result<Split, BookingError> {
    let old = &details.booking;
    let dates = old.series.dates()?;
    let cut = dates.partition_point(|date| *date < first.original_start);
    let Some(from) = dates.get(cut).copied() else {
        return Err(IllegalMove { from: first.state, verb: Move::AskAgain }.into());
    };
    if cut == 0 {
        let mut after = old.clone();
        change_series(&mut after, change, None)?;
        let drafts = remap(cx, details, &details.occurrences, old, &after, change)?;
        return Ok((after, None, drafts));
    }
    let mut head = old.clone();
    let mut tail = Booking {
        id: BookingId::new(&*cx.ids),
        split_from: Some(old.id),
        external_key: None,
        external_hash: None,
        created_at: cx.now,
        version: 1,
        ..old.clone()
    };
    if let Some(rule) = &old.series.recurrence {
        let by_rule = rule.expand(old.series.start, old.series.zone)?;
        let before = by_rule.partition_point(|date| *date < first.original_start);
        let (early, late) = rule.split(before, by_rule.len());
        head.series.recurrence = (before > 0).then_some(early);
        tail.series.recurrence = (before < by_rule.len()).then_some(late);
        tail.series.start = by_rule.get(before).copied().unwrap_or(from);
    } else {
        tail.series.start = from;
    }
    if head.series.recurrence.is_none() {
        // Without a rule the start is itself a date.
        head.series.start = dates[0];
    }
    head.series.extra_dates.retain(|date| *date < first.original_start);
    tail.series.extra_dates.retain(|date| *date >= first.original_start);
    let unchanged = tail.clone();
    change_series(&mut tail, change, None)?;
    let moving: Vec<Occurrence> =
        details.occurrences.iter().filter(|date| date.original_start >= first.original_start).cloned().collect();
    let drafts = remap(cx, details, &moving, &unchanged, &tail, change)?;
    Ok((tail, Some(head), drafts))
}

/// Maps the dates of the series as it was to the series as it will be (see [`targets`]). A date that an earlier change
/// made leave comes back as itself when the series has one for it again.
pub(super) fn remap(
    cx: &Ctx,
    details: &Details,
    dates: &[Occurrence],
    old: &Booking,
    new: &Booking,
    change: &Change,
) -> Result<Vec<Draft>, BookingError> {
    let (before, after) = (old.series.dates()?, new.series.dates()?);
    let target = targets(dates, old, new, &before, &after);
    let mapped = |date: &Occurrence| target.get(&date.original_start).copied();
    let in_rule = |date: &Occurrence| before.binary_search(&date.original_start).is_ok();
    let has_left = |date: &Occurrence| date.reason.as_deref() == Some(LEFT_THE_SERIES) && !in_rule(date);
    // Whatever stands for a date of the rule keeps a new one away: also what is past, and what was called off by hand,
    // when the series shrinks and grows over it.
    let mut used: HashSet<WallTime> =
        dates.iter().filter(|date| !has_left(date)).map(|date| mapped(date).unwrap_or(date.original_start)).collect();
    let mut drafts = vec![];
    for date in dates {
        let draft = match mapped(date) {
            Some(original_start) if is_open(date, cx.now) => one_of_many(details, date, original_start, new, change),
            Some(original_start) if has_left(date) && after.binary_search(&original_start).is_ok() => {
                let is_missing = used.insert(original_start);
                if is_missing {
                    come_back(cx, details, date, original_start, new)
                } else {
                    Draft::kept(date, original_start)
                }
            }
            Some(original_start) => Draft::kept(date, original_start),
            None if is_open(date, cx.now) && in_rule(date) => {
                Draft { effect: Effect::Cancelled, ..Draft::kept(date, date.original_start) }
            }
            None => Draft::kept(date, date.original_start),
        };
        drafts.push(draft);
    }
    for date in after.into_iter().filter(|date| !used.contains(date)) {
        let slot = slot(&new.series, date);
        if slot.interval().start > cx.now {
            drafts.push(Draft {
                before: None,
                original_start: date,
                effect: Effect::Added,
                wish: Some(DateWish {
                    slot,
                    picks: new.picks.clone(),
                    attendees: new.attendees,
                    occurrence: None,
                    grandfathered: false,
                    granted: HashSet::new(),
                }),
                overridden: Overridden::default(),
                title: None,
                attendees: None,
            });
        }
    }
    Ok(drafts)
}

/// What becomes of each original start. The nth date of the rule stays the nth when both rules have as many, and what
/// stands beside the rule moves with it; else a date stays when the new rule has it or another one on the same day.
fn targets(
    dates: &[Occurrence],
    old: &Booking,
    new: &Booking,
    before: &[WallTime],
    after: &[WallTime],
) -> BTreeMap<WallTime, WallTime> {
    let beside: BTreeSet<WallTime> =
        dates.iter().map(|date| date.original_start).filter(|date| before.binary_search(date).is_err()).collect();
    if before.len() == after.len() {
        let minutes = (new.series.start.naive() - old.series.start.naive()).num_minutes();
        let moved = beside.into_iter().map(|date| (date, date.plus_minutes(minutes)));
        let moved = moved.filter(|(_, to)| to.is_plausible());
        return before.iter().copied().zip(after.iter().copied()).chain(moved).collect();
    }
    let from: Vec<WallTime> = before.iter().copied().chain(beside).collect();
    let stays = |date: &WallTime| after.binary_search(date).is_ok();
    let mut target: BTreeMap<WallTime, WallTime> =
        from.iter().filter(|date| stays(date)).map(|date| (*date, *date)).collect();
    let mut free: BTreeSet<WallTime> = after.iter().copied().filter(|date| !target.contains_key(date)).collect();
    for date in from.iter().filter(|date| !stays(date)) {
        let same_day = free.range(WallTime::midnight(date.date())..).next().copied();
        if let Some(other) = same_day.filter(|other| other.date() == date.date()) {
            free.remove(&other);
            target.insert(*date, other);
        }
    }
    target
}

/// A date that left the series is in it again: with its id and what it has of its own; the rest is that of the series.
fn come_back(cx: &Ctx, details: &Details, date: &Occurrence, original_start: WallTime, new: &Booking) -> Draft {
    let mut draft = Draft::kept(date, original_start);
    let mut wish = DateWish { grandfathered: false, ..wish_of(details, date) };
    wish.slot.original_start = original_start;
    if !date.overridden.time {
        wish.slot.start = original_start;
        wish.slot.duration_minutes = new.series.duration_minutes;
    }
    if !date.overridden.room {
        wish.picks.clone_from(&new.picks);
    }
    wish.attendees = date.attendees.unwrap_or(new.attendees);
    if wish.slot.interval().start > cx.now {
        draft.wish = Some(wish);
        draft.effect = Effect::Added;
    }
    draft
}

/// A date of the series follows the change, except in what it has of its own.
fn one_of_many(
    details: &Details,
    date: &Occurrence,
    original_start: WallTime,
    new: &Booking,
    change: &Change,
) -> Draft {
    let mut draft = Draft::kept(date, original_start);
    let mut wish = wish_of(details, date);
    wish.slot.original_start = original_start;
    if !date.overridden.time {
        wish.slot.start = original_start;
        wish.slot.duration_minutes = new.series.duration_minutes;
    }
    if !date.overridden.room && change.picks.is_some() {
        wish.picks.clone_from(&new.picks);
    }
    wish.attendees = date.attendees.unwrap_or(new.attendees);
    let moves = wish.slot.start != date.start || wish.slot.duration_minutes != date.duration_minutes;
    let rehoused = !date.overridden.room && change.picks.is_some();
    let recounted = date.attendees.is_none() && change.attendees.is_some();
    if recounted && !rehoused {
        choose_anew(&mut wish, new);
    }
    if moves || rehoused || recounted {
        wish.grandfathered = keeps_its_place(date, &wish);
        draft.wish = Some(wish);
        draft.effect = Effect::Moved;
    }
    draft
}

/// Where nobody chose a layout, another number of people gets the one that fits it best.
fn choose_anew(wish: &mut DateWish, booking: &Booking) {
    for pick in &mut wish.picks {
        if let Some(chosen) = booking.picks.iter().find(|chosen| chosen.id == pick.id && chosen.layout_id.is_none()) {
            pick.clone_from(chosen);
        }
    }
}

/// Why a date was called off that a changed rule no longer has: the only tombstone that a later change brings back.
pub(super) const LEFT_THE_SERIES: &str = "left_the_series";

/// Whether a confirmed date keeps its time and its rooms: then nobody has to agree anew.
fn keeps_its_place(date: &Occurrence, wish: &DateWish) -> bool {
    date.state == State::Confirmed
        && wish.slot.start == date.start
        && wish.slot.duration_minutes == date.duration_minutes
        && wish.picks.iter().all(|pick| date.claims.iter().any(|claim| claim.bookable == pick.id))
}
