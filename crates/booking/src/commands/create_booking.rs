//! Booking: once or as a series, one bookable or several, all or nothing.

use std::collections::HashSet;

use db::{Conn, WriteTx};
use kernel::{BookableId, BookingId, Ctx, Entry, OccurrenceId, PersonId, field::in_range};
use serde_json::json;

use super::{
    plan::{self, DatePlan, DateWish},
    store::{self, NewOccupancy},
};
use crate::{
    BookingError, Engine,
    model::{
        assess::Slot,
        booking::{Booking, Occurrence, OnConflict, Overridden, Series, Visibility},
        finding::Severity,
        policy::{MAX_BUFFER_MINUTES, MAX_DURATION_MINUTES},
        state::State,
        wish::Pick,
    },
    policy::Permission,
    queries::{bookings::Details, load::Loaded},
};

/// The longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest description or reason, in characters.
pub const MAX_TEXT: usize = 4000;
/// The longest code of a cost centre or class of precedence, in characters.
pub const MAX_LABEL: usize = 50;
/// The most bookables in one booking.
pub const MAX_PICKS: usize = 20;
/// The class of precedence of a booking that says nothing.
pub const ORDINARY: &str = "ordinary";

/// What somebody wants to book.
#[derive(Debug, Clone)]
pub struct NewBooking {
    /// What it is called.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// What to take, all or nothing.
    pub picks: Vec<Pick>,
    /// When.
    pub series: Series,
    /// How many people come.
    pub attendees: i64,
    /// Whom it is for; `None` = the actor.
    pub host: Option<PersonId>,
    /// Who may know about it.
    pub visibility: Visibility,
    /// Its class of precedence.
    pub precedence: Option<String>,
    /// Who pays.
    pub cost_centre: Option<String>,
    /// What to do with dates that do not fit.
    pub on_conflict: OnConflict,
    /// The preview that the caller agreed to.
    pub preview_hash: Option<String>,
    /// Where it comes from, when it is imported: a key that is used once, and the fingerprint of the content.
    pub external: Option<(String, String)>,
    /// Picks for which an area answers that goes by rules of its own: it is not asked whether the actor may see and book them,
    /// nor for the rules about their times. That they are free is asked of all.
    pub granted: HashSet<BookableId>,
    /// Dates of the series that are left out from the start (RFC 5545 `EXDATE`).
    pub left_out: Vec<kernel::WallTime>,
}

/// A plan with the hash that a commit can name.
#[derive(Debug)]
pub struct Preview {
    /// Names exactly this plan.
    pub hash: String,
    /// Each date.
    pub dates: Vec<DatePlan>,
    /// The bookables.
    pub loaded: Loaded,
}

/// Shows what booking this would do. Nothing is written, nothing refused: the findings say it.
pub async fn preview_booking(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    input: &NewBooking,
) -> Result<Preview, BookingError> {
    let wishes = check(cx, input)?;
    let (loaded, dates) = plan::plan(engine, conn, cx, &wishes, &HashSet::new(), input.on_conflict).await?;
    engine.refuse_elsewhere(loaded.kinds(), None)?;
    may_book_for(cx, input, &loaded)?;
    let dates = match plan::settle(dates, input.on_conflict) {
        Ok(dates) => dates,
        Err(BookingError::Refused(refusal)) => refusal.dates,
        Err(other) => return Err(other),
    };
    Ok(Preview { hash: plan::preview_hash(&dates), dates, loaded })
}

/// Books it.
pub async fn create_booking(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    input: NewBooking,
) -> Result<Details, BookingError> {
    let wishes = check(cx, &input)?;
    let (loaded, dates) = plan::plan(engine, tx.into(), cx, &wishes, &HashSet::new(), input.on_conflict).await?;
    engine.refuse_elsewhere(loaded.kinds(), None)?;
    may_book_for(cx, &input, &loaded)?;
    let dates = plan::settle(dates, input.on_conflict)?;
    plan::check_preview(input.preview_hash.as_deref(), &dates)?;

    let host = input.host.or(cx.actor.person).ok_or(BookingError::Invalid { field: "host_id", why: "required" })?;
    let (external_key, external_hash) = input.external.unzip();
    let booking = Booking {
        id: BookingId::new(&*cx.ids),
        title: input.title.trim().to_owned(),
        description: input.description,
        host,
        created_by: cx.actor.person,
        attendees: input.attendees,
        visibility: input.visibility,
        precedence: input.precedence.unwrap_or_else(|| ORDINARY.to_owned()),
        cost_centre: input.cost_centre,
        series: input.series,
        picks: input.picks,
        split_from: None,
        external_key,
        external_hash,
        created_at: cx.now,
        version: 1,
    };
    let mut occurrences: Vec<Occurrence> =
        dates.iter().map(|date| occurrence(OccurrenceId::new(&*cx.ids), booking.id, date)).collect();
    for left_out in &input.left_out {
        if let Some(date) = tombstone(cx, &booking, *left_out) {
            occurrences.push(date);
        }
    }
    store::insert_booking(tx, &booking).await?;
    let (claims, spans, asked) = holdings(&loaded, &dates, &occurrences);
    store::put_occurrences(tx, &occurrences).await?;
    store::put_claims(tx, &claims, false).await?;
    store::occupy(tx, cx, &spans).await?;
    let approvals = store::ask(tx, cx, &asked).await?;
    tx.record(Entry::new("booking.created", "booking", booking.id).data(json!({
        "title": public_title(&booking), "host": booking.host, "visibility": booking.visibility,
        "dates": occurrences.iter().map(|date| json!({
            "id": date.id, "original_start": date.original_start, "state": date.state, "reason": date.reason,
        })).collect::<Vec<_>>(),
        "bookables": booking.picks.iter().map(|pick| pick.id).collect::<Vec<_>>(),
    })));
    Ok(Details::assemble(booking, occurrences, approvals, &loaded))
}

