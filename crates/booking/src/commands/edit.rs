//! Changing bookings without losing anything: *this* date, *this and following*, or *all*.
//!
//! Dates keep their ids. What a date has of its own (another room, another time), tombstones and everything that is
//! past survive every edit; nothing is deleted and made anew.

use std::collections::{BTreeMap, HashSet};

use db::{Conn, WriteTx};
use kernel::{BookableId, BookingId, Ctx, Entry, Instant, OccurrenceId, PersonId, Recurrence, WallTime};
use serde_json::json;
use uuid::Uuid;

use super::{
    create_booking::{check_attendees, check_picks, check_series, check_texts, holdings, occurrence, slot},
    decide::{find, wish_of},
    open::open,
    plan::{self, DatePlan, DateWish},
    store,
};
use crate::{
    BookingError, Engine,
    model::{
        booking::{Booking, Occurrence, OnConflict, Overridden, Visibility},
        state::{IllegalMove, Move, State},
        wish::Pick,
    },
    policy::{Permission, may_change},
    queries::{
        bookings::{Details, booking_of, fetch, read},
        load::Loaded,
    },
};

/// What to change: how much of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only this date.
    This(OccurrenceId),
    /// This date and those after it: they become a booking of their own.
    Following(OccurrenceId),
    /// All dates to come.
    All(BookingId),
}

/// What to change. `None` = leave as it is.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What it is called.
    pub title: Option<String>,
    /// More about it.
    pub description: Option<Option<String>>,
    /// What it takes.
    pub picks: Option<Vec<Pick>>,
    /// When it starts by the wall clock: of this date, of the first of the following, or of the first of the series.
    pub start: Option<WallTime>,
    /// How long it lasts.
    pub duration_minutes: Option<i64>,
    /// How it repeats (not for a single date).
    pub recurrence: Option<Option<Recurrence>>,
    /// How many people come.
    pub attendees: Option<i64>,
    /// Whom it is for (not for a single date).
    pub host: Option<PersonId>,
    /// Who may know about it (not for a single date).
    pub visibility: Option<Visibility>,
    /// Who pays (not for a single date).
    pub cost_centre: Option<Option<String>>,
    /// What to do with dates that do not fit: book nothing, or leave them as they are.
    pub on_conflict: Option<OnConflict>,
    /// The preview that the caller agreed to.
    pub preview_hash: Option<String>,
}

/// What happens to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Kept,
    /// It moves, or takes something else.
    Moved,
    /// It is new.
    Added,
    /// It is called off, since the new rule does not have it.
    Cancelled,
    /// It cannot move and, with `skip`, stays as it is.
    Conflict,
}

/// One date of an edit.
#[derive(Debug, Clone)]
pub struct Step {
    /// The date as it is; `None` when it is new.
    pub before: Option<Occurrence>,
    /// The date as the new series gives it.
    pub original_start: WallTime,
    /// What happens.
    pub effect: Effect,
    /// What it would take, when it moves or is new.
    pub plan: Option<DatePlan>,
    overridden: Overridden,
    title: Option<String>,
    attendees: Option<i64>,
}

/// An edit, worked out but not done.
#[derive(Debug)]
pub struct EditPlan {
    /// Names exactly this plan.
    pub hash: String,
    /// Every date that is not past.
    pub steps: Vec<Step>,
    /// The bookables.
    pub loaded: Loaded,
    /// The booking as it will be; a new one when the series is split.
    after: Booking,
    /// The booking that loses its tail, when the series is split.
    head: Option<Booking>,
}

/// Shows what an edit would do.
pub async fn preview_edit(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    reach: Reach,
    change: &Change,
) -> Result<EditPlan, BookingError> {
    let details = fetch(engine, conn, booking_id(conn, reach).await?).await?;
    work_out(engine, conn, cx, &details, reach, change).await
}

