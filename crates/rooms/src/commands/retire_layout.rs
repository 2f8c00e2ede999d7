//! Stops offering a layout of a room.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, LayoutId, Rejection};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{managed, touch};
use crate::{
    RoomsError,
    entity::{layout, room},
};

/// Which layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetireLayout {
    /// The room.
    pub room: BookableId,
    /// Which layout of it.
    pub layout: LayoutId,
    /// The version of the room the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires a layout. Bookings that chose it keep it. The last one and the default stay.
pub async fn retire_layout(tx: &WriteTx, cx: &Ctx, input: RetireLayout) -> Result<(), RoomsError> {
    let RetireLayout { room, layout, seen } = input;
    let row = managed(tx, cx, room, seen).await?;
    let in_use = layout::Entity::find()
        .filter(layout::Column::RoomId.eq(room))
        .filter(layout::Column::Retired.eq(false))
        .all(tx)
        .await?;
    let present = in_use.iter().find(|known| known.id == layout).ok_or(Rejection::NotFound("layout"))?;
    if in_use.len() == 1 {
        return Err(RoomsError::LastLayout);
    }
    if present.is_default {
        return Err(RoomsError::DefaultLayout);
    }
    touch(tx, &row, room::ActiveModel::default()).await?;
    let retired = layout::ActiveModel { id: Set(layout), retired: Set(true), ..Default::default() };
    layout::Entity::update(retired).exec(tx).await?;
    tx.record(
        Entry::new("room.layout_retired", "room", room.0).data(json!({ "layout_id": layout, "code": present.code })),
    );
    Ok(())
}
