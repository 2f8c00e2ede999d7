//! Random steps, done in the engine and judged.

use std::{collections::BTreeSet, fmt::Write as _};

use booking::{
    BookingError,
    commands::{
        attend::Act,
        cancel::Which,
        close::{ClosureKind, NewClosure, OnHit, close, lift_closure},
        create_booking::{NewBooking, create_booking},
        decide::Decision,
    },
    model::{
        booking::{ApprovalState, OnConflict},
        policy::{Approval, Buffers, PolicyParts, Presence, Stage, Who as Set},
        state::{MOVES, State},
        wish::{Pick, Wish},
    },
    queries::{
        availability::{Answer, Need, Shown, search},
        bookings::Details,
    },
};
use kernel::{BookableId, Instant, Interval, Names, Recurrence, Role, WallTime, Zone};

use super::{
    Dice,
    judge::{Booking, COMPETING, Closure, Date, Judge, RELEASE, ROOMS},
};
use crate::support::{Layout, Who, World, hour};

/// Prints what was done when the run ends in a panic.
struct Log {
    seed: u64,
    steps: String,
}

impl Drop for Log {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}:\n{}", self.seed, self.steps);
        }
    }
}

pub(super) struct Run {
    pub(super) world: World,
    pub(super) rooms: Vec<BookableId>,
    pub(super) judge: Judge,
    pub(super) dice: Dice,
    log: Log,
    happened: BTreeSet<&'static str>,
}

fn instant(minutes: i64) -> Instant {
    Instant::from_micros(0).plus_minutes(minutes)
}

pub(super) fn wall(minutes: i64) -> WallTime {
    WallTime::at(instant(minutes), Zone::BRUSSELS)
}

fn minutes(at: Instant) -> i64 {
    at.minutes_since(Instant::from_micros(0))
}

/// Runs one sequence. Answers what happened in it.
pub(super) async fn run(world: World, seed: u64, steps: usize) -> BTreeSet<&'static str> {
    let mut run = Run {
        judge: Judge { now: minutes(world.now), ..Judge::default() },
        rooms: vec![],
        dice: Dice(seed),
        log: Log { seed, steps: String::new() },
        happened: BTreeSet::new(),
        world,
    };
    run.furnish().await;
    for _ in 0..steps {
        run.step().await;
        run.compare().await;
    }
    run.world.check().await;
    run.happened
}

impl Run {
    async fn furnish(&mut self) {
        for room in ROOMS {
            let parts: Vec<BookableId> = match room.units {
                [a, b] => vec![self.rooms[*a], self.rooms[*b]],
                _ => vec![],
            };
            let id = self.world.room_of(room.code, &[Layout::seats(10)], &parts).await;
            let stage = Stage { approvers: Set::roles(&[Role::Approver]) };
            let parts = PolicyParts {
                buffers: Some(Buffers { setup_minutes: room.setup, cleanup_minutes: room.cleanup }),
                approval: room.asks.then(|| Approval { stages: vec![stage], holds: room.holds }),
                presence: room.check_in.then_some(Presence {
                    check_in: true,
                    opens_before_minutes: 15,
                    release_after_minutes: RELEASE,
                }),
                ..PolicyParts::default()
            };
            self.world.policy(id, parts).await;
            self.rooms.push(id);
        }
    }

    pub(super) fn note(&mut self, step: std::fmt::Arguments<'_>) {
        writeln!(self.log.steps, "{} {step}", wall(self.judge.now)).expect("a text grows");
    }

    async fn step(&mut self) {
        match self.dice.below(21) {
            0..=3 => self.create(false).await,
            4..=6 => self.create(true).await,
            7..=8 => self.move_one().await,
            9..=11 => self.move_many().await,
            12 => self.rename().await,
            13 => self.cancel().await,
            14..=15 => self.decide().await,
            16 => self.shut().await,
            17 => self.lift().await,
            18 => self.attend().await,
            19 => self.resize().await,
            _ => self.pass().await,
        }
        if self.dice.below(4) == 0 {
            self.look().await;
        }
    }

    /// A time in working hours of the days to come, sometimes just gone.
    pub(super) fn some_start(&mut self) -> i64 {
        let day = self.judge.now - self.judge.now.rem_euclid(1440) + self.dice.minutes(1440, 6);
        day + 7 * 60 + self.dice.minutes(30, 20)
    }

