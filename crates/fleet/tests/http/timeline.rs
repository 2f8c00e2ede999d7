//! Vehicles on the timeline: the desk may move what others reserved, as the fleet's own permissions say.

use super::*;

testkit::both_engines! {
    async fn the_desk_of_the_fleet_may_move_reservations_of_others(app: &App) {
        let house = house(app).await;
        let car = house.add(car("CAR-1", &house.bay)).await;
        let wish = json!({ "site_id": house.site, "title": "Naar Luik", "passengers": 2,
            "from": "2026-12-02T09:00:00Z", "to": "2026-12-02T11:00:00Z" });
        let made = house.staff.post("/vehicle-reservations", wish).await.expect(201);
        let days = "/timeline?kind=vehicle&from=2026-12-02&to=2026-12-03&time_zone=Europe/Brussels";
        let colleague = app.client("colleague").await;
        let rooms = app.client("room_manager").await;
        for (client, may) in [(&house.staff, true), (&house.manager, true), (&colleague, false), (&rooms, false)] {
            let seen = client.get(days).await.expect(200);
            assert_eq!(seen["rows"][0]["bookable_id"], car["id"]);
            let bar = &seen["bars"][0];
            assert_eq!((&bar["occurrence_id"], &bar["may_change"]), (&made["id"], &json!(may)), "{bar}");
            assert_eq!(bar["version"], if may { made["version"].clone() } else { Value::Null }, "{bar}");
        }
    }
}
