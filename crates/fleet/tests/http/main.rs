//! The fleet over HTTP and from files, on both engines.

mod costs;
mod deadlines;
mod desk;
mod doors;
mod drivers;
mod emissions;
mod energy;
mod files;
mod misfits;
mod odometers;
mod papers;
mod plates;
mod promises;
mod reservation_changes;
mod reservations;
mod rides;
mod rights;
mod timeline;
mod trips;
mod vehicles;
mod waiting;

use serde_json::{Value, json};
use testkit::{App, Client};

/// Two sites, a bay on each and a second one on the first, and those who look after the fleet.
struct House {
    manager: Client,
    driver: Client,
    staff: Client,
    auditor: Client,
    site: String,
    bay: String,
    bay2: String,
    far_bay: String,
}

fn id(of: &Value) -> String {
    of["id"].as_str().unwrap_or_else(|| panic!("it has no id: {of:#}")).to_owned()
}

async fn house(app: &App) -> House {
    app.sweep("add_standard_emission_schemes").await;
    let rooms = app.client("room_manager").await;
    let add = async |place: Value| id(&rooms.post("/places", place).await.expect(201));
    let site = async |code: &str| {
        add(json!({ "kind": "site", "code": code, "names": { "nl": code }, "time_zone": "Europe/Brussels" })).await
    };
    let bay = async |parent: &str, code: &str| {
        let building = json!({ "kind": "building", "parent_id": parent, "code": format!("B-{code}"), "names": { "nl": "Garage" } });
        let floor = json!({ "kind": "floor", "parent_id": add(building).await, "code": format!("F-{code}"), "names": { "nl": "Onder" } });
        add(json!({ "kind": "space", "parent_id": add(floor).await, "code": code, "names": { "nl": code }, "space_kind": "parking" })).await
    };
    let (here, there) = (site("WS").await, site("VD").await);
    House {
        bay: bay(&here, "BAY-1").await,
        bay2: bay(&here, "BAY-2").await,
        far_bay: bay(&there, "BAY-9").await,
        site: here,
        manager: app.client("fleet_manager").await,
        driver: app.client("driver").await,
        staff: app.client("staff").await,
        auditor: app.client("auditor").await,
    }
}

/// An electric car that is leased.
fn car(code: &str, bay: &str) -> Value {
    json!({
        "code": code, "home_bay_id": bay, "make": "Polestar", "model": "2", "category": "m1", "body": "car", "fuel": "electric",
        "seats": 5, "child_seat_anchors": 2, "boot_litres": 405, "range_km": 480, "battery_wh": 78000, "charge_plug": "ccs",
        "max_charge_watts": 150_000, "co2_g_km": 0,
        "lease": { "lessor": "Leasing (demo)", "starts_on": "2025-01-01", "ends_on": "2028-12-31", "km_total": 120_000, "monthly_cents": 64_900 },
    })
}

/// The same with some members otherwise.
fn with(mut of: Value, members: Value) -> Value {
    let Value::Object(members) = members else { panic!("members") };
    of.as_object_mut().expect("an object").extend(members);
    of
}

/// A diesel van of a norm.
fn van(code: &str, bay: &str, norm: &str) -> Value {
    let van = json!({ "make": "Citroën", "model": "Jumpy", "category": "n1", "body": "van", "fuel": "diesel", "euro_norm": norm, "lease": null });
    with(car(code, bay), van)
}

impl House {
    /// Adds a vehicle.
    async fn add(&self, vehicle: Value) -> Value {
        self.manager.post("/vehicles", vehicle).await.expect(201)
    }

    /// How a reservation of that vehicle by staff ends: for two hours, from a day and hour in UTC.
    async fn book(&self, vehicle: &str, day: &str, hour: u32) -> testkit::Answer {
        let wish = json!({ "title": "Naar Luik", "vehicle_id": vehicle, "passengers": 2,
            "from": format!("{day}T{hour:02}:00:00Z"), "to": format!("{day}T{:02}:00:00Z", hour + 2) });
        self.staff.post("/vehicle-reservations", wish).await
    }

    /// Lets days go by. Sessions end meanwhile, so everybody signs in again.
    async fn pass(&mut self, app: &App, days: i64) {
        app.clock.advance_minutes(days * 1440);
        self.manager = app.client("fleet_manager").await;
        self.driver = app.client("driver").await;
        self.staff = app.client("staff").await;
        self.auditor = app.client("auditor").await;
    }
}

/// Sets the clock to an instant in RFC 3339.
fn set_clock(app: &App, at: &str) {
    app.clock.set(serde_json::from_value(json!(at)).expect("an instant"));
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a page").iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

/// Which fields were refused, and why.
fn fields(problem: &Value) -> Vec<(&str, &str)> {
    let fields = problem["fields"].as_array().unwrap_or_else(|| panic!("no fields: {problem:#}"));
    fields.iter().map(|field| (field["field"].as_str().unwrap(), field["code"].as_str().unwrap())).collect()
}

/// What the journal tells of something, the first first.
async fn told(app: &App, subject: &str) -> Vec<String> {
    let auditor = app.client("auditor").await;
    let page = auditor.get(&format!("/journal?subject={subject}&limit=200")).await.expect(200);
    let mut told: Vec<(String, String)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["id"].as_str().unwrap().to_owned(), entry["action"].as_str().unwrap().to_owned()))
        .collect();
    told.sort();
    told.into_iter().map(|(_, action)| action).collect()
}