    fn wish(&mut self, room: usize, series: bool) -> (NewBooking, Vec<i64>) {
        let start = self.some_start();
        let length = 30 + self.dice.minutes(30, 4);
        let mut new = hour(self.rooms[room], &wall(start).to_string());
        new.series.duration_minutes = length;
        let mut dates = vec![start];
        if series {
            let count = 2 + self.dice.minutes(1, 4);
            let (freq, days) = if self.dice.below(3) == 0 { ("WEEKLY", 7) } else { ("DAILY", 1) };
            new.series.recurrence = Some(Recurrence::parse(&format!("FREQ={freq};COUNT={count}")).expect("a rule"));
            dates = (0..count).map(|n| start + n * days * 1440).collect();
        }
        (new, dates)
    }

    async fn create(&mut self, series: bool) {
        let mut room = self.dice.below(ROOMS.len());
        let (mut new, mut starts) = self.wish(room, series);
        // Often where requests compete, and then for what somebody asks for already.
        if !series && self.dice.below(3) == 0 {
            room = COMPETING;
            let asked: Vec<i64> = (self.judge.dates())
                .filter(|date| date.room == COMPETING && date.state == State::Requested)
                .map(|date| date.start)
                .collect();
            if let Some(start) = self.dice.pick(&asked) {
                starts = vec![start];
                new.series.start = wall(start);
            }
            new.picks = vec![Pick::plain(self.rooms[room])];
        }
        // And where a date left its series, which then cannot come back.
        let left: Vec<(usize, i64)> =
            self.judge.dates().filter(|date| date.left).map(|date| (date.room, date.original)).collect();
        if let Some((left_room, start)) = self.dice.pick(&left).filter(|_| !series && self.dice.below(4) == 0) {
            (room, starts) = (left_room, vec![start]);
            new.series.start = wall(start);
            new.picks = vec![Pick::plain(self.rooms[room])];
        }
        if series && self.dice.below(2) == 0 {
            new.on_conflict = OnConflict::Skip;
        }
        let length = new.series.duration_minutes;
        let weekly = new.series.recurrence.as_ref().is_some_and(|rule| rule.to_string().contains("WEEKLY"));
        let free: Vec<bool> = starts.iter().map(|start| self.judge.is_free(room, *start, length, &[])).collect();
        self.note(format_args!("book {} {starts:?} for {length}, {:?}: {free:?}", ROOMS[room].code, new.on_conflict));
        let fits = if new.on_conflict == OnConflict::Skip { free.contains(&true) } else { !free.contains(&false) };
        let made = self.world.book(Who::Anna, new).await;
        let Some(made) = self.expect(made, fits) else { return };
        self.saw("booked", true);
        self.saw("a series", series);
        self.saw("skipped", free.contains(&false));
        let dates = made.occurrences.iter().zip(starts).zip(free).map(|((date, start), free)| Date {
            id: date.id,
            original: start,
            start,
            minutes: length,
            room,
            state: if free { Judge::state(room) } else { State::Skipped },
            own_time: false,
            own_room: false,
            own_title: false,
            left: false,
        });
        let dates: Vec<Date> = dates.collect();
        let days = if weekly { 7 } else { 1 };
        let count = dates.len();
        let booking = Booking { id: made.booking.id, room, minutes: length, is_series: series, days, count, dates };
        self.judge.bookings.push(booking);
    }

    pub(super) fn saw(&mut self, what: &'static str, really: bool) {
        if really {
            self.happened.insert(what);
        }
    }

    /// Either both say yes, or the engine refuses with reasons.
    pub(super) fn expect(&mut self, answer: Result<Details, BookingError>, fits: bool) -> Option<Details> {
        self.saw("refused", !fits);
        match (answer, fits) {
            (Ok(details), true) => Some(details),
            (Err(BookingError::Refused(refusal)), false) => {
                assert!(refusal.findings().count() > 0, "a refusal without a reason");
                None
            }
            (answer, _) => {
                panic!("the judge says {fits}, the engine {:?}", answer.map(|details| details.booking.id))
            }
        }
    }

    pub(super) fn some_open(&mut self) -> Option<(usize, usize)> {
        let now = self.judge.now;
        let open: Vec<(usize, usize)> = (self.judge.bookings.iter().enumerate())
            .flat_map(|(b, booking)| booking.dates.iter().enumerate().map(move |(d, date)| (b, d, date.is_open(now))))
            .filter_map(|(b, d, open)| open.then_some((b, d)))
            .collect();
        self.dice.pick(&open)
    }

