//! The states of an occurrence and the legal moves between them: the one table everybody asks.

kernel::text_enum! {
    /// The state of one date of a booking.
    pub enum State {
        /// Held for a moment while somebody decides.
        Held = "held",
        /// Waiting for approval.
        Requested = "requested",
        /// Certain.
        Confirmed = "confirmed",
        /// Going on.
        InUse = "in_use",
        /// Over.
        Finished = "finished",
        /// An approver said no.
        Declined = "declined",
        /// The requester took it back before it was decided.
        Withdrawn = "withdrawn",
        /// Nobody decided in time.
        Expired = "expired",
        /// Called off.
        Cancelled = "cancelled",
        /// Nobody checked in.
        Released = "released",
        /// Taken by a higher precedence.
        Displaced = "displaced",
        /// A date of the series that was left out because it did not fit.
        Skipped = "skipped",
    }
}

impl State {
    /// Whether it keeps others away or asks to.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Held | Self::Requested | Self::Confirmed | Self::InUse)
    }
}

kernel::text_enum! {
    /// What can happen to an occurrence.
    pub enum Move {
        /// A held slot is asked for.
        Ask = "ask",
        /// It becomes certain: at once, or by the last approval.
        Confirm = "confirm",
        /// An edit needs approval anew.
        AskAgain = "ask_again",
        /// An approver says no.
        Decline = "decline",
        /// The requester takes it back.
        Withdraw = "withdraw",
        /// Time ran out.
        Expire = "expire",
        /// It is called off.
        Cancel = "cancel",
        /// It begins: somebody checked in, or nobody has to.
        Start = "start",
        /// It was said to begin by mistake.
        TakeBack = "take_back",
        /// It lasts longer.
        Extend = "extend",
        /// It is over.
        Finish = "finish",
        /// Nobody checked in.
        Release = "release",
        /// A higher precedence takes it.
        Displace = "displace",
        /// It left the series by a changed rule, and a later change brings it back. Nothing else brings back what is over.
        Revive = "revive",
    }
}

/// Why a date was released whose room or vehicle somebody else still had ([`Kind::missing`](crate::Kind::missing)).
pub const WAS_NOT_THERE: &str = "was_not_there";

/// Every legal move. Whatever is not here is refused with `illegal_move`.
pub const MOVES: &[(State, Move, State)] = &[
    (State::Held, Move::Ask, State::Requested),
    (State::Held, Move::Confirm, State::Confirmed),
    (State::Held, Move::Expire, State::Expired),
    (State::Requested, Move::Confirm, State::Confirmed),
    (State::Requested, Move::Decline, State::Declined),
    (State::Requested, Move::Withdraw, State::Withdrawn),
    (State::Requested, Move::Expire, State::Expired),
    (State::Confirmed, Move::AskAgain, State::Requested),
    (State::Confirmed, Move::Cancel, State::Cancelled),
    (State::Confirmed, Move::Start, State::InUse),
    (State::Confirmed, Move::Extend, State::Confirmed),
    (State::Confirmed, Move::Release, State::Released),
    (State::Confirmed, Move::Displace, State::Displaced),
    (State::InUse, Move::Extend, State::InUse),
    (State::InUse, Move::TakeBack, State::Confirmed),
    (State::InUse, Move::Finish, State::Finished),
    (State::Cancelled, Move::Revive, State::Requested),
    (State::Withdrawn, Move::Revive, State::Requested),
];

/// A move that the table does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date that is {from} cannot {verb}")]
pub struct IllegalMove {
    /// The present state.
    pub from: State,
    /// What was tried.
    pub verb: Move,
}

impl State {
    /// The state after a move.
    pub fn step(self, verb: Move) -> Result<Self, IllegalMove> {
        MOVES
            .iter()
            .find(|(from, known, _)| *from == self && *known == verb)
            .map(|(_, _, to)| *to)
            .ok_or(IllegalMove { from: self, verb })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_either_in_the_table_or_refused() {
        let mut legal = 0;
        for from in State::ALL {
            for verb in Move::ALL {
                match from.step(*verb) {
                    Ok(to) => {
                        legal += 1;
                        assert!(from.is_live() || *verb == Move::Revive, "{from} is an end and cannot {verb} to {to}");
                    }
                    Err(IllegalMove { from: f, verb: v }) => assert_eq!((f, v), (*from, *verb)),
                }
            }
        }
        assert_eq!(legal, MOVES.len(), "no move is listed twice");
    }

    #[test]
    fn what_is_over_stays_over() {
        assert!(State::Cancelled.step(Move::Confirm).is_err());
        assert!(State::Finished.step(Move::Cancel).is_err());
        for over in
            [State::Finished, State::Declined, State::Expired, State::Released, State::Displaced, State::Skipped]
        {
            assert!(over.step(Move::Revive).is_err());
        }
        assert_eq!(State::Requested.step(Move::Confirm), Ok(State::Confirmed));
    }
}
