//! Notes what odometers show, and corrects what was noted wrongly.

use db::{DbError, WriteTx, sql::Raw};
use kernel::{
    BookableId, Ctx, Entry, Instant, Rejection,
    field::{in_range, one_line},
    id::OdometerId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::handover;
use crate::{
    FleetError,
    entity::odometer_reading::{ActiveModel, Column, Entity, Model},
    model::{
        day::happened,
        odometer::{MAX_KM, OdometerSource, Reading, check_between, check_plausible},
        vehicle::{MAX_LINE, VehicleState},
    },
    policy::Permission,
    queries,
};

/// What an odometer shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOdometer {
    /// Of which vehicle.
    pub vehicle: BookableId,
    /// Kilometres.
    pub km: i64,
    /// When somebody looked; now unless told.
    pub read_at: Option<Instant>,
    /// On what occasion.
    pub source: OdometerSource,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    pub confirmed: bool,
}

/// Notes what an odometer shows: never less than before, never in the future, and far more than before only when somebody looked
/// again.
pub async fn read_odometer(tx: &WriteTx, cx: &Ctx, input: ReadOdometer) -> Result<Reading, FleetError> {
    let ReadOdometer { vehicle: id, km, read_at, source, confirmed } = input;
    let vehicle = queries::one_visible(tx.into(), cx, id).await?;
    Permission::ReadOdometers.require(&cx.actor, &vehicle.chain())?;
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    in_range("km", km, 0, MAX_KM)?;
    let read_at = read_at.unwrap_or(cx.now);
    happened("read_at", read_at, cx.now)?;
    lock(tx, id).await?;
    check(tx, id, km, read_at, None).await?;
    if !confirmed {
        unless_plausible(tx, id, km, read_at).await?;
    }
    let new = Reading {
        id: OdometerId::new(&*cx.ids),
        vehicle: id,
        read_at,
        km,
        source,
        read_by: cx.actor.person,
        noted_at: cx.now,
        reason: None,
        corrected_by: None,
    };
    insert(tx, &new).await?;
    let data = json!({ "reading_id": new.id, "km": km, "read_at": read_at, "source": source });
    tx.record(Entry::new("vehicle.odometer_read", "vehicle", id.0).data(data));
    Ok(new)
}

/// Notes what an odometer showed in truth, at the moment of a reading that was wrong. The wrong one stays, and no longer counts.
pub async fn correct_reading(
    tx: &WriteTx,
    cx: &Ctx,
    id: OdometerId,
    km: i64,
    reason: &str,
) -> Result<Reading, FleetError> {
    let wrong = queries::reading_row(tx.into(), id).await?;
    let missing = || FleetError::from(Rejection::NotFound("odometer_reading"));
    let vehicle = queries::one_visible(tx.into(), cx, wrong.vehicle_id).await.map_err(|_| missing())?;
    Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    in_range("km", km, 0, MAX_KM)?;
    let reason = one_line("reason", reason, MAX_LINE)?;
    if reason.is_empty() {
        return Err(FleetError::field("reason", "required"));
    }
    lock(tx, vehicle.id).await?;
    let wrong: Model = queries::reading_row(tx.into(), id).await?;
    if wrong.corrected_by.is_some() {
        return Err(FleetError::AlreadyCorrected);
    }
    check(tx, vehicle.id, km, wrong.read_at, Some(id)).await?;
    let new = Reading {
        id: OdometerId::new(&*cx.ids),
        vehicle: vehicle.id,
        read_at: wrong.read_at,
        km,
        source: wrong.source,
        read_by: cx.actor.person,
        noted_at: cx.now,
        reason: Some(reason.clone()),
        corrected_by: None,
    };
    let gone = ActiveModel { corrected_by: Set(Some(new.id)), ..Default::default() };
    Entity::update_many().set(gone).filter(Column::Id.eq(id)).exec(tx).await?;
    insert(tx, &new).await?;
    handover::follow_correction(tx, vehicle.id, wrong.read_at, km).await?;
    let data =
        json!({ "reading_id": id, "by": new.id, "km": { "from": wrong.km, "to": km }, "read_at": wrong.read_at });
    tx.record(Entry::new("vehicle.odometer_corrected", "vehicle", vehicle.id.0).data(data).reason(Some(reason)));
    Ok(new)
}

/// Whether it fits between what is noted before and after, apart from what it corrects.
async fn check(
    tx: &WriteTx,
    vehicle: BookableId,
    km: i64,
    at: Instant,
    corrects: Option<OdometerId>,
) -> Result<(), FleetError> {
    let of = || {
        let of = Entity::find().filter(Column::VehicleId.eq(vehicle)).filter(Column::CorrectedBy.is_null());
        match corrects {
            Some(wrong) => of.filter(Column::Id.ne(wrong)),
            None => of,
        }
    };
    if of().filter(Column::ReadAt.eq(at)).one(tx).await?.is_some() {
        return Err(FleetError::ReadTwice);
    }
    let before = of().filter(Column::ReadAt.lt(at)).order_by_desc(Column::ReadAt).one(tx).await?;
    let after = of().filter(Column::ReadAt.gt(at)).order_by_asc(Column::ReadAt).one(tx).await?;
    let shown = |row: Option<Model>| row.map(|row| (row.km, row.read_at));
    check_between(km, shown(before), shown(after)).map_err(|why| FleetError::Backwards { km, why })
}