/// Makes an edit.
pub async fn edit(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    reach: Reach,
    change: Change,
    seen_version: Option<i64>,
) -> Result<Details, BookingError> {
    let wanted: Vec<BookableId> = change.picks.iter().flatten().map(|pick| pick.id).collect();
    let id = booking_id(tx.into(), reach).await?;
    let (details, _) = open(engine, tx, id, &wanted).await?;
    let present = match reach {
        Reach::This(date) | Reach::Following(date) => find(&details, date)?.version,
        Reach::All(_) => details.booking.version,
    };
    if seen_version.is_some_and(|seen| seen != present) {
        return Err(BookingError::Stale);
    }
    let edit = work_out(engine, tx.into(), cx, &details, reach, &change).await?;
    if change.preview_hash.as_ref().is_some_and(|agreed| *agreed != edit.hash) {
        return Err(BookingError::StalePreview { preview_hash: edit.hash });
    }
    let refused: Vec<DatePlan> = edit.steps.iter().filter_map(|step| step.plan.clone()).collect();
    let clashes = refused.iter().filter(|date| date.is_refused()).count();
    if clashes > 0 && (change.on_conflict != Some(OnConflict::Skip) || clashes == refused.len()) {
        return Err(BookingError::Refused(Box::new(crate::Refusal { dates: refused })));
    }
    apply(tx, cx, &details, &edit, reach).await?;
    read(tx.into(), edit.after.id, &edit.loaded).await
}

async fn booking_id(conn: Conn<'_>, reach: Reach) -> Result<BookingId, BookingError> {
    match reach {
        Reach::This(date) | Reach::Following(date) => booking_of(conn, date).await,
        Reach::All(id) => Ok(id),
    }
}

/// Whether a date can still be changed.
fn is_open(date: &Occurrence, now: Instant) -> bool {
    matches!(date.state, State::Requested | State::Confirmed) && date.starts_at > now
}

async fn work_out(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    details: &Details,
    reach: Reach,
    change: &Change,
) -> Result<EditPlan, BookingError> {
    may_change(&cx.actor, &details.booking, &details.chains())?;
    check(cx, details, reach, change)?;
    let (after, head, mut drafts) = match reach {
        Reach::This(id) => {
            let date = find(details, id)?;
            if !is_open(date, cx.now) {
                return Err(IllegalMove { from: date.state, verb: Move::AskAgain }.into());
            }
            (details.booking.clone(), None, vec![this_date(details, date, change)])
        }
        Reach::Following(id) => following(cx, details, find(details, id)?, change)?,
        Reach::All(_) => {
            let mut after = details.booking.clone();
            change_series(&mut after, change, None)?;
            let drafts = remap(cx, details, &details.occurrences, &details.booking, &after, change)?;
            (after, None, drafts)
        }
    };
    let wishes: Vec<DateWish> = drafts.iter().filter_map(|draft| draft.wish.clone()).collect();
    let moving: HashSet<Uuid> = wishes.iter().filter_map(|wish| wish.occurrence).map(|id| id.0).collect();
    let leaving = drafts.iter().filter(|draft| draft.effect == Effect::Cancelled);
    let ignore: HashSet<Uuid> =
        moving.into_iter().chain(leaving.filter_map(|draft| draft.before.as_ref()).map(|date| date.id.0)).collect();
    let (loaded, plans) = if wishes.is_empty() {
        (crate::queries::bookings::load_claimed(engine, conn, &details.occurrences, &details.booking).await?, vec![])
    } else {
        plan::plan(engine, conn, cx, &wishes, &ignore).await?
    };
    let mut plans = plans.into_iter();
    let mut steps: Vec<Step> = drafts.drain(..).map(|draft| draft.into_step(&mut plans)).collect();
    steps.sort_by_key(|step| step.original_start);
    let planned: Vec<DatePlan> = steps.iter().filter_map(|step| step.plan.clone()).collect();
    let hash = plan::preview_hash(&planned);
    Ok(EditPlan { hash, steps, loaded, after, head })
}

