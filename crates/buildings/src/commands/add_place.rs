//! Adds a site, building, floor or space.

use db::WriteTx;
use kernel::{Ctx, Entry};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use super::{extend_calendars::extend_site, write_error};
use crate::{
    BuildingsError,
    entity::place,
    model::{AddPlace, MAX_DEPTH, Place},
    policy::Permission,
    queries,
};

/// Adds a place. A site with a country gets its holidays at once.
pub async fn add_place(tx: &WriteTx, cx: &Ctx, input: AddPlace) -> Result<Place, BuildingsError> {
    let path = match input.parent_id {
        Some(parent) => queries::path(tx, parent).await?,
        None => vec![],
    };
    let chain: Vec<Uuid> = path.iter().map(|place| place.id.0).collect();
    Permission::ManagePlaces.require(&cx.actor, &chain)?;
    if input.parent_id.is_some() && path.is_empty() {
        return Err(BuildingsError::field("parent_id", "unknown"));
    }
    if path.len() >= MAX_DEPTH {
        return Err(BuildingsError::field("parent_id", "too_deep"));
    }
    let place = input.check(&*cx.ids, path.last())?;
    if !queries::by_codes(tx, &[&place.code]).await?.is_empty() {
        return Err(BuildingsError::CodeTaken(place.code));
    }
    insert(tx, cx, &place).await?;
    Ok(place)
}

/// Writes a checked place.
pub(super) async fn insert(tx: &WriteTx, cx: &Ctx, place: &Place) -> Result<(), BuildingsError> {
    let Place {
        id,
        kind,
        parent_id,
        site_id,
        code,
        names,
        space_kind,
        area_m2,
        level,
        step_free,
        heritage,
        time_zone,
        country,
        address,
        contact,
        retired_at,
        version,
    } = place.clone();
    let row = place::ActiveModel {
        id: Set(id),
        kind: Set(kind),
        parent_id: Set(parent_id),
        site_id: Set(site_id),
        search_key: Set(place::search_key(&code, &names)),
        code: Set(code),
        names: Set(names),
        space_kind: Set(space_kind),
        area_m2: Set(area_m2),
        level: Set(level),
        step_free: Set(step_free),
        heritage: Set(heritage),
        time_zone: Set(time_zone),
        country: Set(country),
        address: Set(address),
        contact: Set(contact),
        outline: Set(None),
        qr_token: Set(cx.ids.next().simple().to_string()),
        retired_at: Set(retired_at),
        version: Set(version),
    };
    place::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| write_error(&place.code, error))?;
    tx.record(
        Entry::new("place.added", "place", id).data(
            json!({ "kind": place.kind, "code": place.code, "names": place.names, "parent_id": place.parent_id }),
        ),
    );
    extend_site(tx, cx, place).await?;
    Ok(())
}
