//! What is read from the directory.

mod authenticate;

pub use authenticate::{Authenticated, Credential, Me, Named, OrgUnitRef, Via, authenticate};
