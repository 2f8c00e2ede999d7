//! Adds a layout to a room.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, LayoutId, Rejection, field::Wrong};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{managed, touch};
use crate::{
    RoomsError,
    entity::{layout, room},
    model::{Layout, LayoutInput, MAX_LAYOUTS},
};

/// Which room, and what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddLayout {
    /// The room.
    pub room: BookableId,
    /// The version of the room the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// The layout.
    pub layout: LayoutInput,
}

/// Adds a layout; where it is the default, the one before is no longer. A retired layout keeps its code.
pub async fn add_layout(tx: &WriteTx, cx: &Ctx, input: AddLayout) -> Result<LayoutId, RoomsError> {
    let AddLayout { room, seen, layout } = input;
    let row = managed(tx, cx, room, seen).await?;
    let mut wrong = Wrong::default();
    let new = layout.check(&*cx.ids, &mut wrong);
    wrong.or(())?;
    let present = layout::Entity::find().filter(layout::Column::RoomId.eq(room)).all(tx).await?;
    if present.iter().any(|known| known.code == new.code) {
        return Err(Rejection::field("layouts.code", "taken").into());
    }
    if present.iter().filter(|known| !known.retired).count() >= MAX_LAYOUTS {
        return Err(Rejection::field("layouts", "too_many").into());
    }
    touch(tx, &row, room::ActiveModel::default()).await?;
    if new.is_default {
        clear_default(tx, room).await?;
    }
    let id = new.id;
    tx.record(Entry::new("room.layout_added", "room", room.0).data(json!({
        "layout_id": id, "code": new.code, "names": new.names, "capacity": new.capacity,
        "setup_minutes": new.setup_minutes, "cleanup_minutes": new.cleanup_minutes, "is_default": new.is_default,
    })));
    layout::Entity::insert(layout_row(room, new)).exec_without_returning(tx).await?;
    Ok(id)
}

/// A layout as a row.
pub(super) fn layout_row(room: BookableId, layout: Layout) -> layout::ActiveModel {
    let Layout { id, code, names, capacity, setup_minutes, cleanup_minutes, is_default, retired } = layout;
    layout::ActiveModel {
        id: Set(id),
        room_id: Set(room),
        code: Set(code),
        names: Set(names),
        capacity: Set(capacity),
        setup_minutes: Set(setup_minutes),
        cleanup_minutes: Set(cleanup_minutes),
        is_default: Set(is_default),
        retired: Set(retired),
    }
}

/// Leaves a room without a default for the moment.
pub(super) async fn clear_default(tx: &WriteTx, room: BookableId) -> Result<(), RoomsError> {
    layout::Entity::update_many()
        .col_expr(layout::Column::IsDefault, Expr::value(false))
        .filter(layout::Column::RoomId.eq(room))
        .exec(tx)
        .await?;
    Ok(())
}
