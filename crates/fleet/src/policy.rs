//! Who may do what with the fleet. What the engine guards (`booking::policy`) is done in the name of the house once the area has
//! decided: nobody who manages rooms gets a hold on vehicles by it, nor the other way round.

use booking::model::wish::Candidate;
use httpkit::PermissionRow;
use kernel::{Actor, Instant, Rejection, Role};
use uuid::Uuid;

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Add, change and dispose of vehicles, their plates, deadlines and papers; drivers; rules on emissions; settings.
    ManageFleet,
    /// See everything of vehicles and drivers: identification numbers, leases and what they cost, licences.
    SeeFleet,
    /// See what those need who drive: what is due, papers, the odometer.
    SeeVehicles,
    /// Note what an odometer shows.
    ReadOdometers,
    /// See the reservations of others, make, change them and call them off; see their rides, and give them to drivers.
    ManageReservations,
    /// Hand vehicles out, take them back, and note damage.
    HandOut,
    /// See fines, with who drove.
    SeeFines,
    /// Note fines, say who drove, and how far they are dealt with.
    ManageFines,
}

/// The rows of the permission matrix. Seeing vehicles that can be booked, without what they cost and whose they are, is for every
/// signed-in person, within the audience of each vehicle.
pub const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow {
        name: "manage_fleet",
        roles: &[Role::FleetManager],
        holds: "the site of the vehicle; everywhere for drivers, rules on emissions and settings",
    },
    PermissionRow {
        name: "see_fleet",
        roles: &[Role::FleetManager, Role::Controller, Role::Auditor],
        holds: "the site of the vehicle; any site for rules on emissions; everywhere for drivers, oneself always",
    },
    PermissionRow {
        name: "see_vehicle_details",
        roles: &[Role::Driver, Role::FleetManager, Role::Controller, Role::Auditor],
        holds: "the site of the vehicle; never identification number, lease and costs",
    },
    PermissionRow {
        name: "read_odometers",
        roles: &[Role::Driver, Role::FleetManager],
        holds: "the site of the vehicle",
    },
    PermissionRow {
        name: "manage_vehicle_reservations",
        roles: &[Role::FleetManager],
        holds: "the site of the vehicle, rides too; never confidential ones (of their rides when, with what and who drives); own reservations need no role but that of staff",
    },
    PermissionRow {
        name: "hand_out_vehicles",
        roles: &[Role::FleetManager, Role::Reception],
        holds: "the site of the vehicle; of confidential reservations only who comes, when, and which vehicle",
    },
    PermissionRow {
        name: "see_fines",
        roles: &[Role::FleetManager, Role::Auditor],
        holds: "the site of the vehicle; everywhere for plates that are on none; one's own fines need no role",
    },
    PermissionRow {
        name: "manage_fines",
        roles: &[Role::FleetManager],
        holds: "the site of the vehicle; everywhere for plates that are on none",
    },
];

impl Permission {
    /// Its row of the matrix.
    fn row(self) -> &'static PermissionRow {
        match self {
            Self::ManageFleet => &PERMISSIONS[0],
            Self::SeeFleet => &PERMISSIONS[1],
            Self::SeeVehicles => &PERMISSIONS[2],
            Self::ReadOdometers => &PERMISSIONS[3],
            Self::ManageReservations => &PERMISSIONS[4],
            Self::HandOut => &PERMISSIONS[5],
            Self::SeeFines => &PERMISSIONS[6],
            Self::ManageFines => &PERMISSIONS[7],
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
        if self.held_by(actor, chain) { Ok(()) } else { Err(self.refused()) }
    }

    /// Says that the actor does not have it.
    #[must_use]
    pub fn refused(self) -> Rejection {
        Rejection::Forbidden(self.row().name)
    }

    /// Refuses an actor who does not have it anywhere.
    pub fn require_anywhere(self, actor: &Actor) -> Result<(), Rejection> {
        if self.row().anywhere(actor) { Ok(()) } else { Err(Rejection::Forbidden(self.row().name)) }
    }
}

kernel::text_enum! {
    /// How much of a vehicle somebody sees.
    pub enum VehicleSight {
        /// What one needs to choose it.
        Plain = "plain",
        /// What one needs to drive it: its deadlines, papers and odometer.
        Driver = "driver",
        /// Everything, also its identification number, lease and costs.
        Whole = "whole",
    }
}

impl VehicleSight {
    /// What the actor sees of vehicles that lie under `chain`.
    #[must_use]
    pub fn of(actor: &Actor, chain: &[Uuid]) -> Self {
        if Permission::SeeFleet.held_by(actor, chain) {
            Self::Whole
        } else if Permission::SeeVehicles.held_by(actor, chain) {
            Self::Driver
        } else {
            Self::Plain
        }
    }
}

/// Whether the actor may know that the vehicle exists: its audience at that instant says so, or they see the fleet.
#[must_use]
pub fn may_see(actor: &Actor, vehicle: &Candidate, now: Instant) -> bool {
    vehicle.policies.at(now).audience.see.includes(actor, &vehicle.chain)
        || VehicleSight::of(actor, &vehicle.chain) > VehicleSight::Plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Grant, PersonId, PlaceId, Scope};

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor { person: Some(PersonId(Uuid::from_u128(1))), grants: vec![Grant { role, scope }], ..Actor::system() }
    }

    #[test]
    fn every_permission_is_for_its_roles_in_their_scope_and_for_nobody_else() {
        let site = PlaceId(Uuid::from_u128(7));
        let all = [
            Permission::ManageFleet,
            Permission::SeeFleet,
            Permission::SeeVehicles,
            Permission::ReadOdometers,
            Permission::ManageReservations,
            Permission::HandOut,
            Permission::SeeFines,
            Permission::ManageFines,
        ];
        for permission in all {
            for &role in Role::ALL {
                let expected = role == Role::Admin || permission.row().roles.contains(&role);
                let name = permission.row().name;
                assert_eq!(permission.held_by(&actor(role, Scope::All), &[]), expected, "{name} {role}");
                let there = actor(role, Scope::Site(site));
                assert_eq!(permission.held_by(&there, &[site.0]), expected, "{name} {role}");
                assert!(!permission.held_by(&there, &[Uuid::from_u128(8)]), "{name} {role}");
            }
        }
    }

    #[test]
    fn what_is_seen_grows_with_the_role() {
        let sight = |role| VehicleSight::of(&actor(role, Scope::All), &[]);
        assert_eq!(
            [Role::Staff, Role::RoomManager, Role::Driver, Role::Auditor, Role::FleetManager].map(sight),
            [VehicleSight::Plain, VehicleSight::Plain, VehicleSight::Driver, VehicleSight::Whole, VehicleSight::Whole]
        );
        let narrow =
            Actor { token_scopes: Some(vec!["see_vehicle_details".into()]), ..actor(Role::FleetManager, Scope::All) };
        assert_eq!(VehicleSight::of(&narrow, &[]), VehicleSight::Driver);
    }
}
