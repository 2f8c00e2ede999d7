//! The two nights on which the clocks change: the search and the booking mean the same time.

use serde_json::{Value, json};
use testkit::{App, Client};

use crate::house::{House, hour, with};

/// What the search calls free for `query` is booked with the length it answers, and lies at the same instants.
async fn searched_and_booked(staff: &Client, house: &House, start: &str, fold: Option<&str>, query: &str) -> Value {
    let folded = fold.map(|fold| format!("&fold={fold}")).unwrap_or_default();
    let path = format!("/availability?from={start}&{query}&time_zone=Europe/Brussels{folded}");
    let found = staff.get(&path).await.expect(200);
    assert_eq!(found["items"][0]["state"], "free", "{path}: {found:#}");
    let fold = fold.map_or(json!({}), |fold| json!({ "fold": fold }));
    let wish = with(hour(&house.one, start), json!({ "duration_minutes": found["duration_minutes"] }));
    let booking = staff.post("/bookings", with(wish, fold)).await.expect(201);
    for end in ["starts_at", "ends_at"] {
        assert_eq!(booking["occurrences"][0][end], found["dates"][0][end], "{path}");
    }
    let id = booking["id"].as_str().expect("an id");
    staff.post(&format!("/bookings/{id}/cancel"), json!({})).await.expect(200);
    json!([found["dates"][0]["starts_at"], found["dates"][0]["ends_at"], found["duration_minutes"]])
}

testkit::both_engines! {
    async fn around_a_clock_change_the_search_and_the_booking_mean_the_same_time(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        // start, fold, until when or how long, and what it comes to.
        let cases = [
            // Spring: at two the clock jumps to three.
            ("2027-03-28T01:30", None, "to=2027-03-28T03:30", "01:30:00+01:00", "03:30:00+02:00", 60),
            ("2027-03-28T01:30", None, "duration_minutes=60", "01:30:00+01:00", "03:30:00+02:00", 60),
            // An end in the missing hour is its end.
            ("2027-03-28T01:30", None, "to=2027-03-28T02:30", "01:30:00+01:00", "03:00:00+02:00", 30),
            // Autumn: at three it goes back to two.
            ("2027-10-31T01:30", None, "to=2027-10-31T02:30", "01:30:00+02:00", "02:30:00+02:00", 60),
            ("2027-10-31T01:30", Some("second"), "to=2027-10-31T02:30", "01:30:00+02:00", "02:30:00+01:00", 120),
            ("2027-10-31T01:30", None, "to=2027-10-31T03:30", "01:30:00+02:00", "03:30:00+01:00", 180),
            ("2027-10-31T02:15", None, "to=2027-10-31T02:45", "02:15:00+02:00", "02:45:00+02:00", 30),
            ("2027-10-31T02:15", Some("second"), "to=2027-10-31T02:45", "02:15:00+01:00", "02:45:00+01:00", 30),
            ("2027-10-31T02:30", Some("first"), "to=2027-10-31T03:30", "02:30:00+02:00", "03:30:00+01:00", 120),
            ("2027-10-31T02:30", Some("second"), "duration_minutes=60", "02:30:00+01:00", "03:30:00+01:00", 60),
            ("2027-10-31T02:30", None, "duration_minutes=45", "02:30:00+02:00", "02:15:00+01:00", 45),
        ];
        for (start, fold, query, starts, ends, minutes) in cases {
            let day = &start[..10];
            let meant = json!([format!("{day}T{starts}"), format!("{day}T{ends}"), minutes]);
            assert_eq!(searched_and_booked(&staff, &house, start, fold, query).await, meant, "{start} {fold:?} {query}");
        }
    }

    async fn a_search_takes_an_end_or_a_length(app: &App) {
        House::build(app).await;
        let staff = app.client("staff").await;
        let ask = async |rest: &str| {
            staff.get(&format!("/availability?from=2026-12-02T10:00&time_zone=Europe/Brussels{rest}")).await
        };
        for rest in ["", "&to=2026-12-02T11:00&duration_minutes=60"] {
            let problem = ask(rest).await.problem(400, "one_parameter_of");
            assert_eq!(problem["detail"], "Geef precies één van deze parameters: to, duration_minutes.");
            assert_eq!((&problem["fields"][0]["field"], &problem["fields"][1]["field"]), (&json!("to"), &json!("duration_minutes")));
        }
        for rest in ["&to=2026-12-02T10:00", "&to=2026-12-02T09:00", "&to=2027-01-02T10:01"] {
            let field = &ask(rest).await.problem(422, "invalid")["fields"][0];
            assert_eq!((&field["field"], &field["min"], &field["max"]), (&json!("to"), &json!("2026-12-02T10:01"), &json!("2027-01-02T10:00")));
        }
        let field = &ask("&duration_minutes=0").await.problem(422, "invalid")["fields"][0];
        assert_eq!((&field["field"], &field["value"], &field["min"]), (&json!("duration_minutes"), &json!(0), &json!(1)));
    }
}
