//! Puts plates on vehicles and takes them off.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, FieldError, id::PlateId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::managed;
use crate::{
    FleetError,
    entity::plate_assignment::{ActiveModel, Column, Entity},
    model::{
        day::{number, of_number, plausible},
        plate::{Move, Wanted, check_plate, has_unusual_form, put_on},
        vehicle::VehicleState,
    },
    queries,
};

/// Which plate on which vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignPlate {
    /// On which vehicle.
    pub vehicle: BookableId,
    /// Which plate.
    pub plate: String,
    /// Whether it may have another form than Belgian plates.
    pub unusual: bool,
    /// Its first day there.
    pub from: NaiveDate,
    /// The first day on which it is no longer there; `None` = until further notice.
    pub until: Option<NaiveDate>,
    /// Whether to take the plate from where it is, and to take off the plate that the vehicle has.
    pub take_over: bool,
}

/// Puts a plate on a vehicle from a day on; answers whether it was not there already. What is in the way is refused, unless it is
/// to be taken over; the actor must manage the vehicle from which a plate is taken, too.
pub async fn assign_plate(tx: &WriteTx, cx: &Ctx, input: AssignPlate) -> Result<(PlateId, bool), FleetError> {
    let AssignPlate { vehicle: id, plate, unusual, from, until, take_over } = input;
    let vehicle = managed(tx, cx, id, None).await?;
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let plate = check_plate("plate", &plate, unusual)?;
    plausible("from", from)?;
    if until.is_some_and(|until| until <= from) {
        return Err(FieldError::new("until", "before_start").into());
    }
    let wanted = Wanted { vehicle: id, plate: plate.clone(), from: number(from), until: until.map(number), take_over };
    let known = queries::assignments_of(tx.into(), &plate, id).await?;
    let ends = match put_on(&known, &wanted) {
        Ok(Move::Nothing(there)) => return Ok((there, false)),
        Ok(Move::PutOn { ends }) => ends,
        Err(in_the_way) => {
            let holder = queries::one(tx.into(), in_the_way.vehicle).await?;
            return Err(FleetError::PlateInTheWay {
                plate: in_the_way.plate,
                vehicle: holder.map(|holder| holder.code).unwrap_or_default(),
                from: of_number(in_the_way.from),
                until: in_the_way.until.map(of_number),
            });
        }
    };
    for one in known.iter().filter(|one| ends.contains(&one.id)) {
        if one.vehicle != id {
            managed(tx, cx, one.vehicle, None).await?;
        }
        let end = ActiveModel { until_day: Set(Some(wanted.from)), ..Default::default() };
        Entity::update_many().set(end).filter(Column::Id.eq(one.id)).exec(tx).await?;
        let data = json!({ "plate_id": one.id, "plate": one.plate, "until": from });
        tx.record(Entry::new("vehicle.plate_taken_off", "vehicle", one.vehicle.0).data(data));
    }
    let new = PlateId::new(&*cx.ids);
    let row = ActiveModel {
        id: Set(new),
        vehicle_id: Set(id),
        unusual: Set(has_unusual_form(&plate)),
        plate: Set(plate.clone()),
        from_day: Set(wanted.from),
        until_day: Set(wanted.until),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "plate_id": new, "plate": plate, "from": from, "until": until });
    tx.record(Entry::new("vehicle.plate_put_on", "vehicle", id.0).data(data));
    Ok((new, true))
}

/// Which plate comes off, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndPlate {
    /// The plate on its vehicle.
    pub id: PlateId,
    /// The first day on which it is no longer there.
    pub until: NaiveDate,
}

/// Takes a plate off from a day on, earlier or later than was said before.
pub async fn end_plate(tx: &WriteTx, cx: &Ctx, input: EndPlate) -> Result<(), FleetError> {
    let row = queries::plate_row(tx.into(), input.id).await?;
    managed(tx, cx, row.vehicle_id, None).await?;
    let until = number(plausible("until", input.until)?);
    if until <= row.from_day {
        return Err(FieldError::new("until", "before_start").into());
    }
    let known = queries::assignments_of(tx.into(), &row.plate, row.vehicle_id).await?;
    let next = known.iter().find(|one| one.id != row.id && one.from >= row.from_day && one.from < until);
    if let Some(next) = next {
        let holder = queries::one(tx.into(), next.vehicle).await?;
        return Err(FleetError::PlateInTheWay {
            plate: next.plate.clone(),
            vehicle: holder.map(|holder| holder.code).unwrap_or_default(),
            from: of_number(next.from),
            until: next.until.map(of_number),
        });
    }
    let end = ActiveModel { until_day: Set(Some(until)), ..Default::default() };
    Entity::update_many().set(end).filter(Column::Id.eq(row.id)).exec(tx).await?;
    let data = json!({ "plate_id": row.id, "plate": row.plate, "until": input.until });
    tx.record(Entry::new("vehicle.plate_taken_off", "vehicle", row.vehicle_id.0).data(data));
    Ok(())
}

/// Takes away a plate that was put on by mistake, as if it never had been there. The journal remembers.
pub async fn remove_plate(tx: &WriteTx, cx: &Ctx, id: PlateId) -> Result<(), FleetError> {
    let row = queries::plate_row(tx.into(), id).await?;
    managed(tx, cx, row.vehicle_id, None).await?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({
        "plate_id": id, "plate": row.plate, "from": of_number(row.from_day), "until": row.until_day.map(of_number),
    });
    tx.record(Entry::new("vehicle.plate_removed", "vehicle", row.vehicle_id.0).data(data));
    Ok(())
}