/// Whether a vehicle can have come so far since the reading before.
async fn unless_plausible(tx: &WriteTx, vehicle: BookableId, km: i64, at: Instant) -> Result<(), FleetError> {
    let before = Entity::find()
        .filter(Column::VehicleId.eq(vehicle))
        .filter(Column::CorrectedBy.is_null())
        .filter(Column::ReadAt.lt(at))
        .order_by_desc(Column::ReadAt)
        .one(tx)
        .await?;
    Ok(check_plausible(km, at, before.map(|row| (row.km, row.read_at)))?)
}

/// Lets nobody else note a reading of this vehicle.
pub(super) async fn lock(tx: &WriteTx, id: BookableId) -> Result<(), DbError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM vehicle WHERE id = ").bind(id.0).push_postgres(" FOR NO KEY UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

async fn insert(tx: &WriteTx, new: &Reading) -> Result<(), FleetError> {
    let row = ActiveModel {
        id: Set(new.id),
        vehicle_id: Set(new.vehicle),
        read_at: Set(new.read_at),
        km: Set(new.km),
        source: Set(new.source),
        read_by: Set(new.read_by),
        noted_at: Set(new.noted_at),
        reason: Set(new.reason.clone()),
        corrected_by: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Notes what the odometer showed at a moment, as part of something that was permitted; the vehicle is locked. What was read
/// then already stands, when it is the same.
pub(super) async fn note_reading(
    tx: &WriteTx,
    cx: &Ctx,
    vehicle: BookableId,
    (read_at, km): (Instant, i64),
    confirmed: bool,
    reason: Option<&str>,
) -> Result<OdometerId, FleetError> {
    if let Some(same) = reading_at(tx, vehicle, read_at, km).await? {
        return Ok(same);
    }
    check(tx, vehicle, km, read_at, None).await?;
    if !confirmed {
        unless_plausible(tx, vehicle, km, read_at).await?;
    }
    let id = OdometerId::new(&*cx.ids);
    let new = Reading {
        id,
        vehicle,
        read_at,
        km,
        source: OdometerSource::Manual,
        read_by: cx.actor.person,
        noted_at: cx.now,
        reason: reason.map(str::to_owned),
        corrected_by: None,
    };
    insert(tx, &new).await?;
    let data = json!({ "reading_id": id, "km": km, "read_at": read_at, "source": new.source });
    tx.record(Entry::new("vehicle.odometer_read", "vehicle", vehicle.0).data(data));
    Ok(id)
}

/// Lets what the odometer showed at a moment count no more, where that was read by mistake and nobody read it since. Nothing stands
/// in its place but itself.
pub(super) async fn take_back_reading(tx: &WriteTx, vehicle: BookableId, read_at: Instant) -> Result<(), FleetError> {
    let of = || Entity::find().filter(Column::VehicleId.eq(vehicle)).filter(Column::CorrectedBy.is_null());
    let Some(last) = of().filter(Column::ReadAt.gte(read_at)).order_by_desc(Column::ReadAt).one(tx).await? else {
        return Ok(());
    };
    if last.read_at == read_at {
        replace_reading(tx, last.id, last.id).await?;
        let data = json!({ "reading_id": last.id, "km": last.km, "read_at": read_at });
        tx.record(Entry::new("vehicle.odometer_taken_back", "vehicle", vehicle.0).data(data));
    }
    Ok(())
}

/// The reading that showed that at that moment, and counts.
pub(super) async fn reading_at(
    tx: &WriteTx,
    vehicle: BookableId,
    at: Instant,
    km: i64,
) -> Result<Option<OdometerId>, FleetError> {
    let found = Entity::find()
        .filter(Column::VehicleId.eq(vehicle))
        .filter(Column::CorrectedBy.is_null())
        .filter(Column::ReadAt.eq(at))
        .filter(Column::Km.eq(km))
        .one(tx)
        .await?;
    Ok(found.map(|row| row.id))
}

/// Lets a reading count no more: `by` stands in its place.
pub(super) async fn replace_reading(tx: &WriteTx, wrong: OdometerId, by: OdometerId) -> Result<(), FleetError> {
    let gone = ActiveModel { corrected_by: Set(Some(by)), ..Default::default() };
    Entity::update_many().set(gone).filter(Column::Id.eq(wrong)).exec(tx).await?;
    Ok(())
}
