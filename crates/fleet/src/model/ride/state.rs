//! The states of a ride, the moves between them and who may make them: the one table that everybody asks.

use std::fmt::Write as _;

use kernel::{Instant, OccurrenceId};
use serde::Serialize;

kernel::text_enum! {
    /// The state of a ride.
    pub enum RideState {
        /// It waits for a driver: whoever had it cannot drive it.
        Planned = "planned",
        /// It has a driver, who has not looked at it yet.
        Assigned = "assigned",
        /// The driver will drive it.
        Accepted = "accepted",
        /// The driver is on the way to the passengers.
        OnTheWay = "on_the_way",
        /// The passengers are in the vehicle.
        OnBoard = "on_board",
        /// It is over.
        Done = "done",
        /// Its reservation was called off. Computed, never kept.
        Cancelled = "cancelled",
    }
}

/// A ride that somebody drives now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnderWay {
    /// Which one.
    pub ride_id: OccurrenceId,
    /// Since when.
    pub since: Option<Instant>,
    /// Who drives.
    pub driver_name: String,
    /// The code of what is driven.
    pub vehicle_code: String,
}

impl RideState {
    /// Whether somebody drives it now.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::OnTheWay | Self::OnBoard)
    }

    /// Whether it was neither driven nor called off.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Cancelled)
    }
}

kernel::text_enum! {
    /// What can be done with a ride.
    pub enum RideVerb {
        /// Give it to a driver.
        Assign = "assign",
        /// Say that one drives it.
        Accept = "accept",
        /// Say that one cannot drive it.
        Decline = "decline",
        /// Go to the passengers.
        SetOff = "set_off",
        /// Let the passengers in.
        Board = "board",
        /// End it.
        Finish = "finish",
        /// Call it off.
        Cancel = "cancel",
    }
}

kernel::text_enum! {
    /// What somebody is to a ride.
    pub enum RideParty {
        /// Drives it.
        Driver = "driver",
        /// Manages reservations on the site of the vehicle.
        Desk = "desk",
        /// Nobody: its reservation ended.
        Reservation = "reservation",
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// What is done.
    pub verb: RideVerb,
    /// From which states.
    pub from: &'static [RideState],
    /// To which state.
    pub to: RideState,
    /// By whom.
    pub who: &'static [RideParty],
    /// What else holds, in words.
    pub note: &'static str,
}

/// Every legal move. Whatever is not here is refused with `illegal_move`.
pub const MOVES: &[Move] = &[
    Move {
        verb: RideVerb::Assign,
        from: &[RideState::Planned, RideState::Assigned, RideState::Accepted],
        to: RideState::Assigned,
        who: &[RideParty::Desk],
        note: "the driver is free, may drive the vehicle, and keeps the rest; before it begins",
    },
    Move {
        verb: RideVerb::Accept,
        from: &[RideState::Assigned],
        to: RideState::Accepted,
        who: &[RideParty::Driver, RideParty::Desk],
        note: "once the reservation is certain",
    },
    Move {
        verb: RideVerb::Decline,
        from: &[RideState::Assigned, RideState::Accepted],
        to: RideState::Planned,
        who: &[RideParty::Driver, RideParty::Desk],
        note: "takes a reason; the time of the driver stays blocked until another one has the ride",
    },
    Move {
        verb: RideVerb::SetOff,
        from: &[RideState::Accepted],
        to: RideState::OnTheWay,
        who: &[RideParty::Driver, RideParty::Desk],
        note: "at most four hours before it begins; nobody else has the vehicle or the driver until then, and neither is out",
    },
    Move {
        verb: RideVerb::Board,
        from: &[RideState::OnTheWay],
        to: RideState::OnBoard,
        who: &[RideParty::Driver, RideParty::Desk],
        note: "",
    },
    Move {
        verb: RideVerb::Finish,
        from: &[RideState::OnTheWay, RideState::OnBoard],
        to: RideState::Done,
        who: &[RideParty::Driver, RideParty::Desk],
        note: "car and driver are free from then on; before anybody is on board, whoever drives turns back and all of it was empty",
    },
    Move {
        verb: RideVerb::Cancel,
        from: &[RideState::Planned, RideState::Assigned, RideState::Accepted],
        to: RideState::Cancelled,
        who: &[RideParty::Reservation],
        note: "whenever the reservation is called off, released or refused; what is under way is ended",
    },
];

/// A move that the table does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ride that is {from} cannot {verb}")]
pub struct IllegalMove {
    /// The present state.
    pub from: RideState,
    /// What was tried.
    pub verb: RideVerb,
}

/// The move from a state, whoever makes it.
pub fn step(from: RideState, verb: RideVerb) -> Result<&'static Move, IllegalMove> {
    MOVES.iter().find(|one| one.verb == verb && one.from.contains(&from)).ok_or(IllegalMove { from, verb })
}

impl Move {
    /// Whether one of these may make it.
    #[must_use]
    pub fn is_for(&self, parties: &[RideParty]) -> bool {
        parties.iter().any(|party| self.who.contains(party))
    }

    /// What one of these may do from a state.
    #[must_use]
    pub fn open_to(from: RideState, parties: &[RideParty]) -> Vec<RideVerb> {
        MOVES.iter().filter(|one| one.from.contains(&from) && one.is_for(parties)).map(|one| one.verb).collect()
    }
}

/// The table as Markdown, for the documentation.
#[must_use]
pub fn markdown() -> String {
    let mut text = "| from | move | to | by | |\n|---|---|---|---|---|\n".to_owned();
    for one in MOVES {
        let from: Vec<String> = one.from.iter().map(|state| format!("`{state}`")).collect();
        let who: Vec<String> = one.who.iter().map(ToString::to_string).collect();
        let (from, who) = (from.join(", "), who.join(", "));
        let _ = writeln!(text, "| {from} | `{}` | `{}` | {who} | {} |", one.verb, one.to, one.note);
    }
    text
}
