//! Notes fines, says who drove, and how far they are dealt with. The journal names ids only.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{
    Ctx, Entry, FieldError, Instant, PersonId, Rejection, Zone,
    event::Changes,
    field::{in_range, one_line},
    id::FineId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    energy::optional,
    trips::{known_person, needed},
};
use crate::{
    CostsError, FleetError,
    entity::fine::{ActiveModel, Column, Entity, Model},
    model::{
        day::{Day, day_at, happened, plausible},
        fine::{FineKind, FineState},
        plate::check_plate,
        vehicle::MAX_LINE,
    },
    policy::Permission,
    queries,
};

/// A fine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFine {
    /// By which the authority knows it.
    #[schema(max_length = 120)]
    pub reference: String,
    /// The plate on it.
    pub plate: String,
    /// The minute of what is fined.
    pub at: Instant,
    /// Where.
    #[schema(max_length = 120)]
    pub place: Option<String>,
    /// What for.
    pub kind: FineKind,
    /// How much.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub cents: i64,
    /// By which day it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// What there is to say about it.
    #[schema(max_length = 120)]
    pub note: Option<String>,
}

/// Notes a fine.
pub async fn add_fine(tx: &WriteTx, cx: &Ctx, new: NewFine) -> Result<FineId, FleetError> {
    Permission::ManageFines.require_anywhere(&cx.actor)?;
    let reference = one_line("reference", &new.reference, MAX_LINE)?;
    if reference.is_empty() {
        return Err(FieldError::new("reference", "required").into());
    }
    let plate = plate_of_house(tx, &new.plate).await?;
    happened("at", new.at, cx.now)?;
    in_range("cents", new.cents, 0, 100_000_000)?;
    let due_on = new.due_on.map(|day| plausible("due_on", day)).transpose()?;
    if let Some(known) = Entity::find().filter(Column::Reference.eq(reference.as_str())).one(tx).await? {
        return Err(CostsError::FineKnown(known.id).into());
    }
    if due_on.is_some_and(|due_on| due_on < day_at(new.at, Zone::BRUSSELS)) {
        return Err(FleetError::field("due_on", "before_start"));
    }
    let chain = queries::chain_of_plate(tx.into(), &plate, new.at).await?;
    Permission::ManageFines.require(&cx.actor, &chain)?;
    let id = FineId::new(&*cx.ids);
    let row = ActiveModel {
        id: Set(id),
        reference: Set(reference),
        plate: Set(plate),
        at: Set(new.at),
        place: Set(optional("place", new.place.as_deref())?),
        kind: Set(new.kind),
        cents: Set(new.cents),
        due_on: Set(due_on.map(Day)),
        state: Set(FineState::Open),
        driver_id: Set(None),
        driver_reason: Set(None),
        note: Set(optional("note", new.note.as_deref())?),
        noted_by: Set(cx.actor.person),
        noted_at: Set(cx.now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(Entry::new("fine.noted", "fine", id.0).data(json!({ "kind": new.kind, "cents": new.cents })));
    Ok(id)
}

/// Corrects the plate of a fine: vehicle and driver are found out anew, unless somebody said who drove.
pub async fn correct_fine_plate(
    tx: &WriteTx,
    cx: &Ctx,
    id: FineId,
    seen: Option<i64>,
    plate: &str,
) -> Result<(), FleetError> {
    let fine = managed(tx, cx, id, seen).await?;
    let plate = plate_of_house(tx, plate).await?;
    if plate == fine.plate {
        return Ok(());
    }
    let chain = queries::chain_of_plate(tx.into(), &plate, fine.at).await?;
    Permission::ManageFines.require(&cx.actor, &chain)?;
    write(tx, &fine, ActiveModel { plate: Set(plate), ..Default::default() }).await?;
    tx.record(Entry::new("fine.plate_corrected", "fine", id.0));
    Ok(())
}

/// A plate as the house writes it, where it ever was on one of its vehicles.
async fn plate_of_house(tx: &WriteTx, plate: &str) -> Result<String, FleetError> {
    let plate = check_plate("plate", plate, true)?;
    Ok(queries::spelling_of_plate(tx.into(), &plate).await?.unwrap_or(plate))
}

/// Says who drove, whatever trips and reservations say; without anybody, they decide again.
pub async fn say_who_drove(
    tx: &WriteTx,
    cx: &Ctx,
    id: FineId,
    seen: Option<i64>,
    driver: Option<PersonId>,
    reason: &str,
) -> Result<(), FleetError> {
    let fine = managed(tx, cx, id, seen).await?;
    let reason = needed(reason)?;
    if let Some(driver) = driver {
        known_person(tx, driver).await?;
    }
    let change = ActiveModel {
        driver_id: Set(driver),
        driver_reason: Set(driver.map(|_| reason.clone())),
        ..Default::default()
    };
    write(tx, &fine, change).await?;
    let changes = Changes::default().field("driver_id", &fine.driver_id, &driver);
    tx.record(Entry::new("fine.driver_said", "fine", id.0).data(changes));
    Ok(())
}

/// Says how far a fine is dealt with. Who drove is kept as it is known when it is passed on, so that it does not change under it.
pub async fn move_fine(
    tx: &WriteTx,
    cx: &Ctx,
    id: FineId,
    seen: Option<i64>,
    state: FineState,
    note: Option<String>,
) -> Result<(), FleetError> {
    let fine = managed(tx, cx, id, seen).await?;
    let mut change = ActiveModel { state: Set(state), ..Default::default() };
    if let Some(note) = note {
        change.note = Set(optional("note", Some(&note))?);
    }
    if state == FineState::PassedOn && fine.driver_id.is_none() {
        let shown = queries::fine(tx.into(), cx, id).await?;
        let Some(driver) = shown.driver_id else { return Err(CostsError::NobodyKnown.into()) };
        change.driver_id = Set(Some(driver));
        change.driver_reason = Set(Some(shown.matched_by.as_str().to_owned()));
    }
    write(tx, &fine, change).await?;
    let changes = Changes::default().field("state", &fine.state, &state);
    tx.record(Entry::new("fine.moved", "fine", id.0).data(changes));
    Ok(())
}

async fn managed(tx: &WriteTx, cx: &Ctx, id: FineId, seen: Option<i64>) -> Result<Model, FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("fine"));
    queries::fine(tx.into(), cx, id).await?;
    let fine = Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    let chain = queries::chain_of_plate(tx.into(), &fine.plate, fine.at).await?;
    Permission::ManageFines.require(&cx.actor, &chain)?;
    Rejection::unless_seen(seen, fine.version)?;
    Ok(fine)
}

async fn write(tx: &WriteTx, fine: &Model, change: ActiveModel) -> Result<(), FleetError> {
    let next = ActiveModel { version: Set(fine.version + 1), ..change };
    let present =
        Entity::update_many().set(next).filter(Column::Id.eq(fine.id)).filter(Column::Version.eq(fine.version));
    if present.exec(tx).await?.rows_affected == 0 {
        return Err(Rejection::Stale { seen: fine.version, present: fine.version + 1 }.into());
    }
    Ok(())
}
