//! Deciding about requests, date by date.

use std::collections::{BTreeMap, HashSet};

use db::{WriteTx, sql::Raw};
use kernel::{ApprovalId, BookingId, Ctx, Entry, OccurrenceId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{
    close::close_again,
    create_booking::{check_reason, holdings},
    open::{lock, open},
    plan::{self, DateWish},
    store,
};
use crate::{
    BookingError, Engine,
    entity::approval,
    model::{
        assess::Slot,
        booking::{ApprovalState, Booking, Occurrence, OnConflict},
        state::{Move, State},
        wish::Pick,
    },
    policy::Permission,
    queries::bookings::{Details, booking_of, dates_of},
};

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Approve,
    /// No.
    Decline,
}

/// Decides about one request. The last yes confirms the date, after looking again whether it still fits; where requests
/// compete, the others are declined with it.
pub async fn decide(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: ApprovalId,
    decision: Decision,
    reason: Option<String>,
) -> Result<Details, BookingError> {
    check_reason(reason.as_deref())?;
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    if decision == Decision::Decline && reason.is_none() {
        return Err(BookingError::Invalid { field: "reason", why: "required" });
    }
    let asked = approval::Entity::find_by_id(id).one(tx).await?.ok_or(BookingError::NotFound("approval"))?;
    let booking = booking_of(tx.into(), asked.occurrence_id).await?;
    let (details, loaded) = open(engine, tx, booking, &[asked.bookable_id]).await?;
    let date = find(&details, asked.occurrence_id)?;
    let candidate = loaded.get(asked.bookable_id).ok_or(BookingError::NotFound("bookable"))?;
    let policy = candidate.policies.at(date.starts_at);
    let stage = usize::try_from(asked.stage - 1).unwrap_or_default();
    let approvers = policy.approval.stages.get(stage).or(policy.approval.stages.last());
    let may = approvers.is_some_and(|stage| stage.approvers.includes(&cx.actor, &candidate.chain))
        || Permission::ManageBookings.held_by(&cx.actor, &candidate.chain);
    if !may || !Permission::Decide.in_token(&cx.actor) {
        let seen = details.visible_to(cx);
        return Err(if seen { BookingError::Forbidden("decide") } else { BookingError::NotFound("approval") });
    }
    let line = details.approvals.iter().find(|line| line.id == id).ok_or(BookingError::NotFound("approval"))?;
    if line.state != ApprovalState::Pending {
        return Err(BookingError::AlreadyDecided);
    }
    let state = if decision == Decision::Approve { ApprovalState::Approved } else { ApprovalState::Declined };
    let mut row = asked.clone().into_active_model();
    row.state = Set(state);
    row.decided_by = Set(cx.actor.person);
    row.decided_at = Set(Some(cx.now));
    row.reason = Set(reason.clone());
    approval::Entity::update(row).exec(tx).await?;

    let mut date = date.clone();
    let waits = details
        .approvals
        .iter()
        .any(|other| other.occurrence == date.id && other.id != id && other.state == ApprovalState::Pending);
    let mut moves = vec![];
    match decision {
        Decision::Decline => {
            let from = date.state;
            date.state = date.state.step(Move::Decline)?;
            date.reason.clone_from(&reason);
            let freed = store::vacate(tx, &[date.id.0]).await?;
            close_again(tx, cx, &freed).await?;
            store::stop_asking(tx, &[date.id]).await?;
            moves.push(json!({ "id": date.id, "from": from, "to": date.state }));
        }
        Decision::Approve if !waits => {
            let from = date.state;
            date.state = date.state.step(Move::Confirm)?;
            confirm(engine, tx, cx, &details, &mut date).await?;
            moves.push(json!({ "id": date.id, "from": from, "to": date.state }));
        }
        Decision::Approve => {}
    }
    date.version += 1;
    store::put_occurrences(tx, [&date]).await?;
    let mut booking = details.booking.clone();
    booking.version += 1;
    store::update_booking(tx, &booking).await?;
    let action = if decision == Decision::Approve { "booking.approved" } else { "booking.declined" };
    tx.record(
        Entry::new(action, "booking", booking.id)
            .data(json!({ "approval": id, "bookable": asked.bookable_id, "moves": moves }))
            .reason(reason),
    );
    crate::queries::bookings::read(tx.into(), booking.id, &loaded).await
}

