//! The disk is full, or the database may not be written: said as what it is, reads go on, and nothing is half there.

use db::{Db, Engine};
use sea_orm::ConnectionTrait;
use testkit::{Answer, App, pg, run_on};

use crate::house::{House, day, half_written, hour, overlaps};

#[track_caller]
fn cannot_be_stored(answer: Answer) {
    assert_eq!(answer.header("retry-after"), "60");
    answer.problem(503, "storage_full");
}

/// What SQLite says when its file may have no further page is what it says when the disk has none.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_reads_go_on() {
    run_on(Engine::Sqlite, async |app: &App| {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        // Of the one connection that writes; fewer pages than there are means: not one more.
        app.db().schema().execute_unprepared("PRAGMA max_page_count = 1").await.expect("a limit");
        let mut stored = 0;
        let refused = loop {
            let answer = staff.post("/bookings", hour(&room, &format!("{}T10:00", day(1 + stored)))).await;
            if answer.status != 201 {
                break answer;
            }
            stored += 1;
            assert!(stored < 500, "the limit has no effect");
        };
        cannot_be_stored(refused);
        cannot_be_stored(staff.post("/bookings", hour(&room, &format!("{}T10:00", day(1 + stored)))).await);
        let list = format!("/timeline?from={}&to={}&time_zone=Europe/Brussels", day(1), day(60));
        assert_eq!(staff.get(&list).await.expect(200)["bars"].as_array().map(Vec::len), Some(stored.min(59)));
        assert_eq!(half_written(app).await, 0);

        app.db().schema().execute_unprepared("PRAGMA max_page_count = 1000000").await.expect("room");
        staff.post("/bookings", hour(&room, &format!("{}T10:00", day(1 + stored)))).await.expect(201);
        assert_eq!((overlaps(app).await, half_written(app).await), (0, 0));
        db::journal::verify(app.db().read()).await.expect("the journal is read").expect("the chain holds");
    })
    .await;
}

/// Makes the database one that may only be read, or lifts that again.
async fn read_only(app: &App, on: bool) {
    let word = if on { "on" } else { "off" };
    match app.db().engine() {
        Engine::Sqlite => {
            let pragma = format!("PRAGMA query_only = {word}");
            app.db().schema().execute_unprepared(&pragma).await.expect("a pragma");
        }
        Engine::Postgres => {
            // As when a server becomes the standby of another: connections end, and new ones may only read.
            let (_, name) = app.database_url().rsplit_once('/').expect("an address with a database");
            let cluster = std::env::var(pg::URL_VARIABLE).expect("the test runs in a cluster");
            let admin = Db::connect(&cluster).await.expect("the cluster answers");
            for sql in [
                format!("ALTER DATABASE {name} SET default_transaction_read_only = {word}"),
                format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
            ] {
                admin.schema().execute_unprepared(&sql).await.expect("a superuser may");
            }
            admin.close().await;
        }
    }
}

testkit::both_engines! {
    async fn a_database_that_may_not_be_written_is_said_and_reads_go_on(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        let booking = hour(&room, &format!("{}T10:00", day(1)));
        read_only(app, true).await;
        cannot_be_stored(staff.post("/bookings", booking.clone()).await);
        assert_eq!(staff.get("/rooms").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
        read_only(app, false).await;
        staff.post("/bookings", booking).await.expect(201);
        assert_eq!(half_written(app).await, 0);
    }
}
