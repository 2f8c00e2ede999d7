//! Edits: one date, the rest of a series, all of it.

use booking::{
    commands::edit::{Change, Reach},
    model::{booking::OnConflict, state::State, wish::Pick},
};

use kernel::OccurrenceId;
use uuid::Uuid;

use super::{
    judge::{Booking, Date, Judge, ROOMS},
    run::{Run, wall},
};
use crate::support::{Who, rule};

impl Run {
    /// One date gets another time or another room.
    pub(super) async fn move_one(&mut self) {
        let Some((b, d)) = self.some_open() else { return };
        let date = self.judge.bookings[b].dates[d].clone();
        let mut after = date.clone();
        let mut change = Change::default();
        if self.dice.below(2) == 0 {
            after.start = self.some_start();
            change.start = Some(wall(after.start));
        } else {
            after.room = self.dice.below(ROOMS.len());
            change.picks = Some(vec![Pick::plain(self.rooms[after.room])]);
        }
        let single = !self.judge.bookings[b].is_series;
        let moves = after.start != date.start;
        let rehoused = change.picks.is_some();
        let fits = !(moves || rehoused) || self.judge.is_free(after.room, after.start, after.minutes, &[date.id]);
        self.note(format_args!("move {} to {} in {}: {fits}", date.id, wall(after.start), ROOMS[after.room].code));
        let answer = self.world.edit(Who::Anna, Reach::This(date.id), change).await;
        if self.expect(answer, fits).is_none() {
            return;
        }
        self.saw("moved", moves || rehoused);
        if moves || after.room != date.room || (rehoused && date.state == State::Requested) {
            after.state = Judge::state(after.room);
        }
        if single {
            after.original = after.start;
            self.judge.bookings[b].room = after.room;
        } else {
            after.own_time |= moves;
            after.own_room |= rehoused;
        }
        self.judge.bookings[b].dates[d] = after;
    }

    /// A whole series, or its rest, moves or gets another room or length.
    pub(super) async fn move_many(&mut self) {
        let Some((b, d)) = self.some_open() else { return };
        let following = self.dice.below(2) == 0 && self.judge.bookings[b].is_series;
        let from = if following { d } else { 0 };
        let booking = self.judge.bookings[b].clone();
        let first = booking.dates[from].clone();
        // Often onto what somebody else has there.
        let others: Vec<i64> = (self.judge.dates())
            .filter(|date| date.room == booking.room && date.is_open(self.judge.now))
            .filter(|date| booking.dates.iter().all(|own| own.id != date.id))
            .map(|date| date.start - booking.dates[d].original)
            .collect();
        let mut shift = [0, 30, -30, 60, 1440, -1440, 2 * 1440][self.dice.below(7)];
        if self.dice.below(2) == 0 {
            shift = self.dice.pick(&others).unwrap_or(shift);
        }
        let length = (self.dice.below(4) == 0).then(|| 30 + self.dice.minutes(30, 4));
        let room = (self.dice.below(4) == 0).then(|| self.dice.below(ROOMS.len()));
        let skip = self.dice.below(2) == 0;
        let change = Change {
            start: (shift != 0).then(|| wall(first.original + shift)),
            duration_minutes: length,
            picks: room.map(|room| vec![Pick::plain(self.rooms[room])]),
            on_conflict: Some(if skip { OnConflict::Skip } else { OnConflict::Fail }),
            ..Change::default()
        };
        // What every date would become.
        let mut wanted = booking.dates.clone();
        let mut asked = vec![];
        let whole_length = length.unwrap_or(booking.minutes);
        for (index, date) in wanted.iter_mut().enumerate().skip(from) {
            date.original += shift;
            if !date.is_open(self.judge.now) {
                continue;
            }
            let before = &booking.dates[index];
            if !date.own_time {
                date.start = date.original;
                date.minutes = whole_length;
            }
            let rehoused = room.is_some() && !date.own_room;
            if let (Some(room), true) = (room, rehoused) {
                date.room = room;
            }
            let moved = date.start != before.start || date.minutes != before.minutes;
            if moved || rehoused {
                asked.push(index);
                if moved || date.room != before.room || before.state == State::Requested {
                    date.state = Judge::state(date.room);
                }
            }
        }
        let moving: Vec<(usize, Date)> = asked.iter().map(|index| (*index, wanted[*index].clone())).collect();
        let stuck = self.judge.stuck(&moving, skip);
        let fits = stuck.is_empty() || (skip && stuck.len() < asked.len());
        self.note(format_args!(
            "{} {} by {shift}, length {length:?}, room {room:?}, skip {skip}: asked {asked:?}, stuck {stuck:?}",
            if following { "following" } else { "all" },
            first.id,
        ));
        let reach = if following { Reach::Following(first.id) } else { Reach::All(booking.id) };
        let answer = self.world.edit(Who::Anna, reach, change).await;
        let Some(answer) = self.expect(answer, fits) else { return };
        self.saw("stuck", !stuck.is_empty());
        self.saw(if from == 0 { "moved all" } else { "moved following" }, !asked.is_empty());
        self.saw(
            "past dates in an edit",
            shift != 0 && booking.dates[from..].iter().any(|date| date.start <= self.judge.now),
        );
        self.saw("overrides in an edit", shift != 0 && booking.dates[from..].iter().any(|date| date.own_time));
        for index in stuck {
            let original = wanted[index].original;
            wanted[index] = Date { original, own_time: true, own_room: true, ..booking.dates[index].clone() };
        }
        let target = &mut self.judge.bookings[b];
        if from == 0 {
            assert_eq!(answer.booking.id, booking.id);
            target.dates = wanted;
            target.room = room.unwrap_or(target.room);
            target.minutes = whole_length;
        } else {
            assert_eq!(answer.booking.split_from, Some(booking.id));
            let tail = wanted.split_off(from);
            target.dates = wanted;
            target.count = from;
            let tail = Booking {
                count: booking.count - from,
                id: answer.booking.id,
                room: room.unwrap_or(booking.room),
                minutes: whole_length,
                dates: tail,
                ..booking
            };
            self.judge.bookings.push(tail);
        }
    }

