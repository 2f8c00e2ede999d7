//! What the search says is what the commit does.

use booking::{
    commands::create_booking::NewBooking,
    model::{
        booking::OnConflict,
        policy::{Approval, Buffers, Hours, PolicyParts, Stage, Who as Set, Window},
        wish::{Pick, Wish},
    },
    queries::{
        alternatives::{Why, alternatives},
        availability::{Answer, Found, Need, Shown, search},
        timeline::{View, timeline},
    },
};
use kernel::{BookableId, Interval, Problem, Role};

use crate::support::{Layout, Who, World, brussels, hour, on_both, series};

fn need(new: &NewBooking) -> Need {
    let wish = Wish { attendees: new.attendees, ..Wish::default() };
    Need { kind: "room".into(), series: new.series.clone(), wish, site: None, text: None }
}

async fn look(world: &World, who: Who, new: &NewBooking, nearest: usize) -> Found {
    search(&world.engine, world.read(), &world.by(who), &need(new), Shown { offers: 0..usize::MAX, nearest })
        .await
        .unwrap()
}

fn answer(found: &Found, room: BookableId) -> Answer {
    found.offers.iter().find(|offer| offer.bookable == room).unwrap().answer
}

#[test]
fn free_commits_and_not_free_does_not() {
    on_both(|world| async move {
        let mut rooms = vec![];
        for code in ["A", "B", "C", "D", "E"] {
            rooms.push(world.room(code, &[Layout::seats(if code == "E" { 2 } else { 10 })]).await);
        }
        let whole = world.room_of("CD", &[Layout::seats(20)], &rooms[2..4]).await;
        rooms.push(whole);
        let approval = Approval { stages: vec![Stage { approvers: Set::roles(&[Role::Approver]) }], holds: true };
        world.policy(rooms[1], PolicyParts { approval: Some(approval), ..PolicyParts::default() }).await;
        world
            .policy(
                rooms[0],
                PolicyParts {
                    buffers: Some(Buffers { setup_minutes: 15, cleanup_minutes: 15 }),
                    ..PolicyParts::default()
                },
            )
            .await;
        world.book(Who::Bert, hour(rooms[0], "2026-12-09T08:50")).await.unwrap();
        world.book(Who::Bert, hour(rooms[3], "2026-12-16T10:30")).await.unwrap();

        let mut daily = series(rooms[0], "2026-12-02T09:00", "FREQ=DAILY;COUNT=2");
        daily.series.duration_minutes = 25 * 60;
        let wishes = [
            hour(rooms[0], "2026-12-09T10:00"),
            hour(rooms[0], "2026-12-16T10:00"),
            hour(rooms[0], "2026-11-30T10:00"),
            series(rooms[0], "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=4"),
            daily,
        ];
        for wish in wishes {
            let found = look(&world, Who::Anna, &wish, 0).await;
            assert_eq!(found.offers.len(), rooms.len());
            for room in &rooms {
                let new = NewBooking { picks: vec![Pick::plain(*room)], ..wish.clone() };
                let cx = world.by(Who::Anna);
                let tx = world.db.begin(&cx).await.unwrap();
                let done = booking::commands::create_booking::create_booking(&world.engine, &tx, &cx, new).await;
                drop(tx);
                let said = answer(&found, *room);
                let did = match &done {
                    Err(_) => Answer::NotFree,
                    Ok(made) if made.approvals.is_empty() => Answer::Free,
                    Ok(_) => Answer::NeedsApproval,
                };
                assert_eq!(said, did, "{room} at {}: {done:?}", wish.series.start);
            }
        }
    });
}

#[test]
fn a_series_says_how_many_dates_are_free() {
    on_both(|world| async move {
        let room = world.room("A", &[Layout::seats(10)]).await;
        world.book(Who::Bert, hour(room, "2026-12-16T10:30")).await.unwrap();
        let mut weekly = series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=4");
        let found = look(&world, Who::Anna, &weekly, 0).await;
        assert_eq!((found.offers[0].free_dates(), found.slots.len()), (3, 4));
        weekly.on_conflict = OnConflict::Skip;
        let made = world.book(Who::Anna, weekly).await.unwrap();
        assert_eq!(made.occurrences.iter().filter(|date| date.state.is_live()).count(), 3);
    });
}

