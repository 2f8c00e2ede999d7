//! Closing rooms and places.

use booking::{
    BookingError,
    commands::{
        attend::Act,
        cancel::Which,
        close::{NewClosure, OnHit, close, lift_closure, preview_closure},
    },
    model::state::State,
};
use kernel::{ClosureId, Interval, Names, Problem, ScopeId};

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, series, states};

fn closure(scopes: &[ScopeId], from: &str, to: &str, on_hit: OnHit) -> NewClosure {
    NewClosure {
        scopes: scopes.to_vec(),
        span: Interval::new(brussels(from), brussels(to)).unwrap(),
        names: Names::same("Works"),
        reason: "new carpet".into(),
        on_hit,
    }
}

async fn shut(world: &World, new: NewClosure) -> Result<ClosureId, BookingError> {
    let cx = world.by(Who::Dirk);
    let tx = world.db.begin(&cx).await?;
    let id = close(&world.engine, &tx, &cx, new).await?;
    tx.commit().await?;
    Ok(id)
}

async fn lift(world: &World, id: ClosureId) {
    let cx = world.by(Who::Dirk);
    let tx = world.db.begin(&cx).await.unwrap();
    lift_closure(&world.engine, &tx, &cx, id).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_closure_fails_keeps_or_cancels_what_is_in_the_way() {
    on_both(|world| async move {
        let one = world.room("R1", &[Layout::seats(10)]).await;
        let two = world.room("R2", &[Layout::seats(10)]).await;
        let weekly = world.book(Who::Anna, series(one, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
        let building = [ScopeId::from(world.building)];
        let day = |on_hit| closure(&building, "2026-12-09T00:00", "2026-12-10T00:00", on_hit);

        let cx = world.by(Who::Dirk);
        let shown = preview_closure(&world.engine, world.read(), &cx, &day(OnHit::Fail)).await.unwrap();
        assert_eq!((shown.loaded.candidates.len(), shown.hits.len()), (2, 1));
        let failed = shut(&world, day(OnHit::Fail)).await.unwrap_err();
        assert_eq!(failed.code(), "bookings_in_the_way");
        world.book(Who::Bert, hour(two, "2026-12-09T08:00")).await.unwrap();

        let kept = shut(&world, day(OnHit::Keep)).await.unwrap();
        assert_eq!(states(&world.get(weekly.booking.id).await), [State::Confirmed; 3]);
        assert_eq!(refusals(world.book(Who::Bert, hour(one, "2026-12-09T11:00")).await), ["closed"]);
        assert_eq!(refusals(world.book(Who::Bert, hour(two, "2026-12-09T11:00")).await), ["closed"]);
        world.check().await;
        lift(&world, kept).await;
        world.book(Who::Bert, hour(two, "2026-12-09T11:00")).await.unwrap();

        let cancelled = shut(&world, day(OnHit::Cancel)).await.unwrap();
        let now = world.get(weekly.booking.id).await;
        assert_eq!(states(&now), [State::Confirmed, State::Cancelled, State::Confirmed]);
        assert_eq!(now.occurrences[1].reason.as_deref(), Some("new carpet"));
        assert_eq!(refusals(world.book(Who::Bert, hour(one, "2026-12-09T10:00")).await), ["closed"]);
        world.check().await;
        lift(&world, cancelled).await;
        world.book(Who::Bert, hour(one, "2026-12-09T10:00")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn closing_what_is_closed_already_is_no_obstacle() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        shut(&world, closure(&[room.into()], "2026-12-09T00:00", "2026-12-12T00:00", OnHit::Fail)).await.unwrap();
        let building = [ScopeId::from(world.building)];
        shut(&world, closure(&building, "2026-12-10T00:00", "2026-12-15T00:00", OnHit::Fail)).await.unwrap();
        world.check().await;
    });
}

#[test]
fn lifting_one_of_two_closures_leaves_the_other_whole() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let building = [ScopeId::from(world.building)];
        let first =
            shut(&world, closure(&building, "2026-12-09T00:00", "2026-12-12T00:00", OnHit::Keep)).await.unwrap();
        let second =
            shut(&world, closure(&[room.into()], "2026-12-10T00:00", "2026-12-15T00:00", OnHit::Keep)).await.unwrap();
        lift(&world, first).await;
        world.book(Who::Anna, hour(room, "2026-12-09T10:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-11T10:00")).await), ["closed"]);
        lift(&world, second).await;
        world.book(Who::Anna, hour(room, "2026-12-11T10:00")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn a_kept_booking_that_is_called_off_does_not_open_the_closure() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-09T10:00")).await.unwrap();
        shut(&world, closure(&[room.into()], "2026-12-09T00:00", "2026-12-10T00:00", OnHit::Keep)).await.unwrap();
        world.cancel(Who::Anna, Which::All(made.booking.id)).await.unwrap();
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-09T10:00")).await), ["closed"]);
        world.check().await;
    });
}

#[test]
fn what_is_over_does_not_stand_in_the_way_of_a_closure() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let one = world.book(Who::Anna, hour(room, "2026-12-02T09:00")).await.unwrap();
        let two = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        world.now = brussels("2026-12-02T10:30");
        world.sweep().await;
        world.attend(Who::Anna, two.occurrences[0].id, Act::End).await.unwrap();
        world.now = brussels("2026-12-02T10:40");
        let today = |on_hit| closure(&[room.into()], "2026-12-02T00:00", "2026-12-03T00:00", on_hit);
        let id = shut(&world, today(OnHit::Fail)).await.unwrap();
        lift(&world, id).await;
        shut(&world, today(OnHit::Cancel)).await.unwrap();
        for made in [one, two] {
            assert_eq!(states(&world.get(made.booking.id).await), [State::Finished]);
        }
        world.check().await;
    });
}

#[test]
fn only_those_who_run_the_rooms_close_them() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let cx = world.by(Who::Anna);
        let tx = world.db.begin(&cx).await.unwrap();
        let new = closure(&[room.into()], "2026-12-09T00:00", "2026-12-10T00:00", OnHit::Keep);
        assert_eq!(close(&world.engine, &tx, &cx, new.clone()).await.unwrap_err().code(), "forbidden");
        drop(tx);
        let id = shut(&world, new).await.unwrap();
        let tx = world.db.begin(&cx).await.unwrap();
        assert_eq!(lift_closure(&world.engine, &tx, &cx, id).await.unwrap_err().code(), "forbidden");
    });
}
