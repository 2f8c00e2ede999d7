//! A house with a site, a building, a floor and two spaces, and the people who look after it.

use directory::commands::{NewGrant, grant_role};
use kernel::{PlaceId, Role, Scope};
use serde_json::{Value, json};
use testkit::{App, Client};

/// A house and whoever manages it everywhere.
pub(crate) struct House {
    pub(crate) manager: Client,
    pub(crate) site: Value,
    pub(crate) building: Value,
    pub(crate) floor: Value,
    pub(crate) spaces: [Value; 2],
    /// A site of its own.
    pub(crate) elsewhere: Value,
}

pub(crate) fn id(of: &Value) -> &str {
    of["id"].as_str().expect("it has an id")
}

pub(crate) fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a page").iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

pub(crate) async fn house(app: &App) -> House {
    let manager = app.client("room_manager").await;
    let add = async |place: Value| manager.post("/places", place).await.expect(201);
    let site = json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat", "fr": "Rue de la Loi" }, "time_zone": "Europe/Brussels" });
    let site = add(site).await;
    let building =
        add(json!({ "kind": "building", "parent_id": id(&site), "code": "W16", "names": { "nl": "Wetstraat 16" } }))
            .await;
    let floor =
        add(json!({ "kind": "floor", "parent_id": id(&building), "code": "W16-4", "names": { "nl": "Vierde" } })).await;
    let space = async |code: &str| {
        let place = json!({ "kind": "space", "parent_id": id(&floor), "code": code, "names": { "nl": code } });
        add(place).await
    };
    let spaces = [space("W16-4-01").await, space("W16-4-02").await];
    let elsewhere =
        add(json!({ "kind": "site", "code": "LAM", "names": { "nl": "Lambermont" }, "time_zone": "Europe/Brussels" }))
            .await;
    app.sweep("add_standard_installation_classes").await;
    House { manager, site, building, floor, spaces, elsewhere }
}

impl House {
    /// Adds an installation of the class `lift`, with more members.
    pub(crate) async fn install(&self, code: &str, place: &Value, more: Value) -> Value {
        let mut body = json!({ "code": code, "names": { "nl": code }, "class": "lift", "place_id": id(place) });
        body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        self.manager.post("/installations", body).await.expect(201)
    }

    /// `colleague` with one more role on the site of the house.
    pub(crate) async fn colleague_as(&self, app: &App, role: Role) -> Client {
        let site: PlaceId = id(&self.site).parse().unwrap();
        with_role(app, role, Scope::Site(site)).await
    }
}

/// `colleague` with one more role.
pub(crate) async fn with_role(app: &App, role: Role, scope: Scope) -> Client {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let grant = NewGrant { person: app.person("colleague"), role, scope, valid_from: None, valid_to: None };
    grant_role(&tx, &cx, grant).await.unwrap();
    tx.commit().await.unwrap();
    app.client("colleague").await
}
