//! Who may do what with tickets. Who may make which move stands in [`crate::model::state::MOVES`].

use httpkit::PermissionRow;
use kernel::{Actor, PersonId, PlaceId, Role, Scope};
use uuid::Uuid;

use crate::{
    TicketError,
    model::{
        inspection::InspectionVerb,
        state::{Move, TicketParty, TicketVerb},
    },
};

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Report something, follow it, and have a say about one's own tickets.
    ReportTickets,
    /// See the tickets of a site with what the desk says among itself.
    SeeTickets,
    /// Hand out tickets and decide about them.
    DispatchTickets,
    /// Work on tickets.
    WorkOnTickets,
    /// Teams, service levels and checklists.
    ManageMaintenance,
    /// See what work costs.
    SeeCosts,
    /// See the figures about maintenance and the tickets behind them.
    SeeFigures,
}

/// The rows of the permission matrix.
pub const PERMISSIONS: &[PermissionRow] = &[
    PermissionRow { name: "report_tickets", roles: &[], holds: "anywhere; one's own tickets" },
    PermissionRow {
        name: "see_tickets",
        roles: &[Role::Dispatcher, Role::Technician, Role::RoomManager, Role::Auditor, Role::Controller],
        holds: "the site; one's own tickets, those one was given and those in which one is mentioned need no role",
    },
    PermissionRow { name: "dispatch_tickets", roles: &[Role::Dispatcher], holds: "the site" },
    PermissionRow {
        name: "work_on_tickets",
        roles: &[Role::Technician],
        holds: "the site; whoever was given a ticket needs no role for it",
    },
    PermissionRow {
        name: "manage_maintenance",
        roles: &[Role::Dispatcher],
        holds: "the site of the team, plan or installation; everywhere for checklists, inspection regimes and what holds for all teams",
    },
    PermissionRow { name: "see_costs", roles: &[Role::Dispatcher, Role::Controller], holds: "the site" },
    PermissionRow {
        name: "see_maintenance_figures",
        roles: &[Role::Dispatcher, Role::Controller, Role::Auditor],
        holds: "the site; a personal token needs `see_tickets` too for the export, which has the tickets in it",
    },
];

impl Permission {
    /// Its row of the matrix.
    fn row(self) -> &'static PermissionRow {
        match self {
            Self::ReportTickets => &PERMISSIONS[0],
            Self::SeeTickets => &PERMISSIONS[1],
            Self::DispatchTickets => &PERMISSIONS[2],
            Self::WorkOnTickets => &PERMISSIONS[3],
            Self::ManageMaintenance => &PERMISSIONS[4],
            Self::SeeCosts => &PERMISSIONS[5],
            Self::SeeFigures => &PERMISSIONS[6],
        }
    }

    /// Its name in the API and in token scopes.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The roles that give it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        self.row().roles
    }

    /// Whether the token, if the actor came with one, is good for it.
    #[must_use]
    pub fn in_token(self, actor: &Actor) -> bool {
        actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == self.name()))
    }

    /// Whether the actor has it for something that lies under `chain`.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        self.in_token(actor) && (self.roles().is_empty() || actor.has_any(self.roles(), chain))
    }

    /// The sites on which the actor has it; `None`: on all of them.
    #[must_use]
    pub fn sites(self, actor: &Actor) -> Option<Vec<Uuid>> {
        if self.held_by(actor, &[]) {
            return None;
        }
        if !self.in_token(actor) {
            return Some(vec![]);
        }
        let gives = |role: Role| role == Role::Admin || self.roles().contains(&role);
        let sites = actor.grants.iter().filter(|grant| gives(grant.role)).filter_map(|grant| match grant.scope {
            Scope::Site(site) => Some(site.0),
            Scope::All | Scope::OrgUnit(_) => None,
        });
        Some(sites.collect())
    }

    /// Where to look: on the site that is wanted, else on all on which the actor has it (`None`: on every site). Refused
    /// where they have it not, or nowhere.
    pub fn scope(self, actor: &Actor, wanted: Option<PlaceId>) -> Result<Option<Vec<Uuid>>, TicketError> {
        if let Some(site) = wanted {
            self.require(actor, &[site.0])?;
            return Ok(Some(vec![site.0]));
        }
        let sites = self.sites(actor);
        if sites.as_ref().is_some_and(Vec::is_empty) {
            return Err(TicketError::forbidden(self.name()));
        }
        Ok(sites)
    }

    /// The same as an error.
    pub fn require(self, actor: &Actor, chain: &[Uuid]) -> Result<(), TicketError> {
        if self.held_by(actor, chain) { Ok(()) } else { Err(TicketError::forbidden(self.name())) }
    }

    /// Whether the actor has it for the inspections of a site: those who manage maintenance always.
    #[must_use]
    pub fn held_for_inspections(self, actor: &Actor, site: PlaceId) -> bool {
        Self::ManageMaintenance.held_by(actor, &[site.0]) || self.held_by(actor, &[site.0])
    }

    /// The same as an error.
    pub fn require_for_inspections(self, actor: &Actor, site: PlaceId) -> Result<(), TicketError> {
        if self.held_for_inspections(actor, site) { Ok(()) } else { Err(TicketError::forbidden(self.name())) }
    }
}

