//! Dates exchange what they hold.

use std::collections::BTreeMap;

use booking::{
    BookingError,
    commands::{
        attend::Act,
        cancel::Which,
        edit::{Change, Reach},
        reassign::{Reassignment, reassign},
    },
    model::{
        policy::{Approval, Audience, PolicyParts, Presence, Stage, Who as Set, Window},
        state::State,
        wish::Pick,
    },
    queries::bookings::Details,
};
use db::sql::Raw;
use kernel::{Actor, BookableId, BookingId, Grant, PersonId, Problem, Role, Scope};
use sea_orm::ConnectionTrait;

use crate::support::{Layout, Who, World, brussels, hour, on_both, refusals, series, states};

async fn cars(world: &World, codes: &[&str]) -> Vec<BookableId> {
    let mut cars = vec![];
    for code in codes {
        cars.push(world.room(code, &[Layout::seats(10)]).await);
    }
    cars
}

/// The date of a booking goes from one to another.
fn goes(of: &Details, date: usize, from: BookableId, to: BookableId) -> Reassignment {
    Reassignment { occurrence: of.occurrences[date].id, from, to }
}

async fn go(world: &World, moves: &[Reassignment]) -> Result<Vec<BookingId>, BookingError> {
    go_for(world, moves, &BTreeMap::new()).await
}

async fn go_for(
    world: &World,
    moves: &[Reassignment],
    actors: &BTreeMap<PersonId, Actor>,
) -> Result<Vec<BookingId>, BookingError> {
    let cx = world.by(Who::Bert);
    let tx = world.db.begin(&cx).await?;
    let changed = reassign(&world.engine, &tx, &cx, moves, actors, "room for one more").await?;
    tx.commit().await?;
    Ok(changed.into_iter().collect())
}

async fn held(world: &World, of: &Details) -> Vec<BookableId> {
    let now = world.get(of.booking.id).await;
    now.occurrences.iter().flat_map(|date| date.claims.iter().map(|claim| claim.bookable)).collect()
}

/// What the journal says about a booking, the last first.
async fn last_entry(world: &World, of: &Details) -> (String, String, String) {
    let mut sql = Raw::new(world.db.schema());
    sql.push("SELECT action, CAST(data AS text) AS data, reason FROM journal WHERE subject_id = ")
        .bind(of.booking.id.0)
        .push(" ORDER BY seq DESC");
    let row = world.db.schema().query_all_raw(sql.build()).await.expect("entries").remove(0);
    (row.try_get("", "action").unwrap(), row.try_get("", "data").unwrap(), row.try_get("", "reason").unwrap())
}

