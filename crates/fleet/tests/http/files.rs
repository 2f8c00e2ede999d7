//! Vehicles from files and back.

use buildings::sheet::Report;
use fleet::{commands, parse_vehicles, queries};

use super::{
    papers::{form, upload},
    *,
};

const FILE: &str = "\u{feff}code;home_bay;make;model;category;body;fuel;euro_norm;seats;chauffeured;lessor;lease_starts_on;plate;plate_from
CAR-01;BAY-1;Polestar;2;m1;car;electric;;5;no;Leasing (demo);2025-01-01;1-ABC-234;2025-02-01
CAR-02;BAY-2;Volvo;EX90;m1;car;electric;;6;yes;;;1-ABC-235;2026-01-01
VAN-01;BAY-9;Citroën;Jumpy;n1;van;diesel;euro_6;3;;;;;
LOST;BAY-0;Citroën;Jumpy;n1;van;diesel;euro_6;3;;;;;
NEW;BAY-1;Citroën;;n1;van;diesel;euro_6;3;;;;;
BAD;BAY-1;Citroën;Jumpy;n1;van;electric;euro_6;0;;;;;
ODD;BAY-1;Citroën;Jumpy;n1;van;diesel;;3;;;;=1;
";

async fn import(app: &App, file: &str, dry_run: bool) -> Report {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    commands::import_vehicles(tx, &cx, parse_vehicles(file.as_bytes()), dry_run).await.unwrap()
}

fn counts(report: &Report) -> (u64, u64, u64, usize) {
    (report.taken, report.updated, report.unchanged, report.refused.len())
}

testkit::both_engines! {
    async fn a_file_is_taken_once_and_comes_back_the_same(app: &App) {
        let house = house(app).await;
        let dry = import(app, FILE, true).await;
        assert_eq!(counts(&dry), (3, 0, 0, 5), "{dry:#?}");
        assert_eq!(queries::all(app.db().into()).await.unwrap(), [], "a dry run writes nothing");
        let report = import(app, FILE, false).await;
        assert_eq!(report, dry);
        let refused: Vec<_> = report.refused.iter().map(|one| (one.line, one.field.as_str(), one.why.as_str())).collect();
        assert_eq!(refused, [(5, "home_bay", "unknown"), (6, "model", "required"), (7, "seats", "out_of_range"), (7, "euro_norm", "not_for_this_kind"), (8, "plate", "no_plate")]);
        assert_eq!(counts(&import(app, FILE, false).await), (0, 0, 3, 5));
        let made = house.manager.get("/vehicles").await.expect(200);
        assert_eq!(codes(&made), ["CAR-01", "CAR-02", "VAN-01"]);
        assert_eq!((&made["items"][0]["plate"], &made["items"][1]["chauffeured"]), (&json!("1-ABC-234"), &json!(true)));

        let cx = app.system();
        let exported = queries::export_vehicles(app.db().into(), &cx).await.unwrap();
        assert_eq!(counts(&import(app, &exported, false).await), (0, 0, 3, 0), "{exported}");
        assert!(exported.contains("1-ABC-234,2025-02-01"), "{exported}");
    }

    async fn a_file_changes_what_it_mentions(app: &App) {
        let house = house(app).await;
        import(app, FILE, false).await;
        let changes = "code,seats,lessor,plate\nCAR-01,4,,\nCAR-02,6,,1-ABC-234\nVAN-01,0,,\n";
        let report = import(app, changes, false).await;
        assert_eq!(counts(&report), (0, 2, 0, 1), "{report:#?}");
        let made = house.manager.get("/vehicles").await.expect(200);
        let items = &made["items"];
        assert_eq!((&items[0]["seats"], &items[0]["lease"], &items[0]["plate"]), (&json!(4), &Value::Null, &Value::Null));
        assert_eq!((&items[1]["plate"], &items[1]["seats"]), (&json!("1-ABC-234"), &json!(6)), "the plate moved");
        assert_eq!(counts(&import(app, changes, false).await), (0, 0, 2, 1));
    }
}

testkit::both_engines! {
    async fn a_file_is_looked_at_taken_and_given_back_over_http(app: &App) {
        let house = house(app).await;
        let head = "code,home_bay,make,model,category,body,fuel,seats\n";
        let file = format!("{head}CSV-1,BAY-1,Demo,One,m1,car,petrol,5\nCSV-2,NOWHERE,Demo,Two,m1,car,petrol,5\nCSV-3,BAY-2,Demo,Three,m1,car,steam,5\n");
        let send = async |client: &Client, dry_run: &str| {
            upload(client, "/vehicles/import", form(file.as_bytes(), &[("dry_run", dry_run)])).await
        };
        send(&house.staff, "true").await.problem(403, "forbidden");
        let seen = send(&house.manager, "true").await.expect(200);
        assert_eq!((&seen["dry_run"], &seen["added"], &seen["changed"], &seen["unchanged"]), (&json!(true), &json!(1), &json!(0), &json!(0)));
        let problems: Vec<_> = seen["problems"].as_array().unwrap().iter().map(|one| (one["line"].as_u64().unwrap(), one["column"].as_str().unwrap())).collect();
        assert_eq!(problems, [(3, "home_bay"), (4, "fuel")]);
        assert!(seen["problems"].as_array().unwrap().iter().all(|one| one["text"].as_str().unwrap().contains(' ')), "{seen:#}");
        assert_eq!(codes(&house.manager.get("/vehicles").await.expect(200)), Vec::<&str>::new());
        assert_eq!(send(&house.manager, "false").await.expect(200)["added"], json!(1));
        assert_eq!(codes(&house.manager.get("/vehicles").await.expect(200)), ["CSV-1"]);
        assert_eq!(send(&house.manager, "").await.expect(200)["unchanged"], json!(1));
        send(&house.manager, "maybe").await.problem(422, "invalid_fields");
        let given = house.auditor.get("/vehicles/export").await;
        assert_eq!((given.status, given.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(given.text.lines().any(|line| line.starts_with("CSV-1,")), "{}", given.text);
        house.driver.get("/vehicles/export").await.problem(403, "forbidden");
    }
}
