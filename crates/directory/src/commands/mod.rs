//! What changes the directory: one verb a file. Each checks its permission first.

mod account;
mod delegations;
mod grants;
mod org_units;
mod people;
mod sessions;
mod throttle;
mod tokens;

pub use account::{change_language, check_own_password, set_password};
pub use delegations::{NewDelegation, delegate, end_delegation};
pub use grants::{NewGrant, grant_role, revoke_role};
pub use org_units::{NewOrgUnit, add_org_unit};
pub use people::{NewPerson, PersonChange, add_person, change_person, deactivate, reactivate};
pub use sessions::{NewSession, SignIn, forget_ended, sign_in, sign_out, start_session};
pub use tokens::{NewToken, TokenSecret, create_token, revoke_token};
