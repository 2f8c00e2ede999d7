//! Makes a booking of what is wanted, or lets the booking it became earlier follow. Nothing is deleted and made anew: dates keep
//! their ids, what is past or was decided here stays.

use std::collections::HashSet;

use db::WriteTx;
use kernel::{BookingId, Ctx, Entry, OccurrenceId, PersonId, WallTime};
use serde_json::json;
use uuid::Uuid;

use super::wanted::{Wanted, WantedDate};
use crate::{
    BookingError, Engine, Refusal,
    commands::{
        close::close_again,
        create_booking::{ORDINARY, check_series, check_texts, holdings, occurrence, slot},
        plan::{self, DatePlan, DateWish},
        store,
    },
    model::{
        assess::Slot,
        booking::{Booking, Occurrence, OnConflict, Overridden},
        state::{Move, State},
        wish::Pick,
    },
    queries::{bookings::Details, load::Loaded},
};

/// Where a booking comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) key: String,
    pub(super) hash: String,
    /// Whom it is for.
    pub(super) host: PersonId,
}

/// What was done.
#[derive(Debug)]
pub(super) struct Applied {
    pub(super) booking: BookingId,
    /// Dates that are booked now and were not, or not so.
    pub(super) dates: usize,
    /// The plan of all dates that were looked at, those that were left among them.
    pub(super) plans: Vec<DatePlan>,
}

/// A wanted date and the date it was.
struct Pair<'a> {
    date: &'a WantedDate,
    before: Option<&'a Occurrence>,
}

/// Books what is wanted, or changes `existing` into it.
pub(super) async fn apply(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    wanted: &Wanted,
    origin: Origin,
    pick: Pick,
    existing: Option<&Details>,
) -> Result<Applied, BookingError> {
    check_texts(Some(&wanted.title), wanted.description.as_deref())?;
    check_series(&wanted.series)?;
    wanted.series.dates()?;
    let booking = booking(cx, wanted, origin, pick, existing);
    let known = existing.map(|details| details.occurrences.as_slice()).unwrap_or_default();
    let (pairs, leaving) = match_dates(wanted, known, cx);

    let mut rows: Vec<Occurrence> = Vec::new();
    let mut asked: Vec<Pair<'_>> = Vec::new();
    for pair in pairs {
        match pair.before {
            Some(before) if !is_open(before, cx) => {}
            Some(before) if stays(before, pair.date, &booking) => rows.extend(renamed(before, pair.date)),
            _ => asked.push(pair),
        }
    }
    for date in &leaving {
        rows.push(called_off(date)?);
    }
    let tombs = wanted.left_out.iter().filter(|date| !known.iter().any(|known| known.original_start == **date));
    rows.extend(tombs.map(|date| tombstone(cx, &booking, *date)));

    let wishes: Vec<DateWish> = asked.iter().map(|pair| wish(&booking, pair)).collect();
    let moving = asked.iter().filter_map(|pair| pair.before).chain(leaving.iter().copied());
    let freed: Vec<OccurrenceId> = moving.map(|date| date.id).collect();
    let (loaded, plans) = look(engine, tx, cx, &wishes, &freed).await?;
    // A date that is booked and cannot move would have to stay where the calendar no longer has it: all or nothing.
    if asked.iter().zip(&plans).any(|(pair, plan)| pair.before.is_some() && plan.is_refused()) {
        return Err(BookingError::Refused(Box::new(Refusal { dates: plans })));
    }
    let mut planned: Vec<Occurrence> = Vec::new();
    for (pair, plan) in asked.iter().zip(&plans) {
        planned.push(planned_row(cx, &booking, pair, plan)?);
    }
    let dates = planned.iter().filter(|date| date.state != State::Skipped).count();
    let journal = entry(&booking, existing, planned.iter().chain(&rows));

    match existing {
        None => store::insert_booking(tx, &booking).await?,
        Some(_) => store::update_booking(tx, &booking).await?,
    }
    let vacated = store::vacate(tx, &freed.iter().map(|id| id.0).collect::<Vec<Uuid>>()).await?;
    store::stop_asking(tx, &freed).await?;
    store::put_occurrences(tx, planned.iter().chain(&rows)).await?;
    if let Some(loaded) = &loaded {
        let (claims, spans, asks) = holdings(loaded, &plans, &planned);
        store::put_claims(tx, &claims, existing.is_some()).await?;
        store::occupy(tx, cx, &spans).await?;
        store::ask(tx, cx, &asks).await?;
    }
    close_again(tx, cx, &vacated).await?;
    tx.record(journal);
    Ok(Applied { booking: booking.id, dates, plans })
}

