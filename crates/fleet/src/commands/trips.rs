//! Notes trips, and corrects what was noted wrongly.

use db::WriteTx;
use kernel::{
    BookableId, Ctx, Entry, FieldError, Instant, PersonId, Rejection,
    event::Changes,
    field::one_line,
    id::{OdometerId, TripId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::odometer::{lock, note_reading, reading_at, replace_reading};
use crate::{
    CostsError, FleetError,
    entity::trip::{ActiveModel, Column, Entity, Model},
    model::{
        trip::{NewTrip, Span, TripKind},
        vehicle::{MAX_LINE, VehicleState},
    },
    policy::Permission,
    queries::{self, Vehicle},
};

/// What is otherwise about a trip; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TripCorrection {
    /// Who drove.
    pub driver_id: Option<PersonId>,
    /// When it left.
    pub from: Option<Instant>,
    /// When it was back.
    pub to: Option<Instant>,
    /// What the odometer showed when it left.
    pub km_out: Option<i64>,
    /// What it showed when it was back.
    pub km_in: Option<i64>,
    /// For whom.
    pub kind: Option<TripKind>,
    /// What for; empty for nothing said.
    #[schema(max_length = 120)]
    pub purpose: Option<String>,
    /// Why it was noted otherwise.
    #[schema(max_length = 120)]
    pub reason: String,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    #[serde(default)]
    pub odometer_confirmed: bool,
}

/// Notes a trip, and what the odometer showed at both ends. For those who manage the vehicle, and for the driver: one who reads
/// odometers there, or the host of the reservation. Who decides by another permission calls it in the name of the house.
pub async fn log_trip(tx: &WriteTx, cx: &Ctx, new: NewTrip) -> Result<TripId, FleetError> {
    let NewTrip {
        vehicle_id,
        driver_id,
        from,
        to,
        km_out,
        km_in,
        kind,
        purpose,
        reservation_id,
        odometer_confirmed: confirmed,
    } = new;
    let vehicle = queries::one_visible(tx.into(), cx, vehicle_id).await?;
    let host = match reservation_id {
        Some(id) => {
            let held = queries::reserved(tx.into(), id).await?;
            let of_vehicle = held.filter(|held| held.vehicle_id == Some(vehicle_id));
            Some(of_vehicle.ok_or_else(|| FleetError::field("reservation_id", "unknown"))?.host_id)
        }
        None => None,
    };
    let own = cx.actor.person == Some(driver_id);
    let drives = Permission::ReadOdometers.held_by(&cx.actor, &vehicle.chain()) || host == Some(driver_id);
    if !(own && drives) {
        Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    }
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    known_person(tx, driver_id).await?;
    let span = Span { id: None, from, to, km_out, km_in };
    span.check(cx.now)?;
    let purpose = purpose_of(purpose.as_deref())?;
    lock(tx, vehicle_id).await?;
    alone(tx, vehicle_id, &span).await?;
    if !confirmed {
        span.check_plausible()?;
    }
    for end in [(from, km_out), (to, km_in)] {
        note_reading(tx, cx, vehicle_id, end, confirmed, None).await?;
    }
    let id = TripId::new(&*cx.ids);
    let row = ActiveModel {
        id: Set(id),
        vehicle_id: Set(vehicle_id),
        driver_id: Set(driver_id),
        starts_at: Set(from),
        ends_at: Set(to),
        km_out: Set(km_out),
        km_in: Set(km_in),
        kind: Set(kind),
        purpose: Set(purpose),
        reservation_id: Set(reservation_id),
        noted_by: Set(cx.actor.person),
        noted_at: Set(cx.now),
        reason: Set(None),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "vehicle_id": vehicle_id, "reservation_id": reservation_id, "from": from, "to": to, "km_out": km_out, "km_in": km_in });
    tx.record(Entry::new("trip.logged", "trip", id.0).data(data));
    Ok(id)
}

