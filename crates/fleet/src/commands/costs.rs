//! Notes what vehicles cost, and takes away what was noted wrongly.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, Rejection, field::in_range, id::CostId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{energy::optional, trips::needed};
use crate::{
    FleetError,
    entity::vehicle_cost::{ActiveModel, Entity},
    model::{
        cost::CostKind,
        day::{Day, plausible},
    },
    queries,
};

/// The most that one thing costs, in cents: ten million euros.
const MAX_CENTS: i64 = 1_000_000_000;

/// Something that a vehicle costs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCost {
    /// What for.
    pub kind: CostKind,
    /// On which day; of several months, a day of the first.
    pub on: NaiveDate,
    /// Over how many months it is spread, by days; one unless told: then it belongs to its day.
    #[schema(minimum = 1, maximum = 60)]
    pub months: Option<i64>,
    /// How much; less than nothing is what came back.
    pub cents: i64,
    /// What there is to say about it.
    #[schema(max_length = 120)]
    pub note: Option<String>,
}

/// Notes something that a vehicle costs.
pub async fn add_cost(tx: &WriteTx, cx: &Ctx, vehicle: BookableId, new: NewCost) -> Result<CostId, FleetError> {
    queries::one_managed(tx.into(), cx, vehicle).await?;
    let on = plausible("on", new.on)?;
    let months = new.months.unwrap_or(1);
    in_range("months", months, 1, 60)?;
    in_range("cents", new.cents, -MAX_CENTS, MAX_CENTS)?;
    let id = CostId::new(&*cx.ids);
    let row = ActiveModel {
        id: Set(id),
        vehicle_id: Set(vehicle),
        kind: Set(new.kind),
        on_day: Set(Day(on)),
        months: Set(months),
        cents: Set(new.cents),
        note: Set(optional("note", new.note.as_deref())?),
        noted_by: Set(cx.actor.person),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "vehicle_id": vehicle, "kind": new.kind, "on": on, "months": months, "cents": new.cents });
    tx.record(Entry::new("vehicle_cost.noted", "vehicle_cost", id.0).data(data));
    Ok(id)
}

/// Takes a cost away that was noted wrongly; the journal remembers.
pub async fn strike_cost(tx: &WriteTx, cx: &Ctx, id: CostId, reason: &str) -> Result<(), FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("vehicle_cost"));
    let row = Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    queries::one_managed(tx.into(), cx, row.vehicle_id).await?;
    let reason = needed(reason)?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "vehicle_id": row.vehicle_id, "kind": row.kind, "on": row.on_day.0, "months": row.months, "cents": row.cents });
    tx.record(Entry::new("vehicle_cost.struck", "vehicle_cost", id.0).data(data).reason(Some(reason)));
    Ok(())
}
