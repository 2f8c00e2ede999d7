//! Approving and declining.

use booking::{
    commands::{
        cancel::Which,
        decide::Decision::{Approve, Decline},
        edit::{Change, Reach},
    },
    model::{
        booking::ApprovalState,
        policy::{Approval, PolicyParts, Stage, Who as Set},
        state::State,
    },
    queries::approvals::waiting,
};
use kernel::{Problem, Role};

use crate::support::{Layout, Who, hour, on_both, refusals, series, states, wall};

fn asks(holds: bool) -> PolicyParts {
    let approval = Approval { stages: vec![Stage { approvers: Set::roles(&[Role::Approver]) }], holds };
    PolicyParts { approval: Some(approval), ..PolicyParts::default() }
}

#[test]
fn a_request_holds_its_slot_until_it_is_decided() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, asks(true)).await;
        let made = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=WEEKLY;COUNT=3")).await.unwrap();
        assert_eq!(states(&made), [State::Requested; 3]);
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2026-12-02T10:00")).await), ["occupied"]);

        let cx = world.by(Who::Carla);
        let (mine, _) = waiting(&world.engine, world.read(), &cx, None, 10).await.unwrap();
        assert_eq!(mine.len(), 3);
        let (annas, _) = waiting(&world.engine, world.read(), &world.by(Who::Anna), None, 10).await.unwrap();
        assert!(annas.is_empty());

        let of = |index: usize| made.approvals.iter().find(|a| a.occurrence == made.occurrences[index].id).unwrap().id;
        assert_eq!(world.decide(Who::Anna, of(0), Approve).await.unwrap_err().code(), "forbidden");
        world.decide(Who::Carla, of(0), Approve).await.unwrap();
        assert_eq!(world.decide(Who::Carla, of(0), Decline).await.unwrap_err().code(), "already_decided");
        let now = world.decide(Who::Carla, of(1), Decline).await.unwrap();
        assert_eq!(
            states(&now),
            [State::Confirmed, State::Declined, State::Requested],
            "each date is decided by itself"
        );
        assert_eq!(now, world.get(made.booking.id).await);
        world.book(Who::Carla, hour(room, "2026-12-09T10:00")).await.unwrap();
        let withdrawn = world.cancel(Who::Anna, Which::All(made.booking.id)).await.unwrap();
        assert_eq!(states(&withdrawn), [State::Cancelled, State::Declined, State::Withdrawn]);
        assert_eq!(world.decide(Who::Carla, of(2), Approve).await.unwrap_err().code(), "already_decided");
        world.check().await;
    });
}

#[test]
fn where_requests_compete_the_first_approval_declines_the_rest() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, asks(false)).await;
        let anna = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let bert = world.book(Who::Bert, hour(room, "2026-12-02T10:30")).await.unwrap();
        let later = world.book(Who::Bert, hour(room, "2026-12-02T11:00")).await.unwrap();
        let (lines, _) = waiting(&world.engine, world.read(), &world.by(Who::Carla), None, 10).await.unwrap();
        let competing: Vec<usize> = lines.iter().map(|line| line.competing.len()).collect();
        assert_eq!(competing, [1, 2, 1]);
        world.check().await;

        let won = world.decide(Who::Carla, bert.approvals[0].id, Approve).await.unwrap();
        assert_eq!(states(&won), [State::Confirmed]);
        for (loser, version) in [(anna.booking.id, 1), (later.booking.id, 1)] {
            let lost = world.get(loser).await;
            assert_eq!(states(&lost), [State::Declined]);
            assert_eq!(lost.approvals[0].state, ApprovalState::Moot);
            assert!(lost.booking.version > version, "whoever saw the booking before must notice");
        }
        assert_eq!(
            world.decide(Who::Carla, anna.approvals[0].id, Approve).await.unwrap_err().code(),
            "already_decided"
        );
        world.check().await;
    });
}

#[test]
fn approving_looks_again() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, asks(false)).await;
        let anna = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        // The approver books at once and takes the slot that was asked for.
        let carla = world.book(Who::Carla, hour(room, "2026-12-02T10:30")).await.unwrap();
        assert_eq!(states(&carla), [State::Confirmed]);
        let answer = world.decide(Who::Carla, anna.approvals[0].id, Approve).await;
        assert_eq!(refusals(answer), ["occupied"]);
        assert_eq!(states(&world.get(anna.booking.id).await), [State::Requested], "nothing was written");
        world.check().await;
    });
}

#[test]
fn a_confirmed_date_that_moves_asks_again() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, asks(true)).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let approved = world.decide(Who::Carla, made.approvals[0].id, Approve).await.unwrap();
        assert_eq!(states(&approved), [State::Confirmed]);
        let change = Change { start: Some(wall("2026-12-02T12:00")), ..Change::default() };
        let moved = world.edit(Who::Anna, Reach::This(made.occurrences[0].id), change).await.unwrap();
        assert_eq!(states(&moved), [State::Requested]);
        let pending = moved.approvals.iter().filter(|line| line.state == ApprovalState::Pending).count();
        assert_eq!((moved.approvals.len(), pending), (2, 1));
        world.check().await;
    });
}

#[test]
fn what_nobody_decides_expires() {
    on_both(|mut world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(room, asks(true)).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        world.now = crate::support::brussels("2026-12-02T10:00");
        assert_eq!(world.sweep().await, 1);
        assert_eq!(states(&world.get(made.booking.id).await), [State::Expired]);
        assert_eq!(world.sweep().await, 0);
        world.check().await;
    });
}
