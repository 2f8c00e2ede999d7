//! What damage looks like to a caller.

use kernel::{
    Ctx, Instant,
    id::{DamageId, TicketId},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{body::VehicleFileBody, desk_body::DeskVehicle};
use crate::{model::handover::DamagePart, queries::Damage};

/// Damage on a vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleDamage)]
pub(crate) struct DamageBody {
    id: DamageId,
    vehicle: DeskVehicle,
    part: DamagePart,
    description: String,
    /// Whether the vehicle can be driven with it.
    drivable: bool,
    noted_at: Instant,
    noted_by: Option<String>,
    /// By which ticket it is repaired.
    ticket: Option<DamageTicket>,
    /// When it was said to be repaired.
    repaired_at: Option<Instant>,
    repair_note: Option<String>,
    photos: Vec<VehicleFileBody>,
    /// Whether the caller may say that it is repaired.
    may_repair: bool,
    version: i64,
}

/// The ticket by which damage is repaired.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DamageTicket {
    id: TicketId,
    /// The number people say.
    number: i64,
    /// In which state it is.
    state: &'static str,
    /// Whether the work is done and was looked at.
    settled: bool,
}

impl DamageBody {
    pub(crate) fn new(cx: &Ctx, damage: Damage) -> Self {
        let today = damage.vehicle.today(cx.now);
        let row = damage.row;
        Self {
            id: row.id,
            vehicle: DeskVehicle::new(cx, &damage.vehicle),
            part: row.part,
            description: row.description,
            drivable: row.drivable,
            noted_at: row.noted_at,
            noted_by: damage.noted_by,
            ticket: damage.ticket.map(|ticket| DamageTicket {
                id: ticket.id,
                number: ticket.number,
                state: ticket.state,
                settled: ticket.settled,
            }),
            repaired_at: row.repaired_at,
            repair_note: row.repair_note,
            photos: damage.photos.into_iter().map(|photo| VehicleFileBody::new(photo, today)).collect(),
            may_repair: damage.may_repair,
            version: row.version,
        }
    }
}
