//! Reading: one read model a file.

pub mod alternatives;
pub mod approvals;
pub mod availability;
pub mod bookings;
pub(crate) mod calendar;
pub mod closures;
mod known;
pub mod load;
pub mod policies;
pub mod rehousing;
pub mod timeline;
mod work;

pub use known::known;
