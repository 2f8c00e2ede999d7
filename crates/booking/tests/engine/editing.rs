//! This, this and following, all: nothing is lost.

use booking::{
    BookingError,
    commands::{
        cancel::Which,
        edit::{Change, Effect, Reach, preview_edit},
    },
    model::{booking::OnConflict, state::State, wish::Pick},
};
use kernel::{BookableId, Problem};

use crate::support::{Layout, Who, World, hour, on_both, refusals, rule, series, starts, states, wall};

fn to(start: &str) -> Change {
    Change { start: Some(wall(start)), ..Change::default() }
}

fn skipping(change: Change) -> Change {
    Change { on_conflict: Some(OnConflict::Skip), ..change }
}

async fn weekly(world: &World, room: BookableId) -> booking::queries::bookings::Details {
    world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=5")).await.unwrap()
}

#[test]
fn one_date_moves_and_the_others_stay() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        let third = made.occurrences[2].id;
        let moved = world.edit(Who::Anna, Reach::This(third), to("2026-12-17T15:00")).await.unwrap();
        assert_eq!(
            starts(&moved),
            ["2026-12-02T10:00", "2026-12-09T10:00", "2026-12-17T15:00", "2026-12-23T10:00", "2026-12-30T10:00"]
        );
        let date = &moved.occurrences[2];
        assert_eq!((date.id, date.original_start, date.overridden.time), (third, wall("2026-12-16T10:00"), true));
        world.book(Who::Bert, hour(room, "2026-12-16T10:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-17T15:30")).await), ["occupied"]);
        // Onto another date of its own series.
        assert_eq!(refusals(world.edit(Who::Anna, Reach::This(third), to("2026-12-23T10:30")).await), ["occupied"]);
        world.check().await;
    });
}

#[test]
fn editing_all_keeps_overrides_tombstones_and_the_past() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let other = world.room("R2", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        let id = |index: usize| made.occurrences[index].id;
        world.edit(Who::Anna, Reach::This(id(2)), to("2026-12-17T15:00")).await.unwrap();
        let rehouse = Change { picks: Some(vec![Pick::plain(other)]), ..Change::default() };
        world.edit(Who::Anna, Reach::This(id(3)), rehouse).await.unwrap();
        world.cancel(Who::Anna, Which::This(id(4))).await.unwrap();
        world.now = crate::support::brussels("2026-12-03T08:00");
        world.sweep().await;

        let change = Change { title: Some("Renamed".into()), ..to("2026-12-02T11:30") };
        let after = world.edit(Who::Anna, Reach::All(made.booking.id), change).await.unwrap();
        assert_eq!(after.booking.title, "Renamed");
        assert_eq!(
            starts(&after),
            ["2026-12-02T10:00", "2026-12-09T11:30", "2026-12-17T15:00", "2026-12-23T11:30", "2026-12-30T10:00"]
        );
        assert_eq!(
            states(&after),
            [State::Finished, State::Confirmed, State::Confirmed, State::Confirmed, State::Cancelled]
        );
        assert_eq!(after.occurrences[3].claims[0].bookable, other, "its own room stays");
        let ids: Vec<_> = after.occurrences.iter().map(|date| date.id).collect();
        assert_eq!(ids, made.occurrences.iter().map(|date| date.id).collect::<Vec<_>>(), "every date keeps its id");
        assert_eq!(after, world.get(made.booking.id).await);
        world.check().await;
    });
}

