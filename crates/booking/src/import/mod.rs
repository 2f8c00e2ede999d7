//! Taking over calendars that were kept elsewhere.
//!
//! The file is read by [`crate::ical`]; here its events become bookings, by the same plan and under the same promises as any
//! other booking. Each event is a transaction of its own, so what fits is taken though something else clashes. The key
//! and the fingerprint of an event are kept with its booking: taking the same file twice changes nothing, and a newer version
//! of an event changes the booking it became. An event that is missing from a later file is left alone, since an export
//! may show a part of the calendar only.

mod apply;
mod calendar;
mod report;
mod wanted;

pub use calendar::{Import, Progress, import_calendar};
pub use report::{Clash, DateReport, EventReport, Outcome, Report};
