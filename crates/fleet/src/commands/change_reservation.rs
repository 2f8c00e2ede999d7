//! Changes a reservation: a vehicle is found anew as it is for a new one, all or nothing.

use booking::{
    BookingError, Engine,
    commands::{
        attend::{Act, attend},
        edit::{Change, Reach, edit},
    },
    model::{
        booking::Visibility,
        state::{IllegalMove, Move, State},
        wish::Pick,
    },
};
use db::{Conn, WriteTx};
use kernel::{BookableId, Ctx, Entry, Instant, Interval, OccurrenceId, Rejection, WallTime};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    desk,
    in_the_way::refuse_promised_after,
    reserve::{make_room, note},
    ride_assign::held,
    rides,
};
use crate::{
    FleetError,
    entity::{ride, vehicle_handover, vehicle_reservation},
    kind::ours,
    model::{
        assign::Way,
        handover::{DeskStage, Promised},
        reservation::{NewReservation, Remark, whole_minute},
        ride::RideState,
    },
    planning::{Chosen, Found, Situation},
    policy::Permission,
    queries::{self, Reservation},
};

/// Changes to a reservation: what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[schema(as = VehicleReservationChange)]
#[serde(deny_unknown_fields)]
pub struct ReservationChange {
    /// From when, to the minute.
    #[schema(value_type = Option<Instant>)]
    pub from: Option<Instant>,
    /// Until when, to the minute. Once it has begun it can only become later.
    #[schema(value_type = Option<Instant>)]
    pub to: Option<Instant>,
    /// This vehicle and no other; `null`: any that fits.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<BookableId>)]
    pub vehicle_id: Option<Option<BookableId>>,
    /// How many people travel.
    pub passengers: Option<i64>,
    /// Luggage in litres.
    pub luggage_l: Option<i64>,
    /// How far, there and back; `null`: nobody knows.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<i64>)]
    pub distance_km: Option<Option<i64>>,
    /// How many children need a seat of their own.
    pub child_seats: Option<i64>,
    /// Whether somebody comes in a wheelchair.
    pub step_free: Option<bool>,
    /// The codes of the low-emission zones it goes to.
    pub zones: Option<Vec<String>>,
    /// Where it goes.
    #[serde(default, deserialize_with = "kernel::field::present")]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub destination: Option<Option<String>>,
    /// What it is for.
    #[schema(max_length = 200)]
    pub title: Option<String>,
    /// Who may know about it.
    pub visibility: Option<Visibility>,
}

impl ReservationChange {
    /// Whether neither the time nor what is needed changes: then the vehicle that was promised is not put in question.
    const fn is_in_words_only(&self) -> bool {
        let Self { from, to, vehicle_id, passengers, luggage_l, distance_km, child_seats, step_free, zones, .. } = self;
        from.is_none()
            && to.is_none()
            && vehicle_id.is_none()
            && passengers.is_none()
            && luggage_l.is_none()
            && distance_km.is_none()
            && child_seats.is_none()
            && step_free.is_none()
            && zones.is_none()
    }
}

/// Changes it: whose it is, and who manages reservations on the site of the vehicle. It keeps its vehicle where that still fits.
pub async fn change_reservation(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    change: ReservationChange,
    seen: Option<i64>,
) -> Result<(), FleetError> {
    let present = queries::reservation(tx.into(), cx, id).await?;
    let cx = &by_right(cx, &present)?;
    Rejection::unless_seen(seen, present.version)?;
    refuse_overdue(tx.into(), cx, &present).await?;
    if has_begun(&present, cx.now) && is_live(&present) {
        return stay_longer(engine, tx, cx, &present, &change).await;
    }
    let ride = ride_of(tx.into(), &present).await?;
    let wish = wish(&present, ride.as_ref(), &change)?;
    let situation = Situation::load_without(engine, tx.into(), cx, &wish, Some(id)).await?;
    // The vehicles are locked by now: what changed until then is known from here on.
    Rejection::unless_seen(Some(present.version), queries::reservation(tx.into(), cx, id).await?.version)?;
    let chosen = if let Some(chosen) = keeps(&situation, cx, &present, &wish, &change)? {
        chosen
    } else {
        let wish = NewReservation { driver_id: None, ..wish.clone() };
        make_room(engine, tx, cx, &situation, &wish, present.vehicle.as_ref().map(|one| (id, one.id)))
            .await
            .map_err(without_driver_ways)?
    };
    let driver = match &chosen.driver {
        Some(choice) => Some(choice.bookable),
        None if ride.is_some() => held(tx, id).await?,
        None => None,
    };
    let edited = Change {
        title: change.title.clone(),
        picks: Some([Some(chosen.vehicle), driver].into_iter().flatten().map(Pick::plain).collect()),
        granted: driver.into_iter().collect(),
        start: Some(WallTime::at(wish.from, situation.zone)),
        duration_minutes: Some(wish.to.minutes_since(wish.from)),
        attendees: Some(wish.passengers),
        visibility: change.visibility,
        ..Change::default()
    };
    let made = edit(&ours(engine), tx, cx, Reach::This(id), edited, None).await?;
    // An hour that the clock shows twice is taken to be the one that the booking had.
    if made.occurrences.iter().any(|date| date.id == id && date.starts_at != wish.from) {
        return Err(FleetError::field("from", "invalid"));
    }
    let row = vehicle_reservation::ActiveModel {
        occurrence_id: Set(id),
        passengers: Set(wish.passengers),
        luggage_l: Set(wish.luggage_l),
        distance_km: Set(wish.distance_km),
        child_seats: Set(wish.child_seats),
        step_free: Set(wish.step_free),
        zones: Set(json!(wish.zones).to_string()),
        by_name: Set(wish.vehicle_id.is_some()),
        destination: Set(wish.destination),
        ..Default::default()
    };
    vehicle_reservation::Entity::update(row).exec_without_returning(tx).await?;
    let data = json!({
        "vehicle": { "from": present.vehicle.as_ref().map(|one| one.id), "to": chosen.vehicle },
        "from": { "from": present.starts_at, "to": wish.from },
        "to": { "from": present.ends_at, "to": wish.to },
        "by_name": wish.vehicle_id.is_some(),
        "why": chosen.why.iter().map(|one| &one.code).collect::<Vec<_>>(),
    });
    tx.record(Entry::new("vehicle_reservation.changed", "vehicle_reservation", id).data(data));
    note(tx, cx, &chosen.moves, Some(id)).await?;
    match (ride, &chosen.driver) {
        (Some(ride), Some(choice)) => rides::plan_anew(tx, ride, choice, is_other_time(&present, &change)).await,
        _ => Ok(()),
    }
}