pub(crate) fn find(details: &Details, id: OccurrenceId) -> Result<&Occurrence, BookingError> {
    details.occurrences.iter().find(|date| date.id == id).ok_or(BookingError::NotFound("occurrence"))
}

/// A wish for what a date claims already.
pub(crate) fn wish_of(details: &Details, date: &Occurrence) -> DateWish {
    wish_for(&details.booking, date)
}

/// The same, where no more than the booking is read.
pub(crate) fn wish_for(booking: &Booking, date: &Occurrence) -> DateWish {
    let series = &booking.series;
    DateWish {
        slot: Slot {
            original_start: date.original_start,
            start: date.start,
            duration_minutes: date.duration_minutes,
            zone: series.zone,
            fold: series.fold,
        },
        picks: date
            .claims
            .iter()
            .map(|claim| Pick {
                id: claim.bookable,
                layout_id: claim.layout,
                setup_minutes: Some(claim.setup_minutes),
                cleanup_minutes: Some(claim.cleanup_minutes),
            })
            .collect(),
        attendees: date.attendees.unwrap_or(booking.attendees),
        occurrence: Some(date.id),
        grandfathered: true,
        granted: HashSet::new(),
    }
}

/// Takes for certain what was only asked for, and declines whoever competed for it.
async fn confirm(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    details: &Details,
    date: &mut Occurrence,
) -> Result<(), BookingError> {
    let own = HashSet::from([date.id.0]);
    let mut wish = wish_of(details, date);
    // The approver's yes is the answer to "who may": what is asked again is whether it still fits.
    let system = Ctx { actor: kernel::Actor::system(), ..cx.clone() };
    wish.occurrence = Some(date.id);
    let (loaded, plans) = plan::plan(engine, tx.into(), &system, &[wish], &own, OnConflict::Fail).await?;
    let plans = plan::settle(plans, OnConflict::Fail)?;
    store::vacate(tx, &[date.id.0]).await?;
    let (_, spans, _) = holdings(&loaded, &plans, std::slice::from_ref(date));
    decline_competitors(tx, date.id, &spans).await?;
    store::occupy(tx, cx, &spans).await?;
    (date.check_in_from, date.release_at) = plans.first().and_then(plan::DatePlan::check_in).unzip();
    Ok(())
}

/// Declines the requests that wanted the same units at the same time.
async fn decline_competitors(
    tx: &WriteTx,
    winner: OccurrenceId,
    spans: &[store::NewOccupancy],
) -> Result<(), BookingError> {
    let mut losers: BTreeMap<BookingId, HashSet<OccurrenceId>> = BTreeMap::new();
    for span in spans {
        let mut sql = Raw::new(tx);
        sql.push("SELECT DISTINCT o.id, o.booking_id FROM occupancy y JOIN occurrence o ON o.id = y.cause_id WHERE NOT y.exclusive AND y.unit_id = ")
            .bind(span.unit.0)
            .push(" AND y.starts_at < ")
            .bind(span.span.end.micros())
            .push(" AND y.ends_at > ")
            .bind(span.span.start.micros())
            .push(" AND o.id <> ")
            .bind(winner.0);
        for row in tx.query_all_raw(sql.build()).await? {
            losers.entry(row.try_get("", "booking_id")?).or_default().insert(row.try_get("", "id")?);
        }
    }
    let bookings: Vec<BookingId> = losers.keys().copied().collect();
    lock(tx, &bookings).await?;
    let mut dates = dates_of(tx.into(), &bookings).await?;
    for (booking, ids) in losers {
        let mut lost: Vec<Occurrence> = dates
            .remove(&booking)
            .unwrap_or_default()
            .into_iter()
            .filter(|date| ids.contains(&date.id) && date.state == State::Requested)
            .collect();
        for date in &mut lost {
            date.state = date.state.step(Move::Decline)?;
            date.reason = Some("competing_request_confirmed".to_owned());
            date.version += 1;
        }
        let ids: Vec<OccurrenceId> = lost.iter().map(|date| date.id).collect();
        store::vacate(tx, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
        store::stop_asking(tx, &ids).await?;
        store::put_occurrences(tx, &lost).await?;
        store::touch(tx, booking).await?;
        tx.record(Entry::new("booking.declined", "booking", booking).data(json!({
            "moves": ids.iter().map(|id| json!({ "id": id, "from": State::Requested, "to": State::Declined })).collect::<Vec<_>>(),
            "winner": winner,
        })).reason(Some("competing_request_confirmed".to_owned())));
    }
    Ok(())
}
