//! Rows of the tables, private to the crate.
#![expect(unreachable_pub, reason = "sea-orm wants public rows")]

pub mod feature;
pub mod layout;
pub mod photo;
pub mod room;
pub mod room_feature;
pub mod room_space;
