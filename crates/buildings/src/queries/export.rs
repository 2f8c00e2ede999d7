//! All places as a file that the import takes.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    BuildingsError,
    entity::place,
    import::{COLUMNS, to_cells},
    model::{Place, PlaceKind},
    sheet,
};

/// The places in use as CSV, outer ones before what lies in them.
pub async fn export_places(conn: &impl ConnectionTrait) -> Result<String, BuildingsError> {
    let places: Vec<Place> = place::Entity::find()
        .filter(place::Column::RetiredAt.is_null())
        .order_by_asc(place::Column::Code)
        .all(conn)
        .await?
        .into_iter()
        .map(Place::from)
        .collect();
    let by_id: HashMap<_, _> = places.iter().map(|place| (place.id, place)).collect();
    let parent = |place: &Place| place.parent_id.and_then(|id| by_id.get(&id).copied());
    let depth = |place: &Place| std::iter::successors(parent(place), |above| parent(above)).count();
    let mut rows: Vec<_> = places.iter().map(|place| (depth(place), place)).collect();
    rows.sort_by_key(|(depth, place)| {
        (PlaceKind::ALL.iter().position(|kind| *kind == place.kind), *depth, place.code.clone())
    });
    Ok(sheet::write(
        COLUMNS,
        rows.into_iter().map(|(_, place)| to_cells(place, parent(place).map_or("", |parent| &parent.code))),
    ))
}