/// Checks what can be checked without the database, and spells out the dates.
fn check(cx: &Ctx, input: &NewBooking) -> Result<Vec<DateWish>, BookingError> {
    Permission::Book.require(&cx.actor, &[])?;
    check_texts(Some(&input.title), input.description.as_deref())?;
    check_picks(&input.picks)?;
    check_series(&input.series)?;
    check_attendees(input.attendees)?;
    check_cost_centre(input.cost_centre.as_deref())?;
    if input.precedence.as_deref().is_some_and(|class| class.is_empty() || !is_label(class)) {
        return Err(BookingError::Invalid { field: "precedence", why: "unknown" });
    }
    let left_out: HashSet<_> = input.left_out.iter().copied().collect();
    let dates: Vec<_> = input.series.dates()?.into_iter().filter(|date| !left_out.contains(date)).collect();
    if dates.is_empty() {
        return Err(kernel::recurrence::RecurrenceError::Empty.into());
    }
    Ok(dates
        .into_iter()
        .map(|start| DateWish {
            slot: slot(&input.series, start),
            picks: input.picks.clone(),
            attendees: input.attendees,
            occurrence: None,
            grandfathered: false,
            granted: input.granted.clone(),
        })
        .collect())
}

pub(crate) fn slot(series: &Series, start: kernel::WallTime) -> Slot {
    Slot {
        original_start: start,
        start,
        duration_minutes: series.duration_minutes,
        zone: series.zone,
        fold: series.fold,
    }
}

pub(crate) fn check_texts(title: Option<&str>, description: Option<&str>) -> Result<(), BookingError> {
    if title.is_some_and(|title| !title.chars().any(is_visible)) {
        return Err(BookingError::Invalid { field: "title", why: "required" });
    }
    // It stands in one line everywhere.
    if title.is_some_and(|title| title.chars().any(char::is_control)) {
        return Err(BookingError::Invalid { field: "title", why: "control_character" });
    }
    check_text("title", title, MAX_TITLE)?;
    check_text("description", description, MAX_TEXT)
}

pub(crate) fn check_reason(reason: Option<&str>) -> Result<(), BookingError> {
    check_text("reason", reason, MAX_TEXT)
}

fn check_text(field: &'static str, text: Option<&str>, max: usize) -> Result<(), BookingError> {
    let Some(text) = text else { return Ok(()) };
    if text.chars().count() > max {
        return Err(BookingError::Invalid { field, why: "too_long" });
    }
    if text.chars().any(deceives) {
        return Err(BookingError::Invalid { field, why: "control_character" });
    }
    Ok(())
}

