//! Calling off: one date, this and following, a stretch of a series, or all of it. Tombstones stay.

use db::WriteTx;
use kernel::{BookingId, Ctx, Entry, Instant, OccurrenceId};
use serde_json::json;

use super::{close::close_again, create_booking::check_reason, decide::find, open::open, store};
use crate::{
    BookingError, Engine,
    model::{
        booking::Occurrence,
        state::{IllegalMove, Move, State},
    },
    policy::may_change,
    queries::bookings::{Details, booking_of, read},
};

/// What to call off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// One date.
    This(OccurrenceId),
    /// That date and those after it.
    Following(OccurrenceId),
    /// All dates to come.
    All(BookingId),
    /// The dates of a booking that start in `[from, to)`.
    Between(BookingId, Instant, Instant),
}

impl Which {
    /// The date that is named.
    const fn date(self) -> Option<OccurrenceId> {
        match self {
            Self::This(date) | Self::Following(date) => Some(date),
            Self::All(_) | Self::Between(..) => None,
        }
    }
}

/// Calls off. A request is withdrawn, a confirmed date cancelled. Dates that are over or called off already stay as they
/// are; naming one of them alone is an error.
pub async fn cancel(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    which: Which,
    reason: Option<String>,
    seen_version: Option<i64>,
) -> Result<Details, BookingError> {
    check_reason(reason.as_deref())?;
    let id = match which {
        Which::This(date) | Which::Following(date) => booking_of(tx.into(), date).await?,
        Which::All(id) | Which::Between(id, ..) => id,
    };
    let (details, loaded) = open(engine, tx, id, &[]).await?;
    may_change(&cx.actor, &details.booking, &details.chains())?;
    engine.refuse_elsewhere(details.kinds(), which.date().or(details.only_date()))?;
    check_version(&details, which, seen_version)?;
    let mut dates = chosen(&details, which, cx.now)?;
    if dates.is_empty() {
        return Err(BookingError::NotNow { code: "nothing_to_cancel", data: json!({}) });
    }
    call_off(tx, cx, &details, &mut dates, reason.as_deref()).await?;
    read(tx.into(), id, &loaded).await
}

fn check_version(details: &Details, which: Which, seen: Option<i64>) -> Result<(), BookingError> {
    let present = match which {
        Which::This(id) | Which::Following(id) => find(details, id)?.version,
        Which::All(_) | Which::Between(..) => details.booking.version,
    };
    if seen.is_some_and(|seen| seen != present) { Err(BookingError::Stale) } else { Ok(()) }
}

fn chosen(details: &Details, which: Which, now: Instant) -> Result<Vec<Occurrence>, BookingError> {
    let open = |date: &&Occurrence| matches!(date.state, State::Requested | State::Confirmed) && date.ends_at > now;
    Ok(match which {
        Which::This(id) => {
            let date = find(details, id)?;
            if !open(&date) {
                return Err(IllegalMove { from: date.state, verb: Move::Cancel }.into());
            }
            vec![date.clone()]
        }
        Which::Following(id) => {
            let first = find(details, id)?.original_start;
            details.occurrences.iter().filter(|date| date.original_start >= first).filter(open).cloned().collect()
        }
        Which::All(_) => details.occurrences.iter().filter(open).cloned().collect(),
        Which::Between(_, from, to) => details
            .occurrences
            .iter()
            .filter(|date| from <= date.starts_at && date.starts_at < to)
            .filter(open)
            .cloned()
            .collect(),
    })
}

/// Makes the moves, gives the slots back and tells the journal.
pub(crate) async fn call_off(
    tx: &WriteTx,
    cx: &Ctx,
    details: &Details,
    dates: &mut [Occurrence],
    reason: Option<&str>,
) -> Result<(), BookingError> {
    let mut moves = vec![];
    for date in &mut *dates {
        let from = date.state;
        date.state = from.step(if from == State::Requested { Move::Withdraw } else { Move::Cancel })?;
        date.reason = reason.map(ToOwned::to_owned);
        date.release_at = None;
        date.version += 1;
        moves.push(json!({ "id": date.id, "from": from, "to": date.state }));
    }
    let ids: Vec<OccurrenceId> = dates.iter().map(|date| date.id).collect();
    let freed = store::vacate(tx, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
    close_again(tx, cx, &freed).await?;
    store::stop_asking(tx, &ids).await?;
    store::put_occurrences(tx, &*dates).await?;
    let mut booking = details.booking.clone();
    booking.version += 1;
    store::update_booking(tx, &booking).await?;
    tx.record(
        Entry::new("booking.cancelled", "booking", booking.id)
            .data(json!({ "moves": moves }))
            .reason(reason.map(ToOwned::to_owned)),
    );
    Ok(())
}