/// What changing it would do; nothing is written.
pub async fn preview_change(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    id: OccurrenceId,
    change: &ReservationChange,
) -> Result<(Situation, Found), FleetError> {
    let present = queries::reservation(conn, cx, id).await?;
    let cx = &by_right(cx, &present)?;
    refuse_overdue(conn, cx, &present).await?;
    if has_begun(&present, cx.now) {
        return Err(begun(&present));
    }
    let ride = ride_of(conn, &present).await?;
    let wish = wish(&present, ride.as_ref(), change)?;
    let situation = Situation::load_without(engine, conn, cx, &wish, Some(id)).await?;
    let found = match keeps(&situation, cx, &present, &wish, change)? {
        Some(chosen) => Found::Vehicle(chosen),
        None => situation.find(cx, &NewReservation { driver_id: None, ..wish }, &[])?,
    };
    let found = match found {
        Found::Nothing(mut none) => {
            none.ways.retain(is_open_to_a_change);
            Found::Nothing(none)
        }
        found @ Found::Vehicle(_) => found,
    };
    Ok((situation, found))
}

/// Whoever manages reservations here does it with what the desk may do; others change what is theirs.
fn by_right(cx: &Ctx, present: &Reservation) -> Result<Ctx, FleetError> {
    if present.manages {
        return Ok(desk(cx));
    }
    if !present.own {
        return Err(Permission::ManageReservations.refused().into());
    }
    booking::policy::Permission::Book.require(&cx.actor, &[])?;
    Ok(cx.clone())
}

/// Whether it is going on: by the clock, or since the keys went out or the driver set off.
fn has_begun(present: &Reservation, now: Instant) -> bool {
    present.starts_at <= now || present.state == State::InUse
}

fn is_live(present: &Reservation) -> bool {
    matches!(present.state, State::Requested | State::Confirmed | State::InUse)
}

/// What should be back is brought back: its end can move only until it has passed.
async fn refuse_overdue(conn: Conn<'_>, cx: &Ctx, present: &Reservation) -> Result<(), FleetError> {
    if cx.now < present.ends_at {
        return Ok(());
    }
    let out = vehicle_handover::Entity::find_out().filter(vehicle_handover::Column::OccurrenceId.eq(present.id));
    match out.one(&conn).await? {
        Some(_) => Err(FleetError::NotAtThisStage(DeskStage::Overdue)),
        None => Ok(()),
    }
}

/// In this state nothing can be planned anew.
fn begun(present: &Reservation) -> FleetError {
    BookingError::from(IllegalMove { from: present.state, verb: Move::AskAgain }).into()
}

/// The ride of a reservation with a driver. Once the driver is on the way nothing is planned anew.
async fn ride_of(conn: Conn<'_>, present: &Reservation) -> Result<Option<ride::Model>, FleetError> {
    if !present.need.driver {
        return Ok(None);
    }
    let ride = ride::Entity::find_by_id(present.id).one(&conn).await?;
    match ride.as_ref().map(|ride| ride.state) {
        Some(RideState::OnTheWay | RideState::OnBoard | RideState::Done) => Err(begun(present)),
        _ => Ok(ride),
    }
}

fn is_other_time(present: &Reservation, change: &ReservationChange) -> bool {
    change.from.is_some_and(|from| from != present.starts_at) || change.to.is_some_and(|to| to != present.ends_at)
}