#[test]
fn what_is_taken_gets_the_nearest_times_and_they_commit() {
    on_both(|world| async move {
        let room = world.room("A", &[Layout { capacity: 10, setup_minutes: 10, cleanup_minutes: 5 }]).await;
        let parts = PolicyParts {
            window: Some(Window { grid_minutes: Some(15), ..Window::default() }),
            hours: Some(Hours { open_on_closed_days: false, ..Hours::always() }),
            ..PolicyParts::default()
        };
        world.policy(room, parts).await;
        for start in ["2026-12-02T09:00", "2026-12-02T10:15", "2026-12-02T11:30"] {
            world.book(Who::Bert, hour(room, start)).await.unwrap();
        }
        let wish = hour(room, "2026-12-02T10:30");
        let found = look(&world, Who::Anna, &wish, 5).await;
        let mut times: Vec<String> = found.offers[0].nearest.iter().map(|(slot, _)| slot.start.to_string()).collect();
        times.sort();
        assert_eq!(times, ["2026-12-02T07:45", "2026-12-02T12:45"]);
        for (slot, _) in &found.offers[0].nearest {
            world.book(Who::Anna, hour(room, &slot.start.to_string())).await.unwrap();
        }
        world.check().await;
    });
}

#[test]
fn a_refused_wish_gets_ways_on_that_commit() {
    on_both(|world| async move {
        let room = world.room("A", &[Layout::seats(10)]).await;
        let other = world.room("B", &[Layout::seats(12)]).await;
        let small = world.room("C", &[Layout::seats(2)]).await;
        world.book(Who::Bert, hour(room, "2026-12-02T10:00")).await.unwrap();
        let wish = hour(room, "2026-12-02T10:30");
        let cx = world.by(Who::Anna);
        let ways = alternatives(&world.engine, world.read(), &cx, &wish).await.unwrap();
        let of = |why| ways.iter().filter(|way| way.why == why).collect::<Vec<_>>();
        assert_eq!(of(Why::SameTimeOtherRoom).iter().map(|way| way.bookable).collect::<Vec<_>>(), [other]);
        assert!(ways.iter().all(|way| way.bookable != small));
        let mut near: Vec<String> = of(Why::SameRoomNearestTime).iter().map(|way| way.start.to_string()).collect();
        near.sort();
        assert_eq!(near, ["2026-12-02T09:00", "2026-12-02T11:00"]);
        for way in &ways {
            world.book(Who::Anna, hour(way.bookable, &way.start.to_string())).await.unwrap();
        }

        let weekly = series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3");
        let ways = alternatives(&world.engine, world.read(), &cx, &weekly).await.unwrap();
        assert!(ways.iter().all(|way| way.why != Why::SameRoomNearestTime));
        let mut padded = hour(room, "2026-12-03T10:00");
        world.book(Who::Bert, padded.clone()).await.unwrap();
        padded.series.start = "2026-12-03T11:00".parse().unwrap();
        padded.picks[0].setup_minutes = Some(30);
        let ways = alternatives(&world.engine, world.read(), &cx, &padded).await.unwrap();
        assert!(ways.iter().any(|way| way.why == Why::SmallerBuffers && way.start == padded.series.start), "{ways:?}");
        world.check().await;
    });
}

