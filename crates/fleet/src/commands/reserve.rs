//! Reserves a vehicle by need or by name; to fit one more in, others may take another vehicle.

use std::collections::BTreeMap;

use booking::{
    BookingError, Engine,
    commands::{
        create_booking::{NewBooking, create_booking},
        reassign::{Reassignment, reassign},
    },
    model::{
        booking::{OnConflict, Series, Visibility},
        wish::Pick,
    },
};
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, OccurrenceId, Rejection, id::SwapId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{desk, rides};
use crate::{
    FleetError,
    entity::{vehicle_reservation, vehicle_swap},
    kind::ours,
    model::{assign::Swap, reservation::NewReservation},
    planning::{Chosen, Found, NoVehicle, Situation},
    policy::Permission,
    queries,
};

/// How often another arrangement is looked for when the engine does not let a host have the other vehicle.
const ROUNDS: usize = 4;
/// Why dates take another vehicle, for the journal.
const WHY_MOVED: &str = "to fit one more reservation in";

/// Reserves. Answers the date.
pub async fn reserve(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    input: NewReservation,
) -> Result<OccurrenceId, FleetError> {
    let input = input.check()?;
    if input.title.as_deref().is_none_or(|title| title.trim().is_empty()) {
        return Err(FleetError::field("title", "required"));
    }
    booking::policy::Permission::Book.require(&cx.actor, &[])?;
    queries::known_site(tx.into(), input.site_id).await?;
    let situation = Situation::load(engine, tx.into(), cx, &input).await?;
    // Whoever manages reservations here makes them for others too.
    let for_another = input.host_id.is_some_and(|host| !cx.actor.stands_for(host));
    if for_another {
        Permission::ManageReservations.require(&cx.actor, &[situation.site.0])?;
    }
    let cx = &if for_another { desk(cx) } else { cx.clone() };
    let chosen = make_room(engine, tx, cx, &situation, &input, None).await?;
    let slot = input.slot(situation.zone)?;
    let driver = chosen.driver.as_ref().map(|choice| choice.bookable);
    let booking = NewBooking {
        title: input.title.clone().unwrap_or_default(),
        description: None,
        picks: [Some(chosen.vehicle), driver].into_iter().flatten().map(Pick::plain).collect(),
        series: Series {
            start: slot.start,
            duration_minutes: slot.duration_minutes,
            zone: slot.zone,
            fold: slot.fold,
            recurrence: None,
            extra_dates: vec![],
        },
        attendees: input.passengers,
        host: input.host_id,
        visibility: input.visibility.unwrap_or(Visibility::Normal),
        precedence: None,
        cost_centre: None,
        on_conflict: OnConflict::Fail,
        preview_hash: None,
        external: None,
        granted: driver.into_iter().collect(),
        left_out: vec![],
    };
    let made = create_booking(&ours(engine), tx, cx, booking).await?;
    let date = made.occurrences.first().map(|date| date.id).ok_or(Rejection::NotFound("occurrence"))?;
    let row = vehicle_reservation::ActiveModel {
        occurrence_id: Set(date),
        booking_id: Set(made.booking.id),
        passengers: Set(input.passengers),
        luggage_l: Set(input.luggage_l),
        distance_km: Set(input.distance_km),
        child_seats: Set(input.child_seats),
        step_free: Set(input.step_free),
        with_driver: Set(input.with_driver),
        zones: Set(json!(input.zones).to_string()),
        by_name: Set(input.vehicle_id.is_some()),
        destination: Set(input.destination.clone()),
    };
    vehicle_reservation::Entity::insert(row).exec_without_returning(tx).await?;
    // What somebody needs is nobody else's business; the journal is read by more people.
    let data = json!({
        "booking": made.booking.id, "vehicle": chosen.vehicle, "by_name": input.vehicle_id.is_some(),
        "why": chosen.why.iter().map(|one| &one.code).collect::<Vec<_>>(),
    });
    tx.record(Entry::new("vehicle_reservation.made", "vehicle_reservation", date).data(data));
    note(tx, cx, &chosen.moves, Some(date)).await?;
    if let Some(choice) = &chosen.driver {
        rides::plan_ride(tx, date, choice, &input).await?;
    }
    Ok(date)
}

/// Finds a vehicle and lets others leave it. Nobody's promise is broken: where the engine says that a host may not have the other
/// vehicle, that date keeps its own and another arrangement is looked for.
///
/// `own` is the date that changes, with the vehicle that it has: it goes along where another one is to take that vehicle.
pub(super) async fn make_room(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    situation: &Situation,
    input: &NewReservation,
    own: Option<(OccurrenceId, BookableId)>,
) -> Result<Chosen, FleetError> {
    let mut kept: Vec<OccurrenceId> = vec![];
    let actors = cx.actor.person.map(|person| (person, cx.actor.clone())).into_iter().collect::<BTreeMap<_, _>>();
    for _ in 0..ROUNDS {
        let chosen = match situation.find(cx, input, &kept)? {
            Found::Vehicle(chosen) => chosen,
            Found::Nothing(none) => return Err(FleetError::NoVehicleFits(Box::new(none))),
        };
        let mut moves: Vec<Reassignment> = chosen
            .moves
            .iter()
            .filter_map(|one| Some(Reassignment { occurrence: one.trip, from: one.from?, to: one.to }))
            .collect();
        if moves.is_empty() {
            return Ok(chosen);
        }
        if let Some((occurrence, from)) = own
            && from != chosen.vehicle
            && moves.iter().any(|one| one.to == from)
        {
            moves.push(Reassignment { occurrence, from, to: chosen.vehicle });
        }
        match reassign(engine, tx, cx, &moves, &actors, WHY_MOVED).await {
            Ok(_) => return Ok(chosen),
            Err(BookingError::Refused(_)) => kept.extend(moves.iter().map(|one| one.occurrence)),
            Err(error) => return Err(error.into()),
        }
    }
    let none = NoVehicle { driver: false, gave_up: true, why: vec![], ways: vec![], zone: situation.zone };
    Err(FleetError::NoVehicleFits(Box::new(none)))
}

/// Keeps who took which other vehicle, and for which reservation; for none, where its own was not there.
pub(super) async fn note(
    tx: &WriteTx,
    cx: &Ctx,
    moves: &[Swap],
    because_of: Option<OccurrenceId>,
) -> Result<(), FleetError> {
    let mut rows = vec![];
    for one in moves {
        let Some(from) = one.from else { continue };
        rows.push(vehicle_swap::ActiveModel {
            id: Set(SwapId::new(&*cx.ids)),
            occurrence_id: Set(one.trip),
            from_vehicle_id: Set(from),
            to_vehicle_id: Set(one.to),
            at: Set(cx.now),
            because_of_id: Set(because_of),
            reasons: Set(json!(one.why).to_string()),
        });
        let data = json!({ "from": from, "to": one.to, "because_of": because_of });
        tx.record(Entry::new("vehicle_reservation.swapped", "vehicle_reservation", one.trip).data(data));
    }
    if !rows.is_empty() {
        vehicle_swap::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
