use buildings::{commands, parse_contracts, parse_installations, queries, sheet::Report};
use serde_json::json;
use testkit::App;

use super::support::{codes, house, id};

const CONTRACTS: &str = "code;supplier;supplier_name;title;starts_on;ends_on;notice_on;yearly_eur
C-1;LIFT;Liftwerk NV;Liften;2026-01-01;2026-12-31;2026-09-30;12500,50
C-2;LIFT;;Goederenlift;2026-01-01;;;900
";

const INSTALLATIONS: &str = "\u{feff}code;class;place;parent;name_nl;maker;contract;criticality;remarks
LIFT-1-M;pump;W16-4-01;LIFT-1;Motor;=1+1;C-1;;
LIFT-1;lift;W16;;Lift 1;Liftwerk;C-1;high;
LOST;lift;NOWHERE;;Kwijt;;;;
";

fn counts(report: &Report) -> (u64, u64, u64, usize) {
    (report.taken, report.updated, report.unchanged, report.refused.len())
}

async fn contracts(app: &App, file: &str, dry_run: bool) -> Report {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let report = commands::import_contracts(&tx, &cx, parse_contracts(file.as_bytes()), dry_run).await.unwrap();
    tx.commit().await.unwrap();
    report
}

async fn installations(app: &App, file: &str, dry_run: bool) -> Report {
    let cx = app.system();
    let tx = app.db().begin(&cx).await.unwrap();
    let report = commands::import_installations(&tx, &cx, parse_installations(file.as_bytes()), dry_run).await.unwrap();
    tx.commit().await.unwrap();
    report
}

testkit::both_engines! {
    async fn files_are_taken_once_and_come_back_the_same(app: &App) {
        let house = house(app).await;
        assert_eq!(counts(&contracts(app, CONTRACTS, true).await), (2, 0, 0, 0));
        assert!(queries::contract_by_code(app.db().read(), "C-1").await.unwrap().is_none(), "a dry run writes nothing");
        assert_eq!(counts(&contracts(app, CONTRACTS, false).await), (2, 0, 0, 0));
        assert_eq!(counts(&contracts(app, CONTRACTS, false).await), (0, 0, 2, 0));
        let exported = queries::export_contracts(app.db().read()).await.unwrap();
        assert_eq!(counts(&contracts(app, &exported, false).await), (0, 0, 2, 0), "{exported}");

        assert_eq!(counts(&installations(app, INSTALLATIONS, true).await), (2, 0, 0, 1));
        assert!(queries::installations_by_codes(app.db().read(), &["LIFT-1"]).await.unwrap().is_empty());
        let report = installations(app, INSTALLATIONS, false).await;
        assert_eq!(counts(&report), (2, 0, 0, 1));
        let refused = &report.refused[0];
        assert_eq!((refused.line, refused.field.as_str(), refused.why.as_str()), (4, "place", "unknown"));
        assert_eq!(counts(&installations(app, INSTALLATIONS, false).await), (0, 0, 2, 1));
        let exported = queries::export_installations(app.db().read()).await.unwrap();
        assert!(exported.contains(",'=1+1,"), "{exported}");
        assert_eq!(counts(&installations(app, &exported, false).await), (0, 0, 2, 0));

        let changes = "code,parent,criticality\nLIFT-1-M,,vital\n";
        assert_eq!(counts(&installations(app, changes, false).await), (0, 1, 0, 0));
        let all = house.manager.get("/installations").await.expect(200);
        assert_eq!(codes(&all), ["LIFT-1", "LIFT-1-M"]);
        let part = house.manager.get(&format!("/installations/{}", id(&all["items"][1]))).await.expect(200);
        assert_eq!((&part["parent"], &part["criticality"], &part["version"]), (&json!(null), &json!("vital"), &json!(2)));
        assert_eq!((&part["details"]["maker"], &part["details"]["contract"]["code"]), (&json!("=1+1"), &json!("C-1")));
        let renamed = "code,supplier_name,title\nC-2,Liftwerk BV,\n";
        assert_eq!(counts(&contracts(app, renamed, false).await), (0, 1, 0, 0));
        assert_eq!(house.manager.get("/suppliers").await.expect(200)["items"][0]["name"], "Liftwerk BV");
    }
}
