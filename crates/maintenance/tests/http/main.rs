//! Tickets over HTTP, on both engines.

mod a_year;
mod duplicates;
mod figures;
mod guests;
mod inspections;
mod installations;
mod life;
mod lists;
mod moves;
mod plans;
mod readings;
mod setup;
mod sight;
mod threats;
mod work;

use serde_json::{Value, json};
use testkit::{Answer, App, Client};

/// A site with a floor, two spaces on it, one inside the first, and a team.
struct House {
    manager: Client,
    dispatcher: Client,
    technician: Client,
    staff: Client,
    site: String,
    floor: String,
    spaces: Vec<String>,
    inner: String,
    team: String,
}

fn id(of: &Value) -> String {
    of["id"].as_str().unwrap_or_else(|| panic!("it has no id: {of:#}")).to_owned()
}

async fn house(app: &App) -> House {
    let manager = app.client("room_manager").await;
    let add = async |place: Value| id(&manager.post("/places", place).await.expect(201));
    let site = add(json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat", "fr": "Rue de la Loi" }, "time_zone": "Europe/Brussels" })).await;
    let building =
        add(json!({ "kind": "building", "parent_id": site, "code": "W16", "names": { "nl": "Wetstraat 16" } })).await;
    let floor =
        add(json!({ "kind": "floor", "parent_id": building, "code": "W16-4", "names": { "nl": "Vierde" } })).await;
    let space = async |parent: &str, code: &str| {
        add(json!({ "kind": "space", "parent_id": parent, "code": code, "names": { "nl": code } })).await
    };
    let spaces = vec![space(&floor, "W16-4-01").await, space(&floor, "W16-4-02").await];
    let inner = space(&spaces[0], "W16-4-01-A").await;
    let dispatcher = app.client("dispatcher").await;
    let team = json!({ "code": "TECH", "names": { "nl": "Techniek" }, "site_id": site });
    let team = id(&dispatcher.post("/teams", team).await.expect(201));
    let members = json!({ "members": [app.person("technician")] });
    dispatcher.put(&format!("/teams/{team}/members"), members).await.expect(200);
    let (technician, staff) = (app.client("technician").await, app.client("staff").await);
    House { manager, dispatcher, technician, staff, site, floor, spaces, inner, team }
}

impl House {
    /// Lets days go by. Sessions end meanwhile, so everybody signs in again.
    async fn pass(&mut self, app: &App, days: i64) {
        app.clock.advance_minutes(days * 1440);
        self.sign_in_again(app).await;
    }

    async fn sign_in_again(&mut self, app: &App) {
        self.manager = app.client("room_manager").await;
        self.dispatcher = app.client("dispatcher").await;
        self.technician = app.client("technician").await;
        self.staff = app.client("staff").await;
    }

    /// Reports something in the first space.
    async fn report(&self, by: &Client) -> Value {
        let new = json!({ "title": "De beamer gaat niet aan", "place_id": self.spaces[0] });
        by.post("/tickets", new).await.expect(201)
    }

    /// A triage that is understood.
    fn triage(&self) -> Value {
        json!({ "impact": "room", "urgency": "hinders", "team_id": self.team })
    }

    /// Brings a ticket on by the usual moves, up to the verb: triage, assign to `technician`, start, complete, verify, close.
    async fn bring(&self, app: &App, ticket: &str, up_to: &str) -> Value {
        let steps = [
            ("triage", &self.dispatcher, self.triage()),
            ("assign", &self.dispatcher, json!({ "assignee_id": app.person("technician") })),
            ("start", &self.technician, json!({})),
            ("complete", &self.technician, json!({})),
            ("verify", &self.dispatcher, json!({})),
            ("close", &self.dispatcher, json!({})),
        ];
        for (verb, who, body) in steps {
            let now = who.post(&format!("/tickets/{ticket}/{verb}"), body).await.expect(200);
            if verb == up_to {
                return now;
            }
        }
        panic!("nothing is called {up_to}")
    }

    /// A room in a space that anybody can book.
    async fn room(&self, code: &str, spaces: &[&str]) -> String {
        let room = json!({ "code": code, "names": { "nl": code }, "space_ids": spaces,
            "layouts": [{ "code": "board", "names": { "en": "Board" }, "capacity": 12 }] });
        id(&self.manager.post("/rooms", room).await.expect(201))
    }
}

/// Books a room by the wall clock of Brussels.
async fn book(by: &Client, room: &str, start: &str, visibility: &str) -> Value {
    let booking = json!({ "title": "Kernkabinet", "bookables": [{ "id": room }], "start": start, "duration_minutes": 60,
        "time_zone": "Europe/Brussels", "attendees": 5, "visibility": visibility });
    by.post("/bookings", booking).await.expect(201)
}

/// Which fields were refused, and why.
fn fields(problem: &Value) -> Vec<(&str, &str)> {
    let fields = problem["fields"].as_array().expect("fields");
    fields.iter().map(|field| (field["field"].as_str().unwrap(), field["code"].as_str().unwrap())).collect()
}

/// The verbs that the caller may use now.
fn verbs(ticket: &Value) -> Vec<&str> {
    ticket["moves"].as_array().expect("moves").iter().map(|line| line["verb"].as_str().unwrap()).collect()
}

fn numbers(page: &Value) -> Vec<i64> {
    page["items"].as_array().expect("a page").iter().map(|ticket| ticket["number"].as_i64().unwrap()).collect()
}

/// Sends a form made of text parts and perhaps a file.
async fn send_form(by: &Client, path: &str, texts: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
    Answer::of(form_request(by, path, texts, file)).await
}

/// The same under a key.
async fn send_form_once(
    by: &Client,
    path: &str,
    key: &str,
    texts: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Answer {
    Answer::of(form_request(by, path, texts, file).header("idempotency-key", key)).await
}

fn form_request(
    by: &Client,
    path: &str,
    texts: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> reqwest::RequestBuilder {
    let mut body = Vec::new();
    for (name, text) in texts {
        body.extend(format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").bytes());
    }
    if let Some((name, bytes)) = file {
        body.extend(format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"x.png\"\r\ncontent-type: image/png\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--B--\r\n");
    by.request(reqwest::Method::POST, path).header("content-type", "multipart/form-data; boundary=B").body(body)
}

fn png() -> Vec<u8> {
    use image::{ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs::png::PngEncoder};
    let mut file = Vec::new();
    let photo = RgbaImage::from_pixel(40, 20, Rgba([10, 120, 200, 255]));
    PngEncoder::new(&mut file).write_image(&photo, 40, 20, ExtendedColorType::Rgba8).unwrap();
    file
}
