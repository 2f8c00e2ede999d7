//! Lists of the rooms that somebody may see, a page at a time.

use booking::{
    Engine,
    queries::load::{Selection, load},
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Interval, PlaceId, Rejection};
use sea_orm::ConnectionTrait;

use super::{one, rooms::by_ids};
use crate::{
    RoomsError,
    kind::KIND,
    model::{Room, STEP_FREE},
    policy::{Permission, may_see},
};

/// Which rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomFilter {
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Only those whose code or name contains each of these words, without regard to case and accents.
    pub q: Option<String>,
    /// Only those that have all of these, by code.
    pub features: Vec<String>,
    /// Only those with a layout for so many people.
    pub capacity: Option<i64>,
    /// Retired ones too.
    pub retired: bool,
}

/// The position of a room in the order of lists: by place, then by id.
pub type Position = (String, BookableId);

/// At most `limit` rooms that match and that the actor may see, in the order of where they are, behind a position.
/// Eleven statements however many there are.
pub async fn list(
    conn: Conn<'_>,
    cx: &Ctx,
    filter: &RoomFilter,
    after: Option<&Position>,
    limit: usize,
) -> Result<Vec<(Position, Room)>, RoomsError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT b.id, r.place_path FROM bookable b JOIN room r ON r.id = b.id WHERE b.kind = ").bind(KIND);
    narrow(&mut sql, filter);
    if let Some((path, id)) = after {
        sql.push(" AND (r.place_path > ").bind(path.as_str());
        sql.push(" OR (r.place_path = ").bind(path.as_str()).push(" AND b.id > ").bind(id.0).push("))");
    }
    sql.push(" ORDER BY r.place_path, b.id");
    let rows = conn.query_all_raw(sql.build()).await?;
    let found: Vec<Position> = rows
        .iter()
        .map(|row| Ok((row.try_get("", "place_path")?, row.try_get("", "id")?)))
        .collect::<Result<_, sea_orm::DbErr>>()?;
    let ids: Vec<BookableId> = found.iter().map(|(_, id)| *id).collect();
    let seen = visible(conn, cx, &ids).await?;
    let page: Vec<Position> = found.into_iter().filter(|(_, id)| seen.contains(id)).take(limit).collect();
    let ids: Vec<BookableId> = page.iter().map(|(_, id)| *id).collect();
    Ok(page.into_iter().zip(by_ids(conn, &ids).await?).collect())
}

fn narrow(sql: &mut Raw, filter: &RoomFilter) {
    let RoomFilter { site, q, features, capacity, retired } = filter;
    if !retired {
        sql.push(" AND b.retired_at IS NULL");
    }
    if let Some(site) = site {
        sql.push(" AND b.site_id = ").bind(site.0);
    }
    for word in kernel::search_key(q.as_deref().unwrap_or_default()).split_whitespace() {
        let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND b.search_key LIKE ").bind(format!("%{word}%")).push(" ESCAPE '\\'");
    }
    for feature in features {
        if feature == STEP_FREE {
            sql.push(" AND r.step_free");
        } else {
            sql.push(" AND EXISTS (SELECT 1 FROM room_feature f WHERE f.room_id = r.id AND f.feature_code = ")
                .bind(feature.as_str())
                .push(")");
        }
    }
    if let Some(capacity) = capacity {
        sql.push(" AND EXISTS (SELECT 1 FROM layout l WHERE l.room_id = r.id AND NOT l.retired AND l.capacity >= ")
            .bind(*capacity)
            .push(")");
    }
}

/// Those of the rooms that the actor may know of.
pub async fn visible(conn: Conn<'_>, cx: &Ctx, ids: &[BookableId]) -> Result<Vec<BookableId>, RoomsError> {
    let now = Interval { start: cx.now, end: cx.now };
    // Who may see a room does not depend on what is special about rooms: an engine without kinds loads the rest.
    let loaded = load(&Engine::new(vec![]), conn, &Selection::of(ids), now).await?;
    Ok(loaded.candidates.iter().filter(|room| may_see(&cx.actor, room, cx.now)).map(|room| room.id).collect())
}

/// One room that the actor may see; for others it is not there.
pub async fn one_visible(conn: Conn<'_>, cx: &Ctx, id: BookableId) -> Result<Room, RoomsError> {
    if visible(conn, cx, &[id]).await?.is_empty() {
        return Err(Rejection::NotFound("room").into());
    }
    one(conn, id).await?.ok_or(Rejection::NotFound("room").into())
}

/// One room, when the actor manages it; refused for those who only see it, not there for others.
pub async fn one_managed(conn: Conn<'_>, cx: &Ctx, id: BookableId) -> Result<Room, RoomsError> {
    let room = one_visible(conn, cx, id).await?;
    let chain: Vec<_> = room.path.iter().map(|place| place.id.0).chain([id.0]).collect();
    Permission::ManageRooms.require(&cx.actor, &chain)?;
    Ok(room)
}