impl InspectionVerb {
    /// What whoever does it needs; those who manage maintenance may always.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::Perform => Permission::WorkOnTickets,
            Self::Schedule | Self::Judge | Self::Drop => Permission::ManageMaintenance,
        }
    }
}

/// What decides who somebody is to a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ties {
    /// The site of the ticket.
    pub site: PlaceId,
    /// Who reported it, where that is a colleague.
    pub reporter: Option<PersonId>,
    /// Who has it.
    pub assignee: Option<PersonId>,
    /// Whether the actor is in its team.
    pub in_team: bool,
    /// Whether the actor reported a duplicate of it, or is mentioned in it.
    pub follows: bool,
    /// Whether the actor did the work, or some of it.
    pub did_work: bool,
}

/// How much of a ticket somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// Nothing: it is not there.
    None,
    /// What the reporter sees.
    Reporter,
    /// Everything but costs.
    Desk,
}

impl Ties {
    /// What the actor is to the ticket.
    #[must_use]
    pub fn parties(&self, actor: &Actor) -> Vec<TicketParty> {
        let site = [self.site.0];
        let works = Permission::WorkOnTickets;
        let mut parties = vec![];
        if Permission::DispatchTickets.held_by(actor, &site) {
            parties.push(TicketParty::Dispatcher);
        }
        if self.is_assignee(actor) && works.in_token(actor) {
            parties.push(TicketParty::Assignee);
        }
        if self.in_team && works.held_by(actor, &site) {
            parties.push(TicketParty::TeamMember);
        }
        if self.is_reporter(actor) && Permission::ReportTickets.in_token(actor) {
            parties.push(TicketParty::Reporter);
        }
        parties
    }

    /// How much the actor sees.
    #[must_use]
    pub fn sight(&self, actor: &Actor) -> Sight {
        if Permission::SeeTickets.held_by(actor, &[self.site.0]) || self.is_assignee(actor) {
            Sight::Desk
        } else if self.is_reporter(actor) || self.follows {
            Sight::Reporter
        } else {
            Sight::None
        }
    }

    /// Whether the actor has the ticket. Nobody works in somebody's stead.
    #[must_use]
    pub fn is_assignee(&self, actor: &Actor) -> bool {
        actor.is_system() || (self.assignee.is_some() && self.assignee == actor.person)
    }

    /// Whether the actor reported it or acts for whoever did.
    #[must_use]
    pub fn is_reporter(&self, actor: &Actor) -> bool {
        self.reporter.is_some_and(|reporter| actor.stands_for(reporter))
    }

    /// Whether the actor is one of those who work on it or hand it out.
    #[must_use]
    pub fn is_at_work(&self, actor: &Actor) -> bool {
        let site = [self.site.0];
        Permission::DispatchTickets.held_by(actor, &site)
            || Permission::WorkOnTickets.held_by(actor, &site)
            || self.parties(actor).contains(&TicketParty::Assignee)
    }

    /// Whether the actor may say something that the reporter reads too.
    #[must_use]
    pub fn may_comment(&self, actor: &Actor) -> bool {
        let own = self.is_reporter(actor) || self.follows;
        self.is_at_work(actor) || (own && Permission::ReportTickets.in_token(actor))
    }

    /// Whether the actor may add photos.
    #[must_use]
    pub fn may_attach(&self, actor: &Actor) -> bool {
        self.is_at_work(actor) || self.parties(actor).contains(&TicketParty::Reporter)
    }

