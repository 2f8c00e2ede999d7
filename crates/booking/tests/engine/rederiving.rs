//! The law of a zone changes after booking: wall times stay, instants follow.

use booking::commands::rederive::rederive;
use sea_orm::ConnectionTrait;

use crate::support::{Layout, Who, World, hour, on_both, series};

/// As if the zone had been an hour further east when these were booked: everything stored lies an hour early.
async fn book_under_another_law(world: &World) {
    let tx = world.db.begin(&world.system()).await.unwrap();
    for sql in [
        "CREATE TEMPORARY TABLE old_law AS SELECT * FROM occupancy",
        "DELETE FROM occupancy",
        "UPDATE old_law SET starts_at = starts_at - 3600000000, ends_at = ends_at - 3600000000",
        "INSERT INTO occupancy SELECT * FROM old_law ORDER BY starts_at",
        "DROP TABLE old_law",
        "UPDATE occurrence SET starts_at = starts_at - 3600000000, ends_at = ends_at - 3600000000",
        "UPDATE claim SET blocked_from = blocked_from - 3600000000, blocked_to = blocked_to - 3600000000",
    ] {
        tx.execute_unprepared(sql).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[test]
fn dates_follow_their_wall_time_together() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let first = world.book(Who::Anna, series(room, "2026-12-02T10:00", "FREQ=DAILY;COUNT=3")).await.unwrap();
        // Back to back with it: moved one after the other they would hit each other.
        let second = world.book(Who::Bert, hour(room, "2026-12-02T11:00")).await.unwrap();
        book_under_another_law(&world).await;
        let tx = world.db.begin(&world.system()).await.unwrap();
        let report = rederive(&world.engine, &tx, &world.system()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((report.len(), report.iter().filter(|shifted| shifted.clashes).count()), (4, 0));
        for (id, before) in [(first.booking.id, &first), (second.booking.id, &second)] {
            let now = world.get(id).await;
            for (date, was) in now.occurrences.iter().zip(&before.occurrences) {
                assert_eq!((date.start, date.starts_at, &date.claims), (was.start, was.starts_at, &was.claims));
            }
        }
        world.check().await;
        let tx = world.db.begin(&world.system()).await.unwrap();
        assert_eq!(rederive(&world.engine, &tx, &world.system()).await.unwrap(), [], "a second run finds nothing");
    });
}

#[test]
fn a_date_that_would_clash_stays_and_is_reported() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let moved = world.book(Who::Anna, hour(room, "2026-12-02T10:00")).await.unwrap();
        book_under_another_law(&world).await;
        // Booked after the law changed, so at its right instant: ten o'clock is taken.
        let new = world.book(Who::Bert, hour(room, "2026-12-02T10:00")).await.unwrap();
        let tx = world.db.begin(&world.system()).await.unwrap();
        let report = rederive(&world.engine, &tx, &world.system()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(report.iter().map(|one| (one.booking, one.clashes)).collect::<Vec<_>>(), [(moved.booking.id, true)]);
        assert_eq!(world.get(new.booking.id).await.occurrences[0].starts_at, new.occurrences[0].starts_at);
        assert_eq!(
            world.get(moved.booking.id).await.occurrences[0].starts_at.plus_minutes(60),
            new.occurrences[0].starts_at
        );
    });
}
