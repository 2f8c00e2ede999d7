//! Changes a room: what is not mentioned stays.

use booking::commands::bookables::{place_bookable, rename_bookable};
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, PlaceId, Rejection, ScopeId,
    event::Changes,
    field::{NamesPatch, Wrong, check_code},
};
use sea_orm::ActiveValue::Set;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    managed,
    spaces::{known_features, locate, place_path, put_features, put_spaces},
    touch,
};
use crate::{
    RoomsError, engine,
    entity::room,
    model::{Room, STEP_FREE, check_description, check_team},
    policy::Permission,
    queries,
};

/// Changes to a room: what is absent stays as it is, `null` empties it. Which units a room takes cannot change:
/// bookings hold them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RoomChange)]
pub struct RoomPatch {
    /// A new code.
    pub code: Option<String>,
    /// New names.
    pub names: Option<NamesPatch>,
    /// What one should know about it.
    pub description: Option<String>,
    /// The spaces it takes up, on the same site.
    pub space_ids: Option<Vec<PlaceId>>,
    /// What it has, all of it.
    pub features: Option<Vec<String>>,
    /// Whether one gets there without a step.
    pub step_free: Option<bool>,
    /// Who prepares it.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>)]
    pub team: Option<Option<String>>,
}

/// Which room, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRoom {
    /// Which one.
    pub id: BookableId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: RoomPatch,
}

/// Changes a room and answers how it is now. Nothing is written when nothing changes.
pub async fn change_room(tx: &WriteTx, cx: &Ctx, input: ChangeRoom) -> Result<Room, RoomsError> {
    let ChangeRoom { id, seen, patch } = input;
    let row = managed(tx, cx, id, seen).await?;
    let present = queries::one(tx.into(), id).await?.ok_or(Rejection::NotFound("room"))?;
    let RoomPatch { code, names, description, space_ids, features, step_free, team } = patch;
    let mut wrong = Wrong::default();
    let mut after = present.clone();
    wrong.put(&mut after.code, code.map(|code| check_code("code", &code)));
    wrong.put(&mut after.names, names.map(|names| names.check("names", &present.names)));
    wrong.put(&mut after.description, description.map(|text| check_description(&text)));
    wrong.put(&mut after.team, team.map(|team| check_team(team.as_deref())));
    let asked = features.unwrap_or_else(|| {
        present.features.iter().filter(|code| *code != STEP_FREE || step_free.is_none()).cloned().collect()
    });
    let features = known_features(tx, &asked, &mut wrong).await?;
    after.step_free = step_free.unwrap_or_else(|| present.step_free || asked.iter().any(|code| code == STEP_FREE));
    after.features = features.iter().cloned().chain(after.step_free.then(|| STEP_FREE.to_owned())).collect();
    after.features.sort_unstable();
    if let Some(spaces) = space_ids {
        after.space_ids = spaces;
    }
    wrong.or(())?;
    if after.space_ids != present.space_ids {
        let location = locate(tx, &after.space_ids).await?;
        if location.path.first().map(|site| site.id) != present.path.first().map(|site| site.id) {
            return Err(Rejection::field("space_ids", "other_site").into());
        }
        let chain: Vec<_> = location.path.iter().map(|place| place.id.0).collect();
        Permission::ManageRooms.require(&cx.actor, &chain)?;
        after.path = location.path;
    }
    if after == present {
        return Ok(present);
    }
    if after.code != present.code && engine::is_code_taken(tx.into(), &after.code).await? {
        return Err(Rejection::CodeTaken(after.code).into());
    }
    let change = room::ActiveModel {
        description: Set(after.description.clone()),
        place_path: Set(place_path(&after.path, &after.code)),
        team: Set(after.team.clone()),
        step_free: Set(after.step_free),
        ..Default::default()
    };
    touch(tx, &row, change).await?;
    if (&after.code, &after.names) != (&present.code, &present.names) {
        rename_bookable(tx, cx, id, &after.code, &after.names).await?;
    }
    if after.space_ids != present.space_ids {
        put_spaces(tx, id, &after.space_ids).await?;
        let places: Vec<_> = after.path.iter().map(|place| ScopeId::from(place.id)).collect();
        place_bookable(tx, id, &places).await?;
    }
    if after.features != present.features {
        put_features(tx, id, features).await?;
    }
    tx.record(Entry::new("room.changed", "room", id.0).data(difference(&present, &after)));
    after.version = present.version + 1;
    Ok(after)
}

/// Each changed field with what it was and what it is.
fn difference(from: &Room, to: &Room) -> Changes {
    Changes::default()
        .field("code", &from.code, &to.code)
        .field("names", &from.names, &to.names)
        .field("description", &from.description, &to.description)
        .field("spaces", &from.space_ids, &to.space_ids)
        .field("features", &from.features, &to.features)
        .field("step_free", &from.step_free, &to.step_free)
        .field("team", &from.team, &to.team)
}
