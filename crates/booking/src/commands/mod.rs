//! Writing: one verb a file. Preview and commit go through one plan.

pub mod attend;
pub mod bookables;
pub mod cancel;
pub mod close;
pub mod create_booking;
pub mod decide;
pub mod edit;
pub(crate) mod open;
pub mod plan;
pub mod policies;
pub mod reassign;
pub mod rederive;
pub(crate) mod store;
pub mod sweep;
