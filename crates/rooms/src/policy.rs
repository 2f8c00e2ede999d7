//! Who may do what with rooms. Policies, closures and closed days are guarded by the engine (`booking::policy`).

use booking::model::wish::Candidate;
use httpkit::PermissionRow;
use kernel::{Actor, Instant, Rejection, Role};
use uuid::Uuid;

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Make, change and retire rooms, their layouts and photos.
    ManageRooms,
    /// Name a feature that rooms can have.
    ManageFeatures,
}

/// The rows of the permission matrix. Seeing rooms is for every signed-in person, within the audience of each room.
pub const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow {
        name: "manage_rooms",
        roles: &[Role::RoomManager],
        holds: "the site of the room; a personal token needs `manage_bookables` too",
    },
    PermissionRow { name: "manage_features", roles: &[Role::RoomManager], holds: "everywhere" },
];

impl Permission {
    /// Its row of the matrix.
    fn row(self) -> &'static PermissionRow {
        match self {
            Self::ManageRooms => &PERMISSIONS[0],
            Self::ManageFeatures => &PERMISSIONS[1],
        }
    }

    /// Whether the actor has it for something that lies under `chain`.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        let row = self.row();
        let in_token = actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == row.name));
        in_token && actor.has_any(row.roles, chain)
    }

    /// The same as an error.
    pub fn require(self, actor: &Actor, chain: &[Uuid]) -> Result<(), Rejection> {
        if self.held_by(actor, chain) { Ok(()) } else { Err(Rejection::Forbidden(self.row().name)) }
    }
}

/// Whether the actor may know that the room exists: its audience at that instant says so, or they manage it.
#[must_use]
pub fn may_see(actor: &Actor, room: &Candidate, now: Instant) -> bool {
    booking::policy::may_know(actor, &room.policies, &room.chain, now)
        || actor.has_any(&[Role::RoomManager], &room.chain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Grant, PersonId, PlaceId, Scope};

    #[test]
    fn rooms_are_managed_where_the_role_holds() {
        let site = PlaceId(Uuid::from_u128(7));
        let actor = |role, scope| Actor {
            person: Some(PersonId(Uuid::from_u128(1))),
            grants: vec![Grant { role, scope }],
            ..Actor::system()
        };
        let manager = actor(Role::RoomManager, Scope::Site(site));
        assert!(Permission::ManageRooms.held_by(&manager, &[site.0]));
        assert!(!Permission::ManageRooms.held_by(&manager, &[Uuid::from_u128(8)]));
        assert!(!Permission::ManageFeatures.held_by(&manager, &[]));
        assert!(Permission::ManageFeatures.held_by(&actor(Role::Admin, Scope::All), &[]));
        assert!(!Permission::ManageRooms.held_by(&actor(Role::Staff, Scope::All), &[site.0]));
    }
}
