//! What reservations look like to a caller.

use booking::{
    BookingError,
    model::{booking::Visibility, state::State},
};
use db::Conn;
use httpkit::{ApiError, AppState, words};
use kernel::{BookableId, BookingId, Ctx, Instant, Lang, OccurrenceId, PersonId, Zone};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{
    body::{VehicleBody, text},
    driver_body::FindingBody,
    ride_body::RideOutlineBody,
};
use crate::{
    FleetError,
    model::{assign::Way, reservation::Remark},
    planning::{Found, NoVehicle},
    queries::{self, Reservation, SwapLine},
};

/// Something that is said about a choice: why this vehicle, why none, or what would help.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = VehicleRemark)]
pub(crate) struct RemarkBody {
    /// `smallest_that_fits`, `taken`, `fewer_people`, …
    code: String,
    /// In the caller's language.
    text: String,
    /// The numbers of the text.
    #[schema(value_type = Object)]
    data: Map<String, Value>,
}

/// The vehicle of a reservation, as everybody sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReservedVehicle)]
pub(crate) struct SwappedBody {
    id: BookableId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// A reservation got another vehicle: so that one more fitted in, or because its own was not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleSwap)]
pub(crate) struct SwapBody {
    at: Instant,
    from: Option<SwappedBody>,
    to: Option<SwappedBody>,
    /// What happened, in the caller's language.
    text: String,
    /// What there is to know about the new vehicle.
    why: Vec<RemarkBody>,
}

/// What is needed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleNeed)]
pub(crate) struct NeedBody {
    passengers: i64,
    luggage_l: i64,
    distance_km: Option<i64>,
    child_seats: i64,
    step_free: bool,
    with_driver: bool,
    /// The codes of zones.
    zones: Vec<String>,
    destination: Option<String>,
}

/// A reservation of a vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleReservation)]
pub(crate) struct ReservationBody {
    /// The date of its booking.
    id: OccurrenceId,
    booking_id: BookingId,
    title: String,
    host_id: PersonId,
    host_name: String,
    visibility: Visibility,
    state: State,
    /// Why it was called off.
    reason: Option<String>,
    from: Instant,
    to: Instant,
    time_zone: Zone,
    /// The vehicle it has; up to the hand-out it may be swapped unless it was asked for by name.
    vehicle: Option<VehicleBody>,
    need: NeedBody,
    /// Whether this vehicle was asked for, so that no other will do.
    by_name: bool,
    /// When it got another vehicle, the first first.
    swaps: Vec<SwapBody>,
    /// What others did so that it fits.
    made_room: Vec<SwapBody>,
    /// Who drives, when a driver of the house does.
    ride: Option<RideOutlineBody>,
    may_cancel: bool,
    /// Whether the caller may change it; once it has begun, only make its end later.
    may_change: bool,
    version: i64,
}

/// What reserving would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleReservationOptions)]
pub(crate) struct OptionsBody {
    /// Whether a vehicle fits.
    fits: bool,
    /// The vehicle that it would be.
    vehicle: Option<VehicleBody>,
    /// How many other reservations would get another vehicle.
    swaps: usize,
    /// Why this vehicle, or why none.
    why: Vec<RemarkBody>,
    /// What would make it possible: each was tried.
    ways: Vec<WayBody>,
}

/// What would make it possible.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleReservationWay)]
pub(crate) struct WayBody {
    #[serde(flatten)]
    remark: RemarkBody,
    /// The members of the wish to change, with their values.
    #[schema(value_type = Object)]
    change: Map<String, Value>,
}

/// Whoever tells: the texts, the language and the clock.
pub(crate) struct Teller<'a> {
    pub(super) state: &'a AppState,
    pub(super) lang: Lang,
    pub(super) zone: Zone,
}

