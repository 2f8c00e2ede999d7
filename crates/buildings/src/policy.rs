//! Who may do what with places.

use httpkit::PermissionRow;
use kernel::{Actor, Rejection, Role};
use uuid::Uuid;

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Add, change and retire places, and edit the holidays of a site.
    ManagePlaces,
}

/// The rows of the permission matrix. Reading places and holidays is for every signed-in person.
pub const PERMISSIONS: &[PermissionRow] = &[PermissionRow {
    name: "manage_places",
    roles: &[Role::RoomManager],
    holds: "the site; everywhere for a new site",
}];

impl Permission {
    /// Its row of the matrix.
    fn row(self) -> &'static PermissionRow {
        match self {
            Self::ManagePlaces => &PERMISSIONS[0],
        }
    }

    /// Refuses an actor who does not have it for something that lies under `chain`.
    pub fn require(self, actor: &Actor, chain: &[Uuid]) -> Result<(), Rejection> {
        let row = self.row();
        let in_token = actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == row.name));
        if in_token && actor.has_any(row.roles, chain) { Ok(()) } else { Err(Rejection::Forbidden(row.name)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Grant, PersonId, PlaceId, Scope};

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor { person: Some(PersonId(Uuid::from_u128(1))), grants: vec![Grant { role, scope }], ..Actor::system() }
    }

    #[test]
    fn a_site_is_managed_by_its_manager_and_the_tree_by_those_of_everything() {
        let site = PlaceId(Uuid::from_u128(7));
        let may = |actor: &Actor, chain: &[Uuid]| Permission::ManagePlaces.require(actor, chain).is_ok();
        let here = actor(Role::RoomManager, Scope::Site(site));
        assert!(may(&here, &[site.0]) && !may(&here, &[]) && !may(&here, &[Uuid::from_u128(8)]));
        assert!(may(&actor(Role::Admin, Scope::All), &[]));
        assert!(!may(&actor(Role::Staff, Scope::All), &[site.0]));
        let narrowed = Actor { token_scopes: Some(vec!["book".into()]), ..here };
        assert!(!may(&narrowed, &[site.0]));
    }
}