fn booking(cx: &Ctx, wanted: &Wanted, origin: Origin, pick: Pick, existing: Option<&Details>) -> Booking {
    let Wanted { title, description, visibility, series, .. } = wanted.clone();
    let Origin { key, hash, host } = origin;
    match existing {
        // Host, rooms and whatever else was changed here stays as it is here.
        Some(details) => Booking {
            title,
            description,
            visibility,
            series,
            external_hash: Some(hash),
            version: details.booking.version + 1,
            ..details.booking.clone()
        },
        None => Booking {
            id: BookingId::new(&*cx.ids),
            title,
            description,
            host,
            created_by: cx.actor.person,
            attendees: 0,
            visibility,
            precedence: ORDINARY.to_owned(),
            cost_centre: None,
            series,
            picks: vec![pick],
            split_from: None,
            external_key: Some(key),
            external_hash: Some(hash),
            created_at: cx.now,
            version: 1,
        },
    }
}

/// Whether a date can still be changed.
fn is_open(date: &Occurrence, cx: &Ctx) -> bool {
    matches!(date.state, State::Requested | State::Confirmed) && date.starts_at > cx.now
}

/// Which wanted date was which: the same date of the series, else one of the same day. What is over is not called off.
fn match_dates<'a>(wanted: &'a Wanted, known: &'a [Occurrence], cx: &Ctx) -> (Vec<Pair<'a>>, Vec<&'a Occurrence>) {
    let mut free: Vec<&Occurrence> = known.iter().collect();
    let mut take = |is: &dyn Fn(&Occurrence) -> bool| free.iter().position(|date| is(date)).map(|at| free.remove(at));
    let mut befores: Vec<Option<&Occurrence>> =
        wanted.dates.iter().map(|date| take(&|known| known.original_start == date.original_start)).collect();
    for (before, date) in befores.iter_mut().zip(&wanted.dates).filter(|(before, _)| before.is_none()) {
        *before = take(&|known| is_open(known, cx) && known.original_start.date() == date.original_start.date());
    }
    let pairs = befores.into_iter().zip(&wanted.dates).map(|(before, date)| Pair { date, before }).collect();
    free.retain(|date| is_open(date, cx));
    (pairs, free)
}

/// Whether a date is where it is wanted already.
fn stays(before: &Occurrence, date: &WantedDate, booking: &Booking) -> bool {
    let event = slot_of(booking, date).interval();
    (before.original_start, before.starts_at, before.ends_at) == (date.original_start, event.start, event.end)
}

/// The row of a date whose title alone changes; none when nothing does.
fn renamed(before: &Occurrence, date: &WantedDate) -> Option<Occurrence> {
    let overridden = Overridden { title: date.title.is_some(), ..before.overridden };
    (before.title != date.title).then(|| Occurrence {
        title: date.title.clone(),
        overridden,
        version: before.version + 1,
        ..before.clone()
    })
}

fn called_off(before: &Occurrence) -> Result<Occurrence, BookingError> {
    let verb = if before.state == State::Requested { Move::Withdraw } else { Move::Cancel };
    Ok(Occurrence {
        state: before.state.step(verb)?,
        reason: Some("left_the_series".to_owned()),
        check_in_from: None,
        release_at: None,
        version: before.version + 1,
        ..before.clone()
    })
}

