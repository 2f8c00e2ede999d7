//! Changes a place: what is not mentioned stays.

use db::WriteTx;
use kernel::{Ctx, Entry, PlaceId, Rejection, event::Changes};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{extend_calendars::extend_site, write_error};
use crate::{
    BuildingsError, engine,
    entity::place,
    model::{Place, PlacePatch},
    policy::Permission,
    queries,
};

/// Which place, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePlace {
    /// Which one.
    pub id: PlaceId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: PlacePatch,
}

/// Changes a place and answers how it is now. Nothing is written when nothing changes.
pub async fn change_place(tx: &WriteTx, cx: &Ctx, input: ChangePlace) -> Result<Place, BuildingsError> {
    let ChangePlace { id, seen, patch } = input;
    let present = queries::one(tx, id).await?.ok_or(Rejection::NotFound("place"))?;
    Permission::ManagePlaces.require(&cx.actor, &[present.site_id.0, id.0])?;
    Rejection::unless_seen(seen, present.version)?;
    let changed = patch.check(&present)?;
    if changed.code != present.code && !queries::by_codes(tx, &[&changed.code]).await?.is_empty() {
        return Err(Rejection::CodeTaken(changed.code).into());
    }
    update(tx, cx, &present, changed).await
}

/// Writes a checked change.
pub(super) async fn update(
    tx: &WriteTx,
    cx: &Ctx,
    present: &Place,
    mut changed: Place,
) -> Result<Place, BuildingsError> {
    if changed == *present {
        return Ok(changed);
    }
    if changed.time_zone != present.time_zone {
        let rooms = engine::codes_under(tx, present.id).await?;
        if !rooms.is_empty() {
            // Their hours, holidays and series were agreed on by the clocks of the present zone.
            return Err(BuildingsError::InUse(rooms));
        }
    }
    changed.version = present.version + 1;
    let written = place::Entity::update_many()
        .set(place::ActiveModel::from(changed.clone()))
        .filter(place::Column::Id.eq(present.id))
        .filter(place::Column::Version.eq(present.version))
        .exec(tx)
        .await
        .map_err(|error| write_error(&changed.code, error))?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: present.version, present: changed.version }.into());
    }
    tx.record(Entry::new("place.changed", "place", present.id).data(difference(present, &changed)));
    if changed.country != present.country {
        extend_site(tx, cx, &changed).await?;
    }
    Ok(changed)
}

/// Each changed field with what it was and what it is.
fn difference(from: &Place, to: &Place) -> Changes {
    Changes::default()
        .field("code", &from.code, &to.code)
        .field("names", &from.names, &to.names)
        .field("space_kind", &from.space_kind, &to.space_kind)
        .field("area_m2", &from.area_m2, &to.area_m2)
        .field("level", &from.level, &to.level)
        .field("step_free", &from.step_free, &to.step_free)
        .field("heritage", &from.heritage, &to.heritage)
        .field("time_zone", &from.time_zone, &to.time_zone)
        .field("country", &from.country, &to.country)
        .field("address", &from.address, &to.address)
        .field("contact", &from.contact, &to.contact)
}
