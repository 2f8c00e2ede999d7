//! Booking once and as a series.

use booking::{
    BookingError,
    commands::create_booking::preview_booking,
    model::{
        booking::OnConflict,
        policy::{Buffers, PolicyParts},
        state::State,
        wish::Pick,
    },
};
use kernel::Problem;

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, series, starts, states};

/// Makes one thing wrong.
type Spoil = fn(&mut booking::commands::create_booking::NewBooking);

#[test]
fn a_free_room_is_booked_and_then_it_is_taken() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        assert_eq!(states(&made), [State::Confirmed]);
        assert_eq!(made.occurrences[0].starts_at, brussels("2026-12-02T10:00"));
        assert_eq!(made, world.get(made.booking.id).await, "what is answered is what is stored");

        let again = world.book(Who::Bert, hour(room, "2026-12-02T10:30")).await;
        assert_eq!(again.as_ref().unwrap_err().code(), "not_free");
        assert_eq!(refusals(again), ["occupied"]);
        // Half-open: what ends at 11 does not touch what starts at 11.
        world.book(Who::Bert, hour(room, "2026-12-02T11:00")).await.unwrap();
        world.book(Who::Bert, hour(room, "2026-12-02T09:00")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn a_whole_room_and_its_halves_exclude_each_other() {
    on_both(|world| async move {
        let a = world.room("A", &[Layout::seats(10)]).await;
        let b = world.room("B", &[Layout::seats(10)]).await;
        let whole = world.room_of("AB", &[Layout::seats(25)], &[a, b]).await;
        world.book(Who::Anna, hour(a, "2026-12-02T10:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Bert, hour(whole, "2026-12-02T10:30")).await), ["occupied"]);
        world.book(Who::Bert, hour(b, "2026-12-02T10:30")).await.unwrap();
        world.book(Who::Bert, hour(whole, "2026-12-02T14:00")).await.unwrap();
        for half in [a, b] {
            assert_eq!(refusals(world.book(Who::Anna, hour(half, "2026-12-02T14:30")).await), ["occupied"]);
        }
        let mut both = hour(a, "2026-12-03T10:00");
        both.picks.push(Pick::plain(whole));
        assert_eq!(refusals(world.book(Who::Anna, both).await), ["picks_share_a_unit"]);
        world.check().await;
    });
}

#[test]
fn several_rooms_are_booked_all_or_not_at_all() {
    on_both(|world| async move {
        let one = world.room("R1", &[Layout::seats(10)]).await;
        let two = world.room("R2", &[Layout::seats(10)]).await;
        world.book(Who::Bert, hour(two, "2026-12-02T10:00")).await.unwrap();
        let mut both = hour(one, "2026-12-02T10:00");
        both.picks.push(Pick::plain(two));
        assert_eq!(refusals(world.book(Who::Anna, both.clone()).await), ["occupied"]);
        world.book(Who::Bert, hour(one, "2026-12-02T10:00")).await.unwrap();
        both.series.start = "2026-12-02T11:00".parse().unwrap();
        let made = world.book(Who::Anna, both).await.unwrap();
        assert_eq!(made.occurrences[0].claims.len(), 2);
        world.check().await;
    });
}

#[test]
fn a_series_fails_as_a_whole_or_leaves_out_what_does_not_fit() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.book(Who::Bert, hour(room, "2026-12-15T10:30")).await.unwrap();
        let mut weekly = series(room, "2026-12-01T10:00", "FREQ=WEEKLY;COUNT=4");
        let refused = world.book(Who::Anna, weekly.clone()).await;
        let Err(BookingError::Refused(refusal)) = &refused else { panic!("{refused:?}") };
        let dates: Vec<_> = refusal.dates.iter().map(booking::commands::plan::DatePlan::is_refused).collect();
        assert_eq!(dates, [false, false, true, false]);

        weekly.on_conflict = OnConflict::Skip;
        let made = world.book(Who::Anna, weekly.clone()).await.unwrap();
        assert_eq!(states(&made), [State::Confirmed, State::Confirmed, State::Skipped, State::Confirmed]);
        assert_eq!(made.occurrences[2].reason.as_deref(), Some("occupied"));
        assert!(made.occurrences[2].claims.is_empty());
        assert_eq!(made, world.get(made.booking.id).await);

        weekly.on_conflict = OnConflict::Skip;
        assert_eq!(
            refusals(world.book(Who::Bert, weekly).await).len(),
            4,
            "where nothing fits there is nothing to skip to"
        );
        world.check().await;
    });
}

#[test]
fn a_series_may_not_overlap_itself() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut daily = series(room, "2026-12-02T10:00", "FREQ=DAILY;COUNT=3");
        daily.series.duration_minutes = 25 * 60;
        assert_eq!(refusals(world.book(Who::Anna, daily.clone()).await), ["series_overlaps_itself"]);
        daily.on_conflict = OnConflict::Skip;
        let made = world.book(Who::Anna, daily).await.unwrap();
        assert_eq!(states(&made), [State::Confirmed, State::Skipped, State::Confirmed]);
        world.check().await;
    });
}

#[test]
fn dates_left_out_are_tombstones_and_dates_beside_the_rule_count() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut weekly = series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3");
        weekly.left_out = vec!["2026-12-09T10:00".parse().unwrap()];
        weekly.series.extra_dates = vec!["2026-12-11T15:00".parse().unwrap()];
        let made = world.book(Who::Anna, weekly).await.unwrap();
        assert_eq!(starts(&made), ["2026-12-02T10:00", "2026-12-09T10:00", "2026-12-11T15:00", "2026-12-16T10:00"]);
        assert_eq!(states(&made), [State::Confirmed, State::Skipped, State::Confirmed, State::Confirmed]);
        assert_eq!(made, world.get(made.booking.id).await);
        world.check().await;
    });
}

