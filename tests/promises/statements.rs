//! How many statements the important endpoints send: a fixed number, however much there is.

use serde_json::Value;
use testkit::{App, Client};

use crate::house::{House, day, hour, series};

async fn cost_of_booking(app: &App, staff: &Client, body: Value) -> u64 {
    let before = app.db().statement_count();
    staff.post("/bookings", body).await.expect(201);
    app.db().statement_count() - before
}

async fn cost_of_reading(app: &App, staff: &Client, path: &str) -> u64 {
    let before = app.db().statement_count();
    staff.get(path).await.expect(200);
    app.db().statement_count() - before
}

testkit::both_engines! {
    async fn a_booking_takes_at_most_twelve_and_a_series_as_many(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        let single = cost_of_booking(app, &staff, hour(&room, "2026-12-02T10:00")).await;
        let year = cost_of_booking(app, &staff, series(&room, "2026-12-03T10:00", "FREQ=WEEKLY;COUNT=52")).await;
        let thousand = cost_of_booking(app, &staff, series(&room, "2026-12-01T15:00", "FREQ=DAILY;COUNT=1000")).await;
        assert!(single <= 12, "{single} for one date");
        assert_eq!((year, thousand), (single, single), "52 and a thousand dates against one");
    }

    async fn reading_takes_as_many_with_much_as_with_little(app: &App) {
        let house = House::build(app).await;
        let first = house.room("R0", 10, &["videoconference"]).await;
        let staff = app.client("staff").await;
        let paths = [
            ("/availability?from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Europe/Brussels&attendees=4&feature=videoconference", 15),
            ("/availability?from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Europe/Brussels&recurrence=FREQ=WEEKLY;COUNT=52", 14),
            ("/timeline?from=2026-12-01&to=2026-12-08&time_zone=Europe/Brussels", 5),
            ("/occurrences?scope=mine", 10),
            ("/bookings?scope=mine", 11),
            ("/rooms", 12),
        ];
        staff.post("/bookings", hour(&first, "2026-12-02T10:00")).await.expect(201);
        let mut little = vec![];
        for (path, _) in paths {
            little.push(cost_of_reading(app, &staff, path).await);
        }
        for number in 1..20 {
            let room = house.room(&format!("R{number}"), 10, &["videoconference"]).await;
            let daily = series(&room, &format!("{}T10:00", day(1)), "FREQ=DAILY;COUNT=30");
            staff.post("/bookings", daily).await.expect(201);
        }
        for ((path, most), little) in paths.into_iter().zip(little) {
            let much = cost_of_reading(app, &staff, path).await;
            assert!(much == little && much <= most, "{path}: {much} with much, {little} with little, not {most}");
        }
    }
}
