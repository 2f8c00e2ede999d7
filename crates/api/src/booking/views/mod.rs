//! What the API shows of bookings.

mod booking;
mod finding;
mod occurrence;
mod people;
mod plan;

pub(super) use booking::{BookingSummaryView, BookingView};
pub(super) use finding::{AlternativeView, ConflictView, FindingView, alternative, conflicts, findings};
pub(super) use occurrence::{Lens, OccurrenceView};
pub(super) use people::{People, PersonRef};
pub(super) use plan::{EditPreviewView, PreviewView, in_the_way};
