//! Decides for the whole fleet.

use db::WriteTx;
use kernel::{
    Ctx, Entry, Rejection,
    event::Changes,
    field::{Wrong, in_range},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    FleetError,
    entity::fleet_settings::{ActiveModel, Column, Entity},
    policy::Permission,
    queries::{self, Settings},
};

/// What the house decides for its fleet; what is absent stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewSettings {
    /// How many days a look at a licence is good.
    pub licence_check_days: Option<i64>,
    /// After how many minutes a reservation is released whose keys nobody fetched.
    pub release_after_minutes: Option<i64>,
    /// How many minutes before the start keys can be fetched.
    pub keys_before_minutes: Option<i64>,
    /// The least minutes between two duties of a driver.
    pub rest_minutes: Option<i64>,
    /// The most minutes of a duty.
    pub longest_duty_minutes: Option<i64>,
}

/// Sets what the house decides. Nothing is written when nothing changes. The minutes of keys hold for what is reserved or changed
/// from now on.
pub async fn set_settings(tx: &WriteTx, cx: &Ctx, seen: Option<i64>, new: NewSettings) -> Result<Settings, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let present = queries::settings(tx.into()).await?;
    Rejection::unless_seen(seen, present.version)?;
    let mut next = Settings {
        licence_check_days: new.licence_check_days.unwrap_or(present.licence_check_days),
        release_after_minutes: new.release_after_minutes.unwrap_or(present.release_after_minutes),
        keys_before_minutes: new.keys_before_minutes.unwrap_or(present.keys_before_minutes),
        rest_minutes: new.rest_minutes.unwrap_or(present.rest_minutes),
        longest_duty_minutes: new.longest_duty_minutes.unwrap_or(present.longest_duty_minutes),
        version: present.version,
    };
    let mut wrong = Wrong::default();
    wrong.take(in_range("licence_check_days", next.licence_check_days, 1, 3650));
    wrong.take(in_range("release_after_minutes", next.release_after_minutes, 0, 1440));
    wrong.take(in_range("keys_before_minutes", next.keys_before_minutes, 0, 1440));
    wrong.take(in_range("rest_minutes", next.rest_minutes, 0, 1440));
    wrong.take(in_range("longest_duty_minutes", next.longest_duty_minutes, 60, 1440));
    wrong.or(())?;
    if next == present {
        return Ok(present);
    }
    next.version += 1;
    let row = ActiveModel {
        licence_check_days: Set(next.licence_check_days),
        release_after_minutes: Set(next.release_after_minutes),
        keys_before_minutes: Set(next.keys_before_minutes),
        rest_minutes: Set(next.rest_minutes),
        longest_duty_minutes: Set(next.longest_duty_minutes),
        version: Set(next.version),
        ..Default::default()
    };
    let written = Entity::update_many().set(row).filter(Column::Version.eq(present.version)).exec(tx).await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: present.version, present: next.version }.into());
    }
    let changes = Changes::default()
        .field("licence_check_days", &present.licence_check_days, &next.licence_check_days)
        .field("release_after_minutes", &present.release_after_minutes, &next.release_after_minutes)
        .field("keys_before_minutes", &present.keys_before_minutes, &next.keys_before_minutes)
        .field("rest_minutes", &present.rest_minutes, &next.rest_minutes)
        .field("longest_duty_minutes", &present.longest_duty_minutes, &next.longest_duty_minutes);
    tx.record(Entry::new("fleet.settings_changed", "fleet", uuid::Uuid::nil()).data(changes));
    Ok(next)
}
