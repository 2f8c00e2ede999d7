#![doc = include_str!("../README.md")]

mod entity;
pub mod commands;
mod error;
pub mod ical;
pub mod import;
mod kind;
pub mod model;
pub mod policy;
pub mod queries;

pub use error::{BookingError, Refusal};
pub use kind::{Engine, Kind, KindFacts};
