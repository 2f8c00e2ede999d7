//! Who sees what.

use serde_json::{Value, json};
use testkit::{App, Client};

use crate::house::{House, hour, id, with};

async fn bar(client: &Client) -> Value {
    let days = "from=2026-12-02&to=2026-12-03&time_zone=Europe/Brussels";
    client.get(&format!("/timeline?{days}")).await.expect(200)["bars"][0].clone()
}

testkit::both_engines! {
    async fn a_confidential_booking_is_only_taken_time_to_others(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let secret = with(hour(&house.one, "2026-12-02T10:00"), json!({ "title": "Geheim", "visibility": "confidential" }));
        let booking = staff.post("/bookings", secret).await.expect(201);
        let own = bar(&staff).await;
        assert_eq!((&own["title"], &own["host"], &own["mine"]), (&json!("Geheim"), &json!("Anna Peeters"), &json!(true)));
        for login in ["colleague", "room_manager", "approver", "auditor"] {
            let client = app.client(login).await;
            let seen = bar(&client).await;
            assert_eq!(seen["starts_at"], "2026-12-02T10:00:00+01:00", "{login}");
            for member in ["title", "host", "occurrence_id", "booking_id"] {
                assert_eq!(seen[member], Value::Null, "{login} sees {member}");
            }
            client.get(&format!("/bookings/{}", id(&booking))).await.problem(404, "not_found");
            client.get(&format!("/occurrences/{}", id(&booking["occurrences"][0]))).await.problem(404, "not_found");
            let date = format!("/occurrences/{}", id(&booking["occurrences"][0]));
            client.patch(&format!("{date}?scope=this"), "*", json!({})).await.problem(404, "not_found");
            client.post(&format!("{date}/cancel"), json!({ "reason": "No" })).await.problem(404, "not_found");
            let open = json!({ "visibility": "normal" });
            client.patch(&format!("/bookings/{}", id(&booking)), "*", open).await.problem(404, "not_found");
            let feed = client.get(&format!("/rooms/{}/calendar.ics", house.one)).await;
            assert_eq!(feed.status, 200);
            assert!(feed.text.contains("BEGIN:VEVENT") && !feed.text.contains("Geheim"), "{login}: {}", feed.text);
        }
        let site = format!("/bookings?scope=site&site={}", house.site);
        assert_eq!(house.manager.get(&site).await.expect(200)["items"], json!([]));
        app.client("colleague").await.get(&site).await.problem(403, "forbidden");
    }

    async fn a_feed_needs_its_owner(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        staff.post("/bookings", hour(&house.one, "2026-12-02T10:00")).await.expect(201);
        let path = format!("/people/{}/calendar.ics", app.person("staff"));
        let token = json!({ "name": "feed", "expires_at": "2027-03-01T00:00:00Z" });
        let token = staff.post("/tokens", token).await.expect(201);
        let secret = token["secret"].as_str().or(token["token"].as_str()).expect("the token is shown once");
        let feed = app.nobody().get(&format!("{path}?token={secret}")).await;
        assert_eq!((feed.status, feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
        assert!(feed.text.contains("SUMMARY:Overleg") && feed.text.contains("LOCATION:ONE"), "{}", feed.text);
        app.nobody().get(&path).await.problem(401, "not_signed_in");
        app.nobody().get(&format!("{path}?token=int_wrong")).await.problem(401, "not_signed_in");
        app.client("colleague").await.get(&path).await.problem(404, "not_found");
    }

    async fn a_filter_that_names_nothing_is_no_empty_answer(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let search = "/availability?from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Europe/Brussels";
        let days = "/timeline?from=2026-12-02&to=2026-12-03&time_zone=Europe/Brussels";
        let nobody = uuid::Uuid::nil();
        for (path, field) in [
            (format!("{search}&kind=carpet"), "kind"),
            (format!("{search}&site={nobody}"), "site"),
            (format!("{days}&kind=carpet"), "kind"),
            (format!("{days}&site={nobody}"), "site"),
            (format!("{days}&bookable={nobody}"), "bookable"),
        ] {
            let problem = staff.get(&path).await.problem(422, "invalid");
            assert_eq!(problem["field"], field, "{path}: {problem}");
        }
        staff.get(&format!("{search}&kind=room&site={}&q=nothingofthatname", house.site)).await.expect(200);
        staff.get(&format!("{days}&bookable={}", house.one)).await.expect(200);
    }
}
