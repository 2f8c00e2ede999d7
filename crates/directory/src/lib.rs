#![doc = include_str!("../README.md")]

pub mod commands;
mod entity;
mod error;
mod model;
mod password;
pub mod policy;
pub mod queries;
mod secret;

use kernel::Lang;

pub use error::{DirectoryError, FieldError};
pub use model::{Delegation, OrgUnit, PASSWORD_MAX, PASSWORD_MIN, Person, RoleGrant, TOKEN_MAX_DAYS, Token};
pub use password::{HashedPassword, hash_password};
pub use queries::{Authenticated, Credential, Me, Named, OrgUnitRef, Via, authenticate};
pub use secret::TOKEN_PREFIX;

/// The texts of this crate, one Fluent source per language.
pub const MESSAGES: &[(Lang, &str)] = &[
    (Lang::Nl, include_str!("../messages/nl.ftl")),
    (Lang::Fr, include_str!("../messages/fr.ftl")),
    (Lang::De, include_str!("../messages/de.ftl")),
    (Lang::En, include_str!("../messages/en.ftl")),
];
