//! When installations did not work: the journal tells.

use std::collections::HashMap;

use db::sql::Raw;
use kernel::{Instant, id::InstallationId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    BuildingsError,
    model::outage::{Outage, Told, outages},
};

/// The outages of the installations on some sites (`None`: on all) that had begun before an instant: one statement.
pub async fn outages_before(
    conn: &impl ConnectionTrait,
    sites: Option<&[Uuid]>,
    before: Instant,
) -> Result<HashMap<InstallationId, Vec<Outage>>, BuildingsError> {
    let mut sql = Raw::new(conn);
    // Word for word as the index says it, else it is not used.
    sql.push(
        "SELECT j.subject_id, j.at, j.action FROM journal j JOIN installation i ON i.id = j.subject_id WHERE j.action IN \
         ('installation.put_out_of_service', 'installation.put_back_in_service', 'installation.retired')",
    );
    match sites {
        Some([]) => return Ok(HashMap::new()),
        Some(sites) => {
            sql.push(" AND i.site_id IN (").bind_all(sites.iter().copied()).push(")");
        }
        None => {}
    }
    sql.push(" ORDER BY j.at, j.id");
    let mut told: HashMap<InstallationId, Vec<(Instant, Told)>> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let out = row.try_get::<String>("", "action")? == "installation.put_out_of_service";
        let what = if out { Told::Out } else { Told::Over };
        told.entry(row.try_get("", "subject_id")?).or_default().push((row.try_get("", "at")?, what));
    }
    let begun = |told: Vec<(Instant, Told)>| -> Vec<Outage> {
        outages(told).into_iter().filter(|one| one.since < before).collect()
    };
    let all = told.into_iter().map(|(id, told)| (id, begun(told)));
    Ok(all.filter(|(_, outages)| !outages.is_empty()).collect())
}