/// Characters that turn the direction of what follows, or end a text early: they make one thing look like another.
fn deceives(c: char) -> bool {
    matches!(c, '\0' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether anybody would see it: no blank, no control, none of the characters without width.
fn is_visible(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

pub(crate) fn check_cost_centre(code: Option<&str>) -> Result<(), BookingError> {
    match code {
        Some(code) if code.chars().count() > MAX_LABEL => {
            Err(BookingError::Invalid { field: "cost_centre", why: "too_long" })
        }
        Some(code) if !is_label(code) => Err(BookingError::Invalid { field: "cost_centre", why: "control_character" }),
        _ => Ok(()),
    }
}

fn is_label(text: &str) -> bool {
    text.chars().count() <= MAX_LABEL && !text.contains(char::is_control)
}

pub(crate) fn check_picks(picks: &[Pick]) -> Result<(), BookingError> {
    let distinct: HashSet<_> = picks.iter().map(|pick| pick.id).collect();
    for pick in picks {
        for (field, minutes) in [("setup_minutes", pick.setup_minutes), ("cleanup_minutes", pick.cleanup_minutes)] {
            if let Some(minutes) = minutes {
                in_range(field, minutes, 0, MAX_BUFFER_MINUTES)?;
            }
        }
    }
    match picks.len() {
        0 => Err(BookingError::Invalid { field: "bookables", why: "required" }),
        n if n > MAX_PICKS => Err(BookingError::Invalid { field: "bookables", why: "too_many" }),
        n if n > distinct.len() => Err(BookingError::Invalid { field: "bookables", why: "twice" }),
        _ => Ok(()),
    }
}

pub(crate) fn check_series(series: &Series) -> Result<(), BookingError> {
    if !series.start.is_plausible() || series.extra_dates.iter().any(|date| !date.is_plausible()) {
        return Err(BookingError::Invalid { field: "start", why: "implausible_year" });
    }
    Ok(in_range("duration_minutes", series.duration_minutes, 1, MAX_DURATION_MINUTES)?)
}

pub(crate) fn check_attendees(attendees: i64) -> Result<(), BookingError> {
    Ok(in_range("attendees", attendees, 0, 100_000)?)
}

/// For oneself and those one acts for; for anybody only by those who manage bookings there.
fn may_book_for(cx: &Ctx, input: &NewBooking, loaded: &Loaded) -> Result<(), BookingError> {
    let manages = || loaded.candidates.iter().all(|c| Permission::ManageBookings.held_by(&cx.actor, &c.chain));
    if input.host.is_some_and(|host| !cx.actor.stands_for(host)) && !manages() {
        return Err(BookingError::Forbidden("book_for_others"));
    }
    let raised = input.precedence.as_deref().is_some_and(|class| class != ORDINARY);
    if raised && !manages() {
        return Err(BookingError::Forbidden("set_precedence"));
    }
    Ok(())
}

pub(crate) fn occurrence(id: OccurrenceId, booking: BookingId, date: &DatePlan) -> Occurrence {
    let event = date.interval();
    let state = date.state();
    let (check_in_from, release_at) = date.check_in().filter(|_| state == State::Confirmed).unzip();
    Occurrence {
        id,
        booking,
        original_start: date.slot.original_start,
        start: date.slot.start,
        duration_minutes: date.slot.duration_minutes,
        starts_at: event.start,
        ends_at: event.end,
        state,
        reason: if date.skipped { date.skip_reason() } else { None },
        title: None,
        attendees: None,
        overridden: Overridden::default(),
        check_in_from,
        release_at,
        version: 1,
        claims: if date.skipped { vec![] } else { date.claims() },
    }
}

/// The tombstone of a date that the series leaves out.
fn tombstone(cx: &Ctx, booking: &Booking, left_out: kernel::WallTime) -> Option<Occurrence> {
    let slot = slot(&booking.series, left_out);
    let event = slot.interval();
    left_out.is_plausible().then(|| Occurrence {
        id: OccurrenceId::new(&*cx.ids),
        booking: booking.id,
        original_start: left_out,
        start: left_out,
        duration_minutes: booking.series.duration_minutes,
        starts_at: event.start,
        ends_at: event.end,
        state: State::Skipped,
        reason: Some("left_out".to_owned()),
        title: None,
        attendees: None,
        overridden: Overridden::default(),
        check_in_from: None,
        release_at: None,
        version: 1,
        claims: vec![],
    })
}

/// The title for the journal, which more people read than may know of a private meeting.
pub(crate) fn public_title(booking: &Booking) -> Option<&str> {
    (booking.visibility == Visibility::Normal).then_some(booking.title.as_str())
}

/// What the planned dates claim, occupy and have to ask for. `dates` and the first of `occurrences` go in step.
pub(crate) type Holdings =
    (Vec<(OccurrenceId, crate::model::booking::Claim)>, Vec<NewOccupancy>, Vec<(OccurrenceId, BookableId)>);

pub(crate) fn holdings(loaded: &Loaded, dates: &[DatePlan], occurrences: &[Occurrence]) -> Holdings {
    let (mut claims, mut spans, mut asked) = (vec![], vec![], vec![]);
    for (date, occurrence) in dates.iter().zip(occurrences).filter(|(date, _)| !date.skipped) {
        let state = date.state();
        claims.extend(occurrence.claims.iter().cloned().map(|claim| (occurrence.id, claim)));
        for verdict in &date.verdicts {
            let Some(candidate) = loaded.get(verdict.bookable) else { continue };
            spans.extend(candidate.units.iter().map(|unit| NewOccupancy {
                unit: *unit,
                span: verdict.blocked,
                kind: if state == State::Confirmed { "confirmed" } else { "requested" },
                exclusive: date.is_exclusive(verdict),
                cause: occurrence.id.0,
            }));
            let asks = verdict.findings.iter().any(|finding| finding.severity == Severity::NeedsApproval);
            if asks && state == State::Requested {
                asked.push((occurrence.id, verdict.bookable));
            }
        }
    }
    (claims, spans, asked)
}
