//! A series that shrinks and grows: dates that leave come back as themselves.

use booking::{
    BookingError,
    commands::{
        cancel::Which,
        decide::Decision,
        edit::{Change, Effect, Reach, preview_edit},
    },
    model::{
        booking::{ApprovalState, OnConflict},
        policy::{Approval, PolicyParts, Stage, Who as Set},
        state::State,
        wish::Pick,
    },
    queries::bookings::Details,
};
use kernel::{BookingId, OccurrenceId, Role, WallTime};

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, rule, series, starts, states, wall};

fn dates(count: usize) -> Change {
    Change { recurrence: Some(Some(rule(&format!("FREQ=WEEKLY;COUNT={count}")))), ..Change::default() }
}

async fn resize(world: &World, id: BookingId, count: usize) -> Details {
    world.edit(Who::Anna, Reach::All(id), dates(count)).await.unwrap()
}

fn ids(details: &Details) -> Vec<OccurrenceId> {
    details.occurrences.iter().map(|date| date.id).collect()
}

#[test]
fn a_longer_or_shorter_rule_adds_and_calls_off() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=5")).await.unwrap();
        let all = Reach::All(made.booking.id);
        let shorter = Change { recurrence: Some(Some(rule("FREQ=WEEKLY;COUNT=3"))), ..Change::default() };
        let even_shorter = Change { recurrence: Some(Some(rule("FREQ=WEEKLY;COUNT=2"))), ..Change::default() };
        let cx = world.by(Who::Anna);
        let one = preview_edit(&world.engine, world.read(), &cx, all, &shorter).await.unwrap().hash;
        let two = preview_edit(&world.engine, world.read(), &cx, all, &even_shorter).await.unwrap().hash;
        assert_ne!(one, two, "a hash names one plan, also when all it does is call off");

        let cut = world.edit(Who::Anna, all, shorter).await.unwrap();
        assert_eq!(
            states(&cut),
            [State::Confirmed, State::Confirmed, State::Confirmed, State::Cancelled, State::Cancelled]
        );
        world.book(Who::Bert, hour(room, "2026-12-30T10:00")).await.unwrap();
        let longer = Change { recurrence: Some(Some(rule("FREQ=WEEKLY;COUNT=6"))), ..Change::default() };
        assert_eq!(refusals(world.edit(Who::Anna, all, longer.clone()).await), ["occupied"]);
        let longer = Change { on_conflict: Some(OnConflict::Skip), ..longer };
        let grown = world.edit(Who::Anna, all, longer).await.unwrap();
        let live: Vec<WallTime> =
            grown.occurrences.iter().filter(|date| date.state.is_live()).map(|date| date.start).collect();
        assert_eq!(
            live,
            ["2026-12-02T10:00", "2026-12-09T10:00", "2026-12-16T10:00", "2026-12-23T10:00", "2027-01-06T10:00"]
                .map(wall)
        );
        // What could not come back stays out, and says why.
        let last = grown.occurrences.iter().find(|date| date.id == made.occurrences[4].id).unwrap();
        assert_eq!((last.state, last.reason.as_deref()), (State::Cancelled, Some("occupied")));
        assert_eq!(grown.occurrences.len(), 6);
        assert_eq!(grown.booking.series.dates().unwrap().len(), 6);
        world.check().await;
    });
}

#[test]
fn dates_that_come_back_are_the_old_ones_with_what_they_had_of_their_own() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let other = world.room("R2", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=5")).await.unwrap();
        let (id, all) = (made.booking.id, Reach::All(made.booking.id));
        let own = Change {
            title: Some("Closing lunch".into()),
            start: Some(wall("2026-12-24T12:00")),
            picks: Some(vec![Pick::plain(other)]),
            attendees: Some(8),
            ..Change::default()
        };
        let before = world.edit(Who::Anna, Reach::This(made.occurrences[3].id), own).await.unwrap();
        let cut = resize(&world, id, 2).await;
        assert_eq!(states(&cut)[2..], [State::Cancelled; 3]);
        world.check().await;

        let cx = world.by(Who::Anna);
        let plan = preview_edit(&world.engine, world.read(), &cx, all, &dates(6)).await.unwrap();
        let added: Vec<_> = plan
            .steps
            .iter()
            .filter(|step| step.effect == Effect::Added)
            .map(|step| step.before.as_ref().map(|date| date.id))
            .collect();
        assert_eq!(added, [Some(ids(&made)[2]), Some(ids(&made)[3]), Some(ids(&made)[4]), None]);
        let change = Change { preview_hash: Some(plan.hash.clone()), ..dates(6) };
        let grown = world.edit(Who::Anna, all, change.clone()).await.unwrap();
        assert_eq!(ids(&grown)[..5], ids(&made));
        assert_eq!(states(&grown), [State::Confirmed; 6]);
        let (was, is) = (&before.occurrences[3], &grown.occurrences[3]);
        assert_eq!((is.overridden, &is.title, is.attendees), (was.overridden, &was.title, Some(8)));
        assert_eq!((is.start, &is.claims, is.reason.as_deref()), (was.start, &was.claims, None));
        assert!(is.version > was.version, "whoever saw the date before must notice");
        assert!(matches!(world.edit(Who::Anna, all, change).await, Err(BookingError::StalePreview { .. })));
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-16T10:30")).await), ["occupied"]);
        world.check().await;
    });
}