/// Corrects a trip in the open: with a reason, and the readings at its ends with it.
pub async fn correct_trip(
    tx: &WriteTx,
    cx: &Ctx,
    id: TripId,
    seen: Option<i64>,
    input: TripCorrection,
) -> Result<(), FleetError> {
    let (before, vehicle) = may_correct(tx, cx, id, seen).await?;
    let TripCorrection { driver_id, from, to, km_out, km_in, kind, purpose, reason, odometer_confirmed: confirmed } =
        input;
    let reason = needed(&reason)?;
    let next = Model {
        driver_id: driver_id.unwrap_or(before.driver_id),
        starts_at: from.unwrap_or(before.starts_at),
        ends_at: to.unwrap_or(before.ends_at),
        km_out: km_out.unwrap_or(before.km_out),
        km_in: km_in.unwrap_or(before.km_in),
        kind: kind.unwrap_or(before.kind),
        purpose: match purpose {
            Some(text) => purpose_of(Some(&text))?,
            None => before.purpose.clone(),
        },
        reason: Some(reason.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    if next.driver_id != before.driver_id {
        Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
        known_person(tx, next.driver_id).await?;
    }
    let span = span_of(&next);
    span.check(cx.now)?;
    lock(tx, vehicle.id).await?;
    alone(tx, vehicle.id, &span).await?;
    if !confirmed {
        span.check_plausible()?;
    }
    correct_ends(tx, cx, (&before, &next), confirmed, &reason).await?;
    let row = ActiveModel {
        driver_id: Set(next.driver_id),
        starts_at: Set(next.starts_at),
        ends_at: Set(next.ends_at),
        km_out: Set(next.km_out),
        km_in: Set(next.km_in),
        kind: Set(next.kind),
        purpose: Set(next.purpose.clone()),
        reason: Set(next.reason.clone()),
        version: Set(next.version),
        ..Default::default()
    };
    let present = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(before.version));
    if present.exec(tx).await?.rows_affected == 0 {
        return Err(Rejection::Stale { seen: before.version, present: before.version + 1 }.into());
    }
    // What a private trip was for is nobody's business: the journal says that it changed, not to what.
    let changes = Changes::default()
        .field("driver_id", &before.driver_id, &next.driver_id)
        .field("from", &before.starts_at, &next.starts_at)
        .field("to", &before.ends_at, &next.ends_at)
        .field("km_out", &before.km_out, &next.km_out)
        .field("km_in", &before.km_in, &next.km_in)
        .field("kind", &before.kind, &next.kind);
    tx.record(Entry::new("trip.corrected", "trip", id.0).data(changes).reason(Some(reason)));
    Ok(())
}

/// Takes a trip away that never was; the journal remembers. The readings of the odometer stay: they are corrected on their own.
pub async fn strike_trip(
    tx: &WriteTx,
    cx: &Ctx,
    id: TripId,
    seen: Option<i64>,
    reason: &str,
) -> Result<(), FleetError> {
    let (trip, vehicle) = may_correct(tx, cx, id, seen).await?;
    Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    let reason = needed(reason)?;
    Entity::delete_by_id(id).exec(tx).await?;
    let data = json!({ "vehicle_id": trip.vehicle_id, "driver_id": trip.driver_id, "from": trip.starts_at, "to": trip.ends_at,
        "km_out": trip.km_out, "km_in": trip.km_in });
    tx.record(Entry::new("trip.struck", "trip", id.0).data(data).reason(Some(reason)));
    Ok(())
}

/// The trip and its vehicle, when the actor may correct it: who manages the vehicle, or drove.
async fn may_correct(tx: &WriteTx, cx: &Ctx, id: TripId, seen: Option<i64>) -> Result<(Model, Vehicle), FleetError> {
    let missing = || FleetError::from(Rejection::NotFound("trip"));
    queries::trip(tx.into(), cx, id).await?;
    let trip = Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    let vehicle = queries::one(tx.into(), trip.vehicle_id).await?.ok_or_else(missing)?;
    if cx.actor.person != Some(trip.driver_id) {
        Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    }
    Rejection::unless_seen(seen, trip.version)?;
    Ok((trip, vehicle))
}

/// Notes the readings at the ends of a corrected trip; those of before no longer count, unless another trip ends or begins there.
async fn correct_ends(
    tx: &WriteTx,
    cx: &Ctx,
    (before, next): (&Model, &Model),
    confirmed: bool,
    reason: &str,
) -> Result<(), FleetError> {
    let ends = |trip: &Model| [(trip.starts_at, trip.km_out), (trip.ends_at, trip.km_in)];
    let changed: Vec<_> = ends(before).into_iter().zip(ends(next)).filter(|(old, new)| old != new).collect();
    let mut wrong: Vec<Option<OdometerId>> = vec![];
    for ((at, km), _) in &changed {
        let old =
            if shared(tx, before, *at).await? { None } else { reading_at(tx, before.vehicle_id, *at, *km).await? };
        if let Some(old) = old {
            // It is in nobody's way while the new ones are looked at; what stands in its place is told below.
            replace_reading(tx, old, old).await?;
        }
        wrong.push(old);
    }
    for ((_, end), old) in changed.into_iter().zip(wrong) {
        let new = note_reading(tx, cx, next.vehicle_id, end, confirmed, Some(reason)).await?;
        if let Some(old) = old {
            replace_reading(tx, old, new).await?;
            let data = json!({ "reading_id": old, "by": new, "km": end.1, "read_at": end.0, "trip_id": next.id });
            let entry = Entry::new("vehicle.odometer_corrected", "vehicle", next.vehicle_id.0);
            tx.record(entry.data(data).reason(Some(reason.to_owned())));
        }
    }
    Ok(())
}

/// Whether another trip of the vehicle begins or ends at that moment.
async fn shared(tx: &WriteTx, trip: &Model, at: Instant) -> Result<bool, FleetError> {
    let there = Condition::any().add(Column::StartsAt.eq(at)).add(Column::EndsAt.eq(at));
    let other = Entity::find()
        .filter(Column::VehicleId.eq(trip.vehicle_id))
        .filter(Column::Id.ne(trip.id))
        .filter(there)
        .one(tx)
        .await?;
    Ok(other.is_some())
}

/// Refuses a trip that another one of the vehicle is in the way of, in time or in kilometres.
pub(super) async fn alone(tx: &WriteTx, vehicle: BookableId, span: &Span) -> Result<(), FleetError> {
    let in_time = Condition::all().add(Column::StartsAt.lt(span.to)).add(Column::EndsAt.gt(span.from));
    let in_km = Condition::all().add(Column::KmOut.lt(span.km_in)).add(Column::KmIn.gt(span.km_out));
    let near = Entity::find()
        .filter(Column::VehicleId.eq(vehicle))
        .filter(Condition::any().add(in_time).add(in_km))
        .all(tx)
        .await?;
    match span.clash(&near.iter().map(span_of).collect::<Vec<_>>()) {
        Some(clash) => Err(CostsError::TripInTheWay(clash).into()),
        None => Ok(()),
    }
}

pub(super) fn span_of(trip: &Model) -> Span {
    Span { id: Some(trip.id), from: trip.starts_at, to: trip.ends_at, km_out: trip.km_out, km_in: trip.km_in }
}

fn purpose_of(text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = one_line("purpose", text.unwrap_or_default(), MAX_LINE)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// A reason that must be given.
pub(super) fn needed(reason: &str) -> Result<String, FieldError> {
    let reason = one_line("reason", reason, MAX_LINE)?;
    if reason.is_empty() { Err(FieldError::new("reason", "required")) } else { Ok(reason) }
}

pub(super) async fn known_person(tx: &WriteTx, id: PersonId) -> Result<(), FleetError> {
    if directory::queries::names_of(tx, [id]).await?.is_empty() {
        return Err(FleetError::field("driver_id", "unknown"));
    }
    Ok(())
}