    async fn cancel(&mut self) {
        let Some((b, d)) = self.some_open() else { return };
        let booking = &self.judge.bookings[b];
        let id = booking.dates[d].id;
        let (which, from, to) = match self.dice.below(4) {
            0 => (Which::Following(id), d, booking.dates.len()),
            1 => (Which::All(booking.id), 0, booking.dates.len()),
            _ => (Which::This(id), d, d + 1),
        };
        self.note(format_args!("cancel {which:?}"));
        self.world.cancel(Who::Anna, which).await.expect("it can be called off");
        let now = self.judge.now;
        for date in &mut self.judge.bookings[b].dates[from..to] {
            date.state = match date.state {
                State::Requested => State::Withdrawn,
                State::Confirmed if date.end() > now => State::Cancelled,
                same => same,
            };
        }
    }

    async fn decide(&mut self) {
        let asked: Vec<Date> = self.judge.dates().filter(|date| date.state == State::Requested).cloned().collect();
        if asked.is_empty() {
            return;
        }
        let contested = asked.iter().position(|date| !self.judge.competitors(date).is_empty());
        let other = self.dice.below(asked.len());
        let date = asked[contested.filter(|_| self.dice.below(2) == 0).unwrap_or(other)].clone();
        let yes = self.dice.below(3) > 0;
        let booking = self.judge.bookings.iter().find(|one| one.dates.iter().any(|d| d.id == date.id));
        let details = self.world.get(booking.expect("every date has a booking").id).await;
        let line =
            details.approvals.iter().find(|line| line.occurrence == date.id && line.state == ApprovalState::Pending);
        let id = line.expect("what is requested waits").id;
        let free = self.judge.is_free(date.room, date.start, date.minutes, &[date.id]);
        self.note(format_args!("decide {} {yes}: {free}", date.id));
        let decision = if yes { Decision::Approve } else { Decision::Decline };
        let answer = self.world.decide(Who::Carla, id, decision).await;
        if self.expect(answer, !yes || free).is_none() {
            return;
        }
        self.saw(if yes { "approved" } else { "declined" }, true);
        let losers = if yes { self.judge.competitors(&date) } else { vec![] };
        self.saw("competed", !losers.is_empty());
        for one in self.judge.dates_mut() {
            if one.id == date.id {
                one.state = if yes { State::Confirmed } else { State::Declined };
            } else if losers.contains(&one.id) {
                one.state = State::Declined;
            }
        }
    }

    async fn shut(&mut self) {
        let rooms: Vec<usize> = (0..ROOMS.len()).filter(|_| self.dice.below(3) == 0).collect();
        if rooms.is_empty() {
            return;
        }
        let start = self.some_start();
        let span = (start, start + 60 + self.dice.minutes(60, 40));
        let on_hit = [OnHit::Fail, OnHit::Keep, OnHit::Cancel][self.dice.below(3)];
        let hit = self.judge.hit(&rooms, span);
        self.note(format_args!("close {rooms:?} {}..{} {on_hit}: {} hit", wall(span.0), wall(span.1), hit.len()));
        let cx = self.world.by(Who::Dirk);
        let tx = self.world.db.begin(&cx).await.expect("a transaction");
        let new = NewClosure {
            kind: ClosureKind::Closure,
            scopes: rooms.iter().map(|room| self.rooms[*room].into()).collect(),
            span: Interval::new(instant(span.0), instant(span.1)).expect("a span"),
            names: Names::same("Works"),
            reason: "works".into(),
            on_hit,
        };
        let answer = close(&self.world.engine, &tx, &cx, new).await;
        let to_come = hit.iter().any(|date| date.end() > self.judge.now);
        let running = hit.iter().any(|date| date.state == State::InUse);
        match (on_hit, &answer) {
            (_, Err(BookingError::Invalid { field: "end", .. })) => assert!(span.1 <= self.judge.now),
            (OnHit::Fail, Err(BookingError::InTheWay(_))) => assert!(to_come, "nothing is in the way"),
            (OnHit::Cancel, Err(BookingError::NotNow { code: "in_use_now", .. })) => {
                assert!(running, "nothing is going on");
            }
            (_, Ok(_)) => {
                assert!(on_hit != OnHit::Fail || !to_come, "something is in the way");
                assert!(on_hit != OnHit::Cancel || !running, "something is going on");
            }
            (_, Err(error)) => panic!("{error}"),
        }
        self.saw("closed", answer.is_ok());
        self.saw("not closed", answer.is_err());
        let Ok(id) = answer else { return };
        tx.commit().await.expect("it is closed");
        self.saw("called off by a closure", on_hit == OnHit::Cancel && to_come);
        if on_hit == OnHit::Cancel {
            for date in self.judge.dates_mut().filter(|date| hit.iter().any(|one| one.id == date.id)) {
                date.state = match date.state {
                    State::Requested => State::Withdrawn,
                    State::Confirmed => State::Cancelled,
                    same => same,
                };
            }
        }
        self.judge.closures.push(Closure { id, rooms, span });
    }

