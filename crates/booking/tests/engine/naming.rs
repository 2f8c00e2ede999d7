//! Policies and closed days along the chain of scopes.

use booking::{
    BookingError,
    commands::{
        bookables::{reinstate_bookable, retire_bookable},
        policies::{add_closed_day, remove_closed_day},
    },
    model::policy::{Buffers, ClosedDay, Hours, Open, PolicyParts, TimeOfDay, Window},
};
use kernel::{Names, Problem};

use crate::support::{Layout, Who, brussels, hour, on_both, refusals};

fn office() -> Hours {
    let day = vec![Open { from: TimeOfDay::from_minutes(480).unwrap(), to: TimeOfDay::from_minutes(1080).unwrap() }];
    Hours {
        monday: day.clone(),
        tuesday: day.clone(),
        wednesday: day.clone(),
        thursday: day.clone(),
        friday: day,
        saturday: vec![],
        sunday: vec![],
        open_on_closed_days: false,
    }
}

#[test]
fn the_parts_of_a_policy_come_from_the_innermost_scope_that_says_something() {
    on_both(|world| async move {
        let one = world.room("R1", &[Layout::seats(10)]).await;
        let two = world.room("R2", &[Layout::seats(10)]).await;
        let site = PolicyParts {
            hours: Some(office()),
            window: Some(Window { grid_minutes: Some(30), ..Window::default() }),
            ..PolicyParts::default()
        };
        world.policy(world.site, site).await;
        let building =
            PolicyParts { buffers: Some(Buffers { setup_minutes: 10, cleanup_minutes: 10 }), ..PolicyParts::default() };
        world.policy(world.building, building).await;
        world
            .policy(
                two,
                PolicyParts {
                    window: Some(Window { grid_minutes: Some(5), ..Window::default() }),
                    ..PolicyParts::default()
                },
            )
            .await;
        assert_eq!(refusals(world.book(Who::Anna, hour(one, "2026-12-02T10:05")).await), ["off_grid"]);
        assert_eq!(refusals(world.book(Who::Anna, hour(two, "2026-12-02T18:05")).await), ["outside_hours"]);
        let made = world.book(Who::Anna, hour(two, "2026-12-02T10:05")).await.unwrap();
        assert_eq!(made.occurrences[0].claims[0].setup_minutes, 10);
        world.check().await;
    });
}

#[test]
fn a_policy_holds_from_its_date_and_booked_dates_stay() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let late = world.book(Who::Anna, hour(room, "2026-12-11T22:00")).await.unwrap();
        let cx = world.by(Who::Dirk);
        let tx = world.db.begin(&cx).await.unwrap();
        let parts = PolicyParts { hours: Some(office()), ..PolicyParts::default() };
        booking::commands::policies::set_policy(&tx, &cx, room.into(), &[], brussels("2026-12-10T00:00"), &parts)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.book(Who::Anna, hour(room, "2026-12-09T22:00")).await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-10T22:00")).await), ["outside_hours"]);
        assert_eq!(world.get(late.booking.id).await, late);
        let tx = world.db.begin(&world.by(Who::Anna)).await.unwrap();
        let forbidden =
            booking::commands::policies::set_policy(&tx, &world.by(Who::Anna), room.into(), &[], world.now, &parts)
                .await;
        assert_eq!(forbidden.unwrap_err().code(), "forbidden");
    });
}

#[test]
fn numbers_that_no_house_means_are_refused() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let cx = world.by(Who::Dirk);
        let huge = [
            Window { horizon_days: Some(i64::MAX), ..Window::default() },
            Window { min_notice_minutes: Some(i64::MAX), ..Window::default() },
        ];
        for window in huge {
            let tx = world.db.begin(&cx).await.unwrap();
            let parts = PolicyParts { window: Some(window), ..PolicyParts::default() };
            let error = booking::commands::policies::set_policy(&tx, &cx, room.into(), &[], world.now, &parts)
                .await
                .unwrap_err();
            let BookingError::OutOfRange(wrong) = &error else { panic!("{error:?}") };
            assert!(wrong.field.starts_with("window."), "{error:?}");
        }
    });
}

#[test]
fn a_closed_day_closes_and_can_be_opened_again() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.policy(world.site, PolicyParts { hours: Some(office()), ..PolicyParts::default() }).await;
        let cx = world.by(Who::Dirk);
        let day = ClosedDay { day: "2026-12-25".parse().unwrap(), names: Names::same("Christmas") };
        let tx = world.db.begin(&cx).await.unwrap();
        add_closed_day(&tx, &cx, world.site.into(), &[], &day).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-25T10:00")).await), ["closed_day"]);
        let tx = world.db.begin(&cx).await.unwrap();
        remove_closed_day(&tx, &cx, world.site.into(), &[], day.day).await.unwrap();
        tx.commit().await.unwrap();
        world.book(Who::Anna, hour(room, "2026-12-25T10:00")).await.unwrap();
    });
}

#[test]
fn a_retired_room_is_not_booked_and_a_booked_room_is_not_retired() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        let cx = world.by(Who::Dirk);
        let tx = world.db.begin(&cx).await.unwrap();
        assert_eq!(retire_bookable(&tx, &cx, room).await.unwrap_err().code(), "still_booked");
        drop(tx);
        world.cancel(Who::Anna, booking::commands::cancel::Which::All(made.booking.id)).await.unwrap();
        let tx = world.db.begin(&cx).await.unwrap();
        retire_bookable(&tx, &cx, room).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refusals(world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await), ["retired"]);
        let tx = world.db.begin(&cx).await.unwrap();
        reinstate_bookable(&tx, &cx, room).await.unwrap();
        tx.commit().await.unwrap();
        world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
    });
}
