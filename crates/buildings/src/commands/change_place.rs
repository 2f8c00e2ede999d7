//! Changes a place: what is not mentioned stays.

use db::WriteTx;
use kernel::{Ctx, Entry, PlaceId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};

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
    let present = queries::one(tx, id).await?.ok_or(BuildingsError::NotFound("place"))?;
    Permission::ManagePlaces.require(&cx.actor, &[present.site_id.0, id.0])?;
    if let Some(seen) = seen.filter(|seen| *seen != present.version) {
        return Err(BuildingsError::Stale { seen, present: present.version });
    }
    let changed = patch.check(&present)?;
    if changed.code != present.code && !queries::by_codes(tx, &[&changed.code]).await?.is_empty() {
        return Err(BuildingsError::CodeTaken(changed.code));
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
    let row = place::ActiveModel {
        code: Set(changed.code.clone()),
        names: Set(changed.names.clone()),
        search_key: Set(place::search_key(&changed.code, &changed.names)),
        space_kind: Set(changed.space_kind),
        area_m2: Set(changed.area_m2),
        level: Set(changed.level),
        step_free: Set(changed.step_free),
        heritage: Set(changed.heritage),
        time_zone: Set(changed.time_zone),
        country: Set(changed.country.clone()),
        address: Set(changed.address.clone()),
        contact: Set(changed.contact.clone()),
        version: Set(changed.version),
        ..Default::default()
    };
    let written = place::Entity::update_many()
        .set(row)
        .filter(place::Column::Id.eq(present.id))
        .filter(place::Column::Version.eq(present.version))
        .exec(tx)
        .await
        .map_err(|error| write_error(&changed.code, error))?;
    if written.rows_affected == 0 {
        return Err(BuildingsError::Stale { seen: present.version, present: changed.version });
    }
    tx.record(Entry::new("place.changed", "place", present.id).data(difference(present, &changed)));
    if changed.country != present.country {
        extend_site(tx, cx, &changed).await?;
    }
    Ok(changed)
}

/// Each changed field with what it was and what it is.
fn difference(from: &Place, to: &Place) -> Value {
    let mut fields = Map::new();
    let mut compare = |field: &str, from: Value, to: Value| {
        if from != to {
            fields.insert(field.to_owned(), json!({ "from": from, "to": to }));
        }
    };
    compare("code", json!(from.code), json!(to.code));
    compare("names", json!(from.names), json!(to.names));
    compare("space_kind", json!(from.space_kind), json!(to.space_kind));
    compare("area_m2", json!(from.area_m2), json!(to.area_m2));
    compare("level", json!(from.level), json!(to.level));
    compare("step_free", json!(from.step_free), json!(to.step_free));
    compare("heritage", json!(from.heritage), json!(to.heritage));
    compare("time_zone", json!(from.time_zone), json!(to.time_zone));
    compare("country", json!(from.country), json!(to.country));
    compare("address", json!(from.address), json!(to.address));
    compare("contact", json!(from.contact), json!(to.contact));
    Value::Object(fields)
}
