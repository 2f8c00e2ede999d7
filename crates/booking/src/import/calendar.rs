//! Taking over the calendar of a room.

use std::collections::HashSet;

use db::{Db, Fault, WriteTx};
use kernel::{BookableId, Ctx, Interval, PersonId, Problem};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use super::{
    apply::{Applied, Origin, apply},
    report::{DateReport, EventReport, Outcome, Report, left},
    wanted::{Frame, wanted},
};
use crate::{
    BookingError, Engine,
    commands::{
        cancel::{Which, cancel},
        open::open,
        plan::DatePlan,
        store,
    },
    entity::booking,
    ical::{self, ImportedSeries, ReadOptions},
    model::{
        assess::{Cause, Taken},
        wish::{Candidate, Pick},
    },
    policy::{Permission, sees_details},
    queries::load::{Selection, load},
};

/// How far ahead an endless series is taken where no policy says it, in days.
const DEFAULT_HORIZON_DAYS: i64 = 730;

/// The farthest ahead a policy may let an endless series be taken, in days: a series has at most 1000 dates.
const MAX_HORIZON_DAYS: i64 = 3650;

/// The longest key kept as it is, in bytes; PostgreSQL cannot index much longer ones.
const MAX_KEY: usize = 500;

/// How often a transaction that met another writer is tried.
const TRIES: usize = 5;

/// What to take, and how.
pub struct Import<'a> {
    /// The room whose calendar it is.
    pub bookable: BookableId,
    /// Whom a booking is for when nobody is known by the organiser's address.
    pub host: PersonId,
    /// The person with that mail address (in lower case).
    pub person: &'a (dyn Fn(&str) -> Option<PersonId> + Sync),
    /// What to call events without a title.
    pub untitled: &'a str,
    /// Work everything out and write nothing. The database has one writer less for that long.
    pub dry_run: bool,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Events done.
    pub done: usize,
    /// Events in all.
    pub total: usize,
}

/// Takes over an iCalendar file as the calendar of a room. For those who manage its bookings.
///
/// Errors are about the whole: no such room, no permission, the database is away. What is wrong with single events
/// stands in the report.
pub async fn import_calendar(
    engine: &Engine,
    db: &Db,
    cx: &Ctx,
    bytes: &[u8],
    how: &Import<'_>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Report, BookingError> {
    let any = Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let loaded = load(engine, db.into(), &Selection::of(&[how.bookable]), any).await?;
    let room = loaded.get(how.bookable).ok_or(BookingError::NotFound("bookable"))?;
    Permission::ManageBookings.require(&cx.actor, &room.chain)?;
    engine.refuse_elsewhere([room.kind.as_str()], None)?;
    let calendar = ical::read(bytes, &ReadOptions::new(room.zone));
    let days = room.policies.at(cx.now).window.horizon_days.unwrap_or(DEFAULT_HORIZON_DAYS).clamp(0, MAX_HORIZON_DAYS);
    let frame = Frame { now: cx.now, until: cx.now.plus_minutes(days * 1440), untitled: how.untitled };
    let work = Work { engine, cx, how, frame, room };

    // A rehearsal is one transaction that is thrown away, so that events which clash with each other are seen.
    let rehearsal = if how.dry_run { Some(db.begin(cx).await?) } else { None };
    let total = calendar.series.len();
    let mut seen = HashSet::new();
    let mut events = Vec::with_capacity(total);
    for (done, series) in calendar.series.iter().enumerate() {
        progress(Progress { done, total });
        let key = key(how.bookable, series);
        let report = if !seen.insert(key.clone()) {
            report(series, Outcome::Duplicate)
        } else if let Some(tx) = &rehearsal {
            work.one(tx, series, key).await?
        } else {
            work.one_for_good(db, series, key).await?
        };
        events.push(report);
    }
    progress(Progress { done: total, total });
    Ok(Report {
        dry_run: how.dry_run,
        zone: room.zone,
        calendar: calendar.name,
        found: calendar.found,
        events,
        problems: calendar.problems,
    })
}

/// What knows an event again: two rooms may have the same meeting in their calendars.
fn key(bookable: BookableId, series: &ImportedSeries) -> String {
    let key = format!("ical:{bookable}:{}", series.key());
    if key.len() <= MAX_KEY {
        return key;
    }
    format!("ical:{bookable}:sha256:{}", kernel::hex(&Sha256::digest(key.as_bytes())))
}

fn report(series: &ImportedSeries, outcome: Outcome) -> EventReport {
    EventReport {
        line: series.master.line,
        uid: series.master.uid.clone(),
        title: series.master.summary.clone(),
        outcome,
        code: None,
        booking: None,
        dates: 0,
        past_dates: 0,
        bounded_at: None,
        left: vec![],
    }
}

struct Work<'a> {
    engine: &'a Engine,
    cx: &'a Ctx,
    how: &'a Import<'a>,
    frame: Frame<'a>,
    room: &'a Candidate,
}

