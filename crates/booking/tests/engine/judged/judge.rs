//! The judge: a plain list and a double loop.

use std::collections::BTreeSet;

use booking::model::state::State;
use kernel::{BookingId, ClosureId, OccurrenceId};

/// What a room is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) code: &'static str,
    pub(super) units: &'static [usize],
    pub(super) setup: i64,
    pub(super) cleanup: i64,
    pub(super) asks: bool,
    pub(super) holds: bool,
    pub(super) check_in: bool,
}

const PLAIN: Room = Room { code: "A", units: &[0], setup: 0, cleanup: 0, asks: false, holds: true, check_in: false };

/// Two halves and their whole, one that asks and holds, one where requests compete, one where one checks in.
pub(super) const ROOMS: [Room; 6] = [
    PLAIN,
    Room { code: "B", units: &[1], setup: 15, cleanup: 30, ..PLAIN },
    Room { code: "AB", units: &[0, 1], ..PLAIN },
    Room { code: "C", units: &[2], cleanup: 15, asks: true, ..PLAIN },
    Room { code: "D", units: &[3], asks: true, holds: false, ..PLAIN },
    Room { code: "E", units: &[4], check_in: true, ..PLAIN },
];

/// The room where requests compete.
pub(super) const COMPETING: usize = 4;

/// Minutes after the start at which room E is given back.
pub(super) const RELEASE: i64 = 15;

/// One date; times in minutes since the epoch.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state machine")]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Date {
    pub(super) id: OccurrenceId,
    pub(super) original: i64,
    pub(super) start: i64,
    pub(super) minutes: i64,
    pub(super) room: usize,
    pub(super) state: State,
    pub(super) own_time: bool,
    pub(super) own_room: bool,
    pub(super) own_title: bool,
    /// Called off because the series no longer has it.
    pub(super) left: bool,
}

impl Date {
    pub(super) fn end(&self) -> i64 {
        self.start + self.minutes
    }

    pub(super) fn blocked(&self) -> (i64, i64) {
        let room = ROOMS[self.room];
        (self.start - room.setup, self.end() + room.cleanup)
    }

    /// Whether it keeps others away.
    fn takes(&self) -> bool {
        match self.state {
            State::Confirmed | State::InUse | State::Finished => true,
            State::Requested => ROOMS[self.room].holds,
            _ => false,
        }
    }

    pub(super) fn is_open(&self, now: i64) -> bool {
        matches!(self.state, State::Requested | State::Confirmed) && self.start > now
    }
}

/// A booking with its dates in the order of the rule, and behind them those that left it.
#[derive(Debug, Clone)]
pub(super) struct Booking {
    pub(super) id: BookingId,
    pub(super) room: usize,
    pub(super) minutes: i64,
    pub(super) is_series: bool,
    /// The days from one date to the next.
    pub(super) days: i64,
    /// How many dates the rule has.
    pub(super) count: usize,
    pub(super) dates: Vec<Date>,
}

#[derive(Debug, Clone)]
pub(super) struct Closure {
    pub(super) id: ClosureId,
    pub(super) rooms: Vec<usize>,
    pub(super) span: (i64, i64),
}

impl Closure {
    fn covers(&self, unit: usize) -> bool {
        self.rooms.iter().any(|room| ROOMS[*room].units.contains(&unit))
    }
}

/// Which of these dates, asked for together, would take what an earlier one of them takes.
fn own_clashes(dates: &[(usize, Date)]) -> Vec<usize> {
    let mut order: Vec<&(usize, Date)> = dates.iter().collect();
    order.sort_by_key(|(index, date)| (date.blocked(), *index));
    let (mut placed, mut clashing): (Vec<&Date>, Vec<usize>) = (vec![], vec![]);
    for (index, date) in order {
        let shared = |other: &&Date| ROOMS[other.room].units.iter().any(|unit| ROOMS[date.room].units.contains(unit));
        if placed.iter().filter(|other| shared(other)).any(|other| overlap(other.blocked(), date.blocked())) {
            clashing.push(*index);
        } else {
            placed.push(date);
        }
    }
    clashing
}

/// Everything there is.
#[derive(Debug, Default)]
pub(super) struct Judge {
    pub(super) now: i64,
    pub(super) bookings: Vec<Booking>,
    pub(super) closures: Vec<Closure>,
}

