//! What readings of odometers look like to a caller.

use kernel::{BookableId, Instant, PersonId, id::OdometerId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::odometer::{OdometerSource, Reading};

/// What an odometer showed at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OdometerReading)]
pub(crate) struct ReadingBody {
    id: OdometerId,
    vehicle_id: BookableId,
    read_at: Instant,
    km: i64,
    source: OdometerSource,
    read_by: Option<PersonId>,
    /// When it was noted.
    noted_at: Instant,
    /// Why it stands in the place of an earlier one; only corrections have it.
    reason: Option<String>,
    /// What stands in its place: it no longer counts.
    corrected_by: Option<OdometerId>,
}

impl From<Reading> for ReadingBody {
    fn from(one: Reading) -> Self {
        let Reading { id, vehicle, read_at, km, source, read_by, noted_at, reason, corrected_by } = one;
        Self { id, vehicle_id: vehicle, read_at, km, source, read_by, noted_at, reason, corrected_by }
    }
}
