//! What can be asked about tickets: one read model a file. The models are what the API answers.

pub(crate) mod access;
mod board;
mod detail;
mod guest;
mod line;
mod list;
mod mentions;
mod plans;
mod setup;
mod threats;

pub use access::TicketAttachments;
pub(crate) use board::{Board, BoardFilter, board};
pub(crate) use detail::{PhotoRef, TicketDetail, detail};
pub(crate) use guest::{GuestPlace, GuestTicket, followed, place_behind};
pub(crate) use line::TicketLine;
pub(crate) use list::{OPEN, Position, TicketFilter, TicketScope, TicketSort, list};
pub(crate) use mentions::{Mention, mentions};
pub(crate) use plans::{PlanBody, PlanDetail, PlanFilter, plan, plans};
pub(crate) use setup::{Checklist, Levels, Team, checklist, checklists, levels, team, teams};
pub(crate) use threats::{Threat, about, next_bookings, threats};