#[test]
fn the_statements_of_search_and_timeline_do_not_grow() {
    on_both(|world| async move {
        let cost = async |world: &World, wish: &NewBooking| {
            let before = world.db.statement_count();
            look(world, Who::Anna, wish, 5).await;
            let middle = world.db.statement_count();
            let span = Interval::new(brussels("2026-12-01T00:00"), brussels("2026-12-08T00:00")).unwrap();
            timeline(&world.engine, world.read(), &world.by(Who::Anna), &View::default(), span).await.unwrap();
            (middle - before, world.db.statement_count() - middle)
        };
        let first = world.room("R0", &[Layout::seats(10)]).await;
        let small = cost(&world, &hour(first, "2026-12-02T10:00")).await;
        for n in 1..30 {
            let room = world.room(&format!("R{n}"), &[Layout::seats(10)]).await;
            world.book(Who::Bert, series(room, "2026-12-02T10:00", "FREQ=DAILY;COUNT=5")).await.unwrap();
        }
        let large = cost(&world, &series(first, "2026-12-02T10:00", "FREQ=DAILY;COUNT=100")).await;
        assert!(small.0 <= 4 && large.0 <= 4, "search: {small:?} {large:?}");
        assert!(small.1 <= 3 && large.1 <= 3, "timeline: {small:?} {large:?}");
        let taken = cost(&world, &hour(first, "2026-12-02T10:30")).await;
        assert!(taken.0 <= 5, "with reasons and nearest times of those that are taken: {taken:?}");
    });
}

#[test]
fn the_timeline_shows_a_whole_on_its_halves_and_hides_what_is_private() {
    on_both(|world| async move {
        let a = world.room("A", &[Layout::seats(10)]).await;
        let b = world.room("B", &[Layout::seats(10)]).await;
        let whole = world.room_of("AB", &[Layout::seats(20)], &[a, b]).await;
        let mut secret = hour(whole, "2026-12-02T10:00");
        secret.visibility = booking::model::booking::Visibility::Confidential;
        secret.title = "Budget conclave".into();
        world.book(Who::Anna, secret).await.unwrap();
        let span = Interval::new(brussels("2026-12-02T00:00"), brussels("2026-12-03T00:00")).unwrap();
        let bars =
            async |who| timeline(&world.engine, world.read(), &world.by(who), &View::default(), span).await.unwrap().1;
        let mine = bars(Who::Anna).await;
        assert_eq!(mine.len(), 3);
        assert!(mine.iter().all(|bar| bar.mine && bar.title.as_deref() == Some("Budget conclave")));
        for who in [Who::Bert, Who::Dirk, Who::Carla] {
            let theirs = bars(who).await;
            assert_eq!(theirs.len(), 3);
            assert!(
                theirs.iter().all(|bar| bar.title.is_none() && bar.booking.is_none() && bar.host.is_none()),
                "{who:?}"
            );
        }
    });
}

#[test]
fn a_large_search_says_the_same_and_one_that_is_too_large_says_what_would_do() {
    on_both(|world| async move {
        let mut rooms = vec![];
        for number in 1..=61 {
            rooms.push(world.room(&format!("R{number}"), &[Layout::seats(10)]).await);
        }
        world.book(Who::Bert, hour(rooms[7], "2028-02-29T10:30")).await.unwrap();
        let days = |count: usize| series(rooms[0], "2026-12-02T10:00", &format!("FREQ=DAILY;COUNT={count}"));
        let found = look(&world, Who::Anna, &days(980), 0).await;
        assert_eq!(found.offers.len(), 61);
        for offer in &found.offers {
            let free = if offer.bookable == rooms[7] { 979 } else { 980 };
            assert_eq!(offer.free_dates(), free);
        }
        let answer =
            search(&world.engine, world.read(), &world.by(Who::Anna), &need(&days(1000)), Shown::ANSWERS).await;
        let refused = answer.unwrap_err();
        let numbers = ["bookables", "dates", "most", "most_dates"].map(|key| refused.data()[key].as_u64().unwrap());
        assert_eq!((refused.code(), numbers), ("search_too_large", [61, 1000, 60_000, 983]));
        let fewer = Need { text: Some("R1".into()), ..need(&days(1000)) };
        let found = search(&world.engine, world.read(), &world.by(Who::Anna), &fewer, Shown::ANSWERS).await.unwrap();
        assert_eq!(found.slots.len(), 1000);
    });
}
