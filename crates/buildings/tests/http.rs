//! Places over HTTP and from files, on both engines.

use buildings::{commands, parse_places, queries, sheet::Report};
use serde_json::{Value, json};
use testkit::{App, Client};

async fn add(client: &Client, place: Value) -> Value {
    client.post("/places", place).await.expect(201)
}

fn id(place: &Value) -> &str {
    place["id"].as_str().expect("a place has an id")
}

/// A site with a building, a floor and a space.
async fn tree(client: &Client) -> [Value; 4] {
    let site = json!({ "kind": "site", "code": "WS", "names": { "nl": "Wetstraat", "fr": "Rue de la Loi" },
        "time_zone": "Europe/Brussels", "country": "BE", "address": "Wetstraat 16\r\n1000 Brussel" });
    let site = add(client, site).await;
    let building =
        json!({ "kind": "building", "parent_id": id(&site), "code": "W16", "names": { "nl": "Wetstraat 16" } });
    let building = add(client, building).await;
    let floor = json!({ "kind": "floor", "parent_id": id(&building), "code": "W16-4", "names": { "nl": "Vierde" }, "level": 4 });
    let floor = add(client, floor).await;
    let space = json!({ "kind": "space", "parent_id": id(&floor), "code": "W16-4-01", "step_free": true,
        "names": { "nl": "Château é", "en": "Council room" }, "space_kind": "meeting_room", "area_m2": 60 });
    let space = add(client, space).await;
    [site, building, floor, space]
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("a page").iter().map(|place| place["code"].as_str().expect("a code")).collect()
}

/// The refused fields, each with its code.
fn fields(problem: &Value) -> Vec<(&str, &str)> {
    let fields = problem["fields"].as_array().expect("fields");
    fields.iter().map(|one| (one["field"].as_str().expect("a name"), one["code"].as_str().expect("a code"))).collect()
}