fn tombstone(cx: &Ctx, booking: &Booking, date: WallTime) -> Occurrence {
    let event = slot(&booking.series, date).interval();
    Occurrence {
        id: OccurrenceId::new(&*cx.ids),
        booking: booking.id,
        original_start: date,
        start: date,
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
    }
}

fn slot_of(booking: &Booking, date: &WantedDate) -> Slot {
    Slot {
        original_start: date.original_start,
        start: date.start,
        duration_minutes: date.duration_minutes,
        zone: booking.series.zone,
        fold: date.fold,
    }
}

fn wish(booking: &Booking, pair: &Pair<'_>) -> DateWish {
    let own_room = pair.before.filter(|before| before.overridden.room && !before.claims.is_empty());
    let picks = own_room.map_or_else(
        || booking.picks.clone(),
        |before| {
            let pick = |claim: &crate::model::booking::Claim| Pick {
                layout_id: claim.layout,
                setup_minutes: Some(claim.setup_minutes),
                cleanup_minutes: Some(claim.cleanup_minutes),
                ..Pick::plain(claim.bookable)
            };
            before.claims.iter().map(pick).collect()
        },
    );
    DateWish {
        slot: slot_of(booking, pair.date),
        picks,
        attendees: pair.before.and_then(|before| before.attendees).unwrap_or(booking.attendees),
        occurrence: pair.before.map(|before| before.id),
        grandfathered: false,
        granted: HashSet::new(),
    }
}

/// Plans the dates; those that do not fit are left, unless none does.
async fn look(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    wishes: &[DateWish],
    freed: &[OccurrenceId],
) -> Result<(Option<Loaded>, Vec<DatePlan>), BookingError> {
    if wishes.is_empty() {
        return Ok((None, vec![]));
    }
    let ignore: HashSet<Uuid> = freed.iter().map(|id| id.0).collect();
    let (loaded, plans) = plan::plan(engine, tx.into(), cx, wishes, &ignore, OnConflict::Skip).await?;
    Ok((Some(loaded), plan::settle(plans, OnConflict::Skip)?))
}

fn planned_row(cx: &Ctx, booking: &Booking, pair: &Pair<'_>, plan: &DatePlan) -> Result<Occurrence, BookingError> {
    let Pair { date, before } = pair;
    let id = before.map_or_else(|| OccurrenceId::new(&*cx.ids), |before| before.id);
    let mut row = occurrence(id, booking.id, plan);
    if let Some(before) = before {
        row.version = before.version + 1;
        row.attendees = before.attendees;
        if row.state != before.state {
            let verb = if row.state == State::Confirmed { Move::Confirm } else { Move::AskAgain };
            before.state.step(verb)?;
        }
    }
    row.title.clone_from(&date.title);
    row.overridden = Overridden {
        time: date.start != date.original_start || date.duration_minutes != booking.series.duration_minutes,
        title: date.title.is_some(),
        ..before.map(|before| before.overridden).unwrap_or_default()
    };
    Ok(row)
}

fn entry<'a>(booking: &Booking, existing: Option<&Details>, rows: impl Iterator<Item = &'a Occurrence>) -> Entry {
    let dates: Vec<_> = rows
        .map(|date| {
            json!({ "id": date.id, "original_start": date.original_start, "starts_at": date.starts_at,
                    "state": date.state, "reason": date.reason })
        })
        .collect();
    let bookables: Vec<_> = booking.picks.iter().map(|pick| pick.id).collect();
    match existing {
        None => Entry::new("booking.created", "booking", booking.id).data(json!({
            "title": booking.title, "host": booking.host, "visibility": booking.visibility,
            "dates": dates, "bookables": bookables, "source": "calendar",
        })),
        Some(details) => Entry::new("booking.changed", "booking", booking.id).data(json!({
            "scope": "all", "dates": dates, "source": "calendar",
            "title": { "from": details.booking.title, "to": booking.title },
        })),
    }
}