impl Work<'_> {
    /// One event in a transaction of its own.
    async fn one_for_good(&self, db: &Db, series: &ImportedSeries, key: String) -> Result<EventReport, BookingError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let tx = db.begin(self.cx).await?;
            let done = match self.one(&tx, series, key.clone()).await {
                Ok(done) => done,
                Err(BookingError::Db(error)) if *error.fault() == Fault::Contention && tries < TRIES => continue,
                // Somebody else was quicker.
                Err(BookingError::Db(error)) if *error.fault() == Fault::Overlap => {
                    return Ok(EventReport { code: Some("not_free".to_owned()), ..report(series, Outcome::Clashed) });
                }
                Err(error) => return Err(error),
            };
            if matches!(done.outcome, Outcome::Taken | Outcome::Updated | Outcome::Cancelled) {
                match tx.commit().await {
                    Err(error) if *error.fault() == Fault::Contention && tries < TRIES => continue,
                    other => other?,
                }
            }
            return Ok(done);
        }
    }

    /// One event within a transaction. What refuses the event is in the answer, what breaks the transaction is an error.
    async fn one(&self, tx: &WriteTx, series: &ImportedSeries, key: String) -> Result<EventReport, BookingError> {
        let hash = series.fingerprint();
        let known = booking::Entity::find().filter(booking::Column::ExternalKey.eq(&*key)).one(tx).await?;
        let known_id = known.as_ref().map(|row| row.id);
        let with = |report: EventReport| EventReport { booking: report.booking.or(known_id), ..report };
        if known.is_some_and(|row| row.external_hash.as_deref() == Some(&*hash)) {
            return Ok(with(report(series, Outcome::Unchanged)));
        }
        let done = match wanted(series, self.frame) {
            Err(error) => Err(error.into()),
            Ok(Err(nothing)) => match known_id.filter(|_| nothing == Outcome::NotBlocking) {
                Some(id) => self.call_off(tx, series, id, hash).await,
                None => Ok(report(series, nothing)),
            },
            Ok(Ok(wanted)) => {
                let existing = match known_id {
                    Some(id) => Some(open(self.engine, tx, id, &[self.how.bookable]).await?.0),
                    None => None,
                };
                let origin = Origin { key, hash, host: self.host(series) };
                let pick = Pick::plain(self.how.bookable);
                let applied = apply(self.engine, tx, self.cx, &wanted, origin, pick, existing.as_ref()).await;
                applied.map(|Applied { booking, dates, plans }| EventReport {
                    booking: Some(booking),
                    dates,
                    past_dates: wanted.past,
                    bounded_at: wanted.bounded_at,
                    left: self.left(&plans),
                    ..report(series, if existing.is_some() { Outcome::Updated } else { Outcome::Taken })
                })
            }
        };
        match done {
            Ok(done) => Ok(with(done)),
            Err(error) => self.refused(series, error).map(with),
        }
    }

    /// An event that no longer takes place, or no longer takes its time.
    async fn call_off(
        &self,
        tx: &WriteTx,
        series: &ImportedSeries,
        id: kernel::BookingId,
        hash: String,
    ) -> Result<EventReport, BookingError> {
        let details = match cancel(self.engine, tx, self.cx, Which::All(id), None, None).await {
            Ok(details) => details,
            // Everything is past or called off already.
            Err(BookingError::NotNow { .. }) => return Ok(report(series, Outcome::Unchanged)),
            Err(error) => return Err(error),
        };
        let mut booking = details.booking;
        booking.external_hash = Some(hash);
        store::update_booking(tx, &booking).await?;
        Ok(report(series, Outcome::Cancelled))
    }

    fn host(&self, series: &ImportedSeries) -> PersonId {
        let mail = series.master.organizer.as_ref().and_then(|organizer| organizer.mail.as_deref());
        mail.and_then(self.how.person).unwrap_or(self.how.host)
    }

    fn refused(&self, series: &ImportedSeries, error: BookingError) -> Result<EventReport, BookingError> {
        let (outcome, left) = match &error {
            BookingError::Db(_) => return Err(error),
            BookingError::Refused(refusal) if refusal.is_clash() => (Outcome::Clashed, self.left(&refusal.dates)),
            BookingError::Refused(refusal) => (Outcome::Refused, self.left(&refusal.dates)),
            _ => (Outcome::Refused, vec![]),
        };
        Ok(EventReport { code: Some(error.code().to_owned()), left, ..report(series, outcome) })
    }

    /// The dates that do not fit. What is in the way is named where the actor may know it.
    fn left(&self, plans: &[DatePlan]) -> Vec<DateReport> {
        left(plans, |taken: &Taken| match &taken.cause {
            Cause::Occurrence { host, created_by, visibility, .. } => {
                sees_details(&self.cx.actor, *host, *created_by, *visibility, &self.room.chain)
            }
            Cause::Closure { .. } | Cause::Other(_) => false,
        })
    }
}
