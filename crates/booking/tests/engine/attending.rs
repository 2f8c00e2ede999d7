//! Checking in, staying longer, leaving early, giving back.

use booking::{
    commands::{attend::Act, sweep::Swept},
    model::{
        policy::{PolicyParts, Presence},
        state::State,
    },
};
use db::sql::Raw;
use kernel::Problem;
use sea_orm::ConnectionTrait;

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, states};

fn presence() -> PolicyParts {
    let presence = Presence { check_in: true, opens_before_minutes: 15, release_after_minutes: 20 };
    PolicyParts { presence: Some(presence), ..PolicyParts::default() }
}

#[test]
fn somebody_checks_in_stays_longer_and_leaves() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout { capacity: 10, setup_minutes: 0, cleanup_minutes: 10 }]).await;
        world.policy(room, presence()).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let date = made.occurrences[0].id;
        assert_eq!(made.occurrences[0].release_at, Some(brussels("2026-12-02T10:20")));
        world.book(Who::Bert, hour(room, "2026-12-02T11:40")).await.unwrap();

        world.now = brussels("2026-12-02T09:44");
        assert_eq!(world.attend(Who::Anna, date, Act::CheckIn).await.unwrap_err().code(), "check_in_too_early");
        world.now = brussels("2026-12-02T09:50");
        assert_eq!(world.attend(Who::Bert, date, Act::CheckIn).await.unwrap_err().code(), "forbidden");
        let begun = world.attend(Who::Anna, date, Act::CheckIn).await.unwrap();
        assert_eq!(states(&begun), [State::InUse]);
        world.now = brussels("2026-12-02T10:30");
        assert_eq!(world.sweep().await, 0, "somebody is there");

        assert_eq!(refusals(world.attend(Who::Anna, date, Act::Extend(31)).await), ["occupied"]);
        let longer = world.attend(Who::Anna, date, Act::Extend(30)).await.unwrap();
        assert_eq!(longer.occurrences[0].ends_at, brussels("2026-12-02T11:30"));
        world.check().await;

        world.now = brussels("2026-12-02T11:00").plus_seconds(20);
        let over = world.attend(Who::Anna, date, Act::End).await.unwrap();
        assert_eq!(states(&over), [State::Finished]);
        assert_eq!(over.occurrences[0].ends_at, brussels("2026-12-02T11:01"));
        assert_eq!(over.occurrences[0].claims[0].blocked.end, brussels("2026-12-02T11:11"));
        let mut next = hour(room, "2026-12-02T11:11");
        next.series.duration_minutes = 19;
        world.book(Who::Bert, next).await.unwrap();
        assert_eq!(world.attend(Who::Anna, date, Act::End).await.unwrap_err().code(), "illegal_move");
        let late = world.attend(Who::Anna, date, Act::Extend(30)).await.unwrap_err();
        assert_eq!((late.code(), &late.data()["move"]), ("illegal_move", &serde_json::json!("extend")));
        world.check().await;
    });
}

#[test]
fn a_room_nobody_came_to_is_given_back() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, presence()).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        world.now = brussels("2026-12-02T10:19");
        assert_eq!(world.sweep().await, 0);
        world.now = brussels("2026-12-02T10:20");
        assert_eq!(world.sweep().await, 1);
        let gone = world.get(made.booking.id).await;
        assert_eq!(states(&gone), [State::Released]);
        assert!(gone.booking.version > made.booking.version, "whoever saw the booking before must notice");
        world.book(Who::Bert, hour(room, "2026-12-02T10:20")).await.unwrap();
        let late = world.attend(Who::Anna, made.occurrences[0].id, Act::CheckIn).await;
        assert_eq!(late.unwrap_err().code(), "illegal_move");
        world.check().await;
    });
}

#[test]
fn where_nobody_has_to_check_in_time_does_it_all_even_after_missed_runs() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let one = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let two = world.book(Who::Anna, hour(room, "2026-12-02T12:00")).await.unwrap();
        world.now = brussels("2026-12-02T12:30");
        assert_eq!(world.sweep().await, 2);
        assert_eq!(states(&world.get(one.booking.id).await), [State::Finished]);
        assert_eq!(states(&world.get(two.booking.id).await), [State::InUse]);
        assert_eq!(world.sweep().await, 0);
        world.now = brussels("2026-12-02T13:00");
        assert_eq!(world.sweep().await, 1);
        assert_eq!(states(&world.get(two.booking.id).await), [State::Finished]);
        world.check().await;
    });
}

#[test]
fn an_empty_room_is_given_back_by_hand() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, presence()).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let date = made.occurrences[0].id;
        assert_eq!(world.attend(Who::Dirk, date, Act::Release).await.unwrap_err().code(), "not_started");
        world.now = brussels("2026-12-02T10:05");
        assert_eq!(states(&world.attend(Who::Dirk, date, Act::Release).await.unwrap()), [State::Released]);
        world.book(Who::Bert, hour(room, "2026-12-02T10:05")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn a_broken_booking_does_not_hold_up_the_others() {
    on_both(|mut world| async move {
        let mut made = vec![];
        for code in ["R1", "R2", "R3"] {
            let room = world.room(code, &[Layout::seats(10)]).await;
            world.policy(room, presence()).await;
            made.push(world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap());
        }
        let write = async |world: &World, rule: &str| {
            let mut sql = Raw::new(world.db.schema());
            sql.push("UPDATE booking SET recurrence = NULLIF(").bind(rule.to_owned()).push(", '') WHERE id = ");
            sql.bind(made[1].booking.id.0);
            world.db.schema().execute_raw(sql.build()).await.unwrap();
        };
        write(&world, "every now and then").await;
        world.now = brussels("2026-12-02T10:20");
        assert_eq!(world.try_sweep().await, Swept { moved: 2, failed: 1 });
        for index in [0, 2] {
            assert_eq!(states(&world.get(made[index].booking.id).await), [State::Released]);
        }
        assert_eq!(world.try_sweep().await, Swept { moved: 0, failed: 1 }, "it is tried again");
        write(&world, "").await;
        assert_eq!(world.try_sweep().await, Swept { moved: 1, failed: 0 });
        world.check().await;
    });
}