    /// Refuses an actor to whom the line of the table does not give the move.
    pub fn may_move(&self, actor: &Actor, line: &Move) -> Result<(), TicketError> {
        if !self.parties(actor).iter().any(|party| line.who.contains(party)) {
            let dispatches = line.who.contains(&TicketParty::Dispatcher);
            let permission = if dispatches { Permission::DispatchTickets } else { Permission::WorkOnTickets };
            return Err(TicketError::NotYours { verb: line.verb, permission: permission.name() });
        }
        if line.verb == TicketVerb::Verify && self.did_work { Err(TicketError::OwnWork) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Grant;

    use super::*;
    use crate::model::state::TicketState;

    fn person(number: u128, grants: Vec<Grant>) -> Actor {
        Actor { person: Some(PersonId(Uuid::from_u128(number))), grants, ..Actor::system() }
    }

    fn with(role: Role, scope: Scope) -> Actor {
        person(1, vec![Grant { role, scope }])
    }

    const SITE: PlaceId = PlaceId(Uuid::from_u128(7));

    fn ties() -> Ties {
        Ties { site: SITE, reporter: None, assignee: None, in_team: false, follows: false, did_work: false }
    }

    #[test]
    fn every_permission_is_for_its_roles_at_the_site_and_for_nobody_else() {
        let all = [
            Permission::SeeTickets,
            Permission::DispatchTickets,
            Permission::WorkOnTickets,
            Permission::ManageMaintenance,
            Permission::SeeCosts,
            Permission::SeeFigures,
        ];
        for permission in all {
            for &role in Role::ALL {
                let expected = role == Role::Admin || permission.roles().contains(&role);
                assert_eq!(permission.held_by(&with(role, Scope::Site(SITE)), &[SITE.0]), expected, "{role}");
                assert!(!permission.held_by(&with(role, Scope::Site(SITE)), &[Uuid::from_u128(8)]), "{role}");
            }
        }
        assert!(Permission::ReportTickets.held_by(&person(1, vec![]), &[SITE.0]));
    }

    #[test]
    fn one_looks_where_one_may() {
        let figures = Permission::SeeFigures;
        let here = with(Role::Auditor, Scope::Site(SITE));
        assert_eq!(figures.scope(&here, None).unwrap(), Some(vec![SITE.0]));
        assert_eq!(figures.scope(&here, Some(SITE)).unwrap(), Some(vec![SITE.0]));
        assert!(figures.scope(&here, Some(PlaceId(Uuid::from_u128(8)))).is_err());
        assert_eq!(figures.scope(&with(Role::Admin, Scope::All), None).unwrap(), None);
        assert!(figures.scope(&with(Role::Technician, Scope::All), None).is_err());
        let token = Actor { token_scopes: Some(vec!["see_tickets".into()]), ..here };
        assert!(figures.scope(&token, None).is_err());
    }

    #[test]
    fn whoever_sees_figures_sees_the_tickets_behind_them() {
        assert!(Permission::SeeFigures.roles().iter().all(|role| Permission::SeeTickets.roles().contains(role)));
    }

    #[test]
    fn ties_make_parties() {
        let me = PersonId(Uuid::from_u128(1));
        let nobody = person(1, vec![]);
        assert_eq!((ties().parties(&nobody), ties().sight(&nobody)), (vec![], Sight::None));
        let given = Ties { assignee: Some(me), ..ties() };
        assert_eq!((given.parties(&nobody), given.sight(&nobody)), (vec![TicketParty::Assignee], Sight::Desk));
        let reported = Ties { reporter: Some(me), ..ties() };
        assert_eq!(
            (reported.parties(&nobody), reported.sight(&nobody)),
            (vec![TicketParty::Reporter], Sight::Reporter)
        );
        let secretary = Actor { acts_for: vec![me], ..person(2, vec![]) };
        assert_eq!((reported.parties(&secretary), given.parties(&secretary)), (vec![TicketParty::Reporter], vec![]));
        assert_eq!(Ties { follows: true, ..ties() }.sight(&nobody), Sight::Reporter);
        let technician = with(Role::Technician, Scope::Site(SITE));
        assert_eq!(ties().parties(&technician), []);
        assert_eq!(Ties { in_team: true, ..ties() }.parties(&technician), [TicketParty::TeamMember]);
        assert_eq!(Ties { in_team: true, ..ties() }.parties(&nobody), [], "who lost the role is no longer at work");
    }

    #[test]
    fn a_token_narrows_what_one_is() {
        let me = PersonId(Uuid::from_u128(1));
        let own = Ties { reporter: Some(me), assignee: Some(me), in_team: true, ..ties() };
        let narrow = |scope: &str| Actor { token_scopes: Some(vec![scope.into()]), ..with(Role::Admin, Scope::All) };
        assert_eq!(own.parties(&narrow("book")), []);
        assert_eq!(own.parties(&narrow("report_tickets")), [TicketParty::Reporter]);
        assert_eq!(own.parties(&narrow("work_on_tickets")), [TicketParty::Assignee, TicketParty::TeamMember]);
        assert_eq!(own.parties(&narrow("dispatch_tickets")), [TicketParty::Dispatcher]);
    }

    #[test]
    fn who_did_the_work_does_not_verify_it() {
        let line = TicketState::Done.step(TicketVerb::Verify).unwrap();
        let dispatcher = with(Role::Dispatcher, Scope::All);
        assert!(ties().may_move(&dispatcher, line).is_ok());
        let own = Ties { did_work: true, ..ties() };
        assert!(matches!(own.may_move(&dispatcher, line), Err(TicketError::OwnWork)));
        let stranger = person(1, vec![]);
        assert!(matches!(
            own.may_move(&stranger, line),
            Err(TicketError::NotYours { permission: "dispatch_tickets", .. })
        ));
        let start = TicketState::Assigned.step(TicketVerb::Start).unwrap();
        assert!(matches!(
            ties().may_move(&dispatcher, start),
            Err(TicketError::NotYours { permission: "work_on_tickets", .. })
        ));
    }
}
