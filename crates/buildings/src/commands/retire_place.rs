//! Takes a place out of use, with everything inside it.

use db::WriteTx;
use kernel::{Ctx, Entry, PlaceId, Rejection};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use crate::{BuildingsError, engine, entity::place, model::Place, policy::Permission, queries};

/// Which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetirePlace {
    /// Which one.
    pub id: PlaceId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires a place and the places inside it; refused while a room in it can still be booked. Twice is as good as once.
pub async fn retire_place(tx: &WriteTx, cx: &Ctx, input: RetirePlace) -> Result<Place, BuildingsError> {
    let RetirePlace { id, seen } = input;
    let present = queries::one(tx, id).await?.ok_or(Rejection::NotFound("place"))?;
    Permission::ManagePlaces.require(&cx.actor, &[present.site_id.0, id.0])?;
    if present.retired_at.is_some() {
        return Ok(present);
    }
    Rejection::unless_seen(seen, present.version)?;
    let rooms = engine::codes_under(tx, id).await?;
    if !rooms.is_empty() {
        return Err(BuildingsError::InUse(rooms));
    }
    let inside = queries::inside(tx, id).await?;
    place::Entity::update_many()
        .col_expr(place::Column::RetiredAt, Expr::value(cx.now))
        .col_expr(place::Column::Version, Expr::col(place::Column::Version).add(1_i64))
        .filter(place::Column::Id.is_in(inside.iter().map(|place| place.id)))
        .filter(place::Column::RetiredAt.is_null())
        .exec(tx)
        .await?;
    let codes: Vec<_> = inside.iter().filter(|place| place.retired_at.is_none()).map(|place| &place.code).collect();
    tx.record(Entry::new("place.retired", "place", id).data(json!({ "codes": codes })));
    Ok(Place { retired_at: Some(cx.now), version: present.version + 1, ..present })
}
