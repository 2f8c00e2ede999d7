//! What is known already of what comes anew.

use std::collections::{BTreeSet, HashMap};

use db::{Conn, sql::Raw};
use kernel::{BookableId, id::EnergyId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    FleetError,
    entity::energy_transaction::{Column, Entity},
    model::energy::Taken,
};

/// What is known already and could be the same as one of these: of their vehicles between the first and the last moment, and of
/// their suppliers by reference.
pub(crate) async fn energy_near(conn: Conn<'_>, new: &[Taken]) -> Result<Vec<(EnergyId, Taken)>, FleetError> {
    let mut known: HashMap<EnergyId, Taken> = HashMap::new();
    let (Some(first), Some(last)) = (new.iter().map(|one| one.at).min(), new.iter().map(|one| one.at).max()) else {
        return Ok(vec![]);
    };
    let vehicles: BTreeSet<BookableId> = new.iter().map(|one| one.vehicle).collect();
    let at_those =
        Condition::all().add(Column::VehicleId.is_in(vehicles)).add(Column::At.gte(first)).add(Column::At.lte(last));
    for row in Entity::find().filter(at_those).all(&conn).await? {
        known.insert(row.id, row.into());
    }
    let references: Vec<&str> = new.iter().filter_map(|one| one.reference.as_deref()).collect();
    for chunk in references.chunks(500) {
        for row in Entity::find().filter(Column::Reference.is_in(chunk.iter().copied())).all(&conn).await? {
            known.insert(row.id, row.into());
        }
    }
    Ok(known.into_iter().collect())
}

/// Which vehicle used each of the cards last.
pub(crate) async fn cards_used(
    conn: Conn<'_>,
    cards: impl Iterator<Item = &str>,
) -> Result<HashMap<String, BookableId>, FleetError> {
    let cards: Vec<&str> = cards.collect::<BTreeSet<_>>().into_iter().collect();
    let mut used = HashMap::new();
    for chunk in cards.chunks(500) {
        let mut sql = Raw::new(&conn);
        sql.push("SELECT e.card, e.vehicle_id FROM energy_transaction e WHERE e.at = ")
            .push("(SELECT MAX(o.at) FROM energy_transaction o WHERE o.card = e.card) AND e.card IN (")
            .bind_all(chunk.iter().copied())
            .push(")");
        for row in conn.query_all_raw(sql.build()).await? {
            used.insert(row.try_get("", "card")?, row.try_get("", "vehicle_id")?);
        }
    }
    Ok(used)
}
