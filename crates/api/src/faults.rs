//! What is broken on vehicles is repaired by those who work on tickets: `fleet` and `maintenance` know nothing of each other.

use db::{Conn, WriteTx};
use fleet::{FaultDesk, FaultTicket, FleetError, VehicleFault};
use kernel::{Ctx, id::TicketId};
use maintenance::{
    TicketError, TicketStanding,
    commands::{Report, report},
    model::{
        priority::{Impact, Urgency},
        state::TicketState,
    },
    ticket_standing,
};

/// Opens tickets for damage.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TicketsForDamage;

#[async_trait::async_trait]
impl FaultDesk for TicketsForDamage {
    async fn open(&self, tx: &WriteTx, cx: &Ctx, fault: VehicleFault) -> Result<FaultTicket, FleetError> {
        let VehicleFault { place, title, description, drivable } = fault;
        let input = Report {
            title,
            description: Some(description),
            place: Some(place),
            impact: Some(Impact::Person),
            urgency: Some(if drivable { Urgency::CanWait } else { Urgency::StopsWork }),
            ..Report::default()
        };
        let id = report(tx, cx, input).await.map_err(refused)?;
        let standing = ticket_standing(tx, &[id]).await.map_err(refused)?;
        standing.first().map(told).ok_or_else(|| kernel::Rejection::NotFound("ticket").into())
    }

    async fn standing(&self, conn: Conn<'_>, ids: &[TicketId]) -> Result<Vec<FaultTicket>, FleetError> {
        Ok(ticket_standing(&conn, ids).await.map_err(refused)?.iter().map(told).collect())
    }
}

fn told(standing: &TicketStanding) -> FaultTicket {
    let settled = matches!(standing.state, TicketState::Verified | TicketState::Closed);
    FaultTicket { id: standing.id, number: standing.number, state: standing.state.as_str(), settled }
}

fn refused(error: TicketError) -> FleetError {
    FleetError::Fault(Box::new(error))
}