#[test]
fn this_and_following_splits_the_series() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        world.edit(Who::Anna, Reach::This(made.occurrences[3].id), to("2026-12-24T09:00")).await.unwrap();
        let tail =
            world.edit(Who::Anna, Reach::Following(made.occurrences[2].id), to("2026-12-16T14:00")).await.unwrap();
        assert_ne!(tail.booking.id, made.booking.id);
        assert_eq!(tail.booking.split_from, Some(made.booking.id));
        assert_eq!(starts(&tail), ["2026-12-16T14:00", "2026-12-24T09:00", "2026-12-30T14:00"]);
        let head = world.get(made.booking.id).await;
        assert_eq!(starts(&head), ["2026-12-02T10:00", "2026-12-09T10:00"]);
        assert_eq!(head.booking.series.dates().unwrap().len(), 2);
        assert_eq!(tail.booking.series.dates().unwrap().len(), 3);
        let ids: Vec<_> = head.occurrences.iter().chain(&tail.occurrences).map(|date| date.id).collect();
        assert_eq!(ids, made.occurrences.iter().map(|date| date.id).collect::<Vec<_>>());
        // Both halves can be edited on.
        let later = world.edit(Who::Anna, Reach::All(tail.booking.id), to("2026-12-16T16:00")).await.unwrap();
        assert_eq!(starts(&later), ["2026-12-16T16:00", "2026-12-24T09:00", "2026-12-30T16:00"]);
        let early = world.edit(Who::Anna, Reach::All(made.booking.id), to("2026-12-02T08:30")).await.unwrap();
        assert_eq!(starts(&early), ["2026-12-02T08:30", "2026-12-09T08:30"]);
        world.check().await;
    });
}

#[test]
fn a_split_in_dates_beside_the_rule_keeps_every_date_once() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut new = hour(room, "2026-12-02T10:00");
        new.series.extra_dates = vec![wall("2026-12-04T10:00"), wall("2026-12-08T10:00")];
        let made = world.book(Who::Anna, new).await.unwrap();
        let tail = world
            .edit(
                Who::Anna,
                Reach::Following(made.occurrences[1].id),
                Change { attendees: Some(6), ..Change::default() },
            )
            .await
            .unwrap();
        assert_eq!(starts(&tail), ["2026-12-04T10:00", "2026-12-08T10:00"]);
        let head = world.get(made.booking.id).await;
        assert_eq!(starts(&head), ["2026-12-02T10:00"]);
        assert_eq!(head.booking.series.dates().unwrap(), [wall("2026-12-02T10:00")]);

        let mut new = series(room, "2026-12-09T12:00", "FREQ=WEEKLY;COUNT=2");
        new.series.extra_dates = vec![wall("2026-12-07T12:00")];
        let made = world.book(Who::Anna, new).await.unwrap();
        let tail =
            world.edit(Who::Anna, Reach::Following(made.occurrences[1].id), to("2026-12-09T13:00")).await.unwrap();
        assert_eq!(starts(&tail), ["2026-12-09T13:00", "2026-12-16T13:00"]);
        let head = world.get(made.booking.id).await;
        assert_eq!(head.booking.series.dates().unwrap(), [wall("2026-12-07T12:00")]);
        let renamed = Change { title: Some("Head".into()), ..Change::default() };
        assert_eq!(
            starts(&world.edit(Who::Anna, Reach::All(made.booking.id), renamed).await.unwrap()),
            ["2026-12-07T12:00"]
        );
        world.check().await;
    });
}

#[test]
fn a_single_booking_that_was_moved_stays_where_it_is() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let date = made.occurrences[0].id;
        let change = Change { title: Some("Moved".into()), attendees: Some(7), ..to("2026-12-03T12:00") };
        let moved = world.edit(Who::Anna, Reach::This(date), change).await.unwrap();
        assert_eq!(starts(&moved), ["2026-12-03T12:00"]);
        assert_eq!(moved.booking.series.start, wall("2026-12-03T12:00"), "the rule and the wall time are the truth");
        assert_eq!((&*moved.booking.title, moved.booking.attendees), ("Moved", 7));
        let change = Change { attendees: Some(8), duration_minutes: Some(90), ..Change::default() };
        let again = world.edit(Who::Anna, Reach::All(made.booking.id), change).await.unwrap();
        assert_eq!(starts(&again), ["2026-12-03T12:00"]);
        assert_eq!((again.occurrences[0].id, again.occurrences[0].duration_minutes), (date, 90));
        world.check().await;
    });
}

