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

/// The texts of findings, reasons and problems.
pub const MESSAGES: &[(kernel::Lang, &str)] = &[
    (kernel::Lang::Nl, include_str!("../messages/nl.ftl")),
    (kernel::Lang::Fr, include_str!("../messages/fr.ftl")),
    (kernel::Lang::De, include_str!("../messages/de.ftl")),
    (kernel::Lang::En, include_str!("../messages/en.ftl")),
];
