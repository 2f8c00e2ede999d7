//! What can be done to rooms: one verb a file.

mod add_layout;
mod add_photo;
mod change_layout;
mod change_room;
mod create_room;
mod define_feature;
mod import_rooms;
mod remove_photo;
mod retire_layout;
mod retire_room;
mod set_policy;
mod spaces;

pub use add_layout::{AddLayout, add_layout};
pub use add_photo::{AddPhoto, MAX_PHOTOS, add_photo};
pub use change_layout::{ChangeLayout, change_layout};
pub use change_room::{ChangeRoom, RoomPatch, change_room};
pub use create_room::{CreateRoom, create_room};
pub use define_feature::{add_standard_features, define_feature};
pub use import_rooms::import_rooms;
pub use remove_photo::{RemovePhoto, remove_photo};
pub use retire_layout::{RetireLayout, retire_layout};
pub use retire_room::{RetireRoom, retire_room};
pub use set_policy::{SetPolicy, set_policy};

use booking::commands::bookables::chain_of;
use db::WriteTx;
use kernel::{BookableId, Ctx, Rejection};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{RoomsError, entity::room, policy::Permission, queries};

/// The room, when the actor manages it and decided on the present version.
async fn managed(tx: &WriteTx, cx: &Ctx, id: BookableId, seen: Option<i64>) -> Result<room::Model, RoomsError> {
    let row = queries::rooms::row(tx.into(), id).await?;
    Permission::ManageRooms.require(&cx.actor, &chain_of(tx.into(), id).await?)?;
    Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

/// Counts the version of a room up; refused when somebody else did since it was read.
async fn touch(tx: &WriteTx, room: &room::Model, change: room::ActiveModel) -> Result<(), RoomsError> {
    let next = room::ActiveModel { version: Set(room.version + 1), ..change };
    let written = room::Entity::update_many()
        .set(next)
        .filter(room::Column::Id.eq(room.id))
        .filter(room::Column::Version.eq(room.version))
        .exec(tx)
        .await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: room.version, present: room.version + 1 }.into());
    }
    Ok(())
}
