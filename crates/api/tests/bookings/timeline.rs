//! What the timeline says for drawing and for moving.

use booking::{
    commands::policies::put_policy,
    model::policy::{Hours, Open, PolicyParts, TimeOfDay},
};
use kernel::BookableId;
use serde_json::{Value, json};
use testkit::{App, Client};

use crate::house::{House, hour, id, with};

async fn day(client: &Client, day: &str, next: &str) -> Value {
    client.get(&format!("/timeline?from={day}&to={next}&time_zone=Europe/Brussels")).await.expect(200)
}

/// Open from eight to six on weekdays.
async fn office_hours(app: &App, room: &str) {
    let open = vec![Open {
        from: TimeOfDay::from_minutes(480).expect("a time"),
        to: TimeOfDay::from_minutes(1080).expect("a time"),
    }];
    let hours = Hours {
        monday: open.clone(),
        tuesday: open.clone(),
        wednesday: open.clone(),
        thursday: open.clone(),
        friday: open,
        saturday: vec![],
        sunday: vec![],
        open_on_closed_days: false,
    };
    let scope = room.parse::<BookableId>().expect("an id").into();
    let cx = app.system();
    let tx = app.db().begin(&cx).await.expect("a transaction");
    let parts = PolicyParts { hours: Some(hours), ..PolicyParts::default() };
    put_policy(&tx, &cx, scope, cx.now, &parts).await.expect("the policy is set");
    tx.commit().await.expect("it is kept");
}

testkit::both_engines! {
    async fn a_bar_says_whether_it_can_be_moved_and_in_which_version(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let booking = staff.post("/bookings", hour(&house.one, "2026-12-02T10:00")).await.expect(201);
        let date = &booking["occurrences"][0];
        for (client, may) in [(&staff, true), (&app.client("colleague").await, false), (&house.manager, true)] {
            let bar = day(client, "2026-12-02", "2026-12-03").await["bars"][0].clone();
            assert_eq!(bar["may_change"], may, "{bar}");
            assert_eq!(bar["version"], if may { date["version"].clone() } else { Value::Null }, "{bar}");
            assert_eq!(bar["state"], Value::Null, "confirmed, as its kind says: {bar}");
        }
        let path = format!("/occurrences/{}?scope=this", id(date));
        let moved = json!({ "start": "2026-12-02T11:00", "bookables": [{ "id": house.other }] });
        staff.patch(&path, &format!("\"v{}\"", date["version"]), moved).await.expect(200);
        let bar = day(&staff, "2026-12-02", "2026-12-03").await["bars"][0].clone();
        assert_eq!((&bar["bookable_id"], &bar["starts_at"]), (&json!(house.other), &json!("2026-12-02T11:00:00+01:00")));
        assert!(bar["version"].as_i64() > date["version"].as_i64(), "{bar}");
    }

    async fn what_is_secret_or_over_cannot_be_moved(app: &App) {
        let house = House::build(app).await;
        let staff = app.client("staff").await;
        let secret = with(hour(&house.one, "2026-12-02T10:00"), json!({ "visibility": "confidential" }));
        staff.post("/bookings", secret).await.expect(201);
        let bar = day(&house.manager, "2026-12-02", "2026-12-03").await["bars"][0].clone();
        assert_eq!((&bar["may_change"], &bar["version"]), (&json!(false), &Value::Null));
        staff.post("/bookings", hour(&house.one, "2026-12-01T15:00")).await.expect(201);
        let today = async || day(&staff, "2026-12-01", "2026-12-02").await["bars"][0].clone();
        assert_eq!(today().await["may_change"], true);
        app.clock.advance_minutes(8 * 60);
        let bar = today().await;
        assert_eq!((&bar["may_change"], &bar["mine"]), (&json!(false), &json!(true)));
    }

    async fn rows_say_when_they_can_be_booked_and_rows_alike_share_it(app: &App) {
        let house = House::build(app).await;
        let always = day(&house.manager, "2026-12-24", "2026-12-27").await;
        let hours = always["hours"].as_array().expect("hours");
        assert_eq!((hours.len(), &always["rows"][0]["hours"], &always["rows"][1]["hours"]), (1, &json!(0), &json!(0)));
        assert_eq!(hours[0]["hours"]["sunday"], json!([{ "from": "00:00", "to": "24:00" }]));
        office_hours(app, &house.one).await;
        let now = day(&house.manager, "2026-12-24", "2026-12-27").await;
        let of = |room: &str| {
            let rows = now["rows"].as_array().expect("rows");
            let row = rows.iter().find(|row| row["bookable_id"] == room).expect("the room");
            &now["hours"][usize::try_from(row["hours"].as_u64().expect("a number")).expect("small")]
        };
        assert_eq!(of(&house.one)["hours"]["monday"], json!([{ "from": "08:00", "to": "18:00" }]));
        assert_eq!(of(&house.one)["hours"]["saturday"], json!([]));
        assert_eq!(of(&house.other)["hours"]["saturday"], json!([{ "from": "00:00", "to": "24:00" }]));
    }
}