#[test]
fn buffers_of_policy_layout_and_wish_block_the_room_too() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout { capacity: 10, setup_minutes: 20, cleanup_minutes: 5 }]).await;
        let parts = Buffers { setup_minutes: 10, cleanup_minutes: 15 };
        world.policy(room, PolicyParts { buffers: Some(parts), ..PolicyParts::default() }).await;
        let mut first = hour(room, "2026-12-02T10:00");
        first.picks[0].cleanup_minutes = Some(30);
        let made = world.book(Who::Anna, first).await.unwrap();
        let claim = &made.occurrences[0].claims[0];
        assert_eq!((claim.setup_minutes, claim.cleanup_minutes), (20, 30), "the most that any of them asks for");
        assert_eq!(claim.blocked.start, brussels("2026-12-02T09:40"));
        assert_eq!(claim.blocked.end, brussels("2026-12-02T11:30"));
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-02T11:45")).await), ["buffer_overlaps"]);
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-02T10:30")).await), ["occupied"]);
        world.book(Who::Bert, hour(room, "2026-12-02T11:50")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn a_commit_that_names_a_preview_gets_exactly_that_or_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut weekly = series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3");
        weekly.on_conflict = OnConflict::Skip;
        let cx = world.by(Who::Anna);
        let shown = preview_booking(&world.engine, world.read(), &cx, &weekly).await.unwrap();
        assert!(shown.dates.iter().all(|date| !date.skipped));
        weekly.preview_hash = Some(shown.hash.clone());

        world.book(Who::Bert, hour(room, "2026-12-09T10:00")).await.unwrap();
        let stale = world.book(Who::Anna, weekly.clone()).await.unwrap_err();
        let BookingError::StalePreview { preview_hash } = stale else { panic!("{stale:?}") };
        let now = preview_booking(&world.engine, world.read(), &cx, &weekly).await.unwrap();
        assert_eq!(now.hash, preview_hash);
        assert_ne!(now.hash, shown.hash);

        weekly.preview_hash = Some(preview_hash);
        let mut world = world;
        world.now = world.now.plus_minutes(3);
        let made = world.book(Who::Anna, weekly).await.unwrap();
        assert_eq!(states(&made), [State::Confirmed, State::Skipped, State::Confirmed]);
        world.check().await;
    });
}

#[test]
fn input_that_makes_no_sense_is_named_and_writes_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let good = hour(room, "2026-12-02T10:00");
        let cases: [(&str, Spoil); 12] = [
            ("title", |new| new.title = "  ".into()),
            ("title", |new| new.title = "x".repeat(201)),
            ("title", |new| new.title = "a\0b".into()),
            ("description", |new| new.description = Some("x".repeat(4001))),
            ("bookables", |new| new.picks.clear()),
            ("bookables", |new| new.picks = [new.picks[0].clone(), new.picks[0].clone()].into()),
            ("start", |new| new.series.start = "0001-01-01T10:00".parse().unwrap()),
            ("start", |new| new.series.start = "9999-01-01T10:00".parse().unwrap()),
            ("duration_minutes", |new| new.series.duration_minutes = 0),
            ("duration_minutes", |new| new.series.duration_minutes = i64::MAX),
            ("attendees", |new| new.attendees = -1),
            ("precedence", |new| new.precedence = Some(String::new())),
        ];
        for (field, spoil) in cases {
            let mut new = good.clone();
            spoil(&mut new);
            let error = world.book(Who::Anna, new).await.unwrap_err();
            assert_eq!(error.data()["fields"][0]["field"], field, "{error:?}");
        }
        for minutes in [i64::MAX, i64::MIN, -1, 10_081] {
            let mut new = good.clone();
            new.picks[0].setup_minutes = Some(minutes);
            let error = world.book(Who::Anna, new).await.unwrap_err();
            let BookingError::OutOfRange(wrong) = &error else { panic!("{minutes}: {error:?}") };
            assert_eq!(wrong.field, "setup_minutes");
        }
        let mut for_nobody = good.clone();
        for_nobody.picks = vec![Pick::plain(kernel::BookableId(uuid::Uuid::from_u128(7)))];
        assert!(matches!(world.book(Who::Anna, for_nobody).await, Err(BookingError::NotFound("bookable"))));
        let mut for_bert = good.clone();
        for_bert.host = Some(Who::Bert.id());
        assert!(matches!(
            world.book(Who::Anna, for_bert.clone()).await,
            Err(BookingError::Forbidden("book_for_others"))
        ));
        assert_eq!(world.book(Who::Dirk, for_bert).await.unwrap().booking.host, Who::Bert.id());
        let mut odd = good.clone();
        odd.title = "💡 اجتماع'); DROP TABLE booking; --".into();
        odd.series.start = "2026-12-02T12:00".parse().unwrap();
        let made = world.book(Who::Anna, odd.clone()).await.unwrap();
        assert_eq!(world.get(made.booking.id).await.booking.title, odd.title);
        world.check().await;
    });
}

#[test]
fn a_series_takes_no_more_statements_than_a_single_date() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let cost = async |world: &World, new| {
            let before = world.db.statement_count();
            world.book(Who::Anna, new).await.unwrap();
            world.db.statement_count() - before
        };
        let single = cost(&world, hour(room, "2026-12-02T10:00")).await;
        let year = cost(&world, series(room, "2026-12-03T10:00", "FREQ=WEEKLY;COUNT=52")).await;
        assert!(single > 0 && single <= 12, "{single} statements for one date");
        assert_eq!(single, year, "the same for fifty-two");
    });
}