testkit::both_engines! {
    async fn a_tree_grows_from_the_site(app: &App) {
        let manager = app.client("room_manager").await;
        let [site, building, floor, space] = tree(&manager).await;
        assert_eq!((&site["site_id"], &site["version"], &site["name"]), (&site["id"], &json!(1), &json!("Wetstraat")));
        assert_eq!(site["address"], "Wetstraat 16\n1000 Brussel");
        assert_eq!((&space["parent_id"], &space["site_id"]), (&floor["id"], &site["id"]));

        let staff = app.client("colleague").await;
        let answer = staff.get(&format!("/places/{}", id(&space))).await;
        assert_eq!(answer.header("etag"), "\"v1\"");
        let one = answer.expect(200);
        let path: Vec<_> = one["path"].as_array().unwrap().iter().map(|step| step["name"].as_str().unwrap()).collect();
        assert_eq!(path, ["Rue de la Loi", "Wetstraat 16", "Vierde"], "a French reader, with Dutch where French is missing");

        assert_eq!(codes(&staff.get("/sites").await.expect(200)), ["WS"]);
        assert_eq!(codes(&staff.get("/spaces?q=CHATEAU").await.expect(200)), ["W16-4-01"]);
        assert_eq!(codes(&staff.get("/spaces?q=chateau%20council").await.expect(200)), ["W16-4-01"]);
        assert_eq!(codes(&staff.get("/spaces?q=%25").await.expect(200)), Vec::<&str>::new(), "a % is a % and nothing else");
        assert_eq!(codes(&staff.get(&format!("/places?parent={}", id(&building))).await.expect(200)), ["W16-4"]);
        assert_eq!(codes(&staff.get("/places?kind=floor").await.expect(200)), ["W16-4"]);
        let first = staff.get(&format!("/places?site={}&limit=3", id(&site))).await.expect(200);
        assert_eq!(codes(&first), ["W16", "W16-4", "W16-4-01"]);
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = staff.get(&format!("/places?site={}&limit=3&cursor={cursor}", id(&site))).await.expect(200);
        assert_eq!((codes(&rest), &rest["next_cursor"]), (vec!["WS"], &Value::Null));
    }

    async fn what_is_wrong_is_named(app: &App) {
        let manager = app.client("room_manager").await;
        let [site, ..] = tree(&manager).await;
        let taken = json!({ "kind": "building", "parent_id": id(&site), "code": "W16", "names": { "en": "Again" } });
        let problem = manager.post("/places", taken).await.problem(409, "code_taken");
        assert_eq!(fields(&problem), [("code", "taken")]);
        let odd = json!({ "kind": "space", "parent_id": id(&site), "code": "é", "names": {}, "time_zone": "Europe/Brussels" });
        let problem = manager.post("/places", odd).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("code", "invalid"), ("names", "required"), ("time_zone", "not_for_this_kind")]);
        let unknown_zone = json!({ "kind": "site", "code": "X", "names": { "en": "X" }, "time_zone": "Europe/Atlantis" });
        assert_eq!(manager.post("/places", unknown_zone).await.status, 400);
        let extra = json!({ "kind": "site", "code": "X", "names": { "en": "X" }, "colour": "red" });
        manager.post("/places", extra).await.problem(400, "unknown_field");
        let nowhere = json!({ "kind": "space", "parent_id": "01890000-0000-7000-8000-000000000000", "code": "X", "names": { "en": "X" } });
        manager.post("/places", nowhere).await.problem(422, "invalid_fields");
        manager.get("/places?colour=red").await.problem(400, "unknown_parameter");
        manager.get("/places/01890000-0000-7000-8000-000000000000").await.problem(404, "not_found");
        let text = json!({ "kind": "space", "parent_id": id(&site), "code": "SQL",
            "names": { "en": "Robert'); DROP TABLE place;-- 💡 غرفة" } });
        assert_eq!(add(&manager, text).await["name"], "Robert'); DROP TABLE place;-- 💡 غرفة");
    }

    async fn absent_is_not_null(app: &App) {
        let manager = app.client("room_manager").await;
        let [site, .., space] = tree(&manager).await;
        let path = format!("/places/{}", id(&space));
        manager.patch(&path, "", json!({ "area_m2": 1 })).await.problem(428, "version_needed");
        let changed = manager.patch(&path, "\"v1\"", json!({ "area_m2": null, "names": { "fr": "Château" } })).await.expect(200);
        assert_eq!((&changed["area_m2"], &changed["space_kind"], &changed["version"]), (&Value::Null, &json!("meeting_room"), &json!(2)));
        assert_eq!(changed["names"], json!({ "nl": "Château é", "fr": "Château", "de": "", "en": "Council room" }));
        manager.patch(&path, "\"v1\"", json!({ "area_m2": 9 })).await.problem(412, "stale");
        let same = manager.patch(&path, "\"v2\"", json!({ "heritage": false })).await.expect(200);
        assert_eq!(same["version"], 2, "nothing changed, so there is no new version");
        manager.patch(&path, "\"v2\"", json!({ "code": "W16" })).await.problem(409, "code_taken");
        let names = json!({ "names": { "nl": "", "fr": "", "en": "" } });
        manager.patch(&path, "\"v2\"", names).await.problem(422, "invalid_fields");
        let moved = manager.patch(&format!("/places/{}", id(&site)), "\"v1\"", json!({ "time_zone": "Europe/Paris" })).await;
        assert_eq!(moved.expect(200)["time_zone"], "Europe/Paris");
    }

    async fn what_lies_inside_retires_with_a_place(app: &App) {
        let manager = app.client("room_manager").await;
        let [site, building, _, space] = tree(&manager).await;
        let retired = manager.post(&format!("/places/{}/retire", id(&building)), Value::Null).await.expect(200);
        assert_eq!((&retired["retired"], &retired["version"]), (&json!(true), &json!(2)));
        assert_eq!(manager.get(&format!("/places/{}", id(&space))).await.expect(200)["retired"], true);
        assert_eq!(manager.get(&format!("/places/{}", id(&site))).await.expect(200)["retired"], false);
        assert_eq!(codes(&manager.get("/places").await.expect(200)), ["WS"]);
        assert_eq!(codes(&manager.get("/places?retired=true").await.expect(200)), ["W16", "W16-4", "W16-4-01", "WS"]);
        let again = manager.post(&format!("/places/{}/retire", id(&building)), Value::Null).await.expect(200);
        assert_eq!(again["version"], 2, "twice is as good as once");
        let late = json!({ "kind": "floor", "parent_id": id(&building), "code": "W16-5", "names": { "nl": "Vijfde" } });
        manager.post("/places", late).await.problem(422, "invalid_fields");
    }

    async fn only_managers_change_places(app: &App) {
        let [site, .., space] = tree(&app.client("admin").await).await;
        let staff = app.client("staff").await;
        let new = json!({ "kind": "space", "parent_id": id(&site), "code": "X", "names": { "en": "X" } });
        staff.post("/places", new.clone()).await.problem(403, "forbidden");
        staff.patch(&format!("/places/{}", id(&space)), "*", json!({ "heritage": true })).await.problem(403, "forbidden");
        staff.post(&format!("/places/{}/retire", id(&space)), Value::Null).await.problem(403, "forbidden");
        let holidays = format!("/sites/{}/holidays", id(&site));
        let day = json!({ "day": "2026-12-24", "names": { "en": "Closed" } });
        staff.post(&holidays, day).await.problem(403, "forbidden");
        staff.delete(&format!("{holidays}/2026-12-25")).await.problem(403, "forbidden");
        let nobody = app.nobody();
        for path in ["/sites", "/spaces", "/places", &format!("/places/{}", id(&space)), &holidays] {
            nobody.get(path).await.problem(401, "not_signed_in");
        }
        nobody.post("/places", new).await.problem(401, "not_signed_in");
    }

    async fn a_site_has_the_holidays_of_its_country_and_keeps_what_people_changed(app: &App) {
        let manager = app.client("room_manager").await;
        let [site, _, _, space] = tree(&manager).await;
        let holidays = format!("/sites/{}/holidays", id(&site));
        let days = async |year: i32| {
            // Sessions end when the clock moves on by weeks.
            let page = app.client("colleague").await.get(&format!("{holidays}?year={year}")).await.expect(200);
            let days = page["items"].as_array().unwrap().iter().map(|day| day["day"].as_str().unwrap().to_owned());
            days.collect::<Vec<_>>()
        };
        assert_eq!(days(2026).await.len(), 13);
        assert_eq!((days(2024).await.len(), days(2025).await.len(), days(2029).await.len(), days(2030).await.len()), (0, 13, 13, 0));
        let whole = manager.get(&holidays).await.expect(200);
        assert_eq!((&whole["items"][1]["day"], &whole["items"][1]["name"]), (&json!("2026-04-06"), &json!("Easter Monday")));

        manager.delete(&format!("{holidays}/2027-11-15")).await.expect(204);
        manager.delete(&format!("{holidays}/2027-11-15")).await.problem(404, "not_found");
        let day = json!({ "day": "2027-12-24", "names": { "nl": "Brugdag" } });
        assert_eq!(manager.post(&holidays, day).await.expect(201)["source"], "manual");
        assert_eq!(app.sweep("extend_calendars").await, 0, "the calendar is full, and what was removed stays removed");
        let edited = days(2027).await;
        assert!(!edited.contains(&"2027-11-15".to_owned()) && edited.contains(&"2027-12-24".to_owned()), "{edited:?}");

        app.clock.advance_minutes(40 * 1440);
        assert_eq!(app.sweep("extend_calendars").await, 13, "a new year has begun: one more year ahead");
        assert_eq!(app.sweep("extend_calendars").await, 0);
        assert_eq!((days(2030).await.len(), days(2027).await), (13, edited));
        let manager = app.client("room_manager").await;
        let back = json!({ "day": "2027-11-15", "names": { "nl": "Koningsdag" } });
        manager.post(&holidays, back).await.expect(201);
        assert!(days(2027).await.contains(&"2027-11-15".to_owned()));

        let far = json!({ "day": "9999-01-01", "names": { "nl": "Ver" } });
        manager.post(&holidays, far).await.problem(422, "invalid_fields");
        manager.get(&format!("{holidays}?year=1")).await.problem(422, "invalid_fields");
        manager.get(&format!("/sites/{}/holidays", id(&space))).await.problem(404, "not_found");
    }

    async fn a_file_is_taken_once(app: &App) {
        let file = "\u{feff}kind;code;parent;name_nl;name_fr;level;time_zone;country;contact
space;W16-0-01;W16-0;Perszaal;Salle de presse;;;;=1+1
floor;W16-0;W16;Gelijkvloers;;0;;;
building;W16;WS;Wetstraat 16;Rue de la Loi 16;;;;
site;WS;;Wetstraat;Rue de la Loi;;Europe/Brussels;BE;
space;LOST;NOWHERE;Kwijt;;;;;
";
        let import = async |file: &str, dry_run: bool| -> Report {
            let cx = app.system();
            let tx = app.db().begin(&cx).await.unwrap();
            let report = commands::import_places(&tx, &cx, parse_places(file.as_bytes()), dry_run).await.unwrap();
            tx.commit().await.unwrap();
            report
        };
        let counts = |report: &Report| (report.taken, report.updated, report.unchanged, report.refused.len());
        assert_eq!(counts(&import(file, true).await), (4, 0, 0, 1));
        assert!(queries::by_codes(app.db().read(), &["WS"]).await.unwrap().is_empty(), "a dry run writes nothing");
        let report = import(file, false).await;
        assert_eq!(counts(&report), (4, 0, 0, 1));
        assert_eq!((report.refused[0].line, report.refused[0].field.as_str(), report.refused[0].why.as_str()), (6, "parent", "unknown"));
        assert_eq!(counts(&import(file, false).await), (0, 0, 4, 1));
        let exported = queries::export_places(app.db().read()).await.unwrap();
        assert!(exported.contains(",'=1+1"), "{exported}");
        assert_eq!(counts(&import(&exported, false).await), (0, 0, 4, 0));
        let changed = "kind,code,name_nl\nspace,W16-0-01,Bunker\n";
        assert_eq!(counts(&import(changed, false).await), (0, 1, 0, 0));
        let staff = app.client("staff").await;
        assert_eq!(codes(&staff.get("/spaces?q=bunker").await.expect(200)), ["W16-0-01"]);
        let site = queries::by_codes(app.db().read(), &["WS"]).await.unwrap().remove(0);
        let days = staff.get(&format!("/sites/{}/holidays?year=2027", site.id)).await.expect(200);
        assert_eq!(days["items"].as_array().unwrap().len(), 13);
    }
}
