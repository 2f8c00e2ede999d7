//! A site with two rooms.

use booking::{
    commands::policies::put_policy,
    model::policy::{Approval, PolicyParts, Stage, Who},
};
use kernel::{BookableId, Role};
use serde_json::{Value, json};
use testkit::{App, Client};

/// A site with two rooms for eight people each.
pub(crate) struct House {
    pub(crate) manager: Client,
    pub(crate) site: String,
    pub(crate) one: String,
    pub(crate) other: String,
}

pub(crate) fn id(of: &Value) -> String {
    of["id"].as_str().unwrap_or_else(|| panic!("no id: {of}")).to_owned()
}

impl House {
    pub(crate) async fn build(app: &App) -> Self {
        let manager = app.client("room_manager").await;
        let site =
            json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat" }, "time_zone": "Europe/Brussels" });
        let site = id(&manager.post("/places", site).await.expect(201));
        let mut rooms = Vec::new();
        for code in ["ONE", "TWO"] {
            let space =
                json!({ "kind": "space", "parent_id": site, "code": format!("S-{code}"), "names": { "nl": code } });
            let space = id(&manager.post("/places", space).await.expect(201));
            let layouts = json!([{ "code": "board", "names": { "en": "Board", "nl": "Tafel" }, "capacity": 8, "cleanup_minutes": 15 }]);
            let room = json!({ "code": code, "names": { "nl": code }, "space_ids": [space], "layouts": layouts });
            rooms.push(id(&manager.post("/rooms", room).await.expect(201)));
        }
        let [one, other] = rooms.try_into().expect("two rooms");
        Self { manager, site, one, other }
    }

    /// From now on somebody has to agree to what is booked in the first room; several may ask for the same time.
    pub(crate) async fn ask_first(&self, app: &App) {
        let room: BookableId = self.one.parse().expect("an id");
        let stages = vec![Stage { approvers: Who::roles(&[Role::Approver]) }];
        let parts = PolicyParts { approval: Some(Approval { stages, holds: false }), ..PolicyParts::default() };
        let cx = app.system();
        let tx = app.db().begin(&cx).await.expect("a transaction");
        put_policy(&tx, &cx, room.into(), cx.now, &parts).await.expect("the policy is set");
        tx.commit().await.expect("it is kept");
    }
}

/// An hour in a room.
pub(crate) fn hour(room: &str, start: &str) -> Value {
    json!({ "title": "Overleg", "bookables": [{ "id": room }], "start": start, "duration_minutes": 60,
        "time_zone": "Europe/Brussels", "attendees": 4 })
}

/// The same with more members.
pub(crate) fn with(mut body: Value, more: Value) -> Value {
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    body
}
