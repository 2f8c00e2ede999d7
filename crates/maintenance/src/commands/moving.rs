//! What all moves of a ticket have in common: the table, the person, the version, the reason; and telling it.

use db::WriteTx;
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Map, Value, json};

use super::{carry::carry_on, check_version, event, open, save};
use crate::{
    TicketError,
    desk::Desk,
    entity::{ticket, ticket_event},
    model::{
        state::{Move, TicketState, TicketVerb},
        ticket::{MAX_REASON, TicketEventKind, optional_text, text},
    },
    policy::Ties,
};

/// Which ticket moves, and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The ticket.
    pub id: TicketId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// Why. Must be there for moves that take a reason; for others a note that everybody who sees the ticket reads.
    pub reason: Option<String>,
}

/// A move that was found legal, before it is written.
pub(super) struct Moving {
    /// As it was.
    pub(super) before: ticket::Model,
    /// As it will be: already in its new state.
    pub(super) after: ticket::Model,
    /// What the actor is to it.
    pub(super) ties: Ties,
    line: &'static Move,
    said: Option<String>,
}

/// Looks whether the move is legal in the present state, for this person, on the version they saw, with a reason.
pub(super) async fn begin(tx: &WriteTx, cx: &Ctx, verb: TicketVerb, step: Step) -> Result<Moving, TicketError> {
    let (before, ties) = open(tx, cx, step.id).await?;
    check_version(&before, step.seen)?;
    let line = before.state.step(verb)?;
    ties.may_move(&cx.actor, line)?;
    take(tx, cx, line, (before, ties), step.reason).await
}

/// Looks whether the inspection behind a ticket can make the move. Whoever deals with the inspection was asked before.
pub(super) async fn begin_by_inspection(
    tx: &WriteTx,
    cx: &Ctx,
    verb: TicketVerb,
    id: TicketId,
    reason: Option<String>,
) -> Result<Moving, TicketError> {
    let (before, ties) = open(tx, cx, id).await?;
    let line = before.state.step_by_inspection(verb)?;
    take(tx, cx, line, (before, ties), reason).await
}

async fn take(
    tx: &WriteTx,
    cx: &Ctx,
    line: &'static Move,
    (before, ties): (ticket::Model, Ties),
    reason: Option<String>,
) -> Result<Moving, TicketError> {
    let said = if line.reason {
        Some(text("reason", reason.as_deref().unwrap_or_default(), MAX_REASON)?)
    } else {
        optional_text("reason", reason.as_deref())?
    };
    let mut after = ticket::Model { state: line.to, reason: said.clone().filter(|_| line.reason), ..before.clone() };
    if before.state == TicketState::OnHold {
        Desk::load(tx).await?.end_hold(&mut after, cx.now);
    }
    if line.to.is_filed() {
        after.closed_at = Some(cx.now);
    }
    Ok(Moving { before, after, ties, line, said })
}

impl Moving {
    /// Writes the ticket, its event and the journal entry.
    pub(super) async fn finish(self, tx: &WriteTx, cx: &Ctx, data: Value) -> Result<TicketId, TicketError> {
        let Self { before, after, line, said, .. } = self;
        save(tx, &after).await?;
        let told = ticket_event::Model {
            verb: Some(line.verb),
            from_state: Some(before.state),
            to_state: Some(after.state),
            ..event(cx, after.id, TicketEventKind::Moved, said.clone(), true, &data)
        };
        ticket_event::Entity::insert(told.into_active_model().reset_all()).exec_without_returning(tx).await?;
        let mut journal = json!({ "number": after.number, "from": before.state, "to": after.state });
        if let (Value::Object(journal), Value::Object(data)) = (&mut journal, data) {
            journal.extend(data.into_iter().collect::<Map<_, _>>());
        }
        tx.record(Entry::new(action(line.verb), "ticket", after.id).data(journal).reason(said));
        if after.state.is_filed() {
            carry_on(tx, cx, after.id).await?;
        }
        Ok(after.id)
    }
}

/// A move that changes nothing but the state and what `change` says.
pub(super) async fn simply(
    tx: &WriteTx,
    cx: &Ctx,
    verb: TicketVerb,
    step: Step,
    change: impl FnOnce(&mut ticket::Model),
) -> Result<TicketId, TicketError> {
    let mut moving = begin(tx, cx, verb, step).await?;
    change(&mut moving.after);
    moving.finish(tx, cx, Value::Null).await
}

/// What the journal calls it.
const fn action(verb: TicketVerb) -> &'static str {
    match verb {
        TicketVerb::Triage => "ticket.triaged",
        TicketVerb::Plan => "ticket.planned",
        TicketVerb::Assign => "ticket.assigned",
        TicketVerb::Start => "ticket.started",
        TicketVerb::Hold => "ticket.held",
        TicketVerb::Resume => "ticket.resumed",
        TicketVerb::Complete => "ticket.completed",
        TicketVerb::CannotComplete => "ticket.given_up",
        TicketVerb::Verify => "ticket.verified",
        TicketVerb::Close => "ticket.closed",
        TicketVerb::Reopen => "ticket.reopened",
        TicketVerb::Reject => "ticket.rejected",
        TicketVerb::MarkDuplicate => "ticket.marked_duplicate",
        TicketVerb::Cancel => "ticket.cancelled",
    }
}
