//! Changes a layout of a room.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, LayoutId, Rejection, field::Wrong};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    add_layout::{clear_default, layout_row},
    managed, touch,
};
use crate::{
    RoomsError,
    entity::{layout, room},
    model::{Layout, LayoutPatch},
};

/// Which layout, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLayout {
    /// The room.
    pub room: BookableId,
    /// Which layout of it.
    pub layout: LayoutId,
    /// The version of the room the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: LayoutPatch,
}

/// Changes a layout. Dates that are booked already keep the minutes they were booked with.
pub async fn change_layout(tx: &WriteTx, cx: &Ctx, input: ChangeLayout) -> Result<(), RoomsError> {
    let ChangeLayout { room, layout, seen, patch } = input;
    let row = managed(tx, cx, room, seen).await?;
    let siblings: Vec<Layout> = layout::Entity::find()
        .filter(layout::Column::RoomId.eq(room))
        .all(tx)
        .await?
        .into_iter()
        .map(Layout::from)
        .collect();
    let present = siblings.iter().find(|known| known.id == layout && !known.retired);
    let present = present.ok_or(Rejection::NotFound("layout"))?;
    let mut wrong = Wrong::default();
    let changed = patch.check(present, &mut wrong);
    wrong.or(())?;
    if changed == *present {
        return Ok(());
    }
    if siblings.iter().any(|known| known.id != layout && known.code == changed.code) {
        return Err(Rejection::field("layouts.code", "taken").into());
    }
    if present.is_default && !changed.is_default {
        return Err(RoomsError::DefaultLayout);
    }
    touch(tx, &row, room::ActiveModel::default()).await?;
    if changed.is_default && !present.is_default {
        clear_default(tx, room).await?;
    }
    let summary = |layout: &Layout| {
        json!({
            "code": layout.code, "names": layout.names, "capacity": layout.capacity,
            "setup_minutes": layout.setup_minutes, "cleanup_minutes": layout.cleanup_minutes, "is_default": layout.is_default,
        })
    };
    tx.record(
        Entry::new("room.layout_changed", "room", room.0)
            .data(json!({ "layout_id": layout, "from": summary(present), "to": summary(&changed) })),
    );
    layout::Entity::update(layout_row(room, changed)).exec(tx).await?;
    Ok(())
}
