//! The tables of the directory.

pub(crate) mod api_token;
pub(crate) mod delegation;
pub(crate) mod org_unit;
pub(crate) mod person;
pub(crate) mod role_grant;
pub(crate) mod session;