/// What is wanted once the change is made; by the same driver, where there is one.
fn wish(
    present: &Reservation,
    ride: Option<&ride::Model>,
    change: &ReservationChange,
) -> Result<NewReservation, FleetError> {
    if !is_live(present) || present.state == State::InUse {
        return Err(begun(present));
    }
    if change.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        return Err(FleetError::field("title", "required"));
    }
    let has = present.vehicle.as_ref();
    let need = &present.need;
    let wish = NewReservation {
        vehicle_id: change.vehicle_id.unwrap_or_else(|| has.filter(|_| present.by_name).map(|one| one.id)),
        site_id: has.map(|one| one.site.id),
        from: change.from.unwrap_or(present.starts_at),
        to: change.to.unwrap_or(present.ends_at),
        passengers: change.passengers.unwrap_or(need.people),
        luggage_l: change.luggage_l.unwrap_or(need.luggage_l),
        distance_km: change.distance_km.unwrap_or(need.distance_km),
        child_seats: change.child_seats.unwrap_or(need.child_seats),
        step_free: change.step_free.unwrap_or(need.step_free),
        with_driver: need.driver,
        driver_id: ride.and_then(|ride| ride.driver_id),
        pick_up: None,
        drop_off: None,
        passenger_phone: None,
        zones: change.zones.clone().unwrap_or_else(|| need.zones.clone()),
        destination: change.destination.clone().unwrap_or_else(|| present.destination.clone()),
        title: None,
        visibility: None,
        host_id: None,
        recurrence: None,
    };
    Ok(wish.check()?)
}

/// The vehicle that it has, where that still fits without anybody else taking another one, and no other is asked for.
fn keeps(
    situation: &Situation,
    cx: &Ctx,
    present: &Reservation,
    wish: &NewReservation,
    change: &ReservationChange,
) -> Result<Option<Chosen>, FleetError> {
    let Some(has) = present.vehicle.as_ref().filter(|_| change.vehicle_id.is_none_or(|wanted| wanted.is_none())) else {
        return Ok(None);
    };
    if change.is_in_words_only() {
        return Ok(Some(Chosen {
            vehicle: has.id,
            why: vec![Remark::keeps_its_vehicle()],
            moves: vec![],
            driver: None,
        }));
    }
    let named = NewReservation { vehicle_id: Some(has.id), ..wish.clone() };
    let by_another = named.driver_id.is_some().then(|| NewReservation { driver_id: None, ..named.clone() });
    for wish in std::iter::once(named).chain(by_another) {
        if let Found::Vehicle(chosen) = situation.find(cx, &wish, &[])?
            && chosen.moves.is_empty()
        {
            return Ok(Some(Chosen { why: vec![Remark::keeps_its_vehicle()], ..chosen }));
        }
    }
    Ok(None)
}

/// Once it has begun, the vehicle can only be kept longer, while nobody else has it.
async fn stay_longer(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    present: &Reservation,
    change: &ReservationChange,
) -> Result<(), FleetError> {
    let ReservationChange {
        from,
        to,
        vehicle_id,
        passengers,
        luggage_l,
        distance_km,
        child_seats,
        step_free,
        zones,
        destination,
        title,
        visibility,
    } = change;
    let until = to.filter(|to| *to > present.ends_at).ok_or_else(|| begun(present))?;
    let others = [
        from.is_some_and(|from| from != present.starts_at),
        vehicle_id.is_some(),
        passengers.is_some(),
        luggage_l.is_some(),
        distance_km.is_some(),
        child_seats.is_some(),
        step_free.is_some(),
        zones.is_some(),
        destination.is_some(),
        title.is_some(),
        visibility.is_some(),
    ];
    if others.contains(&true) {
        return Err(begun(present));
    }
    whole_minute("to", until)?;
    let minutes = until.minutes_since(present.ends_at);
    if let Some(more) = Interval::new(present.ends_at, until) {
        if let Some(vehicle) = &present.vehicle {
            refuse_promised_after(tx, cx, (Promised::Vehicle, vehicle.id), present.id, more).await?;
        }
        if let Some(driver) = held(tx, present.id).await? {
            refuse_promised_after(tx, cx, (Promised::Driver, driver), present.id, more).await?;
        }
    }
    attend(&ours(engine), tx, cx, present.id, Act::Extend(minutes), Some(present.version)).await?;
    let data = json!({ "to": { "from": present.ends_at, "to": until } });
    tx.record(Entry::new("vehicle_reservation.changed", "vehicle_reservation", present.id).data(data));
    Ok(())
}

/// Whether a reservation has a driver is settled when it is made.
fn is_open_to_a_change(way: &Way) -> bool {
    !matches!(way, Way::WithDriver | Way::WithoutDriver | Way::AnyDriver)
}

fn without_driver_ways(error: FleetError) -> FleetError {
    match error {
        FleetError::NoVehicleFits(mut none) => {
            none.ways.retain(is_open_to_a_change);
            FleetError::NoVehicleFits(none)
        }
        other => other,
    }
}
