//! What can be asked about tickets: one read model a file. The models are what the API answers.

pub(crate) mod access;
mod board;
mod book;
mod calendar;
mod detail;
mod due;
mod figures;
mod guest;
mod inspections;
mod line;
mod list;
mod mentions;
mod plans;
mod regimes;
mod rule_dates;
mod setup;
mod standing;
mod task_meters;
mod threats;

pub use access::TicketAttachments;
pub(crate) use board::{Board, BoardFilter, board};
pub(crate) use book::inspection_book;
pub(crate) use calendar::calendar;
pub(crate) use detail::{PhotoRef, TicketDetail, detail};
pub(crate) use due::{DueFilter, DueLine, due_lines, scope};
pub(crate) use figures::{
    Figures, FiguresFilter, FiguresTable, Material, Words, figures, load as load_figures, sheets,
};
pub(crate) use guest::{GuestPlace, GuestTicket, followed, place_behind};
pub use inspections::InspectionAttachments;
pub(crate) use inspections::{
    InspectionDetail, InspectionFilter, InspectionKey, InspectionLine, inspection, inspections,
};
pub(crate) use line::{TicketLine, push_inside};
pub(crate) use list::{Between, OPEN, Position, TicketFilter, TicketScope, TicketSort, list};
pub(crate) use mentions::{Mention, mentions};
pub(crate) use plans::{PlanBody, PlanDetail, PlanFilter, plan, plans};
pub(crate) use regimes::{RegimeBody, regime, regimes};
pub(crate) use rule_dates::{RuleDates, rule_dates};
pub(crate) use setup::{Checklist, Levels, Team, checklist, checklists, levels, team, teams};
pub use standing::{TicketStanding, standing};
pub(crate) use task_meters::TaskMeters;
pub(crate) use threats::{Threat, about, next_bookings, threats};