#[test]
fn more_people_get_a_larger_layout_where_none_was_chosen() {
    on_both(|world| async move {
        let large = Layout { capacity: 20, setup_minutes: 15, cleanup_minutes: 0 };
        let room = world.room("R1", &[Layout::seats(10), large]).await;
        let made = weekly(&world, room).await;
        assert_eq!(made.occurrences[0].claims[0].layout, Some(Layout::seats(10).id()));
        let more = Change { attendees: Some(15), ..Change::default() };
        let one = world.edit(Who::Anna, Reach::This(made.occurrences[1].id), more.clone()).await.unwrap();
        assert_eq!(one.occurrences[1].claims[0].layout, Some(large.id()));
        assert_eq!(one.occurrences[1].claims[0].setup_minutes, 15);
        let all = world.edit(Who::Anna, Reach::All(made.booking.id), more).await.unwrap();
        assert!(all.occurrences.iter().all(|date| date.claims[0].layout == Some(large.id())));
        let mut chosen = hour(room, "2026-12-03T10:00");
        chosen.picks[0].layout_id = Some(Layout::seats(10).id());
        let made = world.book(Who::Anna, chosen).await.unwrap();
        let more = Change { attendees: Some(15), ..Change::default() };
        assert_eq!(refusals(world.edit(Who::Anna, Reach::All(made.booking.id), more).await), ["too_small"]);
        world.check().await;
    });
}

#[test]
fn a_series_that_moves_over_its_own_dates_fits() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=DAILY;COUNT=4")).await.unwrap();
        let moved = world.edit(Who::Anna, Reach::All(made.booking.id), to("2026-12-03T10:00")).await.unwrap();
        assert_eq!(starts(&moved), ["2026-12-03T10:00", "2026-12-04T10:00", "2026-12-05T10:00", "2026-12-06T10:00"]);
        assert_eq!(moved.occurrences[0].id, made.occurrences[0].id);
        world.check().await;
    });
}

#[test]
fn a_date_that_cannot_move_keeps_its_place_against_its_own_series_too() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=DAILY;COUNT=4")).await.unwrap();
        world.book(Who::Bert, hour(room, "2026-12-06T10:00")).await.unwrap();
        // The last date stays, so the one before it has nowhere to go, and so on down to the first.
        let cx = world.by(Who::Anna);
        let all = Reach::All(made.booking.id);
        let plan =
            preview_edit(&world.engine, world.read(), &cx, all, &skipping(to("2026-12-03T10:00"))).await.unwrap();
        let effects: Vec<_> = plan.steps.iter().map(|step| step.effect).collect();
        assert_eq!(effects, [Effect::Conflict; 4]);
        assert_eq!(refusals(world.edit(Who::Anna, all, skipping(to("2026-12-03T10:00"))).await).len(), 4);
        // Half a day later only the last one is stuck; it clashes with nothing.
        let moved = world.edit(Who::Anna, all, skipping(to("2026-12-03T10:30"))).await;
        assert_eq!(refusals(moved).len(), 4);
        world.check().await;
    });
}

#[test]
fn what_does_not_fit_stays_as_it_was_and_is_its_own_from_then_on() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        world.book(Who::Bert, hour(room, "2026-12-16T14:00")).await.unwrap();
        let all = Reach::All(made.booking.id);
        assert_eq!(refusals(world.edit(Who::Anna, all, to("2026-12-02T14:00")).await), ["occupied"]);
        let cx = world.by(Who::Anna);
        let plan =
            preview_edit(&world.engine, world.read(), &cx, all, &skipping(to("2026-12-02T14:00"))).await.unwrap();
        let change = Change { preview_hash: Some(plan.hash.clone()), ..skipping(to("2026-12-02T14:00")) };
        let moved = world.edit(Who::Anna, all, change.clone()).await.unwrap();
        assert_eq!(
            starts(&moved),
            ["2026-12-02T14:00", "2026-12-09T14:00", "2026-12-16T10:00", "2026-12-23T14:00", "2026-12-30T14:00"]
        );
        assert!(moved.occurrences[2].overridden.time);
        assert!(matches!(world.edit(Who::Anna, all, change).await, Err(BookingError::StalePreview { .. })));
        let again = world.edit(Who::Anna, all, to("2026-12-02T15:00")).await.unwrap();
        assert_eq!(starts(&again)[2], "2026-12-16T10:00");
        world.check().await;
    });
}