impl Teller<'_> {
    pub(super) fn remark(&self, remark: &Remark) -> RemarkBody {
        let data = words::on_the_wall(self.zone, &remark.data);
        RemarkBody { text: text(self.state, self.lang, &remark.text_code(), &data), code: remark.code.clone(), data }
    }

    pub(super) fn remarks(&self, remarks: &[Remark]) -> Vec<RemarkBody> {
        remarks.iter().map(|one| self.remark(one)).collect()
    }

    pub(super) fn why_none(&self, none: &NoVehicle) -> Vec<RemarkBody> {
        let gave_up = Remark::rule("gave_up", Map::new(), 0);
        let gave_up = none.gave_up.then_some(Remark { family: "assign_", ..gave_up });
        none.why.iter().chain(&gave_up).map(|one| self.remark(one)).collect()
    }

    pub(super) fn way(&self, way: &Way) -> WayBody {
        let change = match *way {
            Way::Earlier { from, to } | Way::Later { from, to } => json!({ "from": from, "to": to }),
            Way::AnyCar => json!({ "vehicle_id": null }),
            Way::AnyDriver => json!({ "driver_id": null }),
            Way::FewerPeople { people } => json!({ "passengers": people }),
            Way::LessLuggage { luggage_l } => json!({ "luggage_l": luggage_l }),
            Way::FewerChildSeats { child_seats } => json!({ "child_seats": child_seats }),
            Way::ShorterTrip { distance_km } => json!({ "distance_km": distance_km }),
            Way::OutsideZones => json!({ "zones": [] }),
            Way::WithoutStepFree => json!({ "step_free": false }),
            Way::WithDriver => json!({ "with_driver": true }),
            Way::WithoutDriver => json!({ "with_driver": false, "driver_id": null }),
        };
        let Value::Object(change) = change else { unreachable!("each is an object") };
        WayBody { remark: self.remark(&Remark::way(way)), change }
    }

    pub(super) fn ways(&self, ways: &[Way]) -> Vec<WayBody> {
        ways.iter().map(|way| self.way(way)).collect()
    }

    fn swap(&self, line: SwapLine) -> SwapBody {
        let named = |vehicle: Option<queries::Vehicle>| {
            vehicle.map(|one| SwappedBody { id: one.id, code: one.code, name: one.names.get(self.lang).to_owned() })
        };
        let (from, to) = (named(line.from), named(line.to));
        let shown = |one: &Option<SwappedBody>| one.as_ref().map(|one| format!("{} ({})", one.name, one.code));
        let data = Map::from_iter([("from".to_owned(), json!(shown(&from))), ("to".to_owned(), json!(shown(&to)))]);
        let code = if line.made_room { "vehicle_swapped" } else { "vehicle_replaced" };
        let text = text(self.state, self.lang, code, &data);
        SwapBody { at: line.at, from, to, text, why: self.remarks(&line.reasons) }
    }
}

impl OptionsBody {
    pub(super) async fn of(
        state: &AppState,
        conn: Conn<'_>,
        cx: &Ctx,
        zone: Zone,
        found: Found,
    ) -> Result<Self, FleetError> {
        let teller = Teller { state, lang: cx.lang, zone };
        Ok(match found {
            Found::Vehicle(chosen) => Self {
                fits: true,
                vehicle: queries::one(conn, chosen.vehicle).await?.map(|vehicle| VehicleBody::new(vehicle, cx)),
                swaps: chosen.moves.len(),
                why: teller.remarks(&chosen.why),
                ways: vec![],
            },
            Found::Nothing(none) => Self {
                fits: false,
                vehicle: None,
                swaps: 0,
                why: teller.why_none(&none),
                ways: teller.ways(&none.ways),
            },
        })
    }
}

impl ReservationBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, one: Reservation) -> Self {
        let teller = Teller { state, lang: cx.lang, zone: one.zone };
        Self {
            id: one.id,
            booking_id: one.booking,
            title: one.title,
            host_id: one.host,
            host_name: one.host_name,
            visibility: one.visibility,
            state: one.state,
            reason: one.reason,
            from: one.starts_at,
            to: one.ends_at,
            time_zone: one.zone,
            vehicle: one.vehicle.map(|vehicle| VehicleBody::new(vehicle, cx)),
            need: NeedBody {
                passengers: one.need.people,
                luggage_l: one.need.luggage_l,
                distance_km: one.need.distance_km,
                child_seats: one.need.child_seats,
                step_free: one.need.step_free,
                with_driver: one.need.driver,
                zones: one.need.zones,
                destination: one.destination,
            },
            by_name: one.by_name,
            swaps: one.swaps.into_iter().map(|line| teller.swap(line)).collect(),
            made_room: one.made_room.into_iter().map(|line| teller.swap(line)).collect(),
            ride: one.ride.map(RideOutlineBody::from),
            may_cancel: one.may_cancel,
            may_change: one.may_change,
            version: one.version,
        }
    }
}

/// The problem with why no vehicle fits and the ways on, or with what the engine has against it, in the caller's language.
pub(super) fn explain(state: &AppState, lang: Lang, error: FleetError) -> ApiError {
    match &error {
        FleetError::NoVehicleFits(none) => {
            let teller = Teller { state, lang, zone: none.zone };
            let (why, ways) = (json!(teller.why_none(none)), json!(teller.ways(&none.ways)));
            ApiError::from(error).with("why", why).with("ways", ways)
        }
        FleetError::Booking(BookingError::Refused(refusal)) => {
            let findings = refusal.findings().cloned();
            let findings: Vec<_> = findings.map(|finding| FindingBody::new(state, lang, finding)).collect();
            ApiError::from(error).with("findings", json!(findings))
        }
        _ => error.into(),
    }
}

/// The problem with what speaks against a driver, in the caller's language.
pub(super) fn explain_driver(state: &AppState, lang: Lang, zone: Zone, error: FleetError) -> ApiError {
    let FleetError::DriverDoesNotFit(against) = &error else { return error.into() };
    let why = json!(Teller { state, lang, zone }.remark(against));
    ApiError::from(error).with("why", json!([why]))
}