#[test]
fn dates_come_back_to_a_series_that_moved_meanwhile() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=4")).await.unwrap();
        let (id, all) = (made.booking.id, Reach::All(made.booking.id));
        world.cancel(Who::Anna, Which::This(made.occurrences[2].id)).await.unwrap();
        resize(&world, id, 2).await;
        // To another day, then growing to another hour in one go.
        world
            .edit(Who::Anna, all, Change { start: Some(wall("2026-12-03T10:00")), ..Change::default() })
            .await
            .unwrap();
        let grown =
            world.edit(Who::Anna, all, Change { start: Some(wall("2026-12-03T14:00")), ..dates(4) }).await.unwrap();
        assert_eq!(ids(&grown), ids(&made));
        assert_eq!(states(&grown), [State::Confirmed, State::Confirmed, State::Cancelled, State::Confirmed]);
        assert_eq!(starts(&grown)[3], "2026-12-24T14:00");
        // With the rest of the series, which is a booking of its own from then on.
        resize(&world, id, 3).await;
        let later = Change { start: Some(wall("2026-12-10T15:00")), ..dates(3) };
        let tail = world.edit(Who::Anna, Reach::Following(made.occurrences[1].id), later).await.unwrap();
        assert_eq!(ids(&tail), ids(&made)[1..]);
        assert_eq!(starts(&tail)[2], "2026-12-24T15:00");
        // What has passed does not come back.
        resize(&world, tail.booking.id, 2).await;
        world.now = brussels("2026-12-09T08:00");
        let changed = Change { title: Some("Still there".into()), ..Change::default() };
        world.edit(Who::Anna, Reach::All(tail.booking.id), changed).await.unwrap();
        world.check().await;
    });
}

#[test]
fn a_request_that_comes_back_is_asked_for_anew() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let stage = Stage { approvers: Set::roles(&[Role::Approver]) };
        let approval = Some(Approval { stages: vec![stage], holds: true });
        world.policy(room, PolicyParts { approval, ..PolicyParts::default() }).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
        let last = made.approvals.iter().find(|line| line.occurrence == made.occurrences[2].id).unwrap().id;
        world.decide(Who::Carla, last, Decision::Approve).await.unwrap();
        let cut = resize(&world, made.booking.id, 1).await;
        assert_eq!(states(&cut), [State::Requested, State::Withdrawn, State::Cancelled]);
        let grown = resize(&world, made.booking.id, 3).await;
        assert_eq!((ids(&grown), states(&grown)), (ids(&made), vec![State::Requested; 3]));
        let pending = grown.approvals.iter().filter(|line| line.state == ApprovalState::Pending).count();
        assert_eq!((grown.approvals.len(), pending), (5, 3));
        world.check().await;
    });
}

#[test]
fn a_date_called_off_by_hand_stays_called_off_when_the_series_shrinks_and_grows() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=4")).await.unwrap();
        let id = made.booking.id;
        world.cancel(Who::Anna, Which::This(made.occurrences[2].id)).await.unwrap();
        for count in [2, 5] {
            let recurrence = Some(rule(&format!("FREQ=WEEKLY;COUNT={count}")));
            let change = Change { recurrence: Some(recurrence), ..Change::default() };
            world.edit(Who::Anna, Reach::All(id), change).await.unwrap();
        }
        let now = world.get(id).await;
        let third: Vec<_> =
            now.occurrences.iter().filter(|date| date.original_start == wall("2026-12-16T10:00")).collect();
        assert_eq!(third.iter().map(|date| date.state).collect::<Vec<_>>(), [State::Cancelled]);
        let live: Vec<_> = now.occurrences.iter().filter(|date| date.state.is_live()).map(|date| date.start).collect();
        assert_eq!(
            live,
            ["2026-12-02", "2026-12-09", "2026-12-23", "2026-12-30"].map(|day| wall(&format!("{day}T10:00")))
        );
        world.check().await;
    });
}
