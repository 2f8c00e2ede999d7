//! Makes a room.

use booking::commands::bookables::{NewBookable, add_bookable};
use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, PlaceId, Rejection, ScopeId, Zone,
    field::{NamesInput, Wrong, check_code},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    add_layout::layout_row,
    spaces::{known_features, locate, place_path, put_features, put_spaces},
};
use crate::{
    RoomsError, engine,
    entity::{layout, room, room_space},
    kind::KIND,
    model::{LayoutInput, STEP_FREE, check_description, check_layouts, check_team},
    policy::Permission,
};

/// A room to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRoom)]
pub struct CreateRoom {
    /// Unique among everything that can be booked: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "W16-PRESS")]
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// What one should know about it.
    #[serde(default)]
    pub description: String,
    /// The spaces it takes up; may be left out for a room made of parts.
    #[serde(default)]
    pub space_ids: Vec<PlaceId>,
    /// The codes of the rooms it is made of: booking it takes all of them. Empty for a room of its own.
    #[serde(default)]
    pub parts: Vec<String>,
    /// What it has, by code.
    #[serde(default)]
    pub features: Vec<String>,
    /// How it can be set up; the first is the default unless one says so.
    pub layouts: Vec<LayoutInput>,
    /// Whether one gets there without a step; unless told, whether that holds for all its spaces.
    pub step_free: Option<bool>,
    /// Who prepares it.
    pub team: Option<String>,
}

/// Makes a room that can be booked from the moment this commits.
pub async fn create_room(tx: &WriteTx, cx: &Ctx, input: CreateRoom) -> Result<BookableId, RoomsError> {
    let CreateRoom { code, names, description, mut space_ids, parts, features, layouts, step_free, team } = input;
    let parts = find_parts(tx, &parts).await?;
    if space_ids.is_empty() && !parts.is_empty() {
        space_ids = spaces_of(tx, &parts).await?;
    }
    let location = locate(tx, &space_ids).await?;
    let chain: Vec<Uuid> = location.path.iter().map(|place| place.id.0).collect();
    Permission::ManageRooms.require(&cx.actor, &chain)?;
    let site = &location.path[0];
    if parts.iter().any(|part| part.site != site.id) {
        return Err(Rejection::field("parts", "several_sites").into());
    }
    let mut wrong = Wrong::default();
    let code = wrong.take(check_code("code", &code));
    let names = wrong.take(names.check("names"));
    let description = wrong.take(check_description(&description));
    let team = wrong.take(check_team(team.as_deref()));
    let layouts = check_layouts(&*cx.ids, layouts, &mut wrong);
    let step_free = features.iter().any(|code| code == STEP_FREE) || step_free.unwrap_or(location.step_free);
    let features = known_features(tx, &features, &mut wrong).await?;
    wrong.or(())?;
    if engine::is_code_taken(tx.into(), &code).await? {
        return Err(Rejection::CodeTaken(code).into());
    }
    let id = BookableId::new(&*cx.ids);
    let bookable = NewBookable {
        id,
        kind: KIND,
        code: code.clone(),
        names: names.clone(),
        site: site.id,
        zone: site.time_zone.unwrap_or(Zone::UTC),
        parts: parts.iter().map(|part| part.id).collect(),
        places: chain.into_iter().map(ScopeId).collect(),
    };
    add_bookable(tx, cx, bookable).await?;
    let row = room::ActiveModel {
        id: Set(id),
        description: Set(description),
        place_path: Set(place_path(&location.path, &code)),
        team: Set(team),
        step_free: Set(step_free),
        version: Set(1),
    };
    room::Entity::insert(row).exec_without_returning(tx).await?;
    put_spaces(tx, id, &space_ids).await?;
    put_features(tx, id, features).await?;
    let seats: Vec<_> =
        layouts.iter().map(|layout| json!({ "code": layout.code, "capacity": layout.capacity })).collect();
    layout::Entity::insert_many(layouts.into_iter().map(|layout| layout_row(id, layout)))
        .exec_without_returning(tx)
        .await?;
    tx.record(Entry::new("room.created", "room", id.0).data(json!({
        "code": code, "names": names, "spaces": space_ids, "layouts": seats,
        "parts": parts.iter().map(|part| part.id).collect::<Vec<_>>(),
    })));
    Ok(id)
}

/// The rooms that a room is made of, in the order asked for.
async fn find_parts(tx: &WriteTx, codes: &[String]) -> Result<Vec<engine::Known>, RoomsError> {
    let refuse = |code| Err(Rejection::field("parts", code).into());
    let known = engine::rooms_by_code(tx.into(), codes).await?;
    let parts: Vec<_> = codes.iter().filter_map(|code| known.get(code)).cloned().collect();
    if parts.len() < codes.len() {
        return refuse("unknown");
    }
    if parts.iter().any(|part| part.retired) {
        return refuse("retired");
    }
    if known.len() < codes.len() {
        return refuse("repeated");
    }
    if parts.len() == 1 {
        return refuse("too_few");
    }
    Ok(parts)
}

/// The spaces of the parts, in their order, each once.
async fn spaces_of(tx: &WriteTx, parts: &[engine::Known]) -> Result<Vec<PlaceId>, RoomsError> {
    let rows = room_space::Entity::find()
        .filter(room_space::Column::RoomId.is_in(parts.iter().map(|part| part.id)))
        .order_by_asc(room_space::Column::Position)
        .all(tx)
        .await?;
    let mut spaces = Vec::with_capacity(rows.len());
    for part in parts {
        for row in rows.iter().filter(|row| row.room_id == part.id) {
            if !spaces.contains(&row.place_id) {
                spaces.push(row.place_id);
            }
        }
    }
    Ok(spaces)
}
