//! Who may do what with bookings. The audience of each bookable (its policy) comes on top.

use kernel::{Actor, Instant, PersonId, Role};
use uuid::Uuid;

use crate::{
    BookingError,
    model::{
        booking::{Booking, Visibility},
        policy::PolicyBook,
    },
};

/// What can be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Search and book for oneself and for those one acts for.
    Book,
    /// Book for anybody, and change or cancel anybody's booking.
    ManageBookings,
    /// See private bookings of others.
    SeePrivate,
    /// Close rooms and places and open them again.
    Close,
    /// Close rooms and places because something is out of order, and find what is booked there another place.
    CloseForMaintenance,
    /// Set policies and closed days.
    SetPolicy,
    /// Make, change and retire bookables.
    ManageBookables,
    /// Decide about requests, where the policy of the bookable names the actor.
    Decide,
}

/// A row of the permission matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub permission: Permission,
    /// Its name, also the name of the token scope that allows it.
    pub name: &'static str,
    /// The roles that have it for the place it is about. `admin` has all.
    pub roles: &'static [Role],
    /// Where the role must hold, or what else gives it.
    pub holds: &'static str,
}

/// Every permission of the engine.
pub const PERMISSIONS: &[Row] = &[
    Row {
        permission: Permission::Book,
        name: "book",
        roles: &[Role::Staff],
        holds: "anywhere; the audience of the room's policy narrows it",
    },
    Row {
        permission: Permission::ManageBookings,
        name: "manage_bookings",
        roles: &[Role::RoomManager],
        holds: "the site; own bookings need no role; nobody changes a booking whose details they may not see",
    },
    Row {
        permission: Permission::SeePrivate,
        name: "see_private_bookings",
        roles: &[Role::RoomManager, Role::Approver],
        holds: "the site; never confidential ones",
    },
    Row { permission: Permission::Close, name: "close_places", roles: &[Role::RoomManager], holds: "the site" },
    Row {
        permission: Permission::CloseForMaintenance,
        name: "close_for_maintenance",
        roles: &[Role::RoomManager, Role::Dispatcher],
        holds: "the site; includes moving the bookings that are hit to other rooms",
    },
    Row { permission: Permission::SetPolicy, name: "set_policies", roles: &[Role::RoomManager], holds: "the site" },
    Row {
        permission: Permission::ManageBookables,
        name: "manage_bookables",
        roles: &[Role::RoomManager],
        holds: "the site",
    },
    Row {
        permission: Permission::Decide,
        name: "approve",
        roles: &[Role::Approver, Role::RoomManager],
        holds: "where the room's policy names the person as approver, or the site's room manager; who decides sees what the request is about, a confidential one too",
    },
];

impl Permission {
    /// Its name, also the name of the token scope that allows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    fn row(self) -> &'static Row {
        PERMISSIONS.iter().find(|row| row.permission == self).expect("every permission has a row")
    }

    /// Whether the token, if the actor came with one, is good for it.
    #[must_use]
    pub fn in_token(self, actor: &Actor) -> bool {
        actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == self.name()))
    }

    /// Whether the actor has it for something under that chain.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        let roles = self.row().roles;
        // Booking is every colleague's right wherever they were hired; the audience of the bookable narrows it.
        let granted = if self == Self::Book { actor.has_anywhere(roles) } else { actor.has_any(roles, chain) };
        self.in_token(actor) && granted
    }

    /// The same as an error.
    pub fn require(self, actor: &Actor, chain: &[Uuid]) -> Result<(), BookingError> {
        if self.held_by(actor, chain) { Ok(()) } else { Err(BookingError::Forbidden(self.name())) }
    }
}

/// Whether the booking is the actor's own: they host it, made it, or act for its host.
#[must_use]
pub fn is_own(actor: &Actor, host: PersonId, created_by: Option<PersonId>) -> bool {
    actor.stands_for(host) || (actor.person.is_some() && actor.person == created_by)
}

/// Whether the actor may see more than "reserved". `chain` are the scopes of what is booked.
#[must_use]
pub fn sees_details(
    actor: &Actor,
    host: PersonId,
    created_by: Option<PersonId>,
    visibility: Visibility,
    chain: &[Uuid],
) -> bool {
    is_own(actor, host, created_by)
        || match visibility {
            Visibility::Normal => true,
            Visibility::Private => Permission::SeePrivate.held_by(actor, chain),
            Visibility::Confidential => false,
        }
}

/// Whether the actor may know that the bookable exists: its audience at that instant says so, or they manage its bookings.
#[must_use]
pub fn may_know(actor: &Actor, policies: &PolicyBook, chain: &[Uuid], now: Instant) -> bool {
    policies.at(now).audience.see.includes(actor, chain) || Permission::ManageBookings.held_by(actor, chain)
}

/// Whether the actor may change or cancel the booking, which holds bookables under those chains. Nobody changes what they
/// may not see: the answer would show it, and a change of its visibility would open it to all.
pub fn may_change(actor: &Actor, booking: &Booking, chains: &[Vec<Uuid>]) -> Result<(), BookingError> {
    let sees = |chain: &[Uuid]| sees_details(actor, booking.host, booking.created_by, booking.visibility, chain);
    let manages_one = |chain: &Vec<Uuid>| Permission::ManageBookings.held_by(actor, chain) && sees(chain);
    let manages = || !chains.is_empty() && chains.iter().all(manages_one);
    if (is_own(actor, booking.host, booking.created_by) && Permission::Book.held_by(actor, &[])) || manages() {
        Ok(())
    } else if sees(&[]) {
        Err(BookingError::Forbidden(Permission::ManageBookings.name()))
    } else {
        Err(BookingError::NotFound("booking"))
    }
}
