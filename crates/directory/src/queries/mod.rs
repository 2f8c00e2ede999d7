//! What is read from the directory.

mod authenticate;
mod people;
mod rights;
mod units;

pub(crate) use authenticate::scope;
pub use authenticate::{Authenticated, Credential, Me, Named, OrgUnitRef, Via, authenticate};
pub use people::{FindPeople, find_people, is_in_scope_of, names_of, person, person_id_of};
pub use rights::{delegations_of, grants_of, tokens_of};
pub(crate) use units::{chain, org_unit_exists, site_exists};
pub use units::{org_unit_id_of, org_units};
