//! All rooms as a file that the import takes.

use std::collections::{BTreeSet, HashMap};

use buildings::sheet;
use db::Conn;
use kernel::PlaceId;

use super::all;
use crate::{
    RoomsError, engine,
    import::{COLUMNS, to_rows},
};

/// The rooms in use as CSV, those that are made of others behind those.
pub async fn export_rooms(conn: Conn<'_>) -> Result<String, RoomsError> {
    let rooms = all(conn).await?;
    let units = engine::units_of_rooms(conn).await?;
    let spaces: BTreeSet<PlaceId> = rooms.iter().flat_map(|room| room.space_ids.iter().copied()).collect();
    let codes: HashMap<PlaceId, String> =
        buildings::queries::by_ids(&conn, spaces).await?.into_iter().map(|place| (place.id, place.code)).collect();
    let single = |id| units.get(id).filter(|units| units.len() == 1).and_then(|units| units.first());
    let mut files: Vec<(usize, Vec<Vec<String>>)> = rooms
        .iter()
        .filter(|room| room.retired_at.is_none())
        .map(|room| {
            let spaces: Vec<_> = room.space_ids.iter().filter_map(|id| codes.get(id)).cloned().collect();
            // What a room is made of is told by the rooms that have one of its units for their own.
            let own = units.get(&room.id).filter(|units| units.len() > 1);
            let parts: Vec<_> = own.map_or(vec![], |own| {
                let parts = rooms.iter().filter(|other| single(&other.id).is_some_and(|unit| own.contains(unit)));
                parts.map(|part| part.code.clone()).collect()
            });
            (parts.len(), to_rows(room, &spaces, &parts))
        })
        .collect();
    files.sort_by_key(|(parts, _)| *parts);
    Ok(sheet::write(COLUMNS, files.into_iter().flat_map(|(_, rows)| rows)))
}
