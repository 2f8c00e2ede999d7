//! A ride begins with its reservation.

use db::WriteTx;
use kernel::{Entry, OccurrenceId, Rejection};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

use crate::{
    FleetError,
    entity::ride,
    model::{
        reservation::NewReservation,
        ride::{Choice, RideState},
    },
};

/// Plans the ride of a reservation with a driver, who holds its time already.
pub(super) async fn plan_ride(
    tx: &WriteTx,
    date: OccurrenceId,
    choice: &Choice,
    wish: &NewReservation,
) -> Result<(), FleetError> {
    let row = ride::Model {
        occurrence_id: date,
        driver_id: Some(choice.driver),
        state: RideState::Assigned,
        pick_up: wish.pick_up.clone(),
        drop_off: wish.drop_off.clone(),
        passenger_phone: wish.passenger_phone.clone(),
        remarks: None,
        decline_reason: None,
        start_km: None,
        end_km: None,
        waiting_minutes: None,
        empty_km: None,
        accepted_at: None,
        set_off_at: None,
        boarded_at: None,
        done_at: None,
        version: 1,
    };
    ride::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    tx.record(Entry::new("ride.assigned", "ride", date).data(json!({ "driver_id": choice.driver })));
    Ok(())
}

/// Keeps the driver of a ride whose reservation changes, who holds the time already; whoever gets it, or gets it at another
/// time, says anew whether they drive it.
pub(super) async fn plan_anew(
    tx: &WriteTx,
    ride: ride::Model,
    choice: &Choice,
    is_other_time: bool,
) -> Result<(), FleetError> {
    if ride.driver_id == Some(choice.driver) && !is_other_time {
        return Ok(());
    }
    let data = json!({ "from": ride.driver_id, "driver_id": choice.driver });
    let id = ride.occurrence_id;
    let next = ride::Model {
        state: RideState::Assigned,
        driver_id: Some(choice.driver),
        accepted_at: None,
        decline_reason: None,
        ..ride
    };
    save(tx, next).await?;
    tx.record(Entry::new("ride.assigned", "ride", id).data(data));
    Ok(())
}

/// The row of a ride, at the version that the caller saw.
pub(super) async fn row(tx: &WriteTx, id: OccurrenceId, seen: Option<i64>) -> Result<ride::Model, FleetError> {
    let row = ride::Entity::find_by_id(id).one(tx).await?.ok_or(Rejection::NotFound("ride"))?;
    Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

/// Writes a ride; refused when somebody else did since it was read.
pub(super) async fn save(tx: &WriteTx, row: ride::Model) -> Result<(), FleetError> {
    let (id, version) = (row.occurrence_id, row.version);
    let next = ride::ActiveModel { version: Set(version + 1), ..row.into_active_model().reset_all() };
    let written = ride::Entity::update_many()
        .set(next)
        .filter(ride::Column::OccurrenceId.eq(id))
        .filter(ride::Column::Version.eq(version))
        .exec(tx)
        .await?;
    if written.rows_affected == 0 {
        return Err(Rejection::Stale { seen: version, present: version + 1 }.into());
    }
    Ok(())
}
