//! Writing an edit: rows are overwritten, never deleted and made anew.

use db::WriteTx;
use kernel::{BookingId, Ctx, Entry, OccurrenceId};
use serde_json::json;

use super::{EditPlan, Effect, Reach, Step, remap::LEFT_THE_SERIES};
use crate::{
    BookingError,
    commands::{
        close::close_again,
        create_booking::{holdings, occurrence, public_title},
        plan::DatePlan,
        store,
    },
    model::{
        booking::Occurrence,
        state::{IllegalMove, Move, State},
    },
    queries::bookings::Details,
};

/// Writes an edit that was worked out and found possible.
pub(super) async fn apply(
    tx: &WriteTx,
    cx: &Ctx,
    details: &Details,
    edit: &EditPlan,
    reach: Reach,
) -> Result<(), BookingError> {
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
        if matches!(step.effect, Effect::Moved | Effect::Cancelled)
            && let Some(date) = &step.before
        {
            vacated.push(date.id.0);
            moot.push(date.id);
        }
        let Some(row) = row_after(cx, after.id, step)? else { continue };
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
    let freed = store::vacate(tx, &vacated).await?;
    store::stop_asking(tx, &moot).await?;
    let (claims, spans, asked) = holdings(&edit.loaded, &plans, &planned);
    store::put_occurrences(tx, &rows).await?;
    store::put_claims(tx, &claims, true).await?;
    store::occupy(tx, cx, &spans).await?;
    close_again(tx, cx, &freed).await?;
    store::ask(tx, cx, &asked).await?;
    let words = match reach {
        Reach::This(_) => "this",
        Reach::Following(_) => "following",
        Reach::All(_) => "all",
    };
    tx.record(Entry::new("booking.changed", "booking", after.id).data(json!({
        "scope": words, "dates": journal, "split_from": after.split_from,
        "title": { "from": public_title(&details.booking), "to": public_title(&after) },
        "host": { "from": details.booking.host, "to": after.host },
    })));
    Ok(())
}

/// Whether an edit may take a date from one state to another. From `requested` to `requested` is no move.
fn check_moves(from: State, to: State) -> Result<(), IllegalMove> {
    let live = if from.is_live() { from } else { from.step(Move::Revive)? };
    if live != to {
        live.step(if to == State::Confirmed { Move::Confirm } else { Move::AskAgain })?;
    }
    Ok(())
}

/// The row of a date after the edit; `None` = nothing about it changes.
fn row_after(cx: &Ctx, booking: BookingId, step: &Step) -> Result<Option<Occurrence>, BookingError> {
    let fits = step.plan.as_ref().filter(|_| step.effect != Effect::Conflict);
    let row = match (&step.before, fits) {
        (Some(date), Some(plan)) => {
            let mut row = occurrence(date.id, booking, plan);
            row.original_start = step.original_start;
            row.version = date.version + 1;
            check_moves(date.state, row.state)?;
            row
        }
        (Some(date), None) if step.effect == Effect::Cancelled => {
            let verb = if date.state == State::Requested { Move::Withdraw } else { Move::Cancel };
            Occurrence {
                booking,
                state: date.state.step(verb)?,
                reason: Some(LEFT_THE_SERIES.to_owned()),
                release_at: None,
                version: date.version + 1,
                ..date.clone()
            }
        }
        // What could not come back stays out of the series as a date that did not fit, and no later change tries again.
        (Some(date), None) if step.effect == Effect::Conflict && !date.state.is_live() => Occurrence {
            booking,
            original_start: step.original_start,
            reason: step.plan.as_ref().and_then(DatePlan::skip_reason),
            version: date.version + 1,
            ..date.clone()
        },
        (Some(date), None) => {
            // What could not move keeps its own time and rooms from now on.
            let stuck = step.effect == Effect::Conflict;
            let mut overridden = step.overridden;
            overridden.time |= stuck;
            overridden.room |= stuck;
            let row = Occurrence {
                booking,
                original_start: step.original_start,
                overridden,
                title: step.title.clone(),
                attendees: step.attendees,
                ..date.clone()
            };
            if row == *date {
                return Ok(None);
            }
            return Ok(Some(Occurrence { version: date.version + 1, ..row }));
        }
        (None, Some(plan)) => occurrence(OccurrenceId::new(&*cx.ids), booking, plan),
        (None, None) => {
            let Some(mut plan) = step.plan.clone() else { return Ok(None) };
            plan.skipped = true;
            occurrence(OccurrenceId::new(&*cx.ids), booking, &plan)
        }
    };
    Ok(Some(Occurrence { overridden: step.overridden, title: step.title.clone(), attendees: step.attendees, ..row }))
}
