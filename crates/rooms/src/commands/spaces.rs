//! Where a room is, and what it has: checks that need the database, shared by making and changing.

use std::collections::{BTreeSet, HashSet};

use buildings::model::{Place, PlaceKind};
use db::WriteTx;
use kernel::{BookableId, FieldError, PlaceId, Rejection, field::Wrong};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    RoomsError,
    entity::{feature, room_feature, room_space},
    model::{STEP_FREE, common_path},
};

/// Where a room is.
pub(super) struct Location {
    /// The way from the site down to what all spaces share.
    pub(super) path: Vec<Place>,
    /// Whether all spaces can be reached without a step.
    pub(super) step_free: bool,
}

/// Looks up the spaces of a room.
pub(super) async fn locate(tx: &WriteTx, spaces: &[PlaceId]) -> Result<Location, RoomsError> {
    let refuse = |code| RoomsError::from(Rejection::field("space_ids", code));
    if spaces.is_empty() {
        return Err(refuse("required"));
    }
    if spaces.iter().collect::<HashSet<_>>().len() < spaces.len() {
        return Err(refuse("repeated"));
    }
    let paths = buildings::queries::paths(tx, spaces).await?;
    let paths: Vec<&[Place]> = spaces.iter().filter_map(|id| paths.get(id)).map(Vec::as_slice).collect();
    if paths.len() < spaces.len() {
        return Err(refuse("unknown"));
    }
    let leaves: Vec<&Place> = paths.iter().filter_map(|path| path.last()).collect();
    if leaves.iter().any(|place| place.kind != PlaceKind::Space) {
        return Err(refuse("not_for_this_kind"));
    }
    if leaves.iter().any(|place| place.retired_at.is_some()) {
        return Err(refuse("retired"));
    }
    let path = common_path(&paths);
    if path.is_empty() {
        return Err(refuse("several_sites"));
    }
    Ok(Location { path, step_free: leaves.iter().all(|place| place.step_free) })
}

/// The order of a room in lists: the codes on the way to it and its own.
pub(super) fn place_path(path: &[Place], code: &str) -> String {
    path.iter().map(|place| place.code.as_str()).chain([code]).collect::<Vec<_>>().join("/")
}

/// The features of a room without [`STEP_FREE`], in order; `wrong` learns of those that nobody has defined.
pub(super) async fn known_features(
    tx: &WriteTx,
    asked: &[String],
    wrong: &mut Wrong,
) -> Result<BTreeSet<String>, RoomsError> {
    let asked: BTreeSet<String> = asked.iter().map(|code| code.trim().to_owned()).collect();
    let known = feature::Entity::find().filter(feature::Column::Code.is_in(asked.iter())).all(tx).await?;
    let known: HashSet<String> = known.into_iter().map(|row| row.code).collect();
    if asked.iter().any(|code| code != STEP_FREE && !known.contains(code)) {
        wrong.add(FieldError::new("features", "unknown"));
    }
    Ok(asked.into_iter().filter(|code| code != STEP_FREE).collect())
}

/// Writes the spaces of a room in the place of those it had.
pub(super) async fn put_spaces(tx: &WriteTx, room: BookableId, spaces: &[PlaceId]) -> Result<(), RoomsError> {
    room_space::Entity::delete_many().filter(room_space::Column::RoomId.eq(room)).exec(tx).await?;
    let rows = spaces.iter().zip(0_i64..).map(|(place, position)| room_space::ActiveModel {
        room_id: Set(room),
        place_id: Set(*place),
        position: Set(position),
    });
    room_space::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the features of a room in the place of those it had.
pub(super) async fn put_features(tx: &WriteTx, room: BookableId, features: BTreeSet<String>) -> Result<(), RoomsError> {
    room_feature::Entity::delete_many().filter(room_feature::Column::RoomId.eq(room)).exec(tx).await?;
    if !features.is_empty() {
        let rows =
            features.into_iter().map(|code| room_feature::ActiveModel { room_id: Set(room), feature_code: Set(code) });
        room_feature::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
