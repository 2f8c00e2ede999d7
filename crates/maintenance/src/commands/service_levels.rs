//! Says what a team promises, or what all promise that have said nothing.

use std::collections::BTreeSet;

use db::WriteTx;
use kernel::{Ctx, Entry, id::TeamId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::teams::managed;
use crate::{
    TicketError,
    entity::service_level,
    model::{priority::Priority, service_level::ServiceLevel},
    policy::Permission,
};

/// What is promised by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetServiceLevels {
    /// Which team; `None`: all that have said nothing.
    pub team: Option<TeamId>,
    /// What for which priority; for those that are left out, what holds above it.
    pub levels: Vec<(Priority, ServiceLevel)>,
}

/// Says what is promised from now on. Promises that were made stay until the ticket is triaged, planned or changed.
pub async fn set_service_levels(tx: &WriteTx, cx: &Ctx, input: SetServiceLevels) -> Result<(), TicketError> {
    let SetServiceLevels { team, levels } = input;
    match team {
        Some(team) => {
            managed(tx, cx, team).await?;
        }
        None => Permission::ManageMaintenance.require(&cx.actor, &[])?,
    }
    let priorities: BTreeSet<Priority> = levels.iter().map(|(priority, _)| *priority).collect();
    if priorities.len() < levels.len() {
        return Err(TicketError::field("levels", "repeated"));
    }
    if levels.iter().any(|(_, level)| !level.is_sound()) {
        return Err(TicketError::field("levels", "invalid"));
    }
    let of = match team {
        Some(team) => service_level::Column::TeamId.eq(team),
        None => service_level::Column::TeamId.is_null(),
    };
    service_level::Entity::delete_many().filter(of).exec(tx).await?;
    if !levels.is_empty() {
        let rows = levels.iter().map(|(priority, level)| service_level::ActiveModel {
            id: Set(cx.ids.next()),
            team_id: Set(team),
            priority: Set(*priority),
            acknowledge_minutes: Set(level.acknowledge_minutes),
            fix_minutes: Set(level.fix_minutes),
            warn_minutes: Set(Some(level.warn_minutes)),
        });
        service_level::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let levels: Vec<_> = levels
        .iter()
        .map(|(priority, level)| {
            json!({ "priority": priority, "acknowledge_minutes": level.acknowledge_minutes, "fix_minutes": level.fix_minutes, "warn_minutes": level.warn_minutes })
        })
        .collect();
    // What holds for all has no id of its own.
    let subject = team.map_or(Uuid::nil(), |team| team.0);
    tx.record(Entry::new("service_levels.set", "team", subject).data(json!({ "levels": levels })));
    Ok(())
}
