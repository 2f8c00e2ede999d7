//! When drivers of the house are not there: their time is closed, so that no ride takes it.

use booking::{
    BookingError, Engine,
    commands::close::{ClosureKind, NewClosure, OnHit, close, lift_closure},
};
use db::WriteTx;
use kernel::{
    Ctx, Entry, FieldError, Instant, Interval, Names, ScopeId,
    field::Wrong,
    id::{AbsenceId, DriverId},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{drivers::managed, house};
use crate::{FleetError, entity::driver_absence, kind::ours, model::reservation::whole_minute, queries};

/// The longest absence, in minutes: two years. Whoever stays away longer no longer drives.
const LONGEST_MINUTES: i64 = 2 * 366 * 1440;

/// When a driver is not there. Why is nobody's business here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// From when, to the minute.
    pub from: Instant,
    /// Until when, to the minute.
    pub to: Instant,
}

/// Says that a driver of the house is not there. The rides that they have in that time stay theirs until the desk gives them to
/// others.
pub async fn add_absence(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    driver: DriverId,
    NewAbsence { from, to }: NewAbsence,
) -> Result<AbsenceId, FleetError> {
    let row = managed(tx, cx, driver, None).await?;
    let Some(bookable) = row.bookable_id else { return Err(FleetError::field("id", "not_a_chauffeur")) };
    if row.retired_at.is_some() {
        return Err(FleetError::field("id", "retired"));
    }
    let mut wrong = Wrong::default();
    for (field, at) in [("from", from), ("to", to)] {
        wrong.take(whole_minute(field, at));
    }
    if to <= from {
        wrong.add(FieldError::new("to", "before_start"));
    } else if to <= cx.now {
        wrong.add(FieldError::new("to", "in_the_past"));
    } else if to.minutes_since(from) > LONGEST_MINUTES {
        wrong.add(FieldError::new("to", "absence_too_long"));
    }
    wrong.or(())?;
    let names = Names { nl: "Afwezig".into(), fr: "Absence".into(), de: "Abwesend".into(), en: "Not available".into() };
    let closure = NewClosure {
        kind: ClosureKind::Closure,
        scopes: vec![ScopeId::from(bookable)],
        span: Interval { start: from, end: to },
        reason: names.en.clone(),
        names,
        on_hit: OnHit::Keep,
    };
    let closure_id = close(&ours(engine), tx, &house(cx), closure).await?;
    let id = AbsenceId::new(&*cx.ids);
    let new = driver_absence::Model { id, driver_id: driver, closure_id, starts_at: from, ends_at: to };
    driver_absence::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    tx.record(Entry::new("driver.absent", "driver", driver).data(json!({ "id": id, "from": from, "to": to })));
    Ok(id)
}

/// Says that a driver is there after all. The journal remembers.
pub async fn remove_absence(engine: &Engine, tx: &WriteTx, cx: &Ctx, id: AbsenceId) -> Result<(), FleetError> {
    let absence = queries::absence_row(tx.into(), cx, id).await?;
    managed(tx, cx, absence.driver_id, None).await?;
    match lift_closure(&ours(engine), tx, &house(cx), absence.closure_id).await {
        Ok(()) | Err(BookingError::AlreadyDecided) => {}
        Err(error) => return Err(error.into()),
    }
    driver_absence::Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "id": id, "from": absence.starts_at, "to": absence.ends_at });
    tx.record(Entry::new("driver.absence_removed", "driver", absence.driver_id).data(data));
    Ok(())
}
