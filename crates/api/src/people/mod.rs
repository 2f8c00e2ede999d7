//! People over HTTP: sessions, colleagues, roles, delegations, tokens, organisational units. One endpoint a file.
//!
//! They live here and not in `directory`, which lies below `httpkit` and knows no HTTP.

mod add_delegation;
mod add_grant;
mod add_org_unit;
mod add_person;
mod change_person;
mod change_session;
mod create_token;
mod deactivate_person;
mod end_delegation;
mod get_person;
mod get_session;
mod list_delegations;
mod list_grants;
mod list_org_units;
mod list_people;
mod list_tokens;
mod reactivate_person;
mod revoke_grant;
mod revoke_token;
mod set_password;
mod sign_in;
mod sign_out;
mod views;

use std::{sync::Arc, time::Duration};

use directory::{DirectoryError, Person, commands::forget_ended, policy};
use httpkit::{AppState, Caller, Module, PermissionRow, Sweep, SweepError};
use kernel::{Ctx, PersonId};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The rows of the directory's permission matrix.
static PERMISSIONS: [PermissionRow; policy::PERMISSIONS.len()] = {
    let mut rows = [PermissionRow { name: "", roles: &[], holds: "" }; policy::PERMISSIONS.len()];
    let mut index = 0;
    while index < rows.len() {
        let row = &policy::PERMISSIONS[index];
        rows[index] = PermissionRow { name: row.name, roles: row.roles, holds: row.holds };
        index += 1;
    }
    rows
};

/// People, with the texts and permissions of the directory.
pub(crate) fn module() -> Module {
    let routes = OpenApiRouter::new()
        .routes(routes!(sign_in::sign_in, get_session::get_session, sign_out::sign_out, change_session::change_session))
        .routes(routes!(list_people::list_people, add_person::add_person))
        .routes(routes!(get_person::get_person, change_person::change_person))
        .routes(routes!(deactivate_person::deactivate_person))
        .routes(routes!(reactivate_person::reactivate_person))
        .routes(routes!(set_password::set_password))
        .routes(routes!(list_grants::list_grants, add_grant::add_grant))
        .routes(routes!(revoke_grant::revoke_grant))
        .routes(routes!(list_delegations::list_delegations, add_delegation::add_delegation))
        .routes(routes!(end_delegation::end_delegation))
        .routes(routes!(list_tokens::list_tokens, create_token::create_token))
        .routes(routes!(revoke_token::revoke_token))
        .routes(routes!(list_org_units::list_org_units, add_org_unit::add_org_unit));
    Module {
        name: "people",
        routes,
        messages: directory::MESSAGES,
        permissions: &PERMISSIONS,
        sweeps: vec![Sweep {
            name: "forget_ended_sessions",
            every: Duration::from_mins(10),
            run: |state| Box::pin(sweep(state)),
        }],
    }
}

/// The query of a list without filters: any parameter is unknown.
#[derive(serde::Deserialize)]
struct NoFilter {}

async fn sweep(state: AppState) -> Result<u64, SweepError> {
    let cx = Ctx::system(&*state.clock, Arc::clone(&state.ids), "sweep");
    let tx = state.db.begin(&cx).await?;
    let gone = forget_ended(&tx, &cx).await?;
    tx.commit().await?;
    Ok(gone)
}

/// A person whose roles and delegations the caller may see: oneself, or by permission.
async fn person_with_visible_grants(state: &AppState, caller: &Caller, id: PersonId) -> Result<Person, DirectoryError> {
    let person = directory::queries::person(state.db.read(), id).await?;
    if caller.cx.actor.person == Some(id) {
        return Ok(person);
    }
    for permission in [policy::Permission::SeeGrants, policy::Permission::ManagePeople] {
        if directory::queries::is_in_scope_of(state.db.read(), &caller.cx.actor, permission, &person).await? {
            return Ok(person);
        }
    }
    Err(DirectoryError::Forbidden(policy::Permission::SeeGrants.name()))
}
