//! Keeping a vehicle from being booked, and letting it go again: closures of the engine, one for each cause.

use booking::{
    BookingError, Engine,
    commands::close::{ClosureKind, NewClosure, OnHit, close, lift_closure},
};
use db::WriteTx;
use kernel::{BookableId, Ctx, Instant, Interval, Names, ScopeId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::house;
use crate::{FleetError, entity::vehicle_block, kind::ours};

/// Until further notice, in minutes: longer than anything is booked ahead.
const TEN_YEARS: i64 = 10 * 366 * 1440;

/// Why a vehicle is kept.
pub(super) struct Cause {
    /// The deadline, or the vehicle itself.
    pub(super) id: Uuid,
    /// Since when.
    pub(super) from: Instant,
    /// What people see instead of a booking.
    pub(super) names: Names,
    /// Why.
    pub(super) reason: String,
}

/// Keeps a vehicle until further notice; what is booked already stays and is to be moved. Answers whether it was not kept for that
/// cause before.
pub(super) async fn block(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    cause: Cause,
) -> Result<bool, FleetError> {
    let Cause { id, from, names, reason } = cause;
    if is_blocked(tx, vehicle, id).await? {
        return Ok(false);
    }
    let input = NewClosure {
        kind: ClosureKind::Maintenance,
        scopes: vec![ScopeId::from(vehicle)],
        span: Interval { start: from, end: cx.now.plus_minutes(TEN_YEARS) },
        names,
        reason,
        on_hit: OnHit::Keep,
    };
    let closure = close(&ours(engine), tx, &house(cx), input).await?;
    let row = vehicle_block::ActiveModel { vehicle_id: Set(vehicle), cause_id: Set(id), closure_id: Set(closure) };
    vehicle_block::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(true)
}

/// Lets a vehicle go that was kept for that cause; answers whether it was.
pub(super) async fn unblock(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    cause: Uuid,
) -> Result<bool, FleetError> {
    let Some(row) = vehicle_block::Entity::find_by_id((vehicle, cause)).one(tx).await? else { return Ok(false) };
    match lift_closure(&ours(engine), tx, &house(cx), row.closure_id).await {
        // Somebody opened it by hand.
        Ok(()) | Err(BookingError::AlreadyDecided) => {}
        Err(error) => return Err(error.into()),
    }
    vehicle_block::Entity::delete_by_id((vehicle, cause)).exec(tx).await?;
    Ok(true)
}

/// Whether a vehicle is kept for that cause.
pub(super) async fn is_blocked(tx: &WriteTx, vehicle: BookableId, cause: Uuid) -> Result<bool, FleetError> {
    Ok(vehicle_block::Entity::find_by_id((vehicle, cause)).one(tx).await?.is_some())
}