    async fn lift(&mut self) {
        if self.judge.closures.is_empty() {
            return;
        }
        let closure = self.judge.closures.remove(self.dice.below(self.judge.closures.len()));
        self.saw("opened", true);
        self.note(format_args!("lift {:?} {:?}", closure.rooms, closure.span));
        let cx = self.world.by(Who::Dirk);
        let tx = self.world.db.begin(&cx).await.expect("a transaction");
        lift_closure(&self.world.engine, &tx, &cx, closure.id).await.expect("it opens");
        tx.commit().await.expect("it opens");
    }

    async fn attend(&mut self) {
        let now = self.judge.now;
        let near = |date: &&Date| match date.state {
            State::Confirmed => ROOMS[date.room].check_in && date.start - 15 <= now && now < date.end(),
            State::InUse => true,
            _ => false,
        };
        let candidates: Vec<Date> = self.judge.dates().filter(near).cloned().collect();
        if candidates.is_empty() {
            return;
        }
        let date = candidates[self.dice.below(candidates.len())].clone();
        let mut after = date.clone();
        let act = match (date.state, self.dice.below(2)) {
            (State::Confirmed, _) => Act::CheckIn,
            (_, 0) => Act::End,
            _ => Act::Extend(30),
        };
        let fits = match act {
            Act::CheckIn => {
                after.state = State::InUse;
                true
            }
            Act::End => {
                after.state = State::Finished;
                after.minutes = (now - date.start).max(1).min(date.minutes);
                true
            }
            _ => {
                after.minutes += 30;
                after.own_time = true;
                // Only what is added is asked for; the rest is theirs.
                let (room, begin) = (ROOMS[date.room], date.blocked().1);
                self.judge.is_free(date.room, begin + room.setup, 30 - room.setup - room.cleanup, &[date.id])
            }
        };
        self.note(format_args!("{act:?} {}: {fits}", date.id));
        let answer = self.world.attend(Who::Anna, date.id, act).await;
        if self.expect(answer, fits).is_some() {
            self.saw(
                match act {
                    Act::CheckIn => "checked in",
                    Act::End => "ended",
                    _ => "extended",
                },
                true,
            );
            for one in self.judge.dates_mut().filter(|one| one.id == date.id) {
                *one = after.clone();
            }
        }
    }

    async fn pass(&mut self) {
        let mut minutes = 15 + self.dice.minutes(15, 60);
        // Often just before or after something begins, so that people can be there.
        let next = self.judge.dates().filter(|date| date.is_open(self.judge.now)).map(|date| date.start).min();
        let near = next.map(|start| start - self.judge.now + [-10, 5][self.dice.below(2)]).filter(|wait| *wait > 0);
        let meets = near.is_some() && self.dice.below(2) == 0;
        if let (Some(wait), true) = (near, meets) {
            minutes = wait;
        }
        self.note(format_args!("{minutes} minutes pass"));
        let before: Vec<State> = self.judge.dates().map(|date| date.state).collect();
        self.judge.pass(minutes);
        self.world.now = self.world.now.plus_minutes(minutes);
        let moved = self.judge.dates().zip(before).filter(|(date, before)| date.state != *before).count();
        for (what, state) in [("released", State::Released), ("expired", State::Expired), ("finished", State::Finished)]
        {
            let really = self.judge.dates().any(|date| date.state == state);
            self.saw(what, really);
        }
        assert_eq!(self.world.sweep().await, moved as u64);
        if meets {
            self.attend().await;
            self.attend().await;
        }
    }

