//! Whoever repairs what is broken on vehicles. This area knows no maintenance; the composition root says who it is.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use db::{Conn, WriteTx};
use kernel::{Ctx, PlaceId, id::TicketId};

use crate::FleetError;

/// Something that is broken on a vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleFault {
    /// Where the vehicle is repaired: its home bay.
    pub place: PlaceId,
    /// What it is, in one line.
    pub title: String,
    /// More about it.
    pub description: String,
    /// Whether the vehicle can still be driven.
    pub drivable: bool,
}

/// The ticket by which something is repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultTicket {
    /// Which one.
    pub id: TicketId,
    /// The number people say.
    pub number: i64,
    /// In which state it is, in the words of whoever repairs.
    pub state: &'static str,
    /// Whether the work is done and was looked at.
    pub settled: bool,
}

/// Whoever repairs.
#[async_trait]
pub trait FaultDesk: Send + Sync {
    /// Opens a ticket, in the transaction in which the damage is noted.
    async fn open(&self, tx: &WriteTx, cx: &Ctx, fault: VehicleFault) -> Result<FaultTicket, FleetError>;

    /// How these tickets stand, in a bounded number of statements.
    async fn standing(&self, conn: Conn<'_>, ids: &[TicketId]) -> Result<Vec<FaultTicket>, FleetError>;
}

/// Whoever repairs, as the composition root said.
#[derive(Clone)]
pub struct Faults(pub Arc<dyn FaultDesk>);

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Faults")
    }
}
