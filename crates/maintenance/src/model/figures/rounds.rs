//! What the moves of a ticket tell: each time it was reported or reopened a round begins, in which somebody looks at it,
//! works on it, lets it wait and ends it.
//!
//! The ticket itself knows its last round only; its moves know all of them.

use kernel::{Instant, Interval};

use crate::model::{
    calendar::Calendar,
    state::{TicketState, TicketVerb},
};

/// A move that a ticket made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// When.
    pub at: Instant,
    /// By which verb.
    pub verb: TicketVerb,
    /// To which state.
    pub to: TicketState,
}

/// From a report or a reopening until the next reopening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// When the clock began to run.
    pub began_at: Instant,
    /// When somebody of the desk looked at it.
    pub acknowledged_at: Option<Instant>,
    /// When the work was done; `None` when it is not, or ended otherwise.
    pub done_at: Option<Instant>,
    /// When it was reopened, which ended the round.
    pub reopened_at: Option<Instant>,
    /// When it was on hold, up to the next move; the last hold may still be under way.
    pub holds: Vec<(Instant, Option<Instant>)>,
}

impl Round {
    const fn beginning(began_at: Instant) -> Self {
        Self { began_at, acknowledged_at: None, done_at: None, reopened_at: None, holds: vec![] }
    }

    /// How long it took until somebody looked at it. Nothing is on hold that nobody has looked at.
    #[must_use]
    pub fn to_acknowledge(&self, calendar: &Calendar) -> Option<Took> {
        let at = self.acknowledged_at?;
        Some(Took {
            clock: at.minutes_since(self.began_at).max(0),
            working: calendar.minutes_between(self.began_at, at),
        })
    }

    /// How long it took until it was done: by the clock with everything, in working time without the holds.
    #[must_use]
    pub fn to_repair(&self, calendar: &Calendar) -> Option<Took> {
        let at = self.done_at?;
        let held: i64 = self.holds.iter().map(|(from, to)| calendar.minutes_between(*from, to.unwrap_or(at))).sum();
        Some(Took {
            clock: at.minutes_since(self.began_at).max(0),
            working: (calendar.minutes_between(self.began_at, at) - held).max(0),
        })
    }
}

/// How long something took, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// By the clock: nights, weekends and holds count.
    pub clock: i64,
    /// In the working time of the team, as service levels count it: what is on hold does not count.
    pub working: i64,
}

/// The rounds of a ticket, of which the first began then, from its moves in order.
#[must_use]
pub fn rounds(began_at: Instant, moves: &[Moved]) -> Vec<Round> {
    let mut rounds = vec![Round::beginning(began_at)];
    for one in moves {
        if one.verb == TicketVerb::Reopen {
            if let Some(last) = rounds.last_mut() {
                last.reopened_at = Some(one.at);
            }
            rounds.push(Round::beginning(one.at));
            continue;
        }
        let Some(round) = rounds.last_mut() else { continue };
        // Whatever happens next ends a hold.
        if let Some((_, to @ None)) = round.holds.last_mut() {
            *to = Some(one.at);
        }
        match one.verb {
            TicketVerb::Triage => round.acknowledged_at = round.acknowledged_at.or(Some(one.at)),
            TicketVerb::Hold => round.holds.push((one.at, None)),
            TicketVerb::Complete => round.done_at = Some(one.at),
            _ => {}
        }
    }
    rounds
}

/// The state of a ticket at an instant, from its moves in order; `None` before it was reported.
#[must_use]
pub fn state_at(reported_at: Instant, moves: &[Moved], at: Instant) -> Option<TicketState> {
    if at < reported_at {
        return None;
    }
    let last = moves.iter().take_while(|one| one.at <= at).last();
    Some(last.map_or(TicketState::New, |one| one.to))
}

/// How often work that was done in a span was reopened since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reopened {
    /// Whether it was done in the span at all.
    pub done: bool,
    /// How many times it was reopened after that.
    pub times: i64,
}

/// Whether a ticket was done in a span, and how often it was reopened after having been done in it.
#[must_use]
pub fn reopened(rounds: &[Round], span: Interval) -> Reopened {
    let done = || rounds.iter().filter(|round| round.done_at.is_some_and(|at| span.contains(at)));
    let again = done().filter(|round| round.reopened_at.is_some()).count();
    Reopened { done: done().next().is_some(), times: super::spread::number(again) }
}

#[cfg(test)]
mod tests {
    use kernel::{Fold, WallTime, Zone};

    use super::*;
    use crate::model::calendar::office_hours;

    fn at(text: &str) -> Instant {
        text.parse::<WallTime>().unwrap().instant(Zone::BRUSSELS, Fold::First).unwrap()
    }

    fn brussels() -> Calendar {
        Calendar { zone: Zone::BRUSSELS, hours: office_hours(), closed: ["2026-11-02".parse().unwrap()].into() }
    }

    fn moves(all: &[(&str, TicketVerb)]) -> Vec<Moved> {
        let to = |verb| match verb {
            TicketVerb::Triage => TicketState::Triaged,
            TicketVerb::Assign => TicketState::Assigned,
            TicketVerb::Start | TicketVerb::Resume => TicketState::InProgress,
            TicketVerb::Hold => TicketState::OnHold,
            TicketVerb::Complete => TicketState::Done,
            TicketVerb::Reopen => TicketState::Reopened,
            TicketVerb::Cancel => TicketState::Cancelled,
            _ => TicketState::Closed,
        };
        all.iter().map(|(text, verb)| Moved { at: at(text), verb: *verb, to: to(*verb) }).collect()
    }

