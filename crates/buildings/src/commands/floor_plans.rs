//! Puts and removes the plan of a floor, and draws where its spaces lie.

use db::{DbError, WriteTx, sql::Raw};
use kernel::{Ctx, Entry, PlaceId};
use media::PreparedPlan;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;

use crate::{
    BuildingsError, InstallationProblem,
    base::{check_seen, not_found, refuse},
    entity::{floor_plan, place},
    model::{
        Place, PlaceKind,
        outline::{Outline, Polygon},
    },
    policy::Permission,
    queries::{self, FloorPlan},
};

/// The largest scale, in millimetres for a unit of the plan: ten metres.
const MAX_SCALE: i64 = 10_000;

/// Which floor, and its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFloorPlan {
    /// The floor.
    pub floor: PlaceId,
    /// The plan, prepared by [`media::plan::prepare`].
    pub plan: PreparedPlan,
    /// How many millimetres a unit of the plan is; `None`: it is not known.
    pub mm_per_unit: Option<i64>,
}

/// Puts a plan in the place of the one that is there; refused when a space that was drawn would lie outside.
pub async fn set_floor_plan(tx: &WriteTx, cx: &Ctx, input: SetFloorPlan) -> Result<FloorPlan, BuildingsError> {
    let SetFloorPlan { floor, plan, mm_per_unit } = input;
    let floor = managed_floor(tx, cx, floor).await?;
    if floor.retired_at.is_some() {
        return Err(refuse("id", "retired"));
    }
    if mm_per_unit.is_some_and(|scale| !(1..=MAX_SCALE).contains(&scale)) {
        return Err(refuse("mm_per_unit", "invalid"));
    }
    lock(tx, floor.id).await?;
    let PreparedPlan { content, content_type, width, height } = plan;
    let size = (i64::from(width), i64::from(height));
    let outside: Vec<String> = queries::outlines(tx, floor.id)
        .await?
        .into_iter()
        .filter(|(_, outline)| !outline.fits(size))
        .map(|(space, _)| space.code)
        .collect();
    if !outside.is_empty() {
        return Err(InstallationProblem::OutlinesOutside(outside).into());
    }
    let present = queries::floor_plan(tx, floor.id).await?;
    let version = present.map_or(1, |present| present.version + 1);
    let row = floor_plan::ActiveModel {
        floor_id: Set(floor.id),
        content_type: Set(content_type.to_owned()),
        content: Set(content),
        width: Set(size.0),
        height: Set(size.1),
        mm_per_unit: Set(mm_per_unit),
        version: Set(version),
    };
    let replace = OnConflict::column(floor_plan::Column::FloorId)
        .update_columns([
            floor_plan::Column::ContentType,
            floor_plan::Column::Content,
            floor_plan::Column::Width,
            floor_plan::Column::Height,
            floor_plan::Column::MmPerUnit,
            floor_plan::Column::Version,
        ])
        .to_owned();
    floor_plan::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    let data = json!({ "content_type": content_type, "width": width, "height": height, "mm_per_unit": mm_per_unit });
    tx.record(Entry::new("floor_plan.set", "place", floor.id).data(data));
    Ok(FloorPlan { content_type: content_type.to_owned(), width: size.0, height: size.1, mm_per_unit, version })
}

/// Removes the plan of a floor; where its spaces lie is kept for the next one.
pub async fn remove_floor_plan(tx: &WriteTx, cx: &Ctx, floor: PlaceId) -> Result<(), BuildingsError> {
    let floor = managed_floor(tx, cx, floor).await?;
    let gone = floor_plan::Entity::delete_by_id(floor.id).exec(tx).await?;
    if gone.rows_affected == 0 {
        return Err(not_found("floor_plan"));
    }
    tx.record(Entry::new("floor_plan.removed", "place", floor.id));
    Ok(())
}

async fn managed_floor(tx: &WriteTx, cx: &Ctx, id: PlaceId) -> Result<Place, BuildingsError> {
    let place = queries::one(tx, id).await?;
    let floor = place.filter(|place| place.kind == PlaceKind::Floor).ok_or(not_found("floor"))?;
    Permission::ManagePlaces.require(&cx.actor, &[floor.site_id.0, floor.id.0])?;
    Ok(floor)
}

/// Lets nobody else change the plan of a floor or draw on it.
async fn lock(tx: &WriteTx, floor: PlaceId) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM place WHERE id = ").bind(floor.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

/// Which space, and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct SetOutline {
    /// The space.
    pub space: PlaceId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// Where it lies on the plan of its floor; `None` takes it off the map.
    pub outline: Option<Polygon>,
}

/// What a space is after it was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The space.
    pub space: Place,
    /// Where it lies.
    pub outline: Option<Outline>,
    /// How many millimetres a unit of the plan is.
    pub mm_per_unit: Option<i64>,
}

/// Draws where a space lies on the plan of its floor, or takes it off the map.
pub async fn set_outline(tx: &WriteTx, cx: &Ctx, input: SetOutline) -> Result<Drawn, BuildingsError> {
    let SetOutline { space, seen, outline } = input;
    let path = queries::path(tx, space).await?;
    let place = path.last().filter(|place| place.kind == PlaceKind::Space).ok_or(not_found("space"))?;
    Permission::ManagePlaces.require(&cx.actor, &[place.site_id.0, place.id.0])?;
    check_seen(seen, place.version)?;
    let floor = path.iter().find(|place| place.kind == PlaceKind::Floor).ok_or(refuse("id", "without_floor"))?;
    lock(tx, floor.id).await?;
    let plan = queries::floor_plan(tx, floor.id).await?;
    let outline = match (outline, &plan) {
        (None, _) => None,
        (Some(_), None) => return Err(refuse("id", "without_plan")),
        (Some(polygon), Some(plan)) => Some(polygon.check((plan.width, plan.height))?),
    };
    let text = outline.as_ref().map(Outline::to_text);
    let present: Option<Option<String>> =
        place::Entity::find_by_id(place.id).select_only().column(place::Column::Outline).into_tuple().one(tx).await?;
    let mut space = place.clone();
    if present.flatten() != text {
        place::Entity::update_many()
            .col_expr(place::Column::Outline, Expr::value(text.clone()))
            .col_expr(place::Column::Version, Expr::col(place::Column::Version).add(1_i64))
            .filter(place::Column::Id.eq(space.id))
            .exec(tx)
            .await?;
        space.version += 1;
        let data = json!({ "area": outline.as_ref().map(Outline::area), "drawn": outline.is_some() });
        tx.record(Entry::new("place.outlined", "place", space.id).data(data));
    }
    Ok(Drawn { space, outline, mm_per_unit: plan.and_then(|plan| plan.mm_per_unit) })
}
