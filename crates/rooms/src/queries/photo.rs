//! The bytes of a photo.

use db::Conn;
use kernel::{Ctx, PhotoId, Rejection};
use sea_orm::EntityTrait;

use super::visible;
use crate::{RoomsError, entity::photo};

/// A photo with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// What the bytes are: `image/jpeg`.
    pub content_type: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// A photo of a room that the actor may see.
pub async fn photo_file(conn: Conn<'_>, cx: &Ctx, id: PhotoId) -> Result<PhotoFile, RoomsError> {
    let row = photo::Entity::find_by_id(id).one(&conn).await?.ok_or(Rejection::NotFound("photo"))?;
    if visible(conn, cx, &[row.room_id]).await?.is_empty() {
        return Err(Rejection::NotFound("photo").into());
    }
    Ok(PhotoFile { content_type: row.content_type, content: row.content })
}
