//! The features that rooms can have.

use kernel::Names;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{RoomsError, entity::feature};

/// Something a room can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its code: `videoconference`.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
}

/// All features, by code.
pub async fn features(conn: &impl ConnectionTrait) -> Result<Vec<Feature>, RoomsError> {
    let rows = feature::Entity::find().order_by_asc(feature::Column::Code).all(conn).await?;
    Ok(rows.into_iter().map(|feature::Model { code, names }| Feature { code, names }).collect())
}
