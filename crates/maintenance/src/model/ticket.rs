//! The other words of a ticket.

use kernel::{
    FieldError,
    field::{one_line, several_lines},
};

/// The longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest description, comment or note, in characters.
pub const MAX_TEXT: usize = 4000;
/// The longest reason, in characters.
pub const MAX_REASON: usize = 1000;
/// The most photos of a ticket.
pub const MAX_PHOTOS: u64 = 30;
/// The most people that one comment mentions.
pub const MAX_MENTIONS: usize = 20;

kernel::text_enum! {
    /// What a ticket is about.
    pub enum TicketKind {
        /// Something is broken.
        Fault = "fault",
        /// Somebody wants something.
        Request = "request",
        /// Work that keeps things from breaking.
        Preventive = "preventive",
        /// Looking at something by rule.
        Inspection = "inspection",
        /// What an inspection found.
        Remark = "remark",
    }
}

kernel::text_enum! {
    /// What kind of thing happened to a ticket.
    pub enum TicketEventKind {
        /// It went from one state to another.
        Moved = "moved",
        /// Somebody said something.
        Commented = "commented",
        /// Title, place, impact or the like were changed.
        Changed = "changed",
        /// Work was logged or struck out.
        Worked = "worked",
        /// A photo was added.
        Attached = "attached",
        /// A task was answered, or tasks were added.
        Answered = "answered",
    }
}

kernel::text_enum! {
    /// What an entry of the work log is.
    pub enum WorkKind {
        /// Time that somebody worked.
        Time = "time",
        /// Parts that were used.
        Part = "part",
        /// What somebody else did and is paid for.
        Service = "service",
    }
}

/// A title, which must not be empty.
pub fn title(text: &str) -> Result<String, FieldError> {
    let title = one_line("title", text, MAX_TITLE)?;
    if title.is_empty() { Err(FieldError::new("title", "required")) } else { Ok(title) }
}

/// A text of several lines; empty is none.
pub fn optional_text(field: &'static str, text: Option<&str>) -> Result<Option<String>, FieldError> {
    let text = text.map(|text| several_lines(field, text, MAX_TEXT)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A text of several lines, which must not be empty.
pub fn text(field: &'static str, text: &str, max: usize) -> Result<String, FieldError> {
    let text = several_lines(field, text, max)?;
    if text.is_empty() { Err(FieldError::new(field, "required")) } else { Ok(text) }
}

/// The key by which a ticket is found: its title and description.
#[must_use]
pub fn search_key(title: &str, description: Option<&str>) -> String {
    kernel::search_key(&format!("{title} {}", description.unwrap_or_default()))
}
