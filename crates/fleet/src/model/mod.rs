//! Value types and pure rules: no database, no async, no clock.

pub mod assign;
