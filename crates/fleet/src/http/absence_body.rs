//! What the absences of drivers look like to a caller.

use kernel::{Instant, id::AbsenceId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::queries::Absence;

/// A time for which a driver is not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverAbsence)]
pub(crate) struct AbsenceBody {
    id: AbsenceId,
    from: Instant,
    to: Instant,
    /// How many rides that are not driven yet the driver has in that time: each needs another driver.
    rides: i64,
}

impl From<Absence> for AbsenceBody {
    fn from(Absence { id, starts_at, ends_at, rides }: Absence) -> Self {
        Self { id, from: starts_at, to: ends_at, rides }
    }
}

/// When a driver is not there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverAbsences)]
pub(crate) struct AbsencesBody {
    /// Those that are not over, the first first.
    pub(crate) items: Vec<AbsenceBody>,
}
