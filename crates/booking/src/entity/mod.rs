//! The tables of the engine. Private: nothing outside this crate sees a row.
#![expect(unreachable_pub, reason = "sea-orm wants public rows; columns are explained where the tables are made")]

pub mod approval;
pub mod bookable;
pub mod bookable_scope;
pub mod bookable_unit;
pub mod booking;
pub mod claim;
pub mod closed_day;
pub mod closure;
pub mod occupancy;
pub mod occurrence;
pub mod policy;
pub mod unit;
