//! Who acts, with which roles, where; and the context every operation gets.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Clock, IdGen, Instant, Lang, OrgUnitId, PersonId, PlaceId};

crate::text_enum! {
    /// What a person is in the house. A role is granted for a scope.
    pub enum Role {
        /// Every colleague.
        Staff = "staff",
        /// Decides about requests.
        Approver = "approver",
        /// Looks after rooms, their policies and closures.
        RoomManager = "room_manager",
        /// Looks after the fleet.
        FleetManager = "fleet_manager",
        /// Drives.
        Driver = "driver",
        /// Hands out tickets.
        Dispatcher = "dispatcher",
        /// Works on tickets.
        Technician = "technician",
        /// Cooks and serves.
        Kitchen = "kitchen",
        /// Prints.
        PrintOperator = "print_operator",
        /// Leads the cleaning team.
        CleaningLead = "cleaning_lead",
        /// Keeps the stores.
        Storekeeper = "storekeeper",
        /// Receives visitors and mail.
        Reception = "reception",
        /// Plans interpreters.
        InterpretingPlanner = "interpreting_planner",
        /// Watches the budget.
        Controller = "controller",
        /// Reads the journal.
        Auditor = "auditor",
        /// Runs the system.
        Admin = "admin",
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Scope {
    /// Everywhere.
    All,
    /// On one site.
    Site(PlaceId),
    /// For one organisational unit.
    OrgUnit(OrgUnitId),
}

impl Scope {
    /// Whether something that lies under `chain` (its site, its places, its unit) is covered.
    #[must_use]
    pub fn covers(self, chain: &[Uuid]) -> bool {
        match self {
            Self::All => true,
            Self::Site(id) => chain.contains(&id.0),
            Self::OrgUnit(id) => chain.contains(&id.0),
        }
    }
}

/// A role and where it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// Whoever acts: a person with the grants and delegations in force, or the system itself (jobs, command line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person; `None` for the system.
    pub person: Option<PersonId>,
    /// The person's organisational unit and the units above it.
    pub org_units: Vec<OrgUnitId>,
    /// The grants in force now.
    pub grants: Vec<Grant>,
    /// The persons this one may act for now.
    pub acts_for: Vec<PersonId>,
    /// The names of the permissions a personal token is limited to; `None` = no limit.
    pub token_scopes: Option<Vec<String>>,
}

impl Actor {
    /// The system itself: jobs and the command line. May do everything.
    #[must_use]
    pub fn system() -> Self {
        Self { person: None, org_units: vec![], grants: vec![], acts_for: vec![], token_scopes: None }
    }

    /// Whether this is the system itself.
    #[must_use]
    pub const fn is_system(&self) -> bool {
        self.person.is_none()
    }

    /// Whether the actor holds one of the roles for something that lies under `chain`. `admin` stands for every role.
    #[must_use]
    pub fn has_any(&self, roles: &[Role], chain: &[Uuid]) -> bool {
        self.is_system()
            || self
                .grants
                .iter()
                .any(|grant| (grant.role == Role::Admin || roles.contains(&grant.role)) && grant.scope.covers(chain))
    }

    /// Whether the actor holds one of the roles anywhere at all: enough to see a desk's page, not to act.
    #[must_use]
    pub fn has_anywhere(&self, roles: &[Role]) -> bool {
        self.is_system() || self.grants.iter().any(|grant| grant.role == Role::Admin || roles.contains(&grant.role))
    }

    /// Whether the actor is the person or may act for them.
    #[must_use]
    pub fn stands_for(&self, person: PersonId) -> bool {
        self.is_system() || self.person == Some(person) || self.acts_for.contains(&person)
    }
}

/// What every operation gets: who, when, in which language, and where ids come from.
#[derive(Clone)]
pub struct Ctx {
    /// Whoever acts.
    pub actor: Actor,
    /// The present instant, the same for the whole operation.
    pub now: Instant,
    /// The language of the answer.
    pub lang: Lang,
    /// The id of the request, in the log, the journal and every problem document.
    pub request_id: String,
    /// The source of new ids.
    pub ids: Arc<dyn IdGen>,
}

impl Ctx {
    /// A context of the system itself.
    pub fn system(clock: &dyn Clock, ids: Arc<dyn IdGen>, request_id: impl Into<String>) -> Self {
        Self { actor: Actor::system(), now: clock.now(), lang: Lang::En, request_id: request_id.into(), ids }
    }
}

impl std::fmt::Debug for Ctx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ctx")
            .field("person", &self.actor.person)
            .field("now", &self.now)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_holds_only_in_its_scope() {
        let site = PlaceId(Uuid::from_u128(1));
        let actor = Actor {
            person: Some(PersonId(Uuid::from_u128(9))),
            grants: vec![Grant { role: Role::RoomManager, scope: Scope::Site(site) }],
            ..Actor::system()
        };
        assert!(actor.has_any(&[Role::RoomManager], &[site.0]));
        assert!(!actor.has_any(&[Role::RoomManager], &[Uuid::from_u128(2)]));
        assert!(!actor.has_any(&[Role::Approver], &[site.0]));
        assert!(!actor.has_any(&[Role::RoomManager], &[]));
    }
}