    use TicketVerb::{Assign, Cancel, Close, Complete, Hold, Reopen, Resume, Start, Triage};

    #[test]
    fn times_run_from_the_report() {
        // A Friday afternoon, before a weekend and a closed Monday.
        let told = moves(&[
            ("2026-10-30T16:30", Triage),
            ("2026-10-30T16:40", Assign),
            ("2026-11-03T08:00", Start),
            ("2026-11-03T09:00", Complete),
        ]);
        let all = rounds(at("2026-10-30T16:00"), &told);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].to_acknowledge(&brussels()), Some(Took { clock: 30, working: 30 }));
        // Three days and 17 hours by the clock; the last hour of Friday and the first of Tuesday at work.
        assert_eq!(all[0].to_repair(&brussels()), Some(Took { clock: 3 * 1440 + 17 * 60, working: 120 }));
    }

    #[test]
    fn holds_do_not_count_in_working_time_also_when_the_clocks_change_meanwhile() {
        let told = moves(&[
            ("2026-10-23T09:00", Triage),
            ("2026-10-23T09:00", Start),
            // From Friday noon over the autumn night to Monday noon: nine working hours.
            ("2026-10-23T12:00", Hold),
            ("2026-10-26T12:00", Resume),
            ("2026-10-26T13:00", Hold),
            ("2026-10-26T14:00", Resume),
            ("2026-10-26T15:00", Complete),
        ]);
        let round = &rounds(at("2026-10-23T08:00"), &told)[0];
        assert_eq!(round.holds.len(), 2);
        // The night has an hour more.
        assert_eq!(
            round.to_repair(&brussels()),
            Some(Took { clock: 3 * 1440 + 60 + 7 * 60, working: 4 * 60 + 2 * 60 })
        );
    }

    #[test]
    fn a_hold_over_the_border_of_the_period_is_left_out_as_a_whole() {
        let told = moves(&[("2026-09-30T10:00", Hold), ("2026-10-01T10:00", Resume), ("2026-10-01T11:00", Complete)]);
        let round = &rounds(at("2026-09-30T09:00"), &told)[0];
        assert_eq!(round.to_repair(&brussels()).unwrap().working, 120, "an hour before the hold and one after it");
    }

    #[test]
    fn what_is_given_up_on_hold_was_never_done() {
        let told = moves(&[("2026-10-01T09:00", Triage), ("2026-10-01T10:00", Hold), ("2026-10-01T11:00", Cancel)]);
        let round = &rounds(at("2026-10-01T08:00"), &told)[0];
        assert_eq!(round.holds, [(at("2026-10-01T10:00"), Some(at("2026-10-01T11:00")))]);
        assert_eq!((round.to_repair(&brussels()), round.done_at), (None, None));
        assert!(rounds(at("2026-10-01T08:00"), &[])[0].to_acknowledge(&brussels()).is_none());
    }

    #[test]
    fn a_ticket_that_was_reopened_twice_has_three_rounds() {
        let told = moves(&[
            ("2026-10-01T09:00", Triage),
            ("2026-10-01T10:00", Complete),
            ("2026-10-05T08:00", Reopen),
            ("2026-10-05T08:30", Triage),
            ("2026-10-05T10:00", Complete),
            ("2026-10-06T09:00", Reopen),
            ("2026-10-06T09:10", Triage),
            ("2026-10-06T12:00", Complete),
            ("2026-10-07T12:00", Close),
        ]);
        let all = rounds(at("2026-10-01T08:00"), &told);
        let clock = |took: Option<Took>| took.unwrap().clock;
        let of = |round: &Round| (clock(round.to_acknowledge(&brussels())), clock(round.to_repair(&brussels())));
        assert_eq!(all.iter().map(of).collect::<Vec<_>>(), [(60, 120), (30, 120), (10, 180)]);
        let span = |from: &str, to: &str| Interval::new(at(from), at(to)).unwrap();
        let whole = reopened(&all, span("2026-10-01T00:00", "2026-11-01T00:00"));
        assert_eq!(whole, Reopened { done: true, times: 2 });
        // Done in the span, reopened after it: that still tells how good the work of the span was.
        let first = reopened(&all, span("2026-10-01T00:00", "2026-10-02T00:00"));
        assert_eq!(first, Reopened { done: true, times: 1 });
        let last = reopened(&all, span("2026-10-06T10:00", "2026-11-01T00:00"));
        assert_eq!(last, Reopened { done: true, times: 0 });
        assert_eq!(reopened(&all, span("2026-11-01T00:00", "2026-12-01T00:00")), Reopened::default());
    }

    #[test]
    fn a_ticket_is_in_the_state_of_its_last_move() {
        let told = moves(&[("2026-10-01T09:00", Triage), ("2026-10-02T09:00", Complete), ("2026-10-03T09:00", Reopen)]);
        let state = |text| state_at(at("2026-10-01T08:00"), &told, at(text));
        assert_eq!(state("2026-10-01T07:59"), None);
        assert_eq!(state("2026-10-01T08:00"), Some(TicketState::New));
        assert_eq!(state("2026-10-01T09:00"), Some(TicketState::Triaged));
        assert_eq!(state("2026-10-02T23:00"), Some(TicketState::Done));
        assert_eq!(state("2027-10-03T09:00"), Some(TicketState::Reopened));
    }
}
