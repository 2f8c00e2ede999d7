//! The tree: the way up from a place, and what lies inside one.

use std::collections::HashMap;

use db::sql::Raw;
use kernel::PlaceId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{BuildingsError, entity::place, model::Place};

/// The way from the site down to the place itself; empty when there is no such place.
pub async fn path(conn: &impl ConnectionTrait, id: PlaceId) -> Result<Vec<Place>, BuildingsError> {
    Ok(paths(conn, &[id]).await?.remove(&id).unwrap_or_default())
}

/// The ways from the site down to each of the places: one statement however many they are. Unknown ones are left out.
pub async fn paths(
    conn: &impl ConnectionTrait,
    ids: &[PlaceId],
) -> Result<HashMap<PlaceId, Vec<Place>>, BuildingsError> {
    let mut paths: HashMap<PlaceId, Vec<Place>> = HashMap::new();
    if ids.is_empty() {
        return Ok(paths);
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "WITH RECURSIVE up(leaf, id, parent_id, steps) AS (
            SELECT id, id, parent_id, CAST(0 AS bigint) FROM place WHERE id IN (",
    );
    sql.bind_all(ids.iter().map(|id| id.0)).push(
        ") UNION ALL
            SELECT up.leaf, p.id, p.parent_id, up.steps + 1 FROM place p JOIN up ON p.id = up.parent_id
        )
        SELECT up.leaf, place.* FROM up JOIN place ON place.id = up.id ORDER BY up.leaf, up.steps DESC",
    );
    for row in conn.query_all_raw(sql.build()).await? {
        let leaf = PlaceId(row.try_get::<Uuid>("", "leaf")?);
        paths.entry(leaf).or_default().push(place::Model::from_query_result(&row, "")?.into());
    }
    Ok(paths)
}

/// The place and everything inside it, outermost first.
pub async fn inside(conn: &impl ConnectionTrait, id: PlaceId) -> Result<Vec<Place>, BuildingsError> {
    let mut sql = Raw::new(conn);
    sql.push("WITH RECURSIVE down(id, steps) AS (SELECT id, CAST(0 AS bigint) FROM place WHERE id = ").bind(id.0);
    sql.push(
        " UNION ALL SELECT p.id, down.steps + 1 FROM place p JOIN down ON p.parent_id = down.id)
        SELECT place.* FROM down JOIN place ON place.id = down.id ORDER BY down.steps, place.code",
    );
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| place::Model::from_query_result(row, "").map(Place::from)).collect::<Result<_, _>>()?)
}
