#![doc = include_str!("../README.md")]

pub mod commands;
mod entity;
mod error;
pub mod ical;
pub mod import;
mod kind;
pub mod model;
pub mod policy;
pub mod queries;

pub use error::{BookingError, Refusal};
pub use kind::{Engine, Kind, KindFacts};
