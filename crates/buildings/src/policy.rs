//! Who may do what with places.

use httpkit::PermissionRow;
use kernel::{Actor, Rejection, Role};
use uuid::Uuid;

use crate::{BuildingsError, base::forbidden};
/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Add, change and retire places, and edit the holidays of a site.
    ManagePlaces,
    /// Add, change and retire installations and their meters, and say what is out of service.
    ManageInstallations,
    /// See of an installation more than its code, name, class and place: serial number, contract, documents, meters.
    SeeInstallationDetails,
    /// Note what a meter shows.
    ReadMeters,
    /// Add, change and retire suppliers and contracts.
    ManageContracts,
    /// See suppliers and contracts.
    SeeContracts,
}

/// The rows of the permission matrix. Reading places, holidays, and of installations the code, name, class and place, is
/// for every signed-in person.
pub const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow { name: "manage_places", roles: &[Role::RoomManager], holds: "the site; everywhere for a new site" },
    PermissionRow {
        name: "manage_installations",
        roles: &[Role::RoomManager, Role::Dispatcher],
        holds: "the site; everywhere for classes",
    },
    PermissionRow {
        name: "see_installation_details",
        roles: &[Role::Dispatcher, Role::Technician, Role::RoomManager, Role::Controller, Role::Auditor],
        holds: "the site; code, name, class and place are for everybody",
    },
    PermissionRow {
        name: "read_meters",
        roles: &[Role::Technician, Role::Dispatcher, Role::RoomManager],
        holds: "the site",
    },
    PermissionRow {
        name: "manage_contracts",
        roles: &[Role::Controller, Role::RoomManager],
        holds: "everywhere: a contract is for all sites",
    },
    PermissionRow {
        name: "see_contracts",
        roles: &[Role::Dispatcher, Role::Technician, Role::RoomManager, Role::Controller, Role::Auditor],
        holds: "any site",
    },
];

impl Permission {
    /// Its row of the matrix.
    fn row(self) -> &'static PermissionRow {
        match self {
            Self::ManagePlaces => &PERMISSIONS[0],
            Self::ManageInstallations => &PERMISSIONS[1],
            Self::SeeInstallationDetails => &PERMISSIONS[2],
            Self::ReadMeters => &PERMISSIONS[3],
            Self::ManageContracts => &PERMISSIONS[4],
            Self::SeeContracts => &PERMISSIONS[5],
        }
    }

    /// Whether the actor has it for something that lies under `chain`.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        let row = self.row();
        let in_token = actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == row.name));
        in_token && actor.has_any(row.roles, chain)
    }

    /// Refuses an actor who does not have it anywhere: enough to read what is not of one site.
    pub fn require_anywhere(self, actor: &Actor) -> Result<(), BuildingsError> {
        let row = self.row();
        if row.anywhere(actor) { Ok(()) } else { Err(forbidden(row.name)) }
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
    fn details_are_for_those_who_work_on_the_site() {
        let site = PlaceId(Uuid::from_u128(7));
        let technician = actor(Role::Technician, Scope::Site(site));
        assert!(Permission::SeeInstallationDetails.held_by(&technician, &[site.0]));
        assert!(!Permission::SeeInstallationDetails.held_by(&technician, &[Uuid::from_u128(8)]));
        assert!(!Permission::ManageInstallations.held_by(&technician, &[site.0]));
        assert!(Permission::ReadMeters.held_by(&technician, &[site.0]));
        assert!(!Permission::SeeInstallationDetails.held_by(&actor(Role::Staff, Scope::All), &[site.0]));
        assert!(Permission::ManageInstallations.held_by(&actor(Role::Dispatcher, Scope::Site(site)), &[site.0]));
    }

    #[test]
    fn contracts_are_managed_by_those_of_everything_and_seen_from_any_site() {
        let site = Scope::Site(PlaceId(Uuid::from_u128(7)));
        assert!(!Permission::ManageContracts.held_by(&actor(Role::Controller, site), &[]));
        assert!(Permission::ManageContracts.held_by(&actor(Role::Controller, Scope::All), &[]));
        assert!(Permission::SeeContracts.require_anywhere(&actor(Role::Technician, site)).is_ok());
        assert!(Permission::SeeContracts.require_anywhere(&actor(Role::Staff, Scope::All)).is_err());
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
