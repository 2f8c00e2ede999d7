//! Rows of the tables, private to the crate.

pub(crate) mod attachment;
pub(crate) mod place;
