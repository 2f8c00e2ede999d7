//! Who may do what with people.

use kernel::{Actor, PersonId, Role};
use uuid::Uuid;

use crate::DirectoryError;

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Add, change, deactivate people; set their passwords; end their tokens and delegations.
    ManagePeople,
    /// Grant and revoke roles.
    GrantRoles,
    /// Add organisational units.
    ManageOrgUnits,
    /// See who holds which role and who acts for whom.
    SeeGrants,
    /// Change one's own language and password, one's own tokens, and who acts for one.
    OwnAccount,
}

/// A row of the permission matrix, in words of this crate; the composition root turns it into httpkit's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub permission: Permission,
    /// Its name in the API and in token scopes.
    pub name: &'static str,
    /// The roles that give it; empty: every signed-in person.
    pub roles: &'static [Role],
    /// Where the role must hold.
    pub holds: &'static str,
}

/// Who may do what. Finding people by name is for every signed-in person: they are hosts and guests of bookings.
pub const PERMISSIONS: &[Row] = &[
    Row {
        permission: Permission::ManagePeople,
        name: "manage_people",
        roles: &[Role::Admin],
        holds: "the unit or site of the person",
    },
    Row {
        permission: Permission::GrantRoles,
        name: "grant_roles",
        roles: &[Role::Admin],
        holds: "the scope of the grant",
    },
    Row {
        permission: Permission::ManageOrgUnits,
        name: "manage_org_units",
        roles: &[Role::Admin],
        holds: "the unit above; everywhere for a unit at the top",
    },
    Row {
        permission: Permission::SeeGrants,
        name: "see_grants",
        roles: &[Role::Auditor],
        holds: "the unit or site of the person; one's own always",
    },
    Row { permission: Permission::OwnAccount, name: "own_account", roles: &[], holds: "oneself" },
];

impl Permission {
    fn row(self) -> &'static Row {
        PERMISSIONS.iter().find(|row| row.permission == self).expect("every permission has a row")
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether the actor has it for something that lies under `chain`.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        let row = self.row();
        let in_token = actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == row.name));
        in_token && (row.roles.is_empty() || actor.has_any(row.roles, chain))
    }

    /// The same as an error.
    pub fn require(self, actor: &Actor, chain: &[Uuid]) -> Result<(), DirectoryError> {
        if self.held_by(actor, chain) { Ok(()) } else { Err(DirectoryError::Forbidden(self.name())) }
    }
}

/// Whether the actor is that person and may change their own account.
#[must_use]
pub fn is_own(actor: &Actor, person: PersonId) -> bool {
    actor.person == Some(person) && Permission::OwnAccount.held_by(actor, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Grant, OrgUnitId, Scope};

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor { person: Some(PersonId(Uuid::from_u128(1))), grants: vec![Grant { role, scope }], ..Actor::system() }
    }

    #[test]
    fn every_permission_is_for_its_roles_in_their_scope_and_for_nobody_else() {
        let unit = OrgUnitId(Uuid::from_u128(7));
        for row in PERMISSIONS.iter().filter(|row| !row.roles.is_empty()) {
            for &role in Role::ALL {
                let expected = role == Role::Admin || row.roles.contains(&role);
                assert_eq!(row.permission.held_by(&actor(role, Scope::All), &[]), expected, "{} {role}", row.name);
                let scoped = actor(role, Scope::OrgUnit(unit));
                assert_eq!(row.permission.held_by(&scoped, &[unit.0]), expected, "{} {role}", row.name);
                assert!(!row.permission.held_by(&scoped, &[Uuid::from_u128(8)]), "{} {role}", row.name);
            }
        }
    }

    #[test]
    fn a_narrow_token_may_not_touch_the_account() {
        let person = PersonId(Uuid::from_u128(1));
        let narrow = Actor { token_scopes: Some(vec!["book".into()]), ..actor(Role::Admin, Scope::All) };
        assert!(!is_own(&narrow, person) && !Permission::ManagePeople.held_by(&narrow, &[]));
        assert!(is_own(&actor(Role::Staff, Scope::All), person));
        assert!(!is_own(&actor(Role::Staff, Scope::All), PersonId(Uuid::from_u128(2))));
    }
}
