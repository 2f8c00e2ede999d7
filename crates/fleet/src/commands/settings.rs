//! Decides for the whole fleet.

use db::WriteTx;
use kernel::{Ctx, Entry, Rejection, event::Changes, field::in_range};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    FleetError,
    entity::fleet_settings::{ActiveModel, Column, Entity},
    policy::Permission,
    queries::{self, Settings},
};

/// Sets how many days a look at a licence is good.
pub async fn set_settings(
    tx: &WriteTx,
    cx: &Ctx,
    seen: Option<i64>,
    licence_check_days: i64,
) -> Result<Settings, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let present = queries::settings(tx.into()).await?;
    Rejection::unless_seen(seen, present.version)?;
    in_range("licence_check_days", licence_check_days, 1, 3650)?;
    if present.licence_check_days == licence_check_days {
        return Ok(present);
    }
    let version = present.version + 1;
    let next = ActiveModel { licence_check_days: Set(licence_check_days), version: Set(version), ..Default::default() };
    let written = Entity::update_many().set(next).filter(Column::Version.eq(present.version)).exec(tx).await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: present.version, present: version }.into());
    }
    let changes = Changes::default().field("licence_check_days", &present.licence_check_days, &licence_check_days);
    tx.record(Entry::new("fleet.settings_changed", "fleet", uuid::Uuid::nil()).data(changes));
    Ok(Settings { licence_check_days, version })
}
