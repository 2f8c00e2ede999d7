//! From preview to the end of a booking.

use serde_json::json;
use testkit::App;

use crate::house::{House, hour, id, with};

testkit::both_engines! {
    async fn what_the_search_calls_free_is_previewed_and_booked(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let query = "/availability?from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Europe/Brussels&attendees=4";
        let found = staff.get(query).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 2);
        assert_eq!(found["items"][0]["state"], "free");
        assert_eq!(found["items"][0]["room"]["capacity"], 8);
        let body = hour(&house.one, "2026-12-02T10:00");
        let preview = staff.post("/bookings/preview", body.clone()).await.expect(200);
        assert_eq!((&preview["outcome"], &preview["bookables"][0]["cleanup_minutes"]), (&json!("confirmed"), &json!(15)));
        let agreed = with(body, json!({ "preview_hash": preview["preview_hash"] }));
        let answer = staff.post("/bookings", agreed.clone()).await;
        assert_eq!(answer.header("etag"), "\"v1\"");
        let location = answer.header("location").to_owned();
        let booking = answer.expect(201);
        assert_eq!(location, format!("/api/v1/bookings/{}", id(&booking)));
        let date = &booking["occurrences"][0];
        assert_eq!(date["starts_at"], "2026-12-02T10:00:00+01:00");
        assert_eq!(date["claims"][0]["blocked_to"], "2026-12-02T11:15:00+01:00");
        assert_eq!(booking["host"]["name"], "Anna Peeters");
        // The preview no longer holds, since the room is taken.
        staff.post("/bookings", agreed).await.problem(409, "not_free");
        let next = staff.get(query).await.expect(200);
        assert_eq!(next["items"].as_array().unwrap().iter().filter(|item| item["state"] == "free").count(), 1);
    }

    async fn a_search_for_a_series_names_the_dates_that_are_not_free(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        staff.post("/bookings", hour(&house.one, "2026-12-09T10:00")).await.expect(201);
        let query = "/availability?from=2026-12-02T10:00&duration_minutes=60&time_zone=Europe/Brussels&recurrence=FREQ=WEEKLY;COUNT=4";
        let found = staff.get(query).await.expect(200);
        let one = found["items"].as_array().unwrap().iter().find(|item| item["bookable_id"] == house.one.as_str());
        let one = one.expect("the room is among the answers");
        assert_eq!((&one["free_dates"], &one["total_dates"]), (&json!(3), &json!(4)));
        let named: Vec<_> = one["dates"].as_array().unwrap().iter().map(|date| &date["original_start"]).collect();
        assert_eq!(named, ["2026-12-09T10:00"]);
    }

    async fn a_refusal_says_why_what_is_in_the_way_and_what_is_possible(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let colleague = app.client("colleague").await;
        let private = with(hour(&house.one, "2026-12-02T10:00"), json!({ "title": "Stil", "visibility": "private" }));
        staff.post("/bookings", private).await.expect(201);
        let refused = colleague.post("/bookings", hour(&house.one, "2026-12-02T10:30")).await.problem(409, "not_free");
        assert_eq!(refused["findings"][0]["code"], "occupied");
        let text = refused["findings"][0]["text"].as_str().unwrap();
        assert!(text.contains("2 décembre 2026, 10:00"), "{text}");
        let conflict = &refused["conflicts"][0];
        assert_eq!((&conflict["label"], &conflict["kind"]), (&json!("Réservé"), &json!("confirmed")));
        assert_eq!(conflict["to"], "2026-12-02T11:15:00+01:00");
        let ways = refused["alternatives"].as_array().unwrap();
        let other = ways.iter().find(|way| way["why"] == "same_time_other_room").expect("the other room is free");
        assert_eq!(other["bookable_id"].as_str(), Some(&*house.other));
        let later = ways.iter().find(|way| way["why"] == "same_room_nearest_time").expect("the room is free later");
        let taken = with(hour(&house.one, later["start"].as_str().unwrap()), json!({}));
        colleague.post("/bookings", taken).await.expect(201);
        let crowd = with(hour(&house.one, "2026-12-03T10:00"), json!({ "attendees": 9 }));
        let refused = colleague.post("/bookings", crowd).await.problem(422, "not_possible");
        assert_eq!(refused["findings"][0]["code"], "too_small");
    }

    async fn one_date_of_a_series_moves_and_the_rest_is_called_off(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        staff.post("/bookings", hour(&house.one, "2026-12-09T10:00")).await.expect(201);
        let series = with(hour(&house.one, "2026-12-02T10:00"), json!({ "recurrence": "FREQ=WEEKLY;COUNT=4" }));
        staff.post("/bookings", series.clone()).await.problem(409, "not_free");
        let booking = staff.post("/bookings", with(series, json!({ "on_conflict": "skip" }))).await.expect(201);
        let states: Vec<_> = booking["occurrences"].as_array().unwrap().iter().map(|date| date["state"].clone()).collect();
        assert_eq!(states, ["confirmed", "skipped", "confirmed", "confirmed"]);
        let third = id(&booking["occurrences"][2]);
        let path = format!("/occurrences/{third}?scope=this");
        staff.patch(&path, "", json!({ "start": "2026-12-16T14:00" })).await.problem(428, "version_needed");
        staff.patch(&path, "\"v9\"", json!({ "start": "2026-12-16T14:00" })).await.problem(412, "stale");
        let preview = format!("/occurrences/{third}/preview?scope=this");
        let preview = staff.patch(&preview, "", json!({ "start": "2026-12-16T14:00" })).await.expect(200);
        assert_eq!((&preview["moved"], &preview["occurrences"][0]["change"]), (&json!(1), &json!("moved")));
        let moved = staff.patch(&path, "\"v1\"", json!({ "start": "2026-12-16T14:00" })).await.expect(200);
        let date = &moved["occurrences"][2];
        assert_eq!((date["id"].as_str(), &date["overridden"]), (Some(&*third), &json!(["time"])));
        let cancel = format!("/occurrences/{third}/cancel");
        let gone = staff.post(&cancel, json!({ "scope": "following", "reason": "geen tijd" })).await.expect(200);
        assert_eq!((&gone["state"], &gone["reason"]), (&json!("cancelled"), &json!("geen tijd")));
        let listed = staff.get(&format!("/bookings/{}", id(&booking))).await.expect(200);
        let states: Vec<_> = listed["occurrences"].as_array().unwrap().iter().map(|date| date["state"].clone()).collect();
        assert_eq!(states, ["confirmed", "skipped", "cancelled", "cancelled"]);
        let page = staff.get("/bookings?limit=1").await.expect(200);
        assert_eq!(page["items"][0]["occurrence_count"], 3, "{page:#}");
        let cursor = page["next_cursor"].as_str().expect("there is another booking");
        let rest = staff.get(&format!("/bookings?limit=1&cursor={cursor}")).await.expect(200);
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &json!(null)));
        assert_ne!(rest["items"][0]["id"], page["items"][0]["id"]);
    }

    async fn a_meeting_that_goes_on_is_extended_and_ended(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let booking = staff.post("/bookings", hour(&house.one, "2026-12-01T09:00")).await.expect(201);
        let date = id(&booking["occurrences"][0]);
        let act = async |verb: &str, body| staff.post(&format!("/occurrences/{date}/{verb}"), body).await;
        act("end", json!({})).await.problem(409, "illegal_move");
        // The instant with the offset of the room, and in words on its wall, although it was booked from Athens.
        let abroad = json!({ "title": "Overleg", "bookables": [{ "id": house.other }], "start": "2026-12-01T12:00",
            "duration_minutes": 60, "time_zone": "Europe/Athens", "attendees": 4 });
        let abroad = staff.post("/bookings", abroad).await.expect(201);
        let early = staff.post(&format!("/occurrences/{}/check-in", id(&abroad["occurrences"][0])), json!({})).await;
        let early = early.problem(422, "check_in_too_early");
        assert_eq!(early["opens_at"], "2026-12-01T11:00:00+01:00");
        let text = early["detail"].as_str().unwrap();
        assert!(text.contains("1 december 2026, 11:00"), "{text}");
        app.clock.advance_minutes(65);
        app.sweep("move_dates_on").await;
        let shown = staff.get(&format!("/occurrences/{date}")).await.expect(200);
        assert_eq!((&shown["state"], &shown["may"]), (&json!("in_use"), &json!(["extend", "end"])));
        let longer = act("extend", json!({ "minutes": 30 })).await.expect(200);
        assert_eq!(longer["ends_at"], "2026-12-01T10:30:00+01:00");
        let refused = act("extend", json!({ "minutes": 0 })).await.problem(422, "invalid");
        let (field, text) = (&refused["fields"][0], refused["detail"].as_str().unwrap());
        assert_eq!((&field["value"], &field["min"], &field["max"]), (&json!(0), &json!(1), &json!(1440)));
        assert!(text.ends_with(field["text"].as_str().unwrap()) && text.contains("tussen 1 en 1440"), "{text}");
        let ended = act("end", json!({})).await.expect(200);
        assert_eq!((&ended["state"], &ended["ends_at"]), (&json!("finished"), &json!("2026-12-01T09:05:00+01:00")));
    }
}
