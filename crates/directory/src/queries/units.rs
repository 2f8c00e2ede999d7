//! Organisational units and what lies above them.

use db::sql::Raw;
use kernel::{OrgUnitId, PlaceId};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{DirectoryError, entity::org_unit, model::OrgUnit};

/// All units, in the order of their codes. An organisation has hundreds, not thousands.
pub async fn org_units(conn: &impl ConnectionTrait) -> Result<Vec<OrgUnit>, DirectoryError> {
    let rows = org_unit::Entity::find().order_by_asc(org_unit::Column::Code).all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| OrgUnit {
            id: row.id,
            code: row.code,
            names: row.names,
            parent_id: row.parent_id,
            retired: row.retired,
        })
        .collect())
}

/// Which unit has that code.
pub async fn org_unit_id_of(conn: &impl ConnectionTrait, code: &str) -> Result<Option<OrgUnitId>, DirectoryError> {
    Ok(org_unit::Entity::find()
        .select_only()
        .column(org_unit::Column::Id)
        .filter(org_unit::Column::Code.eq(code))
        .into_tuple()
        .one(conn)
        .await?)
}

/// Whether the unit exists and is in use.
pub(crate) async fn org_unit_exists(conn: &impl ConnectionTrait, id: OrgUnitId) -> Result<bool, DirectoryError> {
    let found = org_unit::Entity::find_by_id(id).filter(org_unit::Column::Retired.eq(false)).one(conn).await?;
    Ok(found.is_some())
}

/// Whether the site exists. Places belong to another crate; a grant must name one all the same.
pub(crate) async fn site_exists(conn: &impl ConnectionTrait, id: PlaceId) -> Result<bool, DirectoryError> {
    let mut sql = Raw::new(conn);
    sql.push("SELECT kind FROM place WHERE retired_at IS NULL AND kind = 'site' AND id = ").bind(id.0);
    Ok(conn.query_one_raw(sql.build()).await?.is_some())
}

/// What a person lies under: their unit, the units above it, and their site.
pub(crate) async fn chain(
    conn: &impl ConnectionTrait,
    org_unit: Option<OrgUnitId>,
    site: Option<PlaceId>,
) -> Result<Vec<Uuid>, DirectoryError> {
    let mut chain: Vec<Uuid> = site.map(Uuid::from).into_iter().collect();
    let Some(unit) = org_unit else { return Ok(chain) };
    let mut sql = Raw::new(conn);
    sql.push(
        "WITH RECURSIVE up(id, parent_id, depth) AS (SELECT id, parent_id, CAST(0 AS bigint) FROM org_unit WHERE id = ",
    )
    .bind(unit.0);
    sql.push(" UNION ALL SELECT u.id, u.parent_id, up.depth + 1 FROM org_unit u JOIN up ON u.id = up.parent_id WHERE up.depth < 20) SELECT id FROM up");
    for row in conn.query_all_raw(sql.build()).await? {
        chain.push(row.try_get("", "id")?);
    }
    Ok(chain)
}
