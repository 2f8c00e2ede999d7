//! The plans of floors, and what is drawn on them.

use std::collections::HashMap;

use db::{Conn, sql::Raw};
use kernel::{Ctx, PlaceId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use super::tree;
use crate::{
    BuildingsError,
    entity::{floor_plan, place},
    map::{MapLayers, SpaceOnMap},
    model::{Place, PlaceKind, outline::Outline},
};

/// The plan of a floor, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FloorPlan {
    /// What its bytes are.
    pub content_type: String,
    /// How wide it is: pixels, or units of the drawing.
    pub width: i64,
    /// How high it is.
    pub height: i64,
    /// How many millimetres a unit is; `None`: it is not known.
    pub mm_per_unit: Option<i64>,
    /// Grows by one with each plan that takes the place of another.
    pub version: i64,
}

/// The plan of a floor, without its bytes.
pub async fn floor_plan(conn: &impl ConnectionTrait, floor: PlaceId) -> Result<Option<FloorPlan>, BuildingsError> {
    use floor_plan::Column;
    Ok(floor_plan::Entity::find_by_id(floor)
        .select_only()
        .columns([Column::ContentType, Column::Width, Column::Height, Column::MmPerUnit, Column::Version])
        .into_model::<FloorPlan>()
        .one(conn)
        .await?)
}

/// The plan of a floor with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// What the bytes are.
    pub content_type: String,
    /// The bytes.
    pub content: Vec<u8>,
    /// Grows by one with each plan that takes the place of another.
    pub version: i64,
}

/// The plan of a floor with its bytes.
pub async fn floor_plan_file(conn: &impl ConnectionTrait, floor: PlaceId) -> Result<Option<PlanFile>, BuildingsError> {
    Ok(floor_plan::Entity::find_by_id(floor).one(conn).await?.map(PlanFile::from))
}

/// The spaces of a floor that are in use.
async fn spaces_of(conn: &impl ConnectionTrait, floor: PlaceId) -> Result<Vec<Place>, BuildingsError> {
    let mut spaces = tree::inside(conn, floor).await?;
    spaces.retain(|place| place.kind == PlaceKind::Space && place.retired_at.is_none());
    Ok(spaces)
}

/// Where the spaces of a floor lie, those that were drawn.
pub(crate) async fn outlines(
    conn: &impl ConnectionTrait,
    floor: PlaceId,
) -> Result<Vec<(Place, Outline)>, BuildingsError> {
    let spaces = spaces_of(conn, floor).await?;
    let mut drawn = outlines_of(conn, &spaces).await?;
    Ok(spaces
        .into_iter()
        .filter_map(|space| {
            let outline = drawn.remove(&space.id)?;
            Some((space, outline))
        })
        .collect())
}

async fn outlines_of(
    conn: &impl ConnectionTrait,
    spaces: &[Place],
) -> Result<HashMap<PlaceId, Outline>, BuildingsError> {
    let rows: Vec<(PlaceId, Option<String>)> = place::Entity::find()
        .select_only()
        .columns([place::Column::Id, place::Column::Outline])
        .filter(place::Column::Id.is_in(spaces.iter().map(|space| space.id)))
        .filter(place::Column::Outline.is_not_null())
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, text)| Some((id, Outline::from_text(&text?)?))).collect())
}

/// A floor with its plan and its spaces, and what goes on in them.
#[derive(Debug, Clone, PartialEq)]
pub struct FloorMap {
    /// The floor.
    pub floor: Place,
    /// Its plan.
    pub plan: Option<FloorPlan>,
    /// Its spaces, outer ones before what lies in them.
    pub spaces: Vec<SpaceOnMap>,
}

/// What is to be seen on a floor; `None` when there is no such floor.
pub async fn floor_map(
    conn: Conn<'_>,
    cx: &Ctx,
    layers: &MapLayers,
    floor: PlaceId,
) -> Result<Option<FloorMap>, BuildingsError> {
    let place = super::one(&conn, floor).await?;
    let Some(floor) = place.filter(|place| place.kind == PlaceKind::Floor) else { return Ok(None) };
    let plan = floor_plan(&conn, floor.id).await?;
    let spaces = spaces_of(&conn, floor.id).await?;
    let mut drawn = outlines_of(&conn, &spaces).await?;
    let counts = installation_counts(&conn, &spaces).await?;
    let mut spaces: Vec<SpaceOnMap> = spaces
        .into_iter()
        .map(|place| {
            let (installations, out_of_service) = counts.get(&place.id).copied().unwrap_or_default();
            let outline = drawn.remove(&place.id);
            SpaceOnMap { place, outline, installations, out_of_service, rooms: vec![] }
        })
        .collect();
    layers.draw(conn, cx, &mut spaces).await?;
    Ok(Some(FloorMap { floor, plan, spaces }))
}

/// How many installations stand in each space, and how many of them do not work.
async fn installation_counts(
    conn: &impl ConnectionTrait,
    spaces: &[Place],
) -> Result<HashMap<PlaceId, (i64, i64)>, BuildingsError> {
    if spaces.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT place_id, COUNT(*) AS all_of_them, COUNT(out_of_service_since) AS broken FROM installation \
         WHERE retired_at IS NULL AND place_id IN (",
    )
    .bind_all(spaces.iter().map(|space| space.id.0))
    .push(") GROUP BY place_id");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows
        .iter()
        .map(|row| Ok((row.try_get("", "place_id")?, (row.try_get("", "all_of_them")?, row.try_get("", "broken")?))))
        .collect::<Result<_, sea_orm::DbErr>>()?)
}
