//! Keeps the calendars of all sites filled: the year before, the present one and the three after it.

use booking::{commands::policies::fill_closed_days, model::policy};
use chrono::Datelike;
use db::WriteTx;
use kernel::{Ctx, ScopeId, WallTime};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    BuildingsError,
    entity::place,
    holidays,
    model::{Place, PlaceKind},
};

/// How many years behind the present one are kept filled.
const YEARS_BEHIND: i32 = 1;
/// How many years ahead of the present one are kept filled.
const YEARS_AHEAD: i32 = 3;

/// Adds the computed days that are missing on all sites and answers how many there were. A day that somebody removed
/// or renamed is there already, and stays as it is. For the system: no permission is asked.
pub async fn extend_calendars(tx: &WriteTx, cx: &Ctx) -> Result<u64, BuildingsError> {
    let sites = place::Entity::find()
        .filter(place::Column::Kind.eq(PlaceKind::Site))
        .filter(place::Column::RetiredAt.is_null())
        .filter(place::Column::Country.is_not_null())
        .all(tx)
        .await?;
    let mut added = 0;
    for site in sites {
        added += extend_site(tx, cx, &site.into()).await?;
    }
    Ok(added)
}

/// Adds the computed days that are missing on a site; nothing for other places and sites without a country.
pub(super) async fn extend_site(tx: &WriteTx, cx: &Ctx, site: &Place) -> Result<u64, BuildingsError> {
    let (Some(zone), Some(country)) = (site.time_zone, site.country.as_deref()) else { return Ok(0) };
    let year = WallTime::at(cx.now, zone).date().year();
    let days: Vec<_> = (year - YEARS_BEHIND..=year + YEARS_AHEAD)
        .flat_map(|year| holidays::computed(country, year))
        .map(|closed| policy::ClosedDay { day: closed.day, names: closed.names })
        .collect();
    Ok(fill_closed_days(tx, ScopeId::from(site.id), &days).await?)
}
