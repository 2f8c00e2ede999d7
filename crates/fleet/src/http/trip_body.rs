//! What trips look like to a caller.

use kernel::{BookableId, Ctx, Instant, OccurrenceId, PersonId, Zone, id::TripId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{model::trip::TripKind, queries::Trip};

/// A trip.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Trip)]
pub(crate) struct TripBody {
    id: TripId,
    vehicle_id: BookableId,
    #[schema(example = "CAR-07")]
    vehicle_code: String,
    /// The name of the vehicle in the caller's language.
    vehicle_name: String,
    time_zone: Zone,
    driver_id: PersonId,
    driver_name: String,
    from: Instant,
    to: Instant,
    km_out: i64,
    km_in: i64,
    /// What was driven.
    km: i64,
    /// How many kilometres nobody noted a trip for, between the trip before and this one.
    unlogged_km: i64,
    kind: TripKind,
    purpose: Option<String>,
    reservation_id: Option<OccurrenceId>,
    /// Why it was last corrected.
    reason: Option<String>,
    /// What the caller may do with it.
    may: TripMay,
    version: i64,
}

/// What the caller may do with a trip.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TripMay {
    correct: bool,
    strike: bool,
}

impl TripBody {
    pub(crate) fn new(trip: Trip, cx: &Ctx) -> Self {
        Self {
            id: trip.id,
            vehicle_id: trip.vehicle_id,
            vehicle_code: trip.code,
            vehicle_name: trip.names.get(cx.lang).to_owned(),
            time_zone: trip.zone,
            driver_id: trip.driver_id,
            driver_name: trip.driver_name,
            from: trip.from,
            to: trip.to,
            km_out: trip.km_out,
            km_in: trip.km_in,
            km: trip.km_in - trip.km_out,
            unlogged_km: trip.unlogged_km,
            kind: trip.kind,
            purpose: trip.purpose,
            reservation_id: trip.reservation_id,
            reason: trip.reason,
            may: TripMay { correct: trip.may_correct, strike: trip.may_strike },
            version: trip.version,
        }
    }
}
