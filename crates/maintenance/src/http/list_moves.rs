//! `GET /tickets/moves`

use axum::response::Response;
use httpkit::{ApiError, Caller, Page, answer};
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::state::{MOVES, Move, TicketParty, TicketState, TicketVerb};

/// A legal move.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketMove)]
pub(crate) struct Line {
    verb: TicketVerb,
    /// From which states.
    from: &'static [TicketState],
    to: TicketState,
    /// By whom.
    who: &'static [TicketParty],
    /// Whether it takes a reason.
    reason: bool,
}

/// Every legal move of a ticket.
#[utoipa::path(get, path = "/tickets/moves", tag = "tickets",
    responses((status = 200, body = Page<Line>), httpkit::ReadProblems))]
pub(crate) async fn list_ticket_moves(_: Caller) -> Result<Response, ApiError> {
    let lines = MOVES.iter().map(|line| {
        let Move { verb, from, to, who, reason, note: _ } = *line;
        Line { verb, from, to, who, reason }
    });
    answer(None, &Page::whole(lines.collect()))
}
