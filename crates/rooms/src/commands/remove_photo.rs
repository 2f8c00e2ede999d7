//! Removes a photo of a room.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, PhotoId, Rejection};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{managed, touch};
use crate::{
    RoomsError,
    entity::{photo, room},
};

/// Which photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemovePhoto {
    /// The room.
    pub room: BookableId,
    /// Which photo of it.
    pub photo: PhotoId,
}

/// Removes a photo for good.
pub async fn remove_photo(tx: &WriteTx, cx: &Ctx, input: RemovePhoto) -> Result<(), RoomsError> {
    let RemovePhoto { room, photo } = input;
    let row = managed(tx, cx, room, None).await?;
    let removed = photo::Entity::delete_many()
        .filter(photo::Column::Id.eq(photo))
        .filter(photo::Column::RoomId.eq(room))
        .exec(tx)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Rejection::NotFound("photo").into());
    }
    touch(tx, &row, room::ActiveModel::default()).await?;
    tx.record(Entry::new("room.photo_removed", "room", room.0).data(json!({ "photo_id": photo })));
    Ok(())
}
