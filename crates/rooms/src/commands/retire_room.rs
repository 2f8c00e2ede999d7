//! Takes a room out of service.

use booking::commands::bookables::retire_bookable;
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, Rejection};

use super::{managed, touch};
use crate::{RoomsError, engine, entity::room, model::Room, queries};

/// Which room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetireRoom {
    /// Which one.
    pub id: BookableId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires a room; refused with the dates to come that hold it. Twice is as good as once.
pub async fn retire_room(tx: &WriteTx, cx: &Ctx, input: RetireRoom) -> Result<Room, RoomsError> {
    let RetireRoom { id, seen } = input;
    let present = queries::one(tx.into(), id).await?.ok_or(Rejection::NotFound("room"))?;
    if present.retired_at.is_some() {
        managed(tx, cx, id, None).await?;
        return Ok(present);
    }
    let row = managed(tx, cx, id, seen).await?;
    let (count, first) = engine::dates_to_come(tx.into(), id, cx.now).await?;
    if count > 0 {
        return Err(RoomsError::StillBooked { count, first });
    }
    // Looks again under the lock of its units, for what was booked in between.
    retire_bookable(tx, cx, id).await?;
    touch(tx, &row, room::ActiveModel::default()).await?;
    tx.record(Entry::new("room.retired", "room", id.0));
    Ok(Room { retired_at: Some(cx.now), version: present.version + 1, ..present })
}
