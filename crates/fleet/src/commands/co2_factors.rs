//! Keeps how much carbon dioxide a unit of energy makes.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{Ctx, Entry, FieldError, Rejection, field::in_range, id::Co2FactorId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::energy::optional;
use crate::{
    FleetError,
    entity::co2_factor::{ActiveModel, Column, Entity},
    model::{
        day::{Day, plausible},
        energy::EnergyKind,
    },
    policy::Permission,
};

/// The most grams that a unit makes.
const MAX_GRAMS: i64 = 20_000;

/// What is shipped: from the tank to the wheel, by EN 16258:2012. Whoever knows the matter has to confirm it; for electricity and
/// hydrogen nothing is shipped, as it depends on who delivers them.
const STANDARD: &[(EnergyKind, i64)] =
    &[(EnergyKind::Petrol, 2_420), (EnergyKind::Diesel, 2_670), (EnergyKind::Lpg, 1_700), (EnergyKind::Cng, 2_680)];
const STANDARD_SOURCE: &str = "EN 16258:2012, table A.1, tank to wheel";
const STANDARD_FROM: NaiveDate = NaiveDate::from_ymd_opt(2013, 1, 1).expect("that day exists");

/// How much carbon dioxide a unit of energy makes, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCo2Factor {
    /// Of what.
    pub kind: EnergyKind,
    /// From which day on.
    pub from: NaiveDate,
    /// Grams for a litre, a kilowatt-hour or a kilogram.
    #[schema(minimum = 0, maximum = 20_000)]
    pub grams: i64,
    /// Who says so.
    #[schema(max_length = 120)]
    pub source: String,
    /// Whether somebody who knows must look at it.
    pub to_confirm: bool,
}

/// Keeps a factor, in place of the one of that kind and day.
pub async fn keep_co2_factor(tx: &WriteTx, cx: &Ctx, new: NewCo2Factor) -> Result<Co2FactorId, FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let from = plausible("from", new.from)?;
    in_range("grams", new.grams, 0, MAX_GRAMS)?;
    let source = optional("source", Some(&new.source))?.ok_or(FieldError::new("source", "required"))?;
    Entity::delete_many().filter(Column::Kind.eq(new.kind)).filter(Column::FromDay.eq(Day(from))).exec(tx).await?;
    let id = insert(tx, cx, NewCo2Factor { from, source, ..new }).await?;
    Ok(id)
}

/// Takes a factor away.
pub async fn remove_co2_factor(tx: &WriteTx, cx: &Ctx, id: Co2FactorId) -> Result<(), FleetError> {
    Permission::ManageFleet.require(&cx.actor, &[])?;
    let missing = || FleetError::from(Rejection::NotFound("co2_factor"));
    let row = Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "kind": row.kind, "from": row.from_day.0, "grams": row.grams });
    tx.record(Entry::new("co2_factor.removed", "co2_factor", id.0).data(data));
    Ok(())
}

/// Adds what is shipped, of each kind that nobody has said anything about; the second time nothing.
pub async fn add_standard_co2_factors(tx: &WriteTx, cx: &Ctx) -> Result<u64, FleetError> {
    if Entity::find().one(tx).await?.is_some() {
        return Ok(0);
    }
    for (kind, grams) in STANDARD {
        let new = NewCo2Factor {
            kind: *kind,
            from: STANDARD_FROM,
            grams: *grams,
            source: STANDARD_SOURCE.to_owned(),
            to_confirm: true,
        };
        insert(tx, cx, new).await?;
    }
    Ok(STANDARD.len() as u64)
}

async fn insert(tx: &WriteTx, cx: &Ctx, new: NewCo2Factor) -> Result<Co2FactorId, FleetError> {
    let id = Co2FactorId::new(&*cx.ids);
    let data = json!({ "kind": new.kind, "from": new.from, "grams": new.grams });
    let row = ActiveModel {
        id: Set(id),
        kind: Set(new.kind),
        from_day: Set(Day(new.from)),
        grams: Set(new.grams),
        source: Set(new.source),
        to_confirm: Set(new.to_confirm),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(Entry::new("co2_factor.kept", "co2_factor", id.0).data(data));
    Ok(id)
}
