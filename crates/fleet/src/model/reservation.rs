//! What somebody needs a vehicle for, and what the house has decided about giving one.

use booking::model::{assess::Slot, booking::Visibility};
use kernel::{
    BookableId, FieldError, Fold, Instant, Interval, PersonId, PlaceId, Rejection, WallTime, Zone,
    field::{Wrong, in_range, one_line},
    id::DriverId,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{
    assign::{Bounds, Need, Reason, Rules, Way},
    vehicle::MAX_LINE,
};

/// The most reservations that get another vehicle so that one more fits, unless the desk does it.
pub const MOST_MOVES: usize = 5;
/// Kilometres that must be in a battery beyond the distance.
pub const RESERVE_KM: i64 = 20;
/// What a trip counts for whose distance nobody knows.
pub const ASSUMED_KM: i64 = 100;
/// What a home bay gives to a battery, in watts, where the vehicle takes no less.
pub const BAY_WATTS: i64 = 11_000;
/// The days before and after a wish whose trips are looked at: what was driven then decides about the charge.
pub const AROUND_DAYS: i64 = 7;
/// The longest telephone number, in characters.
pub const MAX_PHONE: usize = 40;
/// The most people, child seats or zones of one reservation.
const MOST: i64 = 100;
/// The furthest trip.
const MOST_KM: i64 = 10_000;
/// The most luggage, in litres.
const MOST_LUGGAGE: i64 = 100_000;

/// What somebody wants: by need, or one vehicle by name.
#[derive(Debug, Clone, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct NewReservation {
    /// This vehicle and no other.
    pub vehicle_id: Option<BookableId>,
    /// The site on which it starts; needed unless a vehicle is named.
    pub site_id: Option<PlaceId>,
    /// From when, to the minute.
    pub from: Instant,
    /// Until when, to the minute.
    pub to: Instant,
    /// How many people travel, with whoever drives it himself; a driver of the house comes on top.
    #[schema(minimum = 1)]
    #[param(minimum = 1)]
    pub passengers: i64,
    /// Luggage in litres.
    #[serde(default)]
    pub luggage_l: i64,
    /// How far, there and back; 100 km are assumed where nobody knows.
    pub distance_km: Option<i64>,
    /// How many children need a seat of their own.
    #[serde(default)]
    pub child_seats: i64,
    /// Whether somebody comes in a wheelchair.
    #[serde(default)]
    pub step_free: bool,
    /// Whether a driver of the house drives.
    #[serde(default)]
    pub with_driver: bool,
    /// This driver of the house and no other; only with a driver.
    pub driver_id: Option<DriverId>,
    /// Where the driver picks the passengers up.
    #[schema(max_length = 120)]
    pub pick_up: Option<String>,
    /// Where the driver takes them.
    #[schema(max_length = 120)]
    pub drop_off: Option<String>,
    /// How the driver reaches the passengers; only the driver and the desk see it.
    #[schema(max_length = 40)]
    pub passenger_phone: Option<String>,
    /// The codes of the low-emission zones it goes to; may be repeated.
    #[serde(default)]
    pub zones: Vec<String>,
    /// Where it goes.
    #[schema(max_length = 120)]
    pub destination: Option<String>,
    /// What it is for; needed to reserve.
    #[schema(max_length = 200)]
    pub title: Option<String>,
    /// Who may know about it; every colleague unless told.
    pub visibility: Option<Visibility>,
    /// Whom it is for; the caller unless told.
    pub host_id: Option<PersonId>,
    /// Not taken yet: each date is reserved on its own.
    pub recurrence: Option<String>,
}

impl NewReservation {
    /// The same, checked as far as it goes without the database.
    pub fn check(mut self) -> Result<Self, Rejection> {
        let mut wrong = Wrong::default();
        if self.recurrence.is_some() {
            wrong.add(FieldError::new("recurrence", "single_date"));
        }
        if self.vehicle_id.is_none() && self.site_id.is_none() {
            wrong.add(FieldError::new("site_id", "required"));
        }
        if self.to <= self.from {
            wrong.add(FieldError::new("to", "before_start"));
        }
        for (field, at) in [("from", self.from), ("to", self.to)] {
            wrong.take(whole_minute(field, at));
        }
        wrong.take(in_range("passengers", self.passengers, 1, MOST));
        wrong.take(in_range("luggage_l", self.luggage_l, 0, MOST_LUGGAGE));
        wrong.take(in_range("distance_km", self.distance_km.unwrap_or_default(), 0, MOST_KM));
        wrong.take(in_range("child_seats", self.child_seats, 0, MOST));
        if self.zones.len() > usize::try_from(MOST).unwrap_or_default() {
            wrong.add(FieldError::new("zones", "too_many"));
        }
        self.destination = self
            .destination
            .filter(|text| !text.trim().is_empty())
            .map(|text| wrong.take(one_line("destination", &text, MAX_LINE)));
        for (field, text, max) in [
            ("pick_up", &mut self.pick_up, MAX_LINE),
            ("drop_off", &mut self.drop_off, MAX_LINE),
            ("passenger_phone", &mut self.passenger_phone, MAX_PHONE),
        ] {
            *text =
                text.take().filter(|text| !text.trim().is_empty()).map(|text| wrong.take(one_line(field, &text, max)));
        }
        if !self.with_driver && self.driver_id.is_some() {
            wrong.add(FieldError::new("driver_id", "only_with_driver"));
        }
        self.zones.sort_unstable();
        self.zones.dedup();
        wrong.or(self)
    }

