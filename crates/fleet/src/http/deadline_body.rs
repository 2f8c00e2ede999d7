//! What deadlines look like to a caller.

use chrono::NaiveDate;
use kernel::{BookableId, Ctx, PersonId, id::DeadlineId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    model::deadline::{DeadlineKind, DeadlineStanding},
    queries::DeadlineLine,
};

/// Something that is due for a vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleDeadline)]
pub(crate) struct DeadlineBody {
    id: DeadlineId,
    vehicle_id: BookableId,
    vehicle_code: String,
    /// The name of the vehicle in the caller's language.
    vehicle_name: String,
    /// The plate of the vehicle today.
    plate: Option<String>,
    kind: DeadlineKind,
    title: Option<String>,
    /// The last day on which it is in time.
    due_on: Option<NaiveDate>,
    /// What the odometer may show at most.
    due_km: Option<i64>,
    lead_days: i64,
    lead_km: i64,
    /// The day from which one is warned.
    warned_from: Option<NaiveDate>,
    /// How it stands today; nothing once it is done.
    standing: Option<DeadlineStanding>,
    /// Negative when it is late.
    days_left: Option<i64>,
    /// By what the odometer showed last; negative when it is late.
    km_left: Option<i64>,
    every_months: Option<i64>,
    every_km: Option<i64>,
    /// Whether the vehicle cannot be booked once it is overdue.
    blocks: bool,
    done_on: Option<NaiveDate>,
    done_km: Option<i64>,
    done_by: Option<PersonId>,
    note: Option<String>,
    /// What it comes after.
    follows_id: Option<DeadlineId>,
    version: i64,
}

impl DeadlineBody {
    pub(crate) fn new(line: DeadlineLine, cx: &Ctx) -> Self {
        let DeadlineLine { row, due, standing, days_left, km_left, code, names, plate } = line;
        Self {
            id: row.id,
            vehicle_id: row.vehicle_id,
            vehicle_code: code,
            vehicle_name: names.get(cx.lang).to_owned(),
            plate,
            kind: row.kind,
            title: row.title,
            due_on: due.on,
            due_km: due.km,
            lead_days: due.lead_days,
            lead_km: due.lead_km,
            warned_from: due.warned_from(),
            standing,
            days_left,
            km_left,
            every_months: row.every_months,
            every_km: row.every_km,
            blocks: row.blocks,
            done_on: row.done_on.map(|day| day.0),
            done_km: row.done_km,
            done_by: row.done_by,
            note: row.note,
            follows_id: row.follows_id,
            version: row.version,
        }
    }
}
