//! Who may do what with bookings. The audience of each bookable (its policy) comes on top.

use kernel::{Actor, PersonId, Role};
use uuid::Uuid;

use crate::{
    BookingError,
    model::booking::{Booking, Visibility},
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
    /// Set policies and closed days.
    SetPolicy,
    /// Make, change and retire bookables.
    ManageBookables,
}

/// Each permission with its name and the roles that have it, for the place it is about. `admin` has all.
pub const PERMISSIONS: &[(Permission, &str, &[Role])] = &[
    (Permission::Book, "book", &[Role::Staff]),
    (Permission::ManageBookings, "manage_bookings", &[Role::RoomManager]),
    (Permission::SeePrivate, "see_private_bookings", &[Role::RoomManager, Role::Approver]),
    (Permission::Close, "close_places", &[Role::RoomManager]),
    (Permission::SetPolicy, "set_policies", &[Role::RoomManager]),
    (Permission::ManageBookables, "manage_bookables", &[Role::RoomManager]),
];

impl Permission {
    /// Its name, also the name of the token scope that allows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> &'static (Self, &'static str, &'static [Role]) {
        PERMISSIONS.iter().find(|row| row.0 == self).expect("every permission has a row")
    }

    /// Whether the actor has it for something under that chain.
    #[must_use]
    pub fn held_by(self, actor: &Actor, chain: &[Uuid]) -> bool {
        let (_, name, roles) = self.row();
        let in_token = actor.token_scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == name));
        // Booking is every colleague's right wherever they were hired; the audience of the bookable narrows it.
        let granted = if self == Self::Book { actor.has_anywhere(roles) } else { actor.has_any(roles, chain) };
        in_token && granted
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

/// Whether the actor may change or cancel the booking, which holds bookables under those chains.
pub fn may_change(actor: &Actor, booking: &Booking, chains: &[Vec<Uuid>]) -> Result<(), BookingError> {
    let manages = || !chains.is_empty() && chains.iter().all(|chain| Permission::ManageBookings.held_by(actor, chain));
    if (is_own(actor, booking.host, booking.created_by) && Permission::Book.held_by(actor, &[])) || manages() {
        Ok(())
    } else if sees_details(actor, booking.host, booking.created_by, booking.visibility, &[]) {
        Err(BookingError::Forbidden(Permission::ManageBookings.name()))
    } else {
        Err(BookingError::NotFound("booking"))
    }
}
