//! The classes of installations.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{BuildingsError, entity::installation_class, model::installation::InstallationClass};

/// All classes, by code.
pub async fn installation_classes(conn: &impl ConnectionTrait) -> Result<Vec<InstallationClass>, BuildingsError> {
    let rows = installation_class::Entity::find().order_by_asc(installation_class::Column::Code).all(conn).await?;
    Ok(rows.into_iter().map(InstallationClass::from).collect())
}

/// Whether there is such a class.
pub(crate) async fn is_installation_class(conn: &impl ConnectionTrait, code: &str) -> Result<bool, BuildingsError> {
    Ok(installation_class::Entity::find_by_id(code).one(conn).await?.is_some())
}