    /// When.
    #[must_use]
    pub const fn span(&self) -> Interval {
        Interval { start: self.from, end: self.to }
    }

    /// The date as the engine takes it.
    pub fn slot(&self, zone: Zone) -> Result<Slot, FieldError> {
        slot(self.span(), zone).ok_or(FieldError::new("from", "invalid"))
    }

    /// What it needs of a car.
    #[must_use]
    pub fn need(&self) -> Need {
        Need {
            people: self.passengers,
            luggage_l: self.luggage_l,
            distance_km: self.distance_km,
            zones: self.zones.clone(),
            driver: self.with_driver,
            drivable: None,
            child_seats: self.child_seats,
            step_free: self.step_free,
        }
    }

    /// The wish after going a way that was proposed.
    #[must_use]
    pub fn by(&self, way: &Way) -> Self {
        let mut eased = self.clone();
        match *way {
            Way::Earlier { from, to } | Way::Later { from, to } => (eased.from, eased.to) = (from, to),
            Way::AnyCar => eased.vehicle_id = None,
            Way::AnyDriver => eased.driver_id = None,
            Way::FewerPeople { people } => eased.passengers = people,
            Way::LessLuggage { luggage_l } => eased.luggage_l = luggage_l,
            Way::FewerChildSeats { child_seats } => eased.child_seats = child_seats,
            Way::ShorterTrip { distance_km } => eased.distance_km = Some(distance_km),
            Way::OutsideZones => eased.zones.clear(),
            Way::WithoutStepFree => eased.step_free = false,
            Way::WithDriver => eased.with_driver = true,
            Way::WithoutDriver => (eased.with_driver, eased.driver_id) = (false, None),
        }
        eased
    }
}

/// A moment to the minute, in a year in which something may be planned.
pub fn whole_minute(field: &'static str, at: Instant) -> Result<(), FieldError> {
    if !WallTime::at(at, Zone::UTC).is_plausible() {
        return Err(FieldError::new(field, "implausible_year"));
    }
    if at.micros() % 60_000_000 == 0 { Ok(()) } else { Err(FieldError::new(field, "whole_minutes")) }
}

/// A span as the engine takes a date: there is none for what does not begin on a minute.
#[must_use]
pub fn slot(span: Interval, zone: Zone) -> Option<Slot> {
    let start = WallTime::at(span.start, zone);
    let duration_minutes = span.end.minutes_since(span.start);
    [Fold::First, Fold::Second]
        .into_iter()
        .map(|fold| Slot { original_start: start, start, duration_minutes, zone, fold })
        .find(|slot| slot.interval() == span)
}

/// The rules by which cars are shared out at a moment.
#[must_use]
pub fn rules(now: Instant) -> Rules {
    Rules {
        reserve_km: RESERVE_KM,
        assumed_km: ASSUMED_KM,
        not_before: now,
        look_minutes: 1440,
        step_minutes: 15,
        bounds: Bounds::default(),
    }
}

/// Something that is said about a choice: the code of a text, and its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Before the code, the family that its text belongs to.
    pub family: &'static str,
    /// The code.
    pub code: String,
    /// Its numbers.
    pub data: Map<String, Value>,
}

impl Remark {
    /// A reason for a car, or against all.
    #[must_use]
    pub fn reason(reason: &Reason) -> Self {
        Self::of("assign_", reason)
    }

    /// What would make it possible.
    #[must_use]
    pub fn way(way: &Way) -> Self {
        Self::of("assign_way_", way)
    }

    /// What keeps a reservation from the vehicle that it has.
    #[must_use]
    pub fn threat(reason: &Reason) -> Self {
        Self::of("threat_", reason)
    }

    /// What is said about drivers.
    #[must_use]
    pub fn ride(reason: &impl Serialize) -> Self {
        Self::of("ride_", reason)
    }

    /// What keeps so many vehicles away by the rules for booking them.
    #[must_use]
    pub fn rule(code: &str, mut data: Map<String, Value>, cars: usize) -> Self {
        data.insert("cars".into(), cars.into());
        Self { family: "", code: code.to_owned(), data }
    }

    /// A reservation that changes keeps the vehicle that it has.
    #[must_use]
    pub fn keeps_its_vehicle() -> Self {
        Self { family: "assign_", code: "keeps_its_vehicle".to_owned(), data: Map::new() }
    }

    /// What was kept of a reason.
    #[must_use]
    pub fn kept(value: Value) -> Option<Self> {
        let Value::Object(mut data) = value else { return None };
        let code = data.remove("code")?.as_str()?.to_owned();
        Some(Self { family: "assign_", code, data })
    }

    /// The code of its text.
    #[must_use]
    pub fn text_code(&self) -> String {
        format!("{}{}", self.family, self.code)
    }

    fn of(family: &'static str, value: &impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        let kept = Self::kept(value);
        kept.map_or_else(|| Self { family, code: String::new(), data: Map::new() }, |kept| Self { family, ..kept })
    }
}
