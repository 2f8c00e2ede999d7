//! Rooms with everything that belongs to them, in eight statements however many they are.

use std::collections::{BTreeSet, HashMap};

use db::{Conn, sql::Raw};
use kernel::{BookableId, PlaceId, Rejection};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect,
};

use crate::{
    RoomsError, engine,
    entity::{layout, photo, room, room_feature, room_space},
    kind::KIND,
    model::{Photo, Room, STEP_FREE},
};

const HEAD: &str = "SELECT b.id, b.code, b.names, b.time_zone, b.retired_at, r.description, r.team, r.step_free, r.version \
     FROM bookable b JOIN room r ON r.id = b.id WHERE ";

/// The rooms with those ids, in that order; unknown ones are left out.
pub async fn by_ids(conn: Conn<'_>, ids: &[BookableId]) -> Result<Vec<Room>, RoomsError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push(HEAD).push("b.id IN (").bind_all(ids.iter().map(|id| id.0)).push(")");
    let mut rooms = assemble(conn, &conn.query_all_raw(sql.build()).await?).await?;
    let order: HashMap<_, _> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    rooms.sort_by_key(|room| order.get(&room.id).copied());
    Ok(rooms)
}

/// One room, retired or not.
pub async fn one(conn: Conn<'_>, id: BookableId) -> Result<Option<Room>, RoomsError> {
    Ok(by_ids(conn, &[id]).await?.pop())
}

/// All rooms, retired ones too, by code.
pub async fn all(conn: Conn<'_>) -> Result<Vec<Room>, RoomsError> {
    let mut sql = Raw::new(&conn);
    sql.push(HEAD).push("b.kind = ").bind(KIND).push(" ORDER BY b.code");
    assemble(conn, &conn.query_all_raw(sql.build()).await?).await
}

async fn assemble(conn: Conn<'_>, heads: &[QueryResult]) -> Result<Vec<Room>, RoomsError> {
    let mut rooms = heads.iter().map(head).collect::<Result<Vec<_>, sea_orm::DbErr>>()?;
    let ids: Vec<BookableId> = rooms.iter().map(|room| room.id).collect();
    if ids.is_empty() {
        return Ok(rooms);
    }
    let index: HashMap<BookableId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let listed = || ids.iter().copied();

    let spaces = room_space::Entity::find()
        .filter(room_space::Column::RoomId.is_in(listed()))
        .order_by_asc(room_space::Column::Position);
    for row in spaces.all(&conn).await? {
        rooms[index[&row.room_id]].space_ids.push(row.place_id);
    }
    let features = room_feature::Entity::find()
        .filter(room_feature::Column::RoomId.is_in(listed()))
        .order_by_asc(room_feature::Column::FeatureCode);
    for row in features.all(&conn).await? {
        rooms[index[&row.room_id]].features.push(row.feature_code);
    }
    let layouts = layout::Entity::find()
        .filter(layout::Column::RoomId.is_in(listed()))
        .filter(layout::Column::Retired.eq(false))
        .order_by_asc(layout::Column::Capacity)
        .order_by_asc(layout::Column::Code);
    for row in layouts.all(&conn).await? {
        rooms[index[&row.room_id]].layouts.push(row.into());
    }
    let photos = photo::Entity::find()
        .select_only()
        .columns([
            photo::Column::Id,
            photo::Column::RoomId,
            photo::Column::Alt,
            photo::Column::Width,
            photo::Column::Height,
        ])
        .filter(photo::Column::RoomId.is_in(listed()))
        .order_by_asc(photo::Column::Position)
        .order_by_asc(photo::Column::Id)
        .into_model::<PhotoRow>();
    for PhotoRow { id, room_id, alt, width, height } in photos.all(&conn).await? {
        rooms[index[&room_id]].photos.push(Photo { id, alt, width, height });
    }
    for (mine, theirs) in engine::overlaps(conn, &ids).await? {
        rooms[index[&mine]].overlaps_with.push(theirs);
    }
    let above = engine::places_above(conn, &ids).await?;
    let places: BTreeSet<PlaceId> = above.iter().map(|(_, place)| *place).collect();
    let places: HashMap<PlaceId, _> =
        buildings::queries::by_ids(&conn, places).await?.into_iter().map(|place| (place.id, place)).collect();
    for (room, place) in above {
        rooms[index[&room]].path.extend(places.get(&place).cloned());
    }
    for room in &mut rooms {
        if room.step_free {
            let at = room.features.partition_point(|code| code.as_str() < STEP_FREE);
            room.features.insert(at, STEP_FREE.to_owned());
        }
    }
    Ok(rooms)
}

#[derive(FromQueryResult)]
struct PhotoRow {
    id: kernel::PhotoId,
    room_id: BookableId,
    alt: String,
    width: i64,
    height: i64,
}

fn head(row: &QueryResult) -> Result<Room, sea_orm::DbErr> {
    Ok(Room {
        id: row.try_get("", "id")?,
        code: row.try_get("", "code")?,
        names: row.try_get("", "names")?,
        description: row.try_get("", "description")?,
        path: vec![],
        zone: row.try_get("", "time_zone")?,
        space_ids: vec![],
        features: vec![],
        layouts: vec![],
        photos: vec![],
        overlaps_with: vec![],
        step_free: row.try_get("", "step_free")?,
        team: row.try_get("", "team")?,
        retired_at: row.try_get("", "retired_at")?,
        version: row.try_get("", "version")?,
    })
}

/// What only this table knows of a room, for commands that write it.
pub(crate) async fn row(conn: Conn<'_>, id: BookableId) -> Result<room::Model, RoomsError> {
    room::Entity::find_by_id(id).one(&conn).await?.ok_or(Rejection::NotFound("room").into())
}