    /// What the search says is what the judge says and what a commit does.
    async fn look(&mut self) {
        let series = self.dice.below(2) == 0;
        let (new, starts) = self.wish(0, series);
        let length = new.series.duration_minutes;
        self.note(format_args!("look for {starts:?} for {length}"));
        let cx = self.world.by(Who::Anna);
        let wish = Wish { attendees: new.attendees, ..Wish::default() };
        let need = Need { kind: "room".into(), series: new.series.clone(), wish, site: None, text: None };
        let found =
            search(&self.world.engine, self.world.read(), &cx, &need, Shown { offers: 0..usize::MAX, nearest: 3 })
                .await
                .expect("a search");
        assert_eq!(found.offers.len(), ROOMS.len());
        for offer in &found.offers {
            let room = self.rooms.iter().position(|id| *id == offer.bookable).expect("it is one of ours");
            let free = starts.iter().all(|start| self.judge.is_free(room, *start, length, &[]));
            let judged = match (free, ROOMS[room].asks) {
                (false, _) => Answer::NotFree,
                (true, true) => Answer::NeedsApproval,
                (true, false) => Answer::Free,
            };
            self.happened.insert(if free { "looked: free" } else { "looked: not free" });
            assert_eq!(offer.answer, judged, "search and judge about {}", ROOMS[room].code);
            let tx = self.world.db.begin(&cx).await.expect("a transaction");
            let wanted = NewBooking { picks: vec![Pick::plain(offer.bookable)], ..new.clone() };
            let done = create_booking(&self.world.engine, &tx, &cx, wanted).await;
            assert_eq!(done.is_ok(), free, "search and commit about {}", ROOMS[room].code);
            for (slot, _) in &offer.nearest {
                let near = minutes(slot.interval().start);
                assert!(self.judge.is_free(room, near, length, &[]), "{} at {}", ROOMS[room].code, slot.start);
            }
        }
    }

    /// Every booking as it is stored equals the judge's, and nothing that must always hold is broken.
    async fn compare(&self) {
        for booking in &self.judge.bookings {
            let stored = self.world.get(booking.id).await;
            let seen: Vec<Date> = stored
                .occurrences
                .iter()
                .zip(&booking.dates)
                .map(|(date, judged)| {
                    let claim = date.claims.first().map(|claim| claim.bookable);
                    Date {
                        id: date.id,
                        original: minutes(date.original_start.instant_or_next(Zone::BRUSSELS)),
                        start: minutes(date.starts_at),
                        minutes: date.duration_minutes,
                        room: claim.map_or(judged.room, |id| {
                            self.rooms.iter().position(|room| *room == id).expect("it is one of ours")
                        }),
                        state: date.state,
                        own_time: date.overridden.time,
                        own_room: date.overridden.room,
                        own_title: date.overridden.title,
                        left: date.reason.as_deref() == Some("left_the_series"),
                    }
                })
                .collect();
            assert_eq!(stored.occurrences.len(), booking.dates.len(), "a date was lost or added: {stored:#?}");
            assert_eq!(seen, booking.dates, "booking {}", booking.id);
            let mut rule = stored.booking.series.dates().expect("the rule has dates");
            assert_eq!(rule.len(), booking.count, "the rule of {}", booking.id);
            rule.retain(|date| !stored.occurrences.iter().any(|one| one.original_start == *date));
            assert_eq!(rule, [], "a date of the rule has no row");
        }
        self.world.check_rows().await;
        self.only_legal_moves().await;
    }

    /// Every move that the journal tells of is in the table.
    async fn only_legal_moves(&self) {
        let lines = db::journal::search(self.world.db.read(), db::journal::Search::default(), 3).await.expect("lines");
        for line in lines {
            for step in line.data["moves"].as_array().into_iter().flatten() {
                let state = |key: &str| step[key].as_str().expect("a state").parse::<State>().expect("a state");
                let (from, to) = (state("from"), state("to"));
                let direct = MOVES.iter().any(|(a, _, b)| (*a, *b) == (from, to));
                let by_two = MOVES
                    .iter()
                    .any(|(a, _, between)| *a == from && MOVES.iter().any(|(next, _, b)| next == between && *b == to));
                assert!(from == to || direct || by_two, "{from} to {to} in {line:?}");
            }
        }
    }
}
