//! The states of a ticket, the moves between them and who may make them: the one table that everybody asks.

use std::fmt::Write as _;

kernel::text_enum! {
    /// The state of a ticket.
    pub enum TicketState {
        /// Reported; nobody of the desk has looked at it.
        New = "new",
        /// Looked at: impact, urgency and team are known.
        Triaged = "triaged",
        /// It is known when it will be done.
        Planned = "planned",
        /// It is known who does it.
        Assigned = "assigned",
        /// Being worked on.
        InProgress = "in_progress",
        /// The work waits for something; the service level waits too.
        OnHold = "on_hold",
        /// The work is done; nobody has looked at it yet.
        Done = "done",
        /// Somebody else found it good.
        Verified = "verified",
        /// Filed.
        Closed = "closed",
        /// Nothing that the house repairs.
        Rejected = "rejected",
        /// The same as another ticket, where it goes on.
        Duplicate = "duplicate",
        /// Called off.
        Cancelled = "cancelled",
        /// It cannot be done.
        CannotComplete = "cannot_complete",
        /// Back at the beginning: it was not done, or it broke again.
        Reopened = "reopened",
    }
}

impl TicketState {
    /// Whether something has still to be done about the fault itself.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Triaged
                | Self::Planned
                | Self::Assigned
                | Self::InProgress
                | Self::OnHold
                | Self::Reopened
        )
    }

    /// Whether nothing is added to it any more: no work, no tasks, no comments of the desk.
    #[must_use]
    pub const fn is_filed(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Duplicate | Self::Cancelled)
    }

    /// Whether the work came to an end, so that the reporter can say how it went.
    #[must_use]
    pub const fn is_worked(self) -> bool {
        matches!(self, Self::Done | Self::Verified | Self::Closed | Self::CannotComplete)
    }
}

kernel::text_enum! {
    /// What can be done with a ticket.
    pub enum TicketVerb {
        /// Say how bad it is and which team it is for. Counts as acknowledging it.
        Triage = "triage",
        /// Say when it is done.
        Plan = "plan",
        /// Say who does it.
        Assign = "assign",
        /// Begin the work.
        Start = "start",
        /// Let it wait.
        Hold = "hold",
        /// Go on with it.
        Resume = "resume",
        /// End the work.
        Complete = "complete",
        /// Give up.
        CannotComplete = "cannot_complete",
        /// Find the work good.
        Verify = "verify",
        /// File it.
        Close = "close",
        /// Begin again.
        Reopen = "reopen",
        /// Refuse it.
        Reject = "reject",
        /// Join it to another one.
        MarkDuplicate = "mark_duplicate",
        /// Call it off.
        Cancel = "cancel",
    }
}

