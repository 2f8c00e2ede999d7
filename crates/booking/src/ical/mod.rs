//! iCalendar (RFC 5545): reading the exports of other calendars, writing feeds and exports.
//!
//! Pure: no database, no clock, no room. [`read`] takes what a file says and nothing more: whatever cannot be understood
//! is reported with its line, and an event whose time is in doubt is refused, never guessed. [`write()`] makes the text of a
//! feed, with the definition of each time zone it names.
//!
//! The lines are read by our own code, not by a library, for two reasons: none of those at hand keeps the numbers of the lines,
//! and all of them replace a time zone they do not know by another one.

mod component;
mod event;
mod group;
mod lines;
mod model;
mod observance;
mod problem;
mod read;
mod recurring;
mod transitions;
mod values;
mod windows;
mod write;
mod write_zone;
mod zones;

#[cfg(test)]
mod tests;

pub use model::{Calendar, EventClass, EventStatus, ImportedEvent, ImportedSeries, Length, Organizer};
pub use problem::{Code, LineProblem, Severity};
pub use read::{ReadOptions, read};
pub use write::{FeedEvent, WriteOptions, write};