fn check(cx: &Ctx, details: &Details, reach: Reach, change: &Change) -> Result<(), BookingError> {
    check_texts(change.title.as_deref(), change.description.as_ref().and_then(Option::as_deref))?;
    if let Some(picks) = &change.picks {
        check_picks(picks)?;
    }
    if let Some(attendees) = change.attendees {
        check_attendees(attendees)?;
    }
    let host_is_ours = change.host.is_none_or(|host| cx.actor.stands_for(host));
    let manages = || details.chains().iter().all(|chain| Permission::ManageBookings.held_by(&cx.actor, chain));
    if !host_is_ours && !manages() {
        return Err(BookingError::Forbidden("book_for_others"));
    }
    if matches!(reach, Reach::This(_)) {
        let of_the_series = [
            ("recurrence", change.recurrence.is_some()),
            ("host_id", change.host.is_some()),
            ("visibility", change.visibility.is_some()),
            ("cost_centre", change.cost_centre.is_some()),
            ("description", change.description.is_some()),
        ];
        let is_series = details.occurrences.len() > 1;
        if let Some((field, _)) = of_the_series.into_iter().find(|(_, given)| *given && is_series) {
            return Err(BookingError::Invalid { field, why: "only_for_all" });
        }
    }
    Ok(())
}

/// A date of the edit before anybody knows whether it fits.
struct Draft {
    before: Option<Occurrence>,
    original_start: WallTime,
    effect: Effect,
    wish: Option<DateWish>,
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

    fn into_step(self, plans: &mut impl Iterator<Item = DatePlan>) -> Step {
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
fn this_date(details: &Details, date: &Occurrence, change: &Change) -> Draft {
    let single = details.booking.series.recurrence.is_none() && details.occurrences.len() == 1;
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
    if single {
        // A booking of one date has nothing to differ from.
        draft.overridden = Overridden::default();
    }
    if moves || change.picks.is_some() || change.attendees.is_some() {
        wish.grandfathered = !moves;
        draft.wish = Some(wish);
        draft.effect = Effect::Moved;
    }
    draft
}

/// Puts the change into the series itself. `from` is the date the change begins with.
fn change_series(booking: &mut Booking, change: &Change, from: Option<WallTime>) -> Result<(), BookingError> {
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
type Split = (Booking, Option<Booking>, Vec<Draft>);

fn following(cx: &Ctx, details: &Details, first: &Occurrence, change: &Change) -> Result<Split, BookingError> {
    let old = &details.booking;
    let dates = old.series.dates()?;
    let cut = dates.partition_point(|date| *date < first.original_start);
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
        tail.series.start = by_rule.get(before).copied().unwrap_or(first.original_start);
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

/// Maps the dates of the series as it was to the series as it will be. The nth date stays the nth when both have as many;
/// else a date stays when the new series has one on the same day.
fn remap(
    cx: &Ctx,
    details: &Details,
    dates: &[Occurrence],
    old: &Booking,
    new: &Booking,
    change: &Change,
) -> Result<Vec<Draft>, BookingError> {
    let (before, after) = (old.series.dates()?, new.series.dates()?);
    let mut target: BTreeMap<WallTime, WallTime> = BTreeMap::new();
    if before.len() == after.len() {
        target.extend(before.iter().copied().zip(after.iter().copied()));
    } else {
        for date in &before {
            if let Some(same_day) = after.iter().find(|other| other.date() == date.date()) {
                target.insert(*date, *same_day);
            }
        }
    }
    let mut drafts = vec![];
    let mut used: HashSet<WallTime> = HashSet::new();
    for date in dates {
        let mapped = target.get(&date.original_start).copied();
        used.extend(mapped);
        if !is_open(date, cx.now) {
            drafts.push(Draft::kept(date, mapped.filter(|_| date.starts_at > cx.now).unwrap_or(date.original_start)));
            continue;
        }
        match mapped {
            Some(original_start) => drafts.push(one_of_many(details, date, original_start, new, change)),
            None if before.contains(&date.original_start) => {
                drafts.push(Draft { effect: Effect::Cancelled, ..Draft::kept(date, date.original_start) });
            }
            None => drafts.push(Draft::kept(date, date.original_start)),
        }
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
                }),
                overridden: Overridden::default(),
                title: None,
                attendees: None,
            });
        }
    }
    Ok(drafts)
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
    if moves || rehoused || recounted {
        wish.grandfathered = !moves;
        draft.wish = Some(wish);
        draft.effect = Effect::Moved;
    }
    draft
}

