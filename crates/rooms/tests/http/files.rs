//! Rooms from files and back.

use ::rooms::{commands, parse_rooms, queries};
use buildings::sheet::Report;

use super::*;

const FILE: &str =
    "\u{feff}code;name_nl;name_fr;spaces;parts;features;team;layout;layout_name_nl;capacity;setup_minutes;default
HALL;Hal;Hall;;HALL-A|HALL-B;;;theatre;Theater;120;30;
HALL-A;Hal A;Hall A;W16-4-01;;videoconference|projector;Logistiek;board;Tafel;20;;
HALL-A;;;;;;;theatre;Theater;60;15;yes
HALL-B;Hal B;'s Halle B;W16-4-02;;;;board;Tafel;20;;
LOST;Kwijt;;W16-9-99;;;;board;Tafel;20;;
BARE;Bloot;;W16-4-03;;;;;;;;
HELI;Heli;;W16-4-03;;helipad;;board;Tafel;5;;
HALF;Half;;;HALL-A|NOWHERE;;;board;Tafel;5;;
";

async fn import(app: &App, file: &str, dry_run: bool) -> Report {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    commands::import_rooms(tx, &cx, parse_rooms(file.as_bytes()), dry_run).await.unwrap()
}

fn counts(report: &Report) -> (u64, u64, u64, usize) {
    (report.taken, report.updated, report.unchanged, report.refused.len())
}

testkit::both_engines! {
    async fn a_file_is_taken_once_and_comes_back_the_same(app: &App) {
        let house = house(app).await;
        let dry = import(app, FILE, true).await;
        assert_eq!(counts(&dry), (3, 0, 0, 4));
        assert_eq!(queries::all(app.db().into()).await.unwrap(), [], "a dry run writes nothing");
        let report = import(app, FILE, false).await;
        assert_eq!(report, dry);
        let refused: Vec<_> = report.refused.iter().map(|one| (one.line, one.field.as_str(), one.why.as_str())).collect();
        assert_eq!(refused, [(6, "spaces", "unknown"), (7, "layout", "required"), (8, "features", "unknown"), (9, "parts", "unknown")]);
        assert_eq!(counts(&import(app, FILE, false).await), (0, 0, 3, 4));

        let made = house.manager.get("/rooms").await.expect(200);
        assert_eq!(codes(&made), ["HALL", "HALL-A", "HALL-B"]);
        let (whole, half) = (&made["items"][0], &made["items"][1]);
        assert_eq!(whole["overlaps_with"].as_array().unwrap().len(), 2);
        assert_eq!(half["layouts"][1]["is_default"], true);

        let exported = queries::export_rooms(app.db().into()).await.unwrap();
        assert_eq!(counts(&import(app, &exported, false).await), (0, 0, 3, 0), "{exported}");
        let lines: Vec<_> = exported.lines().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(lines, ["code", "HALL-A", "HALL-A", "HALL-B", "HALL"], "parts come before the whole");
    }

    async fn a_file_changes_what_it_mentions(app: &App) {
        let house = house(app).await;
        import(app, FILE, false).await;
        let changes = "code,name_en,layout,layout_name_en,capacity,default
HALL-A,The hall,board,,24,true
HALL-A,,u,U shape,30,false
HALL-B,,board,,0,
";
        let report = import(app, changes, false).await;
        assert_eq!(counts(&report), (0, 1, 0, 1));
        assert_eq!((report.refused[0].line, report.refused[0].field.as_str()), (4, "capacity"));
        let half = house.manager.get("/rooms?q=hall-a").await.expect(200)["items"][0].clone();
        assert_eq!(half["names"], json!({ "nl": "Hal A", "fr": "Hall A", "de": "", "en": "The hall" }));
        let layouts: Vec<_> = half["layouts"].as_array().unwrap().iter()
            .map(|layout| (layout["code"].as_str().unwrap(), layout["capacity"].as_i64().unwrap(), layout["is_default"].as_bool().unwrap()))
            .collect();
        assert_eq!(layouts, [("board", 24, true), ("u", 30, false), ("theatre", 60, false)]);
        let other_parts = "code,parts\nHALL,HALL-A|HALL-A\n";
        let report = import(app, other_parts, false).await;
        assert_eq!((report.refused[0].field.as_str(), report.refused[0].why.as_str()), ("parts", "differs"));
    }
}