kernel::text_enum! {
    /// What somebody is to a ticket.
    pub enum TicketParty {
        /// Hands out the tickets of the site.
        Dispatcher = "dispatcher",
        /// Works on it.
        Assignee = "assignee",
        /// A technician in the team of the ticket.
        TeamMember = "team_member",
        /// Reported it, or acts for whoever did.
        Reporter = "reporter",
        /// No person: the inspection for which it was opened, or whose remark it is.
        Inspection = "inspection",
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// What is done.
    pub verb: TicketVerb,
    /// From which states.
    pub from: &'static [TicketState],
    /// To which state.
    pub to: TicketState,
    /// By whom.
    pub who: &'static [TicketParty],
    /// Whether it takes a reason.
    pub reason: bool,
    /// What else holds, in words.
    pub note: &'static str,
}

/// Every legal move. Whatever is not here is refused with `illegal_move`.
pub const MOVES: &[Move] = &[
    Move {
        verb: TicketVerb::Triage,
        from: &[TicketState::New, TicketState::Reopened],
        to: TicketState::Triaged,
        who: &[TicketParty::Dispatcher],
        reason: false,
        note: "sets impact, urgency and team; counts as acknowledged",
    },
    Move {
        verb: TicketVerb::Plan,
        from: &[TicketState::Triaged, TicketState::Planned, TicketState::Assigned],
        to: TicketState::Planned,
        who: &[TicketParty::Dispatcher],
        reason: false,
        note: "frees whoever had it",
    },
    Move {
        verb: TicketVerb::Assign,
        from: &[TicketState::Triaged, TicketState::Planned, TicketState::Assigned],
        to: TicketState::Assigned,
        who: &[TicketParty::Dispatcher, TicketParty::TeamMember],
        reason: false,
        note: "a member of the team only to themselves",
    },
    Move {
        verb: TicketVerb::Start,
        from: &[TicketState::Assigned],
        to: TicketState::InProgress,
        who: &[TicketParty::Assignee],
        reason: false,
        note: "",
    },
    Move {
        verb: TicketVerb::Hold,
        from: &[TicketState::InProgress],
        to: TicketState::OnHold,
        who: &[TicketParty::Assignee, TicketParty::Dispatcher],
        reason: true,
        note: "the service level waits",
    },
    Move {
        verb: TicketVerb::Resume,
        from: &[TicketState::OnHold],
        to: TicketState::InProgress,
        who: &[TicketParty::Assignee, TicketParty::Dispatcher],
        reason: false,
        note: "",
    },
    Move {
        verb: TicketVerb::Complete,
        from: &[TicketState::InProgress],
        to: TicketState::Done,
        who: &[TicketParty::Assignee, TicketParty::Inspection],
        reason: false,
        note: "every required task is answered, except when the inspection took place or the remark is cleared",
    },
    Move {
        verb: TicketVerb::Complete,
        from: &[
            TicketState::New,
            TicketState::Triaged,
            TicketState::Planned,
            TicketState::Assigned,
            TicketState::OnHold,
            TicketState::Reopened,
        ],
        to: TicketState::Done,
        who: &[TicketParty::Inspection],
        reason: false,
        note: "the inspection took place, or the remark is cleared; counts as acknowledged",
    },
    Move {
        verb: TicketVerb::CannotComplete,
        from: &[TicketState::Assigned, TicketState::InProgress, TicketState::OnHold],
        to: TicketState::CannotComplete,
        who: &[TicketParty::Assignee, TicketParty::Dispatcher],
        reason: true,
        note: "",
    },
    Move {
        verb: TicketVerb::Verify,
        from: &[TicketState::Done],
        to: TicketState::Verified,
        who: &[TicketParty::Dispatcher, TicketParty::Reporter],
        reason: false,
        note: "never who did the work",
    },
    Move {
        verb: TicketVerb::Close,
        from: &[TicketState::Verified, TicketState::CannotComplete],
        to: TicketState::Closed,
        who: &[TicketParty::Dispatcher, TicketParty::Inspection],
        reason: false,
        note: "",
    },
    Move {
        verb: TicketVerb::Close,
        from: &[TicketState::Done],
        to: TicketState::Closed,
        who: &[TicketParty::Inspection],
        reason: false,
        note: "the result with its report is there, or the inspection is left out",
    },
    Move {
        verb: TicketVerb::Reopen,
        from: &[TicketState::Done, TicketState::Verified, TicketState::Closed, TicketState::CannotComplete],
        to: TicketState::Reopened,
        who: &[TicketParty::Dispatcher, TicketParty::Reporter],
        reason: true,
        note: "keeps its number; the service level begins anew",
    },
    Move {
        verb: TicketVerb::Reject,
        from: &[TicketState::New, TicketState::Reopened, TicketState::Triaged],
        to: TicketState::Rejected,
        who: &[TicketParty::Dispatcher],
        reason: true,
        note: "",
    },
    Move {
        verb: TicketVerb::MarkDuplicate,
        from: &[
            TicketState::New,
            TicketState::Reopened,
            TicketState::Triaged,
            TicketState::Planned,
            TicketState::Assigned,
        ],
        to: TicketState::Duplicate,
        who: &[TicketParty::Dispatcher],
        reason: false,
        note: "of a ticket that is not itself a duplicate; photos, comments and the reporter follow there",
    },
    Move {
        verb: TicketVerb::Cancel,
        from: &[TicketState::New, TicketState::Triaged, TicketState::Planned, TicketState::Assigned],
        to: TicketState::Cancelled,
        who: &[TicketParty::Reporter, TicketParty::Dispatcher, TicketParty::Inspection],
        reason: true,
        note: "",
    },
    Move {
        verb: TicketVerb::Cancel,
        from: &[TicketState::OnHold, TicketState::Reopened],
        to: TicketState::Cancelled,
        who: &[TicketParty::Dispatcher, TicketParty::Inspection],
        reason: true,
        note: "",
    },
    Move {
        verb: TicketVerb::Cancel,
        from: &[TicketState::InProgress],
        to: TicketState::Cancelled,
        who: &[TicketParty::Inspection],
        reason: true,
        note: "the inspection is left out",
    },
];

impl Move {
    /// Whether any person can make it.
    #[must_use]
    pub fn is_for_people(&self) -> bool {
        self.who.iter().any(|party| *party != TicketParty::Inspection)
    }
}

/// A move that the table does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ticket that is {from} cannot {verb}")]
pub struct IllegalMove {
    /// The present state.
    pub from: TicketState,
    /// What was tried.
    pub verb: TicketVerb,
}

impl TicketState {
    /// The line of the table by which a person takes a verb in this state.
    pub fn step(self, verb: TicketVerb) -> Result<&'static Move, IllegalMove> {
        self.line(verb, Move::is_for_people)
    }

    /// The line by which an inspection does.
    pub fn step_by_inspection(self, verb: TicketVerb) -> Result<&'static Move, IllegalMove> {
        self.line(verb, |line| line.who.contains(&TicketParty::Inspection))
    }

    fn line(self, verb: TicketVerb, whose: impl Fn(&Move) -> bool) -> Result<&'static Move, IllegalMove> {
        let found = MOVES.iter().find(|line| line.verb == verb && line.from.contains(&self) && whose(line));
        found.ok_or(IllegalMove { from: self, verb })
    }
}