/// Writes an edit that was worked out and found possible.
async fn apply(tx: &WriteTx, cx: &Ctx, details: &Details, edit: &EditPlan, reach: Reach) -> Result<(), BookingError> {
    let mut after = edit.after.clone();
    if let Some(head) = &edit.head {
        let mut head = head.clone();
        head.version += 1;
        store::update_booking(tx, &head).await?;
        store::insert_booking(tx, &after).await?;
    } else {
        after.version += 1;
        store::update_booking(tx, &after).await?;
    }
    let (mut rows, mut vacated, mut moot, mut journal) = (vec![], vec![], vec![], vec![]);
    let (mut plans, mut planned) = (vec![], vec![]);
    for step in &edit.steps {
        let fits = step.plan.as_ref().filter(|_| step.effect != Effect::Conflict);
        let row = match (&step.before, fits) {
            (Some(date), Some(plan)) => {
                vacated.push(date.id.0);
                moot.push(date.id);
                let mut row = occurrence(date.id, after.id, plan);
                row.original_start = step.original_start;
                row.version = date.version + 1;
                // Never from `requested` to `requested`: that is no move.
                if row.state != date.state {
                    let verb = if row.state == State::Confirmed { Move::Confirm } else { Move::AskAgain };
                    date.state.step(verb)?;
                }
                row
            }
            (Some(date), None) if step.effect == Effect::Cancelled => {
                vacated.push(date.id.0);
                moot.push(date.id);
                let verb = if date.state == State::Requested { Move::Withdraw } else { Move::Cancel };
                Occurrence {
                    booking: after.id,
                    state: date.state.step(verb)?,
                    reason: Some("left_the_series".to_owned()),
                    release_at: None,
                    version: date.version + 1,
                    ..date.clone()
                }
            }
            (Some(date), None) => {
                // What could not move keeps its own time and rooms from now on.
                let stuck = step.effect == Effect::Conflict;
                let mut overridden = step.overridden;
                overridden.time |= stuck;
                overridden.room |= stuck;
                let unchanged = date.booking == after.id
                    && date.original_start == step.original_start
                    && date.overridden == overridden
                    && date.title == step.title;
                if unchanged {
                    continue;
                }
                Occurrence {
                    booking: after.id,
                    original_start: step.original_start,
                    overridden,
                    version: date.version + 1,
                    ..date.clone()
                }
            }
            (None, Some(plan)) => occurrence(OccurrenceId::new(&*cx.ids), after.id, plan),
            (None, None) => {
                let Some(mut plan) = step.plan.clone() else { continue };
                plan.skipped = true;
                occurrence(OccurrenceId::new(&*cx.ids), after.id, &plan)
            }
        };
        let row = Occurrence {
            overridden: if step.effect == Effect::Conflict { row.overridden } else { step.overridden },
            title: step.title.clone(),
            attendees: step.attendees,
            ..row
        };
        journal.push(json!({
            "id": row.id, "effect": format!("{:?}", step.effect).to_lowercase(),
            "from": step.before.as_ref().map(|date| json!({ "starts_at": date.starts_at, "ends_at": date.ends_at, "state": date.state })),
            "to": { "starts_at": row.starts_at, "ends_at": row.ends_at, "state": row.state },
        }));
        if let Some(plan) = fits {
            plans.push(plan.clone());
            planned.push(row.clone());
        }
        rows.push(row);
    }
    store::vacate(tx, &vacated).await?;
    store::stop_asking(tx, &moot).await?;
    let (claims, spans, asked) = holdings(&edit.loaded, &plans, &planned);
    store::put_occurrences(tx, &rows).await?;
    store::put_claims(tx, &claims, true).await?;
    store::occupy(tx, cx, &spans).await?;
    store::ask(tx, cx, &asked).await?;
    let words = match reach {
        Reach::This(_) => "this",
        Reach::Following(_) => "following",
        Reach::All(_) => "all",
    };
    tx.record(Entry::new("booking.changed", "booking", after.id).data(json!({
        "scope": words, "dates": journal, "split_from": after.split_from,
        "title": { "from": details.booking.title, "to": after.title },
        "host": { "from": details.booking.host, "to": after.host },
    })));
    Ok(())
}
