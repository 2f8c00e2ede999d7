//! Adds a photo to a room.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, PhotoId, Rejection, field::one_line};
use media::Prepared;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::{managed, touch};
use crate::{
    RoomsError,
    entity::{photo, room},
    model::Photo,
};

/// The most photos a room has.
pub const MAX_PHOTOS: u64 = 20;
/// The longest description of a photo, in characters.
const MAX_ALT: usize = 300;

/// Which room, and what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPhoto {
    /// The room.
    pub room: BookableId,
    /// The photo, prepared by [`media::photo::prepare`].
    pub photo: Prepared,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Adds a photo behind those that are there.
pub async fn add_photo(tx: &WriteTx, cx: &Ctx, input: AddPhoto) -> Result<Photo, RoomsError> {
    let AddPhoto { room, photo: Prepared { jpeg, width, height }, alt } = input;
    let row = managed(tx, cx, room, None).await?;
    let alt = one_line("alt", &alt, MAX_ALT)?;
    if alt.is_empty() {
        return Err(Rejection::field("alt", "required").into());
    }
    let of_room = || photo::Entity::find().filter(photo::Column::RoomId.eq(room));
    if of_room().count(tx).await? >= MAX_PHOTOS {
        return Err(RoomsError::TooManyPhotos(MAX_PHOTOS));
    }
    let last: Option<Option<i64>> =
        of_room().select_only().column_as(photo::Column::Position.max(), "last").into_tuple().one(tx).await?;
    let photo = Photo { id: PhotoId::new(&*cx.ids), alt, width: width.into(), height: height.into() };
    let new = photo::ActiveModel {
        id: Set(photo.id),
        room_id: Set(room),
        content_type: Set("image/jpeg".to_owned()),
        content: Set(jpeg),
        alt: Set(photo.alt.clone()),
        width: Set(photo.width),
        height: Set(photo.height),
        position: Set(last.flatten().map_or(0, |last| last + 1)),
    };
    photo::Entity::insert(new).exec_without_returning(tx).await?;
    touch(tx, &row, room::ActiveModel::default()).await?;
    tx.record(Entry::new("room.photo_added", "room", room.0).data(json!({ "photo_id": photo.id, "alt": photo.alt })));
    Ok(photo)
}
