//! Rooms on the map of a floor, with what goes on in them.

use std::collections::{BTreeSet, HashMap};

use booking::{
    Engine,
    queries::timeline::{View, timeline},
};
use buildings::{
    BuildingsError,
    map::{MapLayer, RoomOnMap, SOON_MINUTES, SpaceOnMap, live_state},
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Interval, PlaceId};
use sea_orm::ConnectionTrait;

/// The layer of rooms: those that the actor may see.
#[derive(Debug)]
pub struct RoomsOnMap(Engine);

impl RoomsOnMap {
    /// The layer for an engine that knows [`crate::RoomKind`].
    #[must_use]
    pub const fn new(engine: Engine) -> Self {
        Self(engine)
    }
}

#[async_trait::async_trait]
impl MapLayer for RoomsOnMap {
    async fn draw(&self, conn: Conn<'_>, cx: &Ctx, spaces: &mut [SpaceOnMap]) -> Result<(), BuildingsError> {
        let standing = rooms_in(conn, spaces).await?;
        let bookables: BTreeSet<BookableId> = standing.iter().map(|(_, room)| *room).collect();
        if bookables.is_empty() {
            return Ok(());
        }
        let span = Interval { start: cx.now, end: cx.now.plus_minutes(SOON_MINUTES + 1) };
        let view = View { bookables: bookables.into_iter().collect(), ..View::default() };
        let (loaded, bars) = timeline(&self.0, conn, cx, &view, span).await?;
        let index: HashMap<PlaceId, usize> =
            spaces.iter().enumerate().map(|(index, space)| (space.place.id, index)).collect();
        for (space, room) in standing {
            // A room that the actor may not see is not there.
            let Some(candidate) = loaded.get(room) else { continue };
            let taken = bars.iter().filter(|bar| bar.bookable == room);
            let taken = taken.map(|bar| (bar.kind.as_str(), bar.blocked.start, bar.blocked.end));
            let (state, until) = live_state(cx.now, taken);
            let (code, names) = (candidate.code.clone(), candidate.names.clone());
            if let Some(index) = index.get(&space) {
                spaces[*index].rooms.push(RoomOnMap { id: room, code, names, state, until });
            }
        }
        Ok(())
    }
}

/// Which rooms in use stand in which of these spaces, by code.
async fn rooms_in(conn: Conn<'_>, spaces: &[SpaceOnMap]) -> Result<Vec<(PlaceId, BookableId)>, BuildingsError> {
    if spaces.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT s.place_id, s.room_id FROM room_space s JOIN bookable b ON b.id = s.room_id \
         WHERE b.retired_at IS NULL AND s.place_id IN (",
    )
    .bind_all(spaces.iter().map(|space| space.place.id.0))
    .push(") ORDER BY b.code");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows
        .iter()
        .map(|row| Ok((row.try_get("", "place_id")?, row.try_get("", "room_id")?)))
        .collect::<Result<_, sea_orm::DbErr>>()?)
}
