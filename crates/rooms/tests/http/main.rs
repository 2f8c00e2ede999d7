//! Rooms over HTTP and from files, on both engines.

mod closures;
mod files;
mod photos;
mod policies;
mod rooms;

use serde_json::{Value, json};
use testkit::{App, Client};

/// A site with one floor and three spaces on it, and the standard features.
struct House {
    manager: Client,
    site: String,
    floor: String,
    spaces: Vec<String>,
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("it has an id").to_owned()
}

async fn house(app: &App) -> House {
    app.sweep("add_standard_features").await;
    let manager = app.client("room_manager").await;
    let add = async |place: Value| id(&manager.post("/places", place).await.expect(201));
    let site = json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat", "fr": "Rue de la Loi" }, "time_zone": "Europe/Brussels" });
    let site = add(site).await;
    let building =
        add(json!({ "kind": "building", "parent_id": site, "code": "W16", "names": { "nl": "Wetstraat 16" } })).await;
    let floor =
        add(json!({ "kind": "floor", "parent_id": building, "code": "W16-4", "names": { "nl": "Vierde" } })).await;
    let mut spaces = vec![];
    for number in 1..=3 {
        let code = format!("W16-4-0{number}");
        let space = json!({ "kind": "space", "parent_id": floor, "code": code, "names": { "nl": code }, "step_free": number != 3 });
        spaces.push(add(space).await);
    }
    House { manager, site, floor, spaces }
}

/// A room in one of the spaces with a theatre of 60 and a board of 12.
fn room(code: &str, space: &str) -> Value {
    json!({
        "code": code, "names": { "nl": format!("Zaal {code}"), "fr": format!("Salle {code}") }, "space_ids": [space],
        "features": ["videoconference"],
        "layouts": [
            { "code": "theatre", "names": { "en": "Theatre" }, "capacity": 60, "setup_minutes": 20, "cleanup_minutes": 10, "is_default": true },
            { "code": "board", "names": { "en": "Board" }, "capacity": 12 },
        ],
    })
}

impl House {
    /// Makes a room.
    async fn add(&self, room: Value) -> Value {
        self.manager.post("/rooms", room).await.expect(201)
    }
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a page").iter().map(|room| room["code"].as_str().expect("a code")).collect()
}

/// Which fields were refused, and why.
fn fields(problem: &Value) -> Vec<(&str, &str)> {
    let fields = problem["fields"].as_array().expect("fields");
    fields.iter().map(|field| (field["field"].as_str().unwrap(), field["code"].as_str().unwrap())).collect()
}
