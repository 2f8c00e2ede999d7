//! Changing bookings without losing anything: *this* date, *this and following*, or *all*.
//!
//! Dates keep their ids. What a date has of its own (another room, another time), tombstones and everything that is
//! past survive every edit; nothing is deleted and made anew.

mod apply;
mod rehouse;
mod remap;

use std::collections::HashSet;

use db::{Conn, WriteTx};
use kernel::{BookableId, BookingId, Ctx, Instant, OccurrenceId, PersonId, Recurrence, WallTime};
use uuid::Uuid;

use apply::apply;
pub use rehouse::rehouse;
use remap::{Draft, change_series, following, remap, this_date};

use super::{
    create_booking::{check_attendees, check_cost_centre, check_picks, check_texts},
    decide::find,
    open::open,
    plan::{self, DatePlan, DateWish},
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

impl Reach {
    /// The date that is named.
    const fn date(self) -> Option<OccurrenceId> {
        match self {
            Self::This(date) | Self::Following(date) => Some(date),
            Self::All(_) => None,
        }
    }
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
    /// Picks for which an area answers, as in
    /// [`NewBooking::granted`](crate::commands::create_booking::NewBooking::granted).
    pub granted: HashSet<BookableId>,
}

/// What happens to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Kept,
    /// It moves, or takes something else.
    Moved,
    /// It is new, or it had left the series and comes back.
    Added,
    /// It is called off, since the new rule does not have it.
    Cancelled,
    /// It cannot move (or come back) and, with `skip`, stays as it is.
    Conflict,
}

/// One date of an edit.
#[derive(Debug, Clone)]
pub struct Step {
    /// The date as it is; `None` when it is new. One that comes back has a state that is over.
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

impl Step {
    fn fingerprint(&self) -> serde_json::Value {
        serde_json::json!([
            self.before.as_ref().map(|date| date.id),
            self.original_start,
            format!("{:?}", self.effect),
            self.plan.as_ref().map(DatePlan::fingerprint),
        ])
    }
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
    work_out(engine, conn, cx, &details, reach, change, Authority::Own).await
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
    let (details, loaded) = open(engine, tx, id, &wanted).await?;
    let present = match reach {
        Reach::This(date) | Reach::Following(date) => find(&details, date)?.version,
        Reach::All(_) => details.booking.version,
    };
    if seen_version.is_some_and(|seen| seen != present) {
        return Err(BookingError::Stale);
    }
    let edit = work_out(engine, tx.into(), cx, &details, reach, &change, Authority::Own).await?;
    if change.preview_hash.as_ref().is_some_and(|agreed| *agreed != edit.hash) {
        return Err(BookingError::StalePreview { preview_hash: edit.hash });
    }
    let refused: Vec<DatePlan> = edit.steps.iter().filter_map(|step| step.plan.clone()).collect();
    let clashes = refused.iter().filter(|date| date.is_refused()).count();
    if clashes > 0 && (change.on_conflict != Some(OnConflict::Skip) || clashes == refused.len()) {
        return Err(BookingError::Refused(Box::new(crate::Refusal { dates: refused })));
    }
    apply(tx, cx, &details, &edit, reach).await?;
    read(tx.into(), edit.after.id, &loaded).await
}

async fn booking_id(conn: Conn<'_>, reach: Reach) -> Result<BookingId, BookingError> {
    match reach {
        Reach::This(date) | Reach::Following(date) => booking_of(conn, date).await,
        Reach::All(id) => Ok(id),
    }
}

fn is_single(details: &Details) -> bool {
    details.booking.series.recurrence.is_none() && details.occurrences.len() == 1
}

/// Whether a date can still be changed.
fn is_open(date: &Occurrence, now: Instant) -> bool {
    matches!(date.state, State::Requested | State::Confirmed) && date.starts_at > now
}

/// By which right a booking is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Authority {
    /// It is one's own, or one manages bookings there.
    Own,
    /// The desk closes where it is, and finds it another place at the same time.
    Desk,
}

async fn work_out(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    details: &Details,
    reach: Reach,
    change: &Change,
    authority: Authority,
) -> Result<EditPlan, BookingError> {
    if authority == Authority::Own {
        may_change(&cx.actor, &details.booking, &details.chains())?;
    }
    engine.refuse_elsewhere(details.kinds(), reach.date().or(details.only_date()))?;
    check(cx, details, reach, change)?;
    let on_conflict = change.on_conflict.unwrap_or(OnConflict::Fail);
    if let Reach::This(id) | Reach::Following(id) = reach
        && let date = find(details, id)?
        && !is_open(date, cx.now)
        && (matches!(reach, Reach::This(_)) || is_single(details))
    {
        return Err(IllegalMove { from: date.state, verb: Move::AskAgain }.into());
    }
    // A booking of one date has nothing to differ from: whatever is changed of the date is changed of the booking.
    let reach = if is_single(details) { Reach::All(details.booking.id) } else { reach };
    let (after, head, drafts) = match reach {
        Reach::This(id) => {
            let date = find(details, id)?;
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
    let changes =
        |draft: &Draft| draft.effect != Effect::Kept || draft.before.as_ref().is_some_and(|date| is_open(date, cx.now));
    if !drafts.iter().any(changes) {
        return Err(BookingError::NothingLeftToChange);
    }
    let mut wishes: Vec<DateWish> = drafts.iter().filter_map(|draft| draft.wish.clone()).collect();
    for wish in &mut wishes {
        wish.granted.clone_from(&change.granted);
    }
    if authority == Authority::Desk {
        // Its time stays: how late or how early one may ask was judged when it was booked.
        for wish in &mut wishes {
            wish.grandfathered = true;
        }
    }
    let moving: HashSet<Uuid> = wishes.iter().filter_map(|wish| wish.occurrence).map(|id| id.0).collect();
    let leaving = drafts.iter().filter(|draft| draft.effect == Effect::Cancelled);
    let ignore: HashSet<Uuid> =
        moving.into_iter().chain(leaving.filter_map(|draft| draft.before.as_ref()).map(|date| date.id.0)).collect();
    let (loaded, plans) = if wishes.is_empty() {
        (crate::queries::bookings::load_claimed(engine, conn, &details.occurrences, &details.booking).await?, vec![])
    } else {
        plan::plan(engine, conn, cx, &wishes, &ignore, on_conflict).await?
    };
    engine.refuse_elsewhere(loaded.kinds(), None)?;
    let mut plans = plans.into_iter();
    let mut steps: Vec<Step> = drafts.into_iter().map(|draft| draft.into_step(&mut plans)).collect();
    steps.sort_by_key(|step| step.original_start);
    let hash = plan::fingerprint(&steps.iter().map(Step::fingerprint).collect());
    Ok(EditPlan { hash, steps, loaded, after, head })
}

fn check(cx: &Ctx, details: &Details, reach: Reach, change: &Change) -> Result<(), BookingError> {
    check_texts(change.title.as_deref(), change.description.as_ref().and_then(Option::as_deref))?;
    check_cost_centre(change.cost_centre.as_ref().and_then(Option::as_deref))?;
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
