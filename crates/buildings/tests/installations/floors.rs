use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, App, Client};

use super::support::{House, house, id};

const PLAN: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 300' onload='alert(1)'><script>alert(1)</script>\
    <path d='M0 0 H400' stroke='#000'/><image href='https://evil.example/x.png'/></svg>";

async fn put_plan(client: &Client, floor: &Value, query: &str, file: impl Into<reqwest::Body>) -> Answer {
    Answer::of(client.request(Method::PUT, &format!("/floors/{}/plan{query}", id(floor))).body(file)).await
}

fn square(left: i64, top: i64, side: i64) -> Value {
    let (right, bottom) = (left + side, top + side);
    json!({ "type": "Polygon", "coordinates": [[[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]] })
}

async fn draw(house: &House, space: usize, outline: Value) -> Answer {
    house.manager.put(&format!("/spaces/{}/outline", id(&house.spaces[space])), outline).await
}

async fn room(house: &House, space: usize) -> Value {
    let body = json!({ "code": "ROOM", "names": { "nl": "Zaal" }, "space_ids": [id(&house.spaces[space])],
        "layouts": [{ "code": "board", "names": { "nl": "Tafel" }, "capacity": 10 }] });
    house.manager.post("/rooms", body).await.expect(201)
}

testkit::both_engines! {
    async fn a_drawing_is_cleaned_and_served_as_nothing_but_a_picture(app: &App) {
        let house = house(app).await;
        let made = put_plan(&house.manager, &house.floor, "?mm_per_unit=50", PLAN).await.expect(200);
        assert_eq!((&made["width"], &made["height"], &made["content_type"], &made["version"]), (&json!(400), &json!(300), &json!("image/svg+xml"), &json!(1)));
        let staff = app.client("staff").await;
        let response = staff.request(Method::GET, made["url"].as_str().unwrap()).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!((header("content-type"), header("content-security-policy")), ("image/svg+xml".into(), "default-src 'none'; sandbox".into()));
        assert_eq!(header("x-content-type-options"), "nosniff");
        let tag = header("etag");
        let text = response.text().await.unwrap();
        assert!(text.contains("<path d=\"M0 0 H400\"") && !text.contains("alert") && !text.contains("evil"), "{text}");
        let again = staff.request(Method::GET, made["url"].as_str().unwrap()).header("if-none-match", tag).send().await.unwrap();
        assert_eq!(again.status().as_u16(), 304);
        app.nobody().get(made["url"].as_str().unwrap()).await.problem(401, "not_signed_in");

        put_plan(&staff, &house.floor, "", PLAN).await.problem(403, "forbidden");
        put_plan(&house.manager, &house.building, "", PLAN).await.problem(404, "not_found");
        put_plan(&house.manager, &house.floor, "?mm_per_unit=0", PLAN).await.problem(422, "invalid_fields");
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 300'><text>&a;</text></svg>";
        put_plan(&house.manager, &house.floor, "", bomb).await.problem(422, "plan_damaged");
        put_plan(&house.manager, &house.floor, "", "GIF89a/**/=alert(1)").await.problem(415, "plan_format");
        put_plan(&house.manager, &house.floor, "", "<svg xmlns='http://www.w3.org/2000/svg'/>").await.problem(422, "plan_without_size");
        put_plan(&house.manager, &house.floor, "", vec![0_u8; 20 * 1024 * 1024 + 1]).await.problem(413, "plan_too_large");
        let path = format!("/floors/{}/plan", id(&house.floor));
        staff.delete(&path).await.problem(403, "forbidden");
        house.manager.delete(&path).await.expect(204);
        house.manager.delete(&path).await.problem(404, "not_found");
        staff.get(&path).await.problem(404, "not_found");
    }

    async fn spaces_are_drawn_inside_the_plan(app: &App) {
        let house = house(app).await;
        assert_eq!(draw(&house, 0, square(0, 0, 10)).await.problem(422, "invalid_fields")["fields"][0]["code"], "without_plan");
        put_plan(&house.manager, &house.floor, "?mm_per_unit=50", PLAN).await.expect(200);
        let drawn = draw(&house, 0, square(100, 100, 100)).await;
        assert_eq!(drawn.header("etag"), "\"v2\"");
        let drawn = drawn.expect(200);
        assert_eq!((&drawn["area"], &drawn["area_m2"], &drawn["version"]), (&json!(10_000.0), &json!(25.0), &json!(2)));
        let same = draw(&house, 0, square(100, 100, 100)).await.expect(200);
        assert_eq!(same["version"], 2, "nothing changed");
        let why = async |outline: Value| draw(&house, 1, outline).await.problem(422, "invalid_fields")["fields"][0]["code"].clone();
        assert_eq!(why(square(350, 0, 100)).await, "outside_plan");
        let bow = json!({ "type": "Polygon", "coordinates": [[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]] });
        assert_eq!(why(bow).await, "crosses_itself");
        assert_eq!(why(json!({ "type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9]]] })).await, "not_closed");
        assert_eq!(why(json!({ "type": "Polygon", "coordinates": [] })).await, "one_ring");
        assert_eq!(draw(&house, 1, json!({ "type": "Point", "coordinates": [1, 2] })).await.status, 400);
        let path = format!("/spaces/{}/outline", id(&house.spaces[0]));
        app.client("staff").await.put(&path, square(0, 0, 9)).await.problem(403, "forbidden");
        house.manager.put(&format!("/spaces/{}/outline", id(&house.floor)), square(0, 0, 9)).await.problem(404, "not_found");
        let stale = house.manager.request(Method::PUT, &path).header("if-match", "\"v1\"").json(&square(0, 0, 9));
        Answer::of(stale).await.problem(412, "stale");

        let small = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 150 150'/>";
        let problem = put_plan(&house.manager, &house.floor, "", small).await.problem(409, "outlines_outside");
        assert_eq!(problem["spaces"], json!(["W16-4-01"]));
        app.client("staff").await.delete(&path).await.problem(403, "forbidden");
        house.manager.delete(&path).await.expect(204);
        assert_eq!(put_plan(&house.manager, &house.floor, "", small).await.expect(200)["version"], 2);
    }

    async fn the_map_shows_what_goes_on(app: &App) {
        let house = house(app).await;
        let path = format!("/floors/{}/map", id(&house.floor));
        let staff = app.client("staff").await;
        let bare = staff.get(&path).await.expect(200);
        assert_eq!((&bare["plan"], &bare["spaces"][0]["state"], &bare["spaces"][0]["outline"]), (&Value::Null, &Value::Null, &Value::Null));
        put_plan(&house.manager, &house.floor, "", PLAN).await.expect(200);
        draw(&house, 0, square(10, 10, 50)).await.expect(200);
        let room = room(&house, 0).await;
        let beamer = house.install("B", &house.spaces[0], json!({ "class": "beamer" })).await;
        house.install("L", &house.spaces[0], json!({})).await;
        house.manager.post(&format!("/installations/{}/out-of-service", id(&beamer)), json!({ "reason": "Lamp" })).await.expect(200);
        let space = async || staff.get(&path).await.expect(200)["spaces"][0].clone();
        let seen = space().await;
        assert_eq!((&seen["installations"], &seen["out_of_service"], &seen["state"]), (&json!(2), &json!(1), &json!("free")));
        assert_eq!((&seen["rooms"][0]["id"], &seen["rooms"][0]["code"]), (&room["id"], &json!("ROOM")));
        assert_eq!(seen["outline"], square(10, 10, 50).as_object().map(|_| json!({ "type": "Polygon", "coordinates": [[[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0], [10.0, 10.0]]] })).unwrap());

        // The clock of the tests stands at 07:00 UTC: a closure that begins in twenty minutes and lasts an hour.
        let close = json!({ "scope": { "room_ids": [id(&room)] }, "start": "2026-12-01T07:20", "end": "2026-12-01T08:20",
            "time_zone": "UTC", "reason": "Poetsen", "names": { "nl": "Poetsbeurt" } });
        house.manager.post("/closures", close).await.expect(201);
        assert_eq!(space().await["state"], "soon");
        app.clock.advance_minutes(30);
        let seen = space().await;
        assert_eq!((&seen["state"], &seen["rooms"][0]["until"]), (&json!("closed"), &json!("2026-12-01T08:20:00Z")));
        app.clock.advance_minutes(60);
        assert_eq!(space().await["state"], "free");
        let hidden = json!({ "audience": { "see": {} } });
        house.manager.put(&format!("/policies/{}", id(&room)), hidden).await.expect(200);
        assert_eq!(space().await["rooms"], json!([]), "a room that staff may not see is not on their map");
        staff.get(&format!("/floors/{}/map", id(&house.building))).await.problem(404, "not_found");
        app.nobody().get(&path).await.problem(401, "not_signed_in");
    }
}
