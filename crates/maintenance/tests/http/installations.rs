//! Tickets about installations, which stand somewhere.

use db::sql::Raw;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;

/// A lift in a place, with the code on its door, past the application.
async fn lift(app: &App, house: &House, place: &str) -> String {
    let uuid = |text: &str| text.parse::<Uuid>().unwrap();
    let cx = app.system();
    let id = cx.ids.next();
    let tx = app.db().begin(&cx).await.unwrap();
    let names = r#"{"nl":"Lift A","fr":"Ascenseur A","de":"Aufzug A","en":"Lift A"}"#;
    let mut sql = Raw::new(&tx);
    sql.push("INSERT INTO installation_class (code, names) VALUES ('lift', ").bind(names).push(")");
    tx.execute_raw(sql.build()).await.unwrap();
    let mut sql = Raw::new(&tx);
    sql.push("INSERT INTO installation (id, code, names, class_code, place_id, site_id, criticality, qr_token, search_key, version) VALUES (");
    sql.bind(id).push(", 'LIFT-A', ").bind(names).push(", 'lift', ").bind(uuid(place)).push(", ");
    sql.bind(uuid(&house.site)).push(", 'vital', 'lift-a-token', 'lift a', 1)");
    tx.execute_raw(sql.build()).await.unwrap();
    tx.commit().await.unwrap();
    id.to_string()
}

testkit::both_engines! {
    async fn an_installation_says_where_it_is(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, &house.spaces[0]).await;
        let new = json!({ "title": "Staat stil", "installation_id": lift });
        let ticket = house.staff.post("/tickets", new).await.expect(201);
        assert_eq!((&ticket["installation"]["code"], &ticket["place"]["code"]), (&json!("LIFT-A"), &json!("W16-4-01")));
        let found = house.dispatcher.get(&format!("/tickets?scope=all&installation={lift}")).await.expect(200);
        assert_eq!(numbers(&found), [1]);
        let moved = house.dispatcher.patch(&format!("/tickets/{}", id(&ticket)), "*", json!({ "installation_id": null, "place_id": house.floor })).await.expect(200);
        assert_eq!((&moved["installation"], &moved["place"]["code"]), (&Value::Null, &json!("W16-4")));
        let back = house.dispatcher.patch(&format!("/tickets/{}", id(&ticket)), "*", json!({ "installation_id": lift })).await.expect(200);
        assert_eq!((&back["installation"]["name"], &back["place"]["code"]), (&json!("Lift A"), &json!("W16-4-01")));
        let elsewhere = json!({ "kind": "site", "code": "LB", "names": { "nl": "Lambermont" }, "time_zone": "Europe/Brussels" });
        let elsewhere = id(&house.manager.post("/places", elsewhere).await.expect(201));
        let both = json!({ "title": "x", "installation_id": lift, "place_id": elsewhere });
        assert_eq!(fields(&house.staff.post("/tickets", both).await.problem(422, "invalid_fields")), [("installation_id", "other_site")]);
    }

    async fn a_guest_reports_at_its_door_and_bookings_depend_on_it(app: &App) {
        let house = house(app).await;
        let lift = lift(app, &house, &house.floor).await;
        let stands = app.nobody().get("/report/lift-a-token").await.expect(200);
        assert_eq!((&stands["installation"]["fr"], stands["path"].as_array().unwrap().len()), (&json!("Ascenseur A"), 3));
        let texts = [("title", "Klemt"), ("name", "Gast"), ("email", "gast@example.be"), ("language", "fr")];
        send_form(&app.nobody(), "/report/lift-a-token", &texts, None).await.expect(201);
        let listed = house.dispatcher.get("/tickets?scope=all").await.expect(200);
        assert_eq!(listed["items"][0]["installation"]["id"], lift);
        let room = house.room("R1", &[&house.spaces[0]]).await;
        book(&house.staff, &room, "2026-12-02T10:00", "normal").await;
        let threats = house.dispatcher.get(&format!("/ticket-threats?installation={lift}&from=2026-12-01T00:00:00Z&to=2026-12-05T00:00:00Z")).await.expect(200);
        assert_eq!(threats["items"][0]["bookable_code"], "R1");
    }
}