/// The table as a page of Markdown: what a test compares with `docs/tickets.md`.
#[must_use]
pub fn render() -> String {
    let list = |words: Vec<&str>| words.join(", ");
    let mut page = String::from(
        "# The life of a ticket\n\nGenerated from the table in `crates/maintenance/src/model/state.rs`; `GET /api/v1/tickets/moves` answers the \
         same. Whatever is not\nhere is refused: 409 `illegal_move`, or 403 for somebody else than who is named.\n\n\
         | verb | from | to | who | reason | besides |\n|---|---|---|---|---|---|\n",
    );
    for Move { verb, from, to, who, reason, note } in MOVES {
        let from = list(from.iter().map(|state| state.as_str()).collect());
        let who = list(who.iter().map(|party| party.as_str()).collect());
        let reason = if *reason { "yes" } else { "" };
        let _ = writeln!(page, "| `{verb}` | {from} | {to} | {who} | {reason} | {note} |");
    }
    page.push_str("\n| who | is |\n|---|---|\n");
    for (party, is) in [
        (TicketParty::Dispatcher, "has `dispatch_tickets` for the site of the ticket"),
        (TicketParty::Assignee, "the ticket was given to them"),
        (TicketParty::TeamMember, "is in the team of the ticket and has `work_on_tickets` for its site"),
        (TicketParty::Reporter, "reported it, or acts for whoever did"),
        (TicketParty::Inspection, "no person: the inspection for which the ticket was opened, or whose remark it is"),
    ] {
        let _ = writeln!(page, "| {party} | {is} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_in_the_table_at_most_once() {
        let mut legal = 0;
        for &from in TicketState::ALL {
            for &verb in TicketVerb::ALL {
                let lines = MOVES.iter().filter(|line| line.verb == verb && line.from.contains(&from)).count();
                assert!(lines <= 1, "{verb} from {from} stands in {lines} lines");
                match from.step(verb).or(from.step_by_inspection(verb)) {
                    Ok(line) => {
                        legal += 1;
                        assert_eq!((lines, line.verb), (1, verb));
                        assert!(!line.who.is_empty());
                    }
                    Err(refused) => assert_eq!((lines, refused), (0, IllegalMove { from, verb })),
                }
            }
        }
        assert_eq!(legal, MOVES.iter().map(|line| line.from.len()).sum::<usize>());
    }

    #[test]
    fn an_inspection_brings_its_ticket_to_an_end_from_every_state() {
        for &state in TicketState::ALL {
            let step = |verb| state.step_by_inspection(verb).is_ok();
            assert_eq!(step(TicketVerb::Complete), state.is_open(), "{state}");
            assert_eq!(step(TicketVerb::Cancel), state.is_open(), "{state}");
            assert_eq!(step(TicketVerb::Close), !state.is_open() && !state.is_filed(), "{state}");
            let others = TicketVerb::ALL.iter().filter(|verb| step(**verb)).count();
            assert!(others <= 2, "{state}");
        }
        assert!(TicketState::Triaged.step(TicketVerb::Complete).is_err(), "no person skips the work");
    }

    #[test]
    fn every_state_can_be_reached_and_every_open_one_left() {
        for &state in TicketState::ALL {
            assert!(
                state == TicketState::New || MOVES.iter().any(|line| line.to == state),
                "{state} cannot be reached"
            );
            let leaves = MOVES.iter().any(|line| line.from.contains(&state));
            let for_ever = matches!(state, TicketState::Rejected | TicketState::Duplicate | TicketState::Cancelled);
            assert_eq!(leaves, !for_ever, "{state}");
        }
    }

    #[test]
    fn work_is_verified_by_nobody_but_dispatcher_and_reporter() {
        assert_eq!(
            TicketState::Done.step(TicketVerb::Verify).unwrap().who,
            [TicketParty::Dispatcher, TicketParty::Reporter]
        );
        assert!(
            TicketState::InProgress.step(TicketVerb::Verify).is_err()
                && TicketState::Done.step(TicketVerb::Close).is_err()
        );
        assert!(TicketState::Duplicate.step(TicketVerb::Reopen).is_err());
    }

    #[test]
    fn the_page_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tickets.md");
        if std::env::var_os("WRITE_TICKETS_PAGE").is_some() {
            std::fs::write(path, render()).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap();
        assert!(
            kept == render(),
            "docs/tickets.md is stale: WRITE_TICKETS_PAGE=1 cargo nextest run -p maintenance the_page_is_fresh"
        );
    }
}
