//! Moving what a closure hits to other places.

use booking::{
    BookingError,
    commands::{
        close::{ClosureKind, NewClosure, OnHit, close, lift_closure},
        edit::rehouse,
        reassign::Reassignment,
    },
    model::state::State,
    queries::{
        closures,
        rehousing::{Proposals, proposals_for},
    },
};
use kernel::{BookableId, BookingId, ClosureId, Interval, Names, Problem};

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, series, states};

async fn shut(world: &World, room: BookableId) -> ClosureId {
    let cx = world.by(Who::Dirk);
    let tx = world.db.begin(&cx).await.unwrap();
    let new = NewClosure {
        kind: ClosureKind::Maintenance,
        scopes: vec![room.into()],
        span: Interval::new(brussels("2026-12-09T00:00"), brussels("2026-12-10T00:00")).unwrap(),
        names: Names::same("Leak"),
        reason: "a leak in the ceiling".into(),
        on_hit: OnHit::Keep,
    };
    let id = close(&world.engine, &tx, &cx, new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn proposed(world: &World, id: ClosureId) -> Proposals {
    let closure = closures::get(world.read(), id).await.unwrap();
    proposals_for(&world.engine, world.read(), &world.by(Who::Dirk), &closure).await.unwrap()
}

async fn go(world: &World, who: Who, id: ClosureId, moves: &[Reassignment]) -> Result<Vec<BookingId>, BookingError> {
    let cx = world.by(who);
    let tx = world.db.begin(&cx).await?;
    let moved = rehouse(&world.engine, &tx, &cx, id, moves).await?;
    tx.commit().await?;
    Ok(moved)
}

fn as_proposed(found: &Proposals) -> Vec<Reassignment> {
    let each = found
        .items
        .iter()
        .filter_map(|one| Some(Reassignment { occurrence: one.occurrence, from: one.from, to: one.to?.bookable }));
    each.collect()
}

async fn rooms_of(world: &World, id: BookingId) -> Vec<BookableId> {
    world.get(id).await.occurrences.iter().flat_map(|date| date.claims.iter().map(|claim| claim.bookable)).collect()
}

#[test]
fn all_that_is_hit_goes_elsewhere_and_the_closure_takes_its_place() {
    on_both(|world| async move {
        let closed = world.room("R1", &[Layout::seats(10)]).await;
        let large = world.room("R2", &[Layout::seats(40)]).await;
        let fitting = world.room("R3", &[Layout::seats(10)]).await;
        let weekly = world.book(Who::Anna, series(closed, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
        let single = world.book(Who::Bert, hour(closed, "2026-12-09T14:00")).await.unwrap();
        let id = shut(&world, closed).await;

        let found = proposed(&world, id).await;
        let to: Vec<_> = found.items.iter().map(|one| one.to.unwrap().bookable).collect();
        assert_eq!(to, [fitting, fitting], "the smallest that fits, at different times");
        assert_eq!(found.items[0].others[0].bookable, large);
        assert_eq!(go(&world, Who::Dirk, id, &as_proposed(&found)).await.unwrap().len(), 2);

        assert_eq!(rooms_of(&world, weekly.booking.id).await, [closed, fitting, closed], "only the date that was hit");
        assert_eq!(rooms_of(&world, single.booking.id).await, [fitting]);
        assert_eq!(states(&world.get(weekly.booking.id).await), [State::Confirmed; 3]);
        assert!(proposed(&world, id).await.items.is_empty(), "nothing is left in it");
        assert_eq!(refusals(world.book(Who::Anna, hour(closed, "2026-12-09T10:00")).await), ["closed"]);
        world.check().await;

        let cx = world.by(Who::Dirk);
        let tx = world.db.begin(&cx).await.unwrap();
        lift_closure(&world.engine, &tx, &cx, id).await.unwrap();
        tx.commit().await.unwrap();
        world.book(Who::Anna, hour(closed, "2026-12-09T10:00")).await.unwrap();
        world.check().await;
    });
}

#[test]
fn two_at_the_same_time_get_two_places_and_the_third_none() {
    on_both(|world| async move {
        let halves = [world.room("A", &[Layout::seats(10)]).await, world.room("B", &[Layout::seats(10)]).await];
        let whole = world.room_of("AB", &[Layout::seats(20)], &halves).await;
        let spare = world.room("R3", &[Layout::seats(10)]).await;
        for half in halves {
            world.book(Who::Anna, hour(half, "2026-12-09T10:00")).await.unwrap();
        }
        let id = shut(&world, whole).await;
        let found = proposed(&world, id).await;
        let mut to: Vec<_> = found.items.iter().map(|one| one.to.map(|place| place.bookable)).collect();
        to.sort();
        assert_eq!(to, [None, Some(spare)], "the halves are closed with the whole, and one room is one room");
        world.check().await;
    });
}

#[test]
fn all_or_nothing_and_only_for_those_who_may() {
    on_both(|world| async move {
        let closed = world.room("R1", &[Layout::seats(10)]).await;
        let spare = world.room("R2", &[Layout::seats(10)]).await;
        let one = world.book(Who::Anna, hour(closed, "2026-12-09T10:00")).await.unwrap();
        let two = world.book(Who::Anna, hour(closed, "2026-12-09T11:00")).await.unwrap();
        let outside = world.book(Who::Anna, hour(closed, "2026-12-11T11:00")).await.unwrap();
        let id = shut(&world, closed).await;
        let moves = as_proposed(&proposed(&world, id).await);
        assert_eq!(moves.len(), 2);
        world.book(Who::Bert, hour(spare, "2026-12-09T11:00")).await.unwrap();
        assert_eq!(refusals(go(&world, Who::Dirk, id, &moves).await), ["occupied"]);
        assert_eq!(rooms_of(&world, one.booking.id).await, [closed], "the first did not go either");
        assert_eq!(go(&world, Who::Anna, id, &moves[..1]).await.unwrap_err().code(), "forbidden");

        let field = |moves: Vec<Reassignment>| {
            let world = &world;
            async move { go(world, Who::Dirk, id, &moves).await.unwrap_err().data()["fields"][0]["code"].clone() }
        };
        assert_eq!(field(vec![Reassignment { to: closed, ..moves[0] }]).await, "into_the_closure");
        assert_eq!(field(vec![Reassignment { from: spare, ..moves[0] }]).await, "not_in_the_closure");
        let later = outside.occurrences[0].id;
        assert_eq!(field(vec![Reassignment { occurrence: later, ..moves[0] }]).await, "not_in_the_closure");
        assert_eq!(field(vec![]).await, "out_of_range");
        go(&world, Who::Dirk, id, &moves[..1]).await.unwrap();
        assert_eq!(rooms_of(&world, two.booking.id).await, [closed]);
        world.check().await;
    });
}