fn overlap(a: (i64, i64), b: (i64, i64)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

impl Judge {
    pub(super) fn dates(&self) -> impl Iterator<Item = &Date> {
        self.bookings.iter().flat_map(|booking| &booking.dates)
    }

    pub(super) fn dates_mut(&mut self) -> impl Iterator<Item = &mut Date> {
        self.bookings.iter_mut().flat_map(|booking| &mut booking.dates)
    }

    /// Whether a room can be had, when the dates in `leaving` leave their places.
    pub(super) fn is_free(&self, room: usize, start: i64, minutes: i64, leaving: &[OccurrenceId]) -> bool {
        let wanted = (start - ROOMS[room].setup, start + minutes + ROOMS[room].cleanup);
        if start < self.now {
            return false;
        }
        ROOMS[room].units.iter().all(|unit| {
            let on_unit = |date: &&Date| date.takes() && ROOMS[date.room].units.contains(unit);
            let others = self.dates().filter(on_unit).filter(|date| !leaving.contains(&date.id));
            let taken = others.into_iter().any(|date| overlap(date.blocked(), wanted));
            // A closure begins where what was kept in it ends, so whoever leaves a place inside may come back to it.
            let kept: Vec<(i64, i64)> =
                self.dates().filter(on_unit).filter(|date| leaving.contains(&date.id)).map(Date::blocked).collect();
            let shut = (wanted.0..wanted.1).step_by(5).any(|minute| {
                self.closures.iter().any(|one| one.covers(*unit) && (one.span.0..one.span.1).contains(&minute))
                    && !kept.iter().any(|span| (span.0..span.1).contains(&minute))
            });
            !taken && !shut
        })
    }

    /// Which of the dates that would move cannot. With `skip` they stay, and may be in the way of others that would.
    pub(super) fn stuck(&self, moving: &[(usize, Date)], skip: bool) -> BTreeSet<usize> {
        let mut leaving: Vec<OccurrenceId> = moving.iter().map(|(_, date)| date.id).collect();
        let fits = |date: &Date, leaving: &[OccurrenceId]| self.is_free(date.room, date.start, date.minutes, leaving);
        let fitting: Vec<(usize, Date)> = moving.iter().filter(|(_, date)| fits(date, &leaving)).cloned().collect();
        let clashing = own_clashes(&fitting);
        let mut stuck: BTreeSet<usize> = moving.iter().map(|(index, _)| *index).collect();
        stuck.retain(|index| clashing.contains(index) || !fitting.iter().any(|(one, _)| one == index));
        let mut before = usize::MAX;
        while skip && stuck.len() != before {
            before = stuck.len();
            let staying =
                |id: &OccurrenceId| moving.iter().any(|(index, date)| date.id == *id && stuck.contains(index));
            leaving.retain(|id| !staying(id));
            let more = moving.iter().filter(|(_, date)| !fits(date, &leaving)).map(|(index, _)| *index);
            stuck.extend(more);
        }
        stuck
    }

    /// The state a new or moved date gets.
    pub(super) fn state(room: usize) -> State {
        if ROOMS[room].asks { State::Requested } else { State::Confirmed }
    }

    /// Live or finished dates, and requests, that a closure of these rooms would hit.
    pub(super) fn hit(&self, rooms: &[usize], span: (i64, i64)) -> Vec<Date> {
        let closed = |unit: &usize| rooms.iter().any(|room| ROOMS[*room].units.contains(unit));
        self.dates()
            .filter(|date| date.takes() || date.state == State::Requested)
            .filter(|date| overlap(date.blocked(), span) && ROOMS[date.room].units.iter().any(closed))
            .cloned()
            .collect()
    }

    /// Requests for the same units at the same time.
    pub(super) fn competitors(&self, winner: &Date) -> Vec<OccurrenceId> {
        self.dates()
            .filter(|date| date.id != winner.id && date.state == State::Requested && !ROOMS[date.room].holds)
            .filter(|date| overlap(date.blocked(), winner.blocked()))
            .filter(|date| ROOMS[date.room].units.iter().any(|unit| ROOMS[winner.room].units.contains(unit)))
            .map(|date| date.id)
            .collect()
    }

    /// What time does.
    pub(super) fn pass(&mut self, minutes: i64) {
        self.now += minutes;
        let now = self.now;
        for date in self.dates_mut() {
            let (begun, over) = (date.start <= now, date.end() <= now);
            let waits = ROOMS[date.room].check_in;
            date.state = match date.state {
                State::Requested if begun => State::Expired,
                State::Confirmed if waits && date.start + RELEASE <= now => State::Released,
                State::Confirmed if !waits && over => State::Finished,
                State::Confirmed if !waits && begun => State::InUse,
                State::InUse if over => State::Finished,
                same => same,
            };
        }
    }
}
