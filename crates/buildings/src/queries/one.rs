//! Single places, by id or by code.

use kernel::{PlaceId, Rejection};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    BuildingsError,
    entity::place,
    model::{Place, PlaceKind},
};

/// The place, retired or not.
pub async fn one(conn: &impl ConnectionTrait, id: PlaceId) -> Result<Option<Place>, BuildingsError> {
    Ok(place::Entity::find_by_id(id).one(conn).await?.map(Place::from))
}

/// The site; an error when there is none with that id, or it is another kind of place.
pub async fn site(conn: &impl ConnectionTrait, id: PlaceId) -> Result<Place, BuildingsError> {
    let place = one(conn, id).await?;
    place.filter(|place| place.kind == PlaceKind::Site).ok_or(Rejection::NotFound("site").into())
}

/// The places with those ids, in no order; unknown ones are left out.
pub async fn by_ids(
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PlaceId>,
) -> Result<Vec<Place>, BuildingsError> {
    let rows = place::Entity::find().filter(place::Column::Id.is_in(ids)).all(conn).await?;
    Ok(rows.into_iter().map(Place::from).collect())
}

/// The places with those codes, in no order; unknown ones are left out.
pub async fn by_codes(conn: &impl ConnectionTrait, codes: &[&str]) -> Result<Vec<Place>, BuildingsError> {
    let rows = place::Entity::find().filter(place::Column::Code.is_in(codes.iter().copied())).all(conn).await?;
    Ok(rows.into_iter().map(Place::from).collect())
}
