//! Closing rooms and places.

use booking::{
    BookingError,
    commands::{
        attend::Act,
        bookables::{place_bookable, reinstate_bookable, retire_bookable},
        cancel::Which,
        close::{ClosureKind, NewClosure, OnHit, close, lift_closure, preview_closure},
        decide::Decision,
    },
    model::{
        booking::ApprovalState,
        policy::{Approval, PolicyParts, Stage, Who as Set},
        state::State,
    },
};
use kernel::{BookableId, ClosureId, Interval, Names, Problem, Role, ScopeId};

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, series, states};

fn closure(scopes: &[ScopeId], from: &str, to: &str, on_hit: OnHit) -> NewClosure {
    NewClosure {
        kind: ClosureKind::Closure,
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

async fn place(world: &World, room: BookableId, places: &[ScopeId]) {
    let cx = world.by(Who::Dirk);
    let tx = world.db.begin(&cx).await.unwrap();
    place_bookable(&tx, &cx, room, places).await.unwrap();
    tx.commit().await.unwrap();
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

#[test]
fn requests_that_compete_are_hit_like_bookings() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let stage = Stage { approvers: Set::roles(&[Role::Approver]) };
        let approval = Some(Approval { stages: vec![stage], holds: false });
        world.policy(room, PolicyParts { approval, ..PolicyParts::default() }).await;
        let anna = world.book(Who::Anna, series(room, "2026-12-09T10:00", "FREQ=WEEKLY;COUNT=2")).await.unwrap();
        let bert = world.book(Who::Bert, hour(room, "2026-12-09T10:30")).await.unwrap();
        let day = |on_hit| closure(&[room.into()], "2026-12-09T00:00", "2026-12-10T00:00", on_hit);

        let cx = world.by(Who::Dirk);
        let shown = preview_closure(&world.engine, world.read(), &cx, &day(OnHit::Fail)).await.unwrap();
        assert_eq!(shown.hits.len(), 2);
        let Err(BookingError::InTheWay(hits)) = shut(&world, day(OnHit::Fail)).await else { panic!("nothing is hit") };
        assert_eq!(hits.len(), 2);

        let id = shut(&world, day(OnHit::Cancel)).await.unwrap();
        for (booking, expected) in
            [(&anna, &[State::Withdrawn, State::Requested][..]), (&bert, &[State::Withdrawn][..])]
        {
            let now = world.get(booking.booking.id).await;
            assert_eq!(states(&now), expected);
            assert_eq!(now.occurrences[0].reason.as_deref(), Some("new carpet"));
            let line = now.approvals.iter().find(|line| line.occurrence == now.occurrences[0].id).unwrap();
            assert_eq!(line.state, ApprovalState::Moot);
        }
        world.check().await;
        lift(&world, id).await;
        assert_eq!(states(&world.get(bert.booking.id).await), [State::Withdrawn], "what is called off stays so");
        let answer = world.decide(Who::Carla, bert.approvals[0].id, Decision::Approve).await;
        assert_eq!(answer.unwrap_err().code(), "already_decided");
        world.check().await;
    });
}

#[test]
fn what_is_put_under_a_closed_place_is_closed_with_it() {
    on_both(|world| async move {
        let old = world.room("R1", &[Layout::seats(10)]).await;
        let building = [ScopeId::from(world.building)];
        let gone = shut(&world, closure(&building, "2026-12-05T00:00", "2026-12-06T00:00", OnHit::Fail)).await.unwrap();
        lift(&world, gone).await;
        let id = shut(&world, closure(&building, "2026-12-09T00:00", "2026-12-12T00:00", OnHit::Fail)).await.unwrap();
        let new = world.room("R2", &[Layout::seats(10)]).await;
        let whole = world.room_of("R1+2", &[Layout::seats(20)], &[old, new]).await;
        for room in [new, whole] {
            let answer = world.book(Who::Anna, hour(room, "2026-12-10T10:00")).await;
            assert!(refusals(answer).iter().all(|code| *code == "closed"));
        }
        world.book(Who::Anna, hour(new, "2026-12-05T10:00")).await.unwrap();
        world.check().await;

        // Out of the building it is open; back in it, what was booked meanwhile stays and the rest is closed.
        for room in [whole, new] {
            place(&world, room, &[world.site.into()]).await;
        }
        world.book(Who::Anna, hour(new, "2026-12-10T10:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(old, "2026-12-10T10:00")).await), ["closed"]);
        place(&world, new, &[world.site.into(), world.building.into()]).await;
        assert_eq!(refusals(world.book(Who::Bert, hour(new, "2026-12-10T10:00")).await), ["occupied"]);
        assert_eq!(refusals(world.book(Who::Bert, hour(new, "2026-12-10T11:00")).await), ["closed"]);
        world.check().await;

        lift(&world, id).await;
        world.book(Who::Bert, hour(new, "2026-12-10T11:00")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn what_leaves_one_of_two_closures_stays_in_the_other() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let building = [ScopeId::from(world.building)];
        shut(&world, closure(&building, "2026-12-09T00:00", "2026-12-12T00:00", OnHit::Fail)).await.unwrap();
        shut(&world, closure(&[room.into()], "2026-12-11T00:00", "2026-12-14T00:00", OnHit::Fail)).await.unwrap();
        place(&world, room, &[world.site.into()]).await;
        world.book(Who::Anna, hour(room, "2026-12-10T10:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-11T10:00")).await), ["closed"]);
        world.check().await;
    });
}

#[test]
fn a_room_that_is_back_in_service_is_closed_like_the_others() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.room("R2", &[Layout::seats(10)]).await;
        let cx = world.by(Who::Dirk);
        let tx = world.db.begin(&cx).await.unwrap();
        retire_bookable(&tx, &cx, room).await.unwrap();
        tx.commit().await.unwrap();
        let building = [ScopeId::from(world.building)];
        shut(&world, closure(&building, "2026-12-09T00:00", "2026-12-12T00:00", OnHit::Fail)).await.unwrap();
        let tx = world.db.begin(&cx).await.unwrap();
        reinstate_bookable(&tx, &cx, room).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-10T10:00")).await), ["closed"]);
        world.check().await;
    });
}
