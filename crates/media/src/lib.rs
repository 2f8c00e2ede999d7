#![doc = include_str!("../README.md")]

pub mod photo;

pub use photo::{PhotoError, Prepared};

/// The texts of the codes of refused files.
pub const MESSAGES: &[(kernel::Lang, &str)] = &[
    (kernel::Lang::Nl, include_str!("../messages/nl.ftl")),
    (kernel::Lang::Fr, include_str!("../messages/fr.ftl")),
    (kernel::Lang::De, include_str!("../messages/de.ftl")),
    (kernel::Lang::En, include_str!("../messages/en.ftl")),
];
