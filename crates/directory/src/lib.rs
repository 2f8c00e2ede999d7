//! People, what they may do, and how they show who they are.

mod error;
pub mod queries;
mod secret;

pub use error::{DirectoryError, FieldError};
pub use queries::{Authenticated, Credential, Me, Named, OrgUnitRef, Via, authenticate};
pub use secret::TOKEN_PREFIX;
