//! What can be asked about places: one read model a file, generic over the connection.

mod attachments;
mod export;
mod holidays;
mod list;
mod one;
mod tree;

pub use attachments::{AttachmentFile, attachment_file, attachments, photo_count};
pub use export::export_places;
pub use holidays::closed_days;
pub use list::{PlaceFilter, list, search_words};
pub use one::{by_codes, by_ids, one, site};
pub use tree::{inside, path, paths};
