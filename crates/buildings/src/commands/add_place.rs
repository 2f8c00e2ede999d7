//! Adds a site, building, floor or space.

use db::WriteTx;
use kernel::{Ctx, Entry, Rejection};
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
        return Err(Rejection::field("parent_id", "unknown").into());
    }
    if path.len() >= MAX_DEPTH {
        return Err(Rejection::field("parent_id", "too_deep").into());
    }
    let place = input.check(&*cx.ids, path.last())?;
    if !queries::by_codes(tx, &[&place.code]).await?.is_empty() {
        return Err(Rejection::CodeTaken(place.code).into());
    }
    insert(tx, cx, &place).await?;
    Ok(place)
}

/// Writes a checked place.
pub(super) async fn insert(tx: &WriteTx, cx: &Ctx, place: &Place) -> Result<(), BuildingsError> {
    let row = place::ActiveModel {
        outline: Set(None),
        qr_token: Set(cx.ids.next().simple().to_string()),
        ..place.clone().into()
    };
    place::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| write_error(&place.code, error))?;
    tx.record(
        Entry::new("place.added", "place", place.id).data(
            json!({ "kind": place.kind, "code": place.code, "names": place.names, "parent_id": place.parent_id }),
        ),
    );
    extend_site(tx, cx, place).await?;
    Ok(())
}
