//! Which bookables somebody may know of.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use db::sql::Raw;
use kernel::{Actor, BookableId, Instant};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::{
    BookingError,
    model::policy::{PolicyBook, PolicyVersion},
    policy,
};

/// Those of the bookables that the actor may know of now. One statement however many they are.
pub async fn known(
    conn: &impl ConnectionTrait,
    actor: &Actor,
    ids: &[BookableId],
    now: Instant,
) -> Result<HashSet<BookableId>, BookingError> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let mut sql = Raw::new(conn);
    sql.push("SELECT s.bookable_id, s.depth, s.scope_id, p.valid_from, p.parts FROM bookable_scope s ")
        .push("LEFT JOIN policy p ON p.scope_id = s.scope_id WHERE s.bookable_id IN (")
        .bind_all(ids.iter().map(|id| id.0))
        .push(")");
    let mut chains: HashMap<BookableId, (BTreeMap<i64, Uuid>, Vec<PolicyVersion>)> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let (depth, scope): (i64, Uuid) = (row.try_get("", "depth")?, row.try_get("", "scope_id")?);
        let (chain, versions) = chains.entry(row.try_get("", "bookable_id")?).or_default();
        chain.insert(depth, scope);
        if let Some(valid_from) = row.try_get("", "valid_from")? {
            let parts: String = row.try_get("", "parts")?;
            let parts = serde_json::from_str(&parts).map_err(|error| DbErr::Type(format!("policy: {error}")))?;
            versions.push(PolicyVersion { depth, scope, valid_from, parts: Arc::new(parts) });
        }
    }
    let knows = |(chain, versions): (BTreeMap<i64, Uuid>, Vec<PolicyVersion>)| {
        let chain: Vec<Uuid> = chain.into_values().collect();
        policy::may_know(actor, &PolicyBook::new(versions), &chain, now)
    };
    Ok(chains.into_iter().filter_map(|(id, rules)| knows(rules).then_some(id)).collect())
}