#[test]
fn only_those_who_may_change_it_can_and_only_what_they_saw() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        let all = Reach::All(made.booking.id);
        assert_eq!(world.edit(Who::Bert, all, to("2026-12-02T14:00")).await.unwrap_err().code(), "forbidden");
        world.edit(Who::Dirk, all, to("2026-12-02T14:00")).await.unwrap();
        let cx = world.by(Who::Anna);
        let tx = world.db.begin(&cx).await.unwrap();
        let old = booking::commands::edit::edit(&world.engine, &tx, &cx, all, to("2026-12-02T15:00"), Some(1)).await;
        assert!(matches!(old, Err(BookingError::Stale)));
        drop(tx);
        let for_one = Change { host: Some(Who::Bert.id()), ..Change::default() };
        let answer = world.edit(Who::Dirk, Reach::This(made.occurrences[0].id), for_one).await;
        assert!(matches!(answer, Err(BookingError::Invalid { field: "host_id", .. })));
        world.check().await;
    });
}

#[test]
fn a_stretch_of_a_series_is_called_off() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        let (from, until) =
            (crate::support::brussels("2026-12-09T00:00"), crate::support::brussels("2026-12-23T10:00"));
        let cut = world.cancel(Who::Anna, Which::Between(made.booking.id, from, until)).await.unwrap();
        assert_eq!(
            states(&cut),
            [State::Confirmed, State::Cancelled, State::Cancelled, State::Confirmed, State::Confirmed]
        );
        let rest = world.cancel(Who::Anna, Which::Following(made.occurrences[3].id)).await.unwrap();
        assert_eq!(states(&rest)[3..], [State::Cancelled, State::Cancelled]);
        assert_eq!(rest.occurrences[3].reason.as_deref(), Some("no longer needed"));
        assert_eq!(
            world.cancel(Who::Anna, Which::This(made.occurrences[3].id)).await.unwrap_err().code(),
            "illegal_move"
        );
        assert_eq!(world.cancel(Who::Bert, Which::All(made.booking.id)).await.unwrap_err().code(), "forbidden");
        world.cancel(Who::Anna, Which::All(made.booking.id)).await.unwrap();
        assert_eq!(world.cancel(Who::Anna, Which::All(made.booking.id)).await.unwrap_err().code(), "nothing_to_cancel");
        world.book(Who::Bert, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=5")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn an_edit_that_can_change_nothing_says_so() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = weekly(&world, room).await;
        let (first, last) = (made.occurrences[0].id, made.occurrences[4].id);
        let all = Reach::All(made.booking.id);
        let retitled = || Change { title: Some("Renamed".into()), ..Change::default() };
        world.cancel(Who::Anna, Which::Following(made.occurrences[2].id)).await.unwrap();
        world.now = crate::support::brussels("2026-12-03T08:00");
        world.sweep().await;
        // One date is left, so what describes the booking can change.
        assert_eq!(world.edit(Who::Anna, all, retitled()).await.unwrap().booking.title, "Renamed");
        let code = async |world: &World, reach, change| world.edit(Who::Anna, reach, change).await.unwrap_err().code();
        assert_eq!(code(&world, Reach::Following(last), to("2026-12-30T14:00")).await, "nothing_left_to_change");
        for gone in [first, last] {
            assert_eq!(code(&world, Reach::This(gone), retitled()).await, "illegal_move");
        }
        world.now = crate::support::brussels("2026-12-09T10:30");
        world.sweep().await;
        for change in [retitled(), to("2026-12-02T14:00")] {
            let shown = preview_edit(&world.engine, world.read(), &world.by(Who::Anna), all, &change).await;
            assert_eq!(shown.unwrap_err().code(), "nothing_left_to_change");
            assert_eq!(code(&world, all, change).await, "nothing_left_to_change");
        }
        // Dates that are added are something.
        let longer = Change { recurrence: Some(Some(rule("FREQ=WEEKLY;COUNT=6"))), ..Change::default() };
        assert_eq!(starts(&world.edit(Who::Anna, all, longer).await.unwrap())[5], "2027-01-06T10:00");
        world.check().await;
    });
}