#[test]
fn three_go_round_in_a_circle() {
    on_both(|world| async move {
        let cars = cars(&world, &["V1", "V2", "V3"]).await;
        let one = world.book(Who::Anna, hour(cars[0], "2026-12-09T10:00")).await.unwrap();
        let two = world.book(Who::Bert, hour(cars[1], "2026-12-09T10:30")).await.unwrap();
        let weekly = world.book(Who::Anna, series(cars[2], "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
        let moves =
            [goes(&one, 0, cars[0], cars[1]), goes(&two, 0, cars[1], cars[2]), goes(&weekly, 1, cars[2], cars[0])];
        let mut changed = vec![one.booking.id, two.booking.id, weekly.booking.id];
        changed.sort_unstable();
        assert_eq!(go(&world, &moves).await.unwrap(), changed);

        assert_eq!(held(&world, &one).await, [cars[1]]);
        assert_eq!(held(&world, &two).await, [cars[2]]);
        assert_eq!(held(&world, &weekly).await, [cars[2], cars[0], cars[2]], "only the date that goes");
        let after = world.get(weekly.booking.id).await;
        assert_eq!(states(&after), [State::Confirmed; 3]);
        assert_eq!(after.booking.version, weekly.booking.version + 1);
        assert_eq!(after.occurrences[1].version, weekly.occurrences[1].version + 1);
        assert_eq!(after.occurrences[0], weekly.occurrences[0]);
        assert!(after.occurrences[1].overridden.room, "it differs from its series now");
        assert_eq!(after.booking.picks, weekly.booking.picks);
        let single = world.get(one.booking.id).await;
        assert_eq!(single.booking.picks, [Pick::plain(cars[1])], "a single date is the booking");
        assert!(!single.occurrences[0].overridden.room);

        let (action, data, reason) = last_entry(&world, &two).await;
        assert_eq!((&*action, &*reason), ("booking.reassigned", "room for one more"));
        assert!(data.contains(&cars[1].to_string()) && data.contains(&cars[2].to_string()), "{data}");
        world.check().await;

        // And it can be edited like any other.
        let title = Change { title: Some("Later".into()), ..Change::default() };
        world.edit(Who::Anna, Reach::All(one.booking.id), title).await.unwrap();
        assert_eq!(held(&world, &one).await, [cars[1]]);
        world.check().await;
    });
}

#[test]
fn one_that_does_not_fit_keeps_all_where_they_are() {
    on_both(|world| async move {
        let cars = cars(&world, &["V1", "V2", "V3"]).await;
        let small = world.room("V4", &[Layout::seats(2)]).await;
        let one = world.book(Who::Anna, hour(cars[0], "2026-12-09T10:00")).await.unwrap();
        let two = world.book(Who::Bert, hour(cars[1], "2026-12-09T10:30")).await.unwrap();
        let third = world.book(Who::Anna, hour(cars[2], "2026-12-09T11:00")).await.unwrap();
        let before = [world.get(one.booking.id).await, world.get(two.booking.id).await];

        let away = |to| [goes(&one, 0, cars[0], cars[1]), goes(&two, 0, cars[1], to)];
        assert_eq!(refusals(go(&world, &away(cars[2])).await), ["occupied"], "the third is there and stays");
        assert_eq!(refusals(go(&world, &away(small)).await), ["too_small"]);
        let both = [goes(&one, 0, cars[0], small), goes(&third, 0, cars[2], cars[0])];
        assert_eq!(refusals(go(&world, &both).await), ["too_small"]);
        let same =
            [goes(&two, 0, cars[1], cars[0]), goes(&third, 0, cars[2], cars[0]), goes(&one, 0, cars[0], cars[2])];
        assert_eq!(refusals(go(&world, &same).await), ["exchange_overlaps_itself"], "half past ten and eleven");

        let asks = Approval { stages: vec![Stage { approvers: Set::roles(&[Role::Approver]) }], holds: true };
        let asked = world.room("V5", &[Layout::seats(10)]).await;
        world.policy(asked, PolicyParts { approval: Some(asks), ..PolicyParts::default() }).await;
        assert_eq!(refusals(go(&world, &away(asked)).await), ["needs_approval"], "nobody is there to say yes");

        assert_eq!([world.get(one.booking.id).await, world.get(two.booking.id).await], before);
        world.check().await;
        go(&world, &[goes(&one, 0, cars[0], cars[1]), goes(&two, 0, cars[1], cars[0])]).await.unwrap();
        assert_eq!(held(&world, &one).await, [cars[1]]);
        world.check().await;
    });
}

#[test]
fn the_rules_of_the_new_one_hold_for_the_host_but_not_how_late_it_is() {
    on_both(|world| async move {
        let cars = cars(&world, &["V1", "V2", "V3"]).await;
        let made = world.book(Who::Anna, hour(cars[0], "2026-12-01T10:00")).await.unwrap();
        let window = Window { min_notice_minutes: Some(10_000), ..Window::default() };
        let presence = Presence { check_in: true, ..Presence::default() };
        let parts = PolicyParts { window: Some(window), presence: Some(presence), ..PolicyParts::default() };
        world.policy(cars[1], parts).await;
        let managers = Audience { book: Set::roles(&[Role::RoomManager]), ..Audience::default() };
        world.policy(cars[2], PolicyParts { audience: Some(managers), ..PolicyParts::default() }).await;
        assert_eq!(refusals(go(&world, &[goes(&made, 0, cars[0], cars[2])]).await), ["not_for_you"]);

        go(&world, &[goes(&made, 0, cars[0], cars[1])]).await.unwrap();
        let now = world.get(made.booking.id).await;
        assert!(now.occurrences[0].check_in_from.is_some(), "one has to check in there");

        let manager = Grant { role: Role::RoomManager, scope: Scope::All };
        let anna = Actor { grants: vec![manager], ..world.by(Who::Anna).actor };
        let known = BTreeMap::from([(Who::Anna.id(), anna)]);
        go_for(&world, &[goes(&made, 0, cars[1], cars[2])], &known).await.unwrap();
        assert_eq!(held(&world, &made).await, [cars[2]]);
        assert_eq!(world.get(made.booking.id).await.occurrences[0].check_in_from, None);
        world.check().await;
    });
}

#[test]
fn only_what_is_certain_and_has_not_begun() {
    on_both(|mut world| async move {
        let cars = cars(&world, &["V1", "V2"]).await;
        let made = world.book(Who::Anna, hour(cars[0], "2026-12-01T10:00")).await.unwrap();
        let moves = [goes(&made, 0, cars[0], cars[1])];
        let code = async |world: &World, moves: &[Reassignment]| go(world, moves).await.unwrap_err().code();
        let field = async |world: &World, moves: &[Reassignment]| {
            go(world, moves).await.unwrap_err().data()["fields"][0]["code"].clone()
        };
        assert_eq!(field(&world, &[]).await, "out_of_range");
        assert_eq!(field(&world, &[moves[0], moves[0]]).await, "twice");
        assert_eq!(field(&world, &[goes(&made, 0, cars[0], cars[0])]).await, "twice");
        let nowhere = BookableId(uuid::Uuid::from_u128(7));
        assert_eq!(code(&world, &[goes(&made, 0, cars[0], nowhere)]).await, "not_found");
        assert_eq!(code(&world, &[goes(&made, 0, cars[1], cars[0])]).await, "stale", "it does not hold that");

        let asks = Approval { stages: vec![Stage { approvers: Set::roles(&[Role::Approver]) }], holds: true };
        let asked = world.room("V3", &[Layout::seats(10)]).await;
        world.policy(asked, PolicyParts { approval: Some(asks), ..PolicyParts::default() }).await;
        let request = world.book(Who::Anna, hour(asked, "2026-12-09T10:00")).await.unwrap();
        let moves_request = [goes(&request, 0, asked, cars[1])];
        assert_eq!(code(&world, &moves_request).await, "illegal_move", "nobody has agreed yet");
        world.cancel(Who::Anna, Which::All(request.booking.id)).await.unwrap();
        assert_eq!(code(&world, &moves_request).await, "illegal_move", "it is off");

        world.now = brussels("2026-12-01T10:00");
        assert_eq!(code(&world, &moves).await, "illegal_move", "it begins");
        world.sweep().await;
        world.attend(Who::Anna, made.occurrences[0].id, Act::Extend(15)).await.unwrap();
        assert_eq!(states(&world.get(made.booking.id).await), [State::InUse]);
        assert_eq!(code(&world, &moves).await, "illegal_move", "it goes on");
        world.now = brussels("2026-12-01T12:00");
        world.sweep().await;
        assert_eq!(code(&world, &moves).await, "illegal_move", "it is over");
        assert_eq!(held(&world, &made).await, [cars[0]]);
        world.check().await;
    });
}

#[test]
fn of_two_exchanges_at_once_one_wins_and_the_other_looks_again() {
    on_both(|world| async move {
        let cars = cars(&world, &["V1", "V2", "V3"]).await;
        let one = world.book(Who::Anna, hour(cars[0], "2026-12-09T10:00")).await.unwrap();
        let two = world.book(Who::Bert, hour(cars[1], "2026-12-09T10:00")).await.unwrap();
        let three = world.book(Who::Anna, hour(cars[2], "2026-12-09T10:00")).await.unwrap();
        for _ in 0..4 {
            let [a, b, c] = [held(&world, &one).await[0], held(&world, &two).await[0], held(&world, &three).await[0]];
            let left = [goes(&one, 0, a, b), goes(&two, 0, b, a)];
            let right = [goes(&three, 0, c, b), goes(&two, 0, b, c)];
            let (left, right) = tokio::join!(go(&world, &left), go(&world, &right));
            let won = usize::from(left.is_ok()) + usize::from(right.is_ok());
            assert_eq!(won, 1, "{left:?} {right:?}");
            for lost in [left, right].into_iter().filter_map(Result::err) {
                assert_eq!(lost.code(), "stale");
            }
            world.check().await;
        }
    });
}

#[test]
fn twenty_take_no_more_statements_than_two() {
    on_both(|world| async move {
        let mut pairs = vec![];
        for number in 0..10 {
            let pair = cars(&world, &[&format!("A{number}"), &format!("B{number}")]).await;
            let one = world.book(Who::Anna, hour(pair[0], "2026-12-09T10:00")).await.unwrap();
            let two = world.book(Who::Bert, series(pair[1], "2026-12-09T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
            pairs.push([goes(&one, 0, pair[0], pair[1]), goes(&two, 0, pair[1], pair[0])]);
        }
        let cost = async |moves: &[Reassignment]| {
            let before = world.db.statement_count();
            go(&world, moves).await.unwrap();
            world.db.statement_count() - before
        };
        let few = cost(&pairs[0]).await;
        let many = cost(&pairs[1..].concat()).await;
        assert!(few > 0 && few <= 20, "{few} statements");
        assert_eq!(few, many);
        world.check().await;
    });
}
