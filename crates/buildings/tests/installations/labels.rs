use kernel::Role;
use reqwest::Method;
use serde_json::json;
use testkit::App;

use super::support::{house, id};

testkit::both_engines! {
    async fn labels_come_as_a_sheet_to_print(app: &App) {
        let house = house(app).await;
        let lift = house.install("A", &house.building, json!({ "names": { "nl": "Größe – ascenseur é" } })).await;
        let dispatcher = house.colleague_as(app, Role::Dispatcher).await;
        for query in [format!("place={}", id(&house.site)), format!("installation={}", id(&lift))] {
            let response = dispatcher.request(Method::GET, &format!("/labels?{query}")).send().await.unwrap();
            assert_eq!(response.status().as_u16(), 200, "{query}");
            assert_eq!(response.headers()["content-type"], "application/pdf");
            let pdf = response.bytes().await.unwrap();
            assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5000, "{}", pdf.len());
        }
        let found = buildings::queries::labels(
            app.db().read(), buildings::queries::Labelled::Place(id(&house.building).parse().unwrap()),
            "https://intendant.example/", kernel::Lang::Fr, 100,
        ).await.unwrap().unwrap().1;
        let codes: Vec<_> = found.iter().map(|label| label.code.as_str()).collect();
        assert_eq!(codes, ["W16-4-01", "W16-4-02", "A"], "spaces, then installations");
        assert!(found.iter().all(|label| label.url.starts_with("https://intendant.example/r/") && label.url.len() > 40), "{found:?}");
        assert_eq!((found[0].place.as_str(), found[2].place.as_str()), ("Rue de la Loi › Wetstraat 16 › Vierde", "Rue de la Loi › Wetstraat 16"));

        dispatcher.get("/labels").await.problem(400, "missing_parameter");
        dispatcher.get(&format!("/labels?place={0}&installation={0}", id(&lift))).await.problem(400, "invalid_parameter");
        dispatcher.get(&format!("/labels?place={}", id(&house.elsewhere))).await.problem(403, "forbidden");
        dispatcher.get("/labels?place=01890000-0000-7000-8000-000000000000").await.problem(404, "not_found");
        app.client("staff").await.get(&format!("/labels?installation={}", id(&lift))).await.problem(403, "forbidden");
        app.nobody().get(&format!("/labels?installation={}", id(&lift))).await.problem(401, "not_signed_in");
    }
}