    /// A series gets more or fewer dates: those that leave and come back are the same ones.
    pub(super) async fn resize(&mut self) {
        let now = self.judge.now;
        let can_grow: Vec<usize> = (self.judge.bookings.iter().enumerate())
            .filter(|(_, booking)| booking.dates.iter().any(|date| date.is_open(now)))
            .filter(|(_, booking)| booking.dates[booking.count..].iter().any(|date| date.left && date.start > now))
            .map(|(b, _)| b)
            .collect();
        let grows = self.dice.pick(&can_grow);
        let Some(b) = grows.or_else(|| Some(self.some_open()?.0)) else { return };
        let booking = self.judge.bookings[b].clone();
        let count = if grows.is_some() { booking.count + 1 + self.dice.below(4) } else { 1 + self.dice.below(6) };
        let skip = self.dice.below(2) == 0;
        let mut wanted = booking.dates.clone();
        for index in wanted.len()..count {
            let start = wanted[0].original + i64::try_from(index).expect("it is small") * booking.days * 1440;
            wanted.push(Date {
                id: OccurrenceId(Uuid::nil()),
                original: start,
                start,
                minutes: booking.minutes,
                room: booking.room,
                state: Judge::state(booking.room),
                own_time: false,
                own_room: false,
                own_title: false,
                left: false,
            });
        }
        if !booking.is_series || wanted[booking.dates.len()..].iter().any(|date| date.start <= now) {
            return;
        }
        for date in wanted.iter_mut().take(booking.count).skip(count).filter(|date| date.is_open(now)) {
            date.state = if date.state == State::Requested { State::Withdrawn } else { State::Cancelled };
            date.left = true;
        }
        let mut asked: Vec<usize> = (booking.dates.len()..count).collect();
        let coming = wanted.iter_mut().enumerate().take(count.min(booking.dates.len())).skip(booking.count);
        for (index, date) in coming.filter(|(_, date)| date.left) {
            let mut back = date.clone();
            if !date.own_time {
                (back.start, back.minutes) = (date.original, booking.minutes);
            }
            if !date.own_room {
                back.room = booking.room;
            }
            if back.start > now {
                asked.push(index);
                *date = Date { state: Judge::state(back.room), left: false, ..back };
            }
        }
        asked.sort_unstable();
        let moving: Vec<(usize, Date)> = asked.iter().map(|index| (*index, wanted[*index].clone())).collect();
        let stuck = self.judge.stuck(&moving, skip);
        let fits = stuck.is_empty() || (skip && stuck.len() < asked.len());
        self.note(format_args!("{} gets {count} dates, skip {skip}: asked {asked:?}, stuck {stuck:?}", booking.id));
        let freq = if booking.days == 7 { "WEEKLY" } else { "DAILY" };
        let change = Change {
            recurrence: Some(Some(rule(&format!("FREQ={freq};COUNT={count}")))),
            on_conflict: Some(if skip { OnConflict::Skip } else { OnConflict::Fail }),
            ..Change::default()
        };
        let answer = self.world.edit(Who::Anna, Reach::All(booking.id), change).await;
        let Some(answer) = self.expect(answer, fits) else { return };
        self.saw("shrunk", count < booking.count);
        self.saw("grown", booking.dates.len() < count);
        self.saw("came back", asked.iter().any(|index| *index < booking.dates.len() && !stuck.contains(index)));
        for index in stuck {
            wanted[index] = match booking.dates.get(index) {
                Some(before) => Date { left: false, ..before.clone() },
                None => Date { state: State::Skipped, ..wanted[index].clone() },
            };
        }
        for (date, stored) in wanted.iter_mut().zip(&answer.occurrences).skip(booking.dates.len()) {
            date.id = stored.id;
        }
        self.judge.bookings[b].dates = wanted;
        self.judge.bookings[b].count = count;
    }

    pub(super) async fn rename(&mut self) {
        let Some((b, d)) = self.some_open() else { return };
        let one = self.dice.below(2) == 0;
        let booking = &self.judge.bookings[b];
        let reach = if one { Reach::This(booking.dates[d].id) } else { Reach::All(booking.id) };
        let own = one && booking.is_series;
        self.note(format_args!("rename {reach:?}"));
        let change = Change { title: Some("Another title".into()), ..Change::default() };
        self.world.edit(Who::Anna, reach, change).await.expect("a title always fits");
        self.judge.bookings[b].dates[d].own_title |= own;
    }
}
