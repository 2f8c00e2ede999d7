//! Trips that log themselves: what the desk and the house's drivers note anyway.

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, Instant, OccurrenceId, PersonId, id::TripId};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::json;

use super::trips::{alone, span_of};
use crate::{
    CostsError, FleetError,
    entity::trip::{ActiveModel, Column, Entity},
    model::trip::{Span, TripKind},
};

/// What is known of a drive when the vehicle is back. The odometer is read already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Driven {
    pub(super) reservation: OccurrenceId,
    pub(super) vehicle: BookableId,
    pub(super) driver: PersonId,
    pub(super) from: Instant,
    pub(super) to: Instant,
    pub(super) km_out: i64,
    pub(super) km_in: i64,
    /// How many of the kilometres were private.
    pub(super) private_km: i64,
}

impl Driven {
    /// The trips that it was. What was private came last, and took as much of the time as of the way: nobody notes more.
    pub(super) fn trips(&self) -> Vec<(Span, TripKind)> {
        let Self { from, to, km_out, km_in, private_km, .. } = *self;
        let driven = km_in - km_out;
        let whole = Span { id: None, from, to, km_out, km_in };
        if driven <= 0 || to <= from {
            return vec![];
        }
        let turn_km = km_in - private_km;
        let turn = Instant::from_micros(from.micros() + (to.micros() - from.micros()) / driven * (turn_km - km_out));
        if private_km <= 0 {
            vec![(whole, TripKind::Business)]
        } else if private_km >= driven || turn <= from {
            vec![(whole, TripKind::Private)]
        } else {
            vec![
                (Span { to: turn, km_in: turn_km, ..whole }, TripKind::Business),
                (Span { from: turn, km_out: turn_km, ..whole }, TripKind::Private),
            ]
        }
    }
}

/// Logs it. What somebody has logged already stays as it is: a vehicle can always be taken back.
pub(super) async fn log_driven(tx: &WriteTx, cx: &Ctx, driven: &Driven) -> Result<(), FleetError> {
    for (span, kind) in driven.trips() {
        match alone(tx, driven.vehicle, &span).await {
            Ok(()) => {}
            Err(FleetError::Costs(CostsError::TripInTheWay(_))) => continue,
            Err(error) => return Err(error),
        }
        let id = TripId::new(&*cx.ids);
        let row = ActiveModel {
            id: Set(id),
            vehicle_id: Set(driven.vehicle),
            driver_id: Set(driven.driver),
            starts_at: Set(span.from),
            ends_at: Set(span.to),
            km_out: Set(span.km_out),
            km_in: Set(span.km_in),
            kind: Set(kind),
            purpose: Set(None),
            reservation_id: Set(Some(driven.reservation)),
            noted_by: Set(cx.actor.person),
            noted_at: Set(cx.now),
            reason: Set(None),
            version: Set(1),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
        let data = json!({ "vehicle_id": driven.vehicle, "reservation_id": driven.reservation, "from": span.from,
            "to": span.to, "km_out": span.km_out, "km_in": span.km_in });
        tx.record(Entry::new("trip.logged", "trip", id.0).data(data));
    }
    Ok(())
}

/// The odometer at an end of a trip of this reservation is corrected: the trip follows.
pub(super) async fn follow_correction(
    tx: &WriteTx,
    reservation: OccurrenceId,
    at: Instant,
    km: i64,
    reason: &str,
) -> Result<(), FleetError> {
    let there = Condition::any().add(Column::StartsAt.eq(at)).add(Column::EndsAt.eq(at));
    let trip = Entity::find().filter(Column::ReservationId.eq(reservation)).filter(there).one(tx).await?;
    let Some(trip) = trip else { return Ok(()) };
    let mut next = trip.clone();
    if trip.starts_at == at {
        next.km_out = km;
    } else {
        next.km_in = km;
    }
    let span = span_of(&next);
    if next.km_in < next.km_out {
        return Err(FleetError::field("km", "less_than_out"));
    }
    alone(tx, trip.vehicle_id, &span).await?;
    let row = ActiveModel {
        id: Set(trip.id),
        km_out: Set(next.km_out),
        km_in: Set(next.km_in),
        reason: Set(Some(reason.to_owned())),
        version: Set(trip.version + 1),
        ..Default::default()
    };
    Entity::update(row).exec_without_returning(tx).await?;
    let data = json!({ "km_out": { "from": trip.km_out, "to": next.km_out }, "km_in": { "from": trip.km_in, "to": next.km_in } });
    tx.record(Entry::new("trip.corrected", "trip", trip.id.0).data(data).reason(Some(reason.to_owned())));
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn driven(minutes: i64, km: i64, private_km: i64) -> Driven {
        Driven {
            reservation: OccurrenceId(uuid::Uuid::nil()),
            vehicle: BookableId(uuid::Uuid::nil()),
            driver: PersonId(uuid::Uuid::nil()),
            from: Instant::from_micros(0),
            to: Instant::from_micros(0).plus_minutes(minutes),
            km_out: 1_000,
            km_in: 1_000 + km,
            private_km,
        }
    }

    fn kinds(one: &Driven) -> Vec<(i64, TripKind)> {
        one.trips().into_iter().map(|(span, kind)| (span.km_in - span.km_out, kind)).collect()
    }

    #[test]
    fn what_was_private_comes_last() {
        assert_eq!(kinds(&driven(60, 30, 0)), [(30, TripKind::Business)]);
        assert_eq!(kinds(&driven(60, 30, 10)), [(20, TripKind::Business), (10, TripKind::Private)]);
        assert_eq!(kinds(&driven(60, 30, 30)), [(30, TripKind::Private)]);
        assert_eq!(kinds(&driven(60, 0, 0)), []);
        assert_eq!(kinds(&driven(0, 30, 0)), []);
        let turn = driven(60, 30, 10).trips()[0].0.to;
        assert_eq!(turn, Instant::from_micros(0).plus_minutes(40));
    }

    proptest! {
        #[test]
        fn each_kilometre_and_each_minute_is_in_one_trip(minutes in 1_i64..10_000, km in 1_i64..3_000, part in 0_i64..=3_000) {
            let one = driven(minutes, km, part.min(km));
            let trips = one.trips();
            prop_assert_eq!(trips.first().map(|trip| (trip.0.from, trip.0.km_out)), Some((one.from, one.km_out)));
            prop_assert_eq!(trips.last().map(|trip| (trip.0.to, trip.0.km_in)), Some((one.to, one.km_in)));
            for pair in trips.windows(2) {
                prop_assert_eq!((pair[0].0.to, pair[0].0.km_in), (pair[1].0.from, pair[1].0.km_out));
            }
            for (span, _) in &trips {
                prop_assert!(span.from < span.to && span.km_out <= span.km_in);
            }
            let private: i64 = trips.iter().filter(|trip| trip.1 == TripKind::Private).map(|trip| trip.0.km_in - trip.0.km_out).sum();
            prop_assert_eq!(private, one.private_km);
        }
    }
}
