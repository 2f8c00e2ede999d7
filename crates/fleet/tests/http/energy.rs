//! Energy from statements: tried, taken once, given back whole.

use std::fmt::Write as _;

use super::*;

fn mapping() -> Value {
    json!({ "separator": "auto", "decimal": "comma", "day_order": "day_month_year", "unit": "whole", "kind": null,
        "kinds": { "B7": "diesel" }, "cards": {},
        "columns": { "day": "Datum", "time": null, "plate": "Plaat", "card": "Kaart", "kind": "Product", "quantity": "Volume",
            "amount": "Bedrag", "currency": null, "odometer": "Km", "station": "Station", "reference": "Ticket" } })
}

const FILE: &str = "\u{feff}Ticket;Datum;Plaat;Kaart;Product;Volume;Bedrag;Km;Station
T1;28/11/2026 08:15;1-ABC-234;7001;B7;41,237;70,50;1600;\"Gent; zuid\"
T2;29/11/2026;1-ABC-234;7001;B7;20;35,10;;Luik
T3;29/11/2026;;7001;B7;10;17;;Luik
T1;28/11/2026 08:15;1-ABC-234;7001;B7;41,237;70,50;1600;\"Gent; zuid\"
T5;29/10/2026;1-XYZ-999;;B7;20;35,10;;
T6;29/11/2026;1-ABC-234;;B7;much;35,10;;
T7;29/12/2026;1-ABC-234;;B7;20;35,10;;
";

fn parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut body = String::new();
    for (name, text) in parts {
        let file = if *name == "file" { "; filename=\"statement.csv\"" } else { "" };
        write!(body, "--B\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n").unwrap();
    }
    body.push_str("--B--\r\n");
    body.into_bytes()
}

async fn send(client: &Client, path: &str, form: Vec<u8>) -> testkit::Answer {
    let request = client.request(reqwest::Method::POST, path);
    testkit::Answer::of(request.header("content-type", "multipart/form-data; boundary=B").body(form)).await
}

async fn import(client: &Client, path: &str, file: &str) -> testkit::Answer {
    let mapping = mapping().to_string();
    send(
        client,
        path,
        parts(&[("file", file), ("supplier", "Tank (demo)"), ("file_name", "nov.csv"), ("mapping", &mapping)]),
    )
    .await
}

fn counts(report: &Value) -> (i64, i64, i64) {
    let of = |name: &str| report[name].as_i64().unwrap_or_else(|| panic!("{report:#}"));
    (of("taken"), of("duplicates"), of("refused"))
}

fn total(page: &Value) -> usize {
    page["items"].as_array().unwrap().len()
}

async fn a_diesel(house: &House, code: &str, plate: &str, from: &str) -> String {
    let made = id(&house.add(van(code, &house.bay, "euro_6")).await);
    house.manager.post(&format!("/vehicles/{made}/plates"), json!({ "plate": plate, "from": from })).await.expect(201);
    made
}

testkit::both_engines! {
    async fn a_statement_is_tried_taken_once_and_given_back(app: &App) {
        let house = house(app).await;
        let van = a_diesel(&house, "VAN-01", "1-ABC-234", "2026-11-01").await;
        let tried = import(&house.manager, "/energy-imports/try", FILE).await.expect(200);
        // The card says nothing before it was used with a plate.
        assert_eq!(counts(&tried), (2, 1, 4), "{tried:#}");
        assert_eq!(total(&house.manager.get("/energy-transactions").await.expect(200)), 0);
        let lines: Vec<(i64, &str, Option<&str>)> = tried["lines"].as_array().unwrap().iter()
            .map(|one| (one["line"].as_i64().unwrap(), one["outcome"].as_str().unwrap(), one["problems"][0]["code"].as_str()))
            .collect();
        assert_eq!(lines, [(2, "taken", None), (3, "taken", None), (4, "refused", Some("unknown")), (5, "duplicate", None), (6, "refused", Some("unknown")),
            (7, "refused", Some("invalid")), (8, "refused", Some("in_the_future"))]);
        assert_eq!(tried["lines"][3]["duplicate_of_line"], 2);
        assert!(tried["lines"][4]["problems"][0]["text"].as_str().unwrap().contains("Nummerplaat"), "{tried:#}");
        let taken = import(&house.manager, "/energy-imports", FILE).await.expect(200);
        assert_eq!(counts(&taken), counts(&tried));
        // Now the card is known, and everything else is there already.
        let again = import(&house.manager, "/energy-imports", FILE).await.expect(200);
        assert_eq!(counts(&again), (1, 3, 3), "{again:#}");
        let once_more = import(&house.manager, "/energy-imports", FILE).await.expect(200);
        assert_eq!((counts(&once_more), &once_more["import_id"]), ((0, 4, 3), &Value::Null));
        let page = house.manager.get(&format!("/energy-transactions?vehicle={van}")).await.expect(200);
        assert_eq!(total(&page), 3);
        let first = page["items"].as_array().unwrap().iter().find(|one| one["reference"] == "T1").unwrap();
        assert_eq!((&first["quantity"], &first["cents"], &first["at"], &first["station"]), (&json!(41_237), &json!(7050), &json!("2026-11-28T07:15:00Z"), &json!("Gent; zuid")));
        let undo = format!("/energy-imports/{}/undo", taken["import_id"].as_str().unwrap());
        house.auditor.post(&undo, Value::Null).await.problem(403, "forbidden");
        house.manager.post(&undo, Value::Null).await.expect(204);
        house.manager.post(&undo, Value::Null).await.problem(409, "energy_import_undone");
        assert_eq!(total(&house.manager.get("/energy-transactions").await.expect(200)), 1);
        assert_eq!(counts(&import(&house.manager, "/energy-imports", FILE).await.expect(200)), (2, 2, 3));
        let imports = house.manager.get("/energy-imports").await.expect(200);
        assert_eq!(imports["items"].as_array().unwrap().iter().filter(|one| one["undone_at"].is_null()).count(), 2);
        assert_eq!(house.manager.get("/energy-transactions.csv").await.text.lines().count(), 4);
    }

    async fn a_plate_means_the_vehicle_of_that_day(app: &App) {
        let house = house(app).await;
        let first = a_diesel(&house, "VAN-01", "1-ABC-234", "2026-01-01").await;
        let second = id(&house.add(van("VAN-02", &house.bay, "euro_6")).await);
        let moved = json!({ "plate": "1-ABC-234", "from": "2026-11-29", "take_over": true });
        house.manager.post(&format!("/vehicles/{second}/plates"), moved).await.expect(201);
        let report = import(&house.manager, "/energy-imports", FILE).await.expect(200);
        let vehicles: Vec<&Value> = report["lines"].as_array().unwrap().iter().filter(|one| one["outcome"] == "taken").map(|one| &one["vehicle_id"]).collect();
        assert_eq!(vehicles, [&json!(first), &json!(second)]);
    }

    async fn a_credit_is_taken_counts_and_is_known_again(app: &App) {
        let house = house(app).await;
        let van = a_diesel(&house, "VAN-01", "1-ABC-234", "2026-01-01").await;
        let statement = "Ticket;Datum;Plaat;Kaart;Product;Volume;Bedrag;Km;Station\n\
            C1;10/11/2026;1-ABC-234;;B7;40;70,00;;\nC1;12/11/2026;1-ABC-234;;B7;-40;-70,00;;\nC2;12/11/2026;1-ABC-234;;B7;38;66,50;;\n\
            C3;13/11/2026;1-ABC-234;;B7;0;-5,00;;\nC4;13/11/2026;1-ABC-234;;B7;-10;5,00;;\nC5;13/11/2026;1-ABC-234;;B7;0;0;;\n";
        let report = import(&house.manager, "/energy-imports", statement).await.expect(200);
        assert_eq!(counts(&report), (4, 0, 2), "{report:#}");
        let wrong: Vec<&str> = report["lines"].as_array().unwrap()[4..].iter().map(|one| one["problems"][0]["code"].as_str().unwrap()).collect();
        assert_eq!(wrong, ["given_back_for_money", "nothing_taken"]);
        assert_eq!(counts(&import(&house.manager, "/energy-imports", statement).await.expect(200)), (0, 4, 2));
        let page = house.manager.get(&format!("/energy-transactions?vehicle={van}")).await.expect(200);
        let sum = |name: &str| page["items"].as_array().unwrap().iter().map(|one| one[name].as_i64().unwrap()).sum::<i64>();
        assert_eq!((sum("quantity"), sum("cents")), (38_000, 6_150));
        let costs = house.manager.get(&format!("/vehicles/{van}/costs?from=2026-11-01&to=2026-11-30")).await.expect(200);
        assert_eq!(costs["total"]["energy_cents"], 6_150, "{costs:#}");
        let table = house.manager.get("/energy-transactions.csv").await.text;
        assert!(table.contains(",-40.000,-70.00,") && table.contains(",0.000,-5.00,"), "{table}");
        // By hand as well; a year's discount has no quantity.
        let by_hand = json!({ "vehicle_id": van, "at": "2026-11-20T08:00:00Z", "kind": "diesel", "quantity": 0, "cents": -1_000, "supplier": "Hand" });
        house.manager.post("/energy-transactions", by_hand.clone()).await.expect(201);
        house.manager.post("/energy-transactions", by_hand.clone()).await.problem(409, "energy_known");
        let nothing = house.manager.post("/energy-transactions", with(by_hand, json!({ "cents": 0 }))).await.problem(422, "invalid_fields");
        assert_eq!(fields(&nothing), [("quantity", "nothing_taken")]);
    }

    async fn a_spreadsheet_in_utf_16_is_read(app: &App) {
        let house = house(app).await;
        a_diesel(&house, "VAN-01", "1-ABC-234", "2026-01-01").await;
        let text = "\u{feff}Ticket\tDatum\tPlaat\tKaart\tProduct\tVolume\tBedrag\tKm\tStation\r\nU1\t28/11/2026\t1-ABC-234\t\tB7\t41,237\t70,50\t1600\tLiège\r\n";
        let file: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let look = send(&house.manager, "/energy-imports/look", super::papers::form(&file, &[])).await.expect(200);
        assert_eq!((&look["separator"], &look["heads"][2], &look["rows"][0][8]), (&json!("tab"), &json!("Plaat"), &json!("Liège")));
        let mapping = mapping().to_string();
        let form = super::papers::form(&file, &[("supplier", "Tank (demo)"), ("file_name", "nov.txt"), ("mapping", &mapping)]);
        let report = send(&house.manager, "/energy-imports", form).await.expect(200);
        assert_eq!(counts(&report), (1, 0, 0), "{report:#}");
        let page = house.manager.get("/energy-transactions").await.expect(200);
        assert_eq!(page["items"][0]["station"], "Liège");
    }

    async fn a_plate_is_known_however_the_supplier_writes_it(app: &App) {
        let house = house(app).await;
        let van = id(&house.add(van("VAN-01", &house.bay, "euro_6")).await);
        house.manager.post(&format!("/vehicles/{van}/plates"), json!({ "plate": "AB-12-CDE", "unusual": true, "from": "2026-01-01" })).await.expect(201);
        let line = |day: i64, plate: &str| format!("R{day};{day}/11/2026;{plate};;B7;20;35,10;;\n");
        let lines: String = (1..).zip(["AB12CDE", "ab 12 cde", "Ab.12.Cde", "AB - 12 - CDE", "AB-12-CDE"]).map(|(day, plate)| line(day, plate)).collect();
        let file = format!("Ticket;Datum;Plaat;Kaart;Product;Volume;Bedrag;Km;Station\n{lines}");
        let report = import(&house.manager, "/energy-imports/try", &file).await.expect(200);
        assert_eq!(counts(&report), (5, 0, 0), "{report:#}");
    }

    async fn what_is_strange_is_told_and_taken(app: &App) {
        let house = house(app).await;
        let van = a_diesel(&house, "VAN-01", "1-ABC-234", "2026-01-01").await;
        house.manager.post(&format!("/vehicles/{van}/odometer"), json!({ "km": 2000, "read_at": "2026-11-20T08:00:00Z" })).await.expect(201);
        let strange = "Ticket;Datum;Plaat;Kaart;Product;Volume;Bedrag;Km;Station\nS1;28/11/2026;1-ABC-234;;petrol;400;1;1600;\n";
        let report = import(&house.manager, "/energy-imports", strange).await.expect(200);
        let told: Vec<&str> = report["lines"][0]["notices"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(told, ["energy_more_than_holds", "energy_other_fuel", "energy_odometer_backwards"]);
        let seen = house.auditor.get("/energy-transactions").await.expect(200);
        assert_eq!(seen["items"][0]["notices"].as_array().unwrap().len(), 3);
        let noted = json!({ "vehicle_id": van, "at": "2026-11-29T08:00:00Z", "kind": "diesel", "quantity": 40_000, "cents": 7000, "supplier": "Hand" });
        let made = house.manager.post("/energy-transactions", noted.clone()).await.expect(201);
        house.manager.post("/energy-transactions", noted.clone()).await.problem(409, "energy_known");
        house.driver.post("/energy-transactions", noted).await.problem(403, "forbidden");
        let strike = format!("/energy-transactions/{}/strike", id(&made));
        house.auditor.post(&strike, json!({ "reason": "x" })).await.problem(403, "forbidden");
        house.manager.post(&strike, json!({ "reason": "Dubbel" })).await.expect(204);
    }

    async fn a_profile_is_kept_by_supplier_and_statements_are_for_the_management(app: &App) {
        let house = house(app).await;
        let profile = json!({ "supplier": "Tank (demo)", "mapping": mapping() });
        assert_eq!(house.manager.put("/energy-profiles", profile.clone()).await.expect(200), profile);
        let other = json!({ "supplier": "Tank (demo)", "mapping": with(mapping(), json!({ "decimal": "point" })) });
        house.manager.put("/energy-profiles", other.clone()).await.expect(200);
        assert_eq!(house.manager.get("/energy-profiles").await.expect(200)["items"], json!([other]));
        let nothing = json!({ "supplier": "x", "mapping": with(mapping(), json!({ "kind": null, "columns": { "day": "a", "quantity": "b", "amount": "c" } })) });
        assert_eq!(fields(&house.manager.put("/energy-profiles", nothing).await.problem(422, "invalid_fields")), [("columns.plate", "required")]);
        for client in [&house.driver, &house.staff, &house.auditor] {
            client.put("/energy-profiles", profile.clone()).await.problem(403, "forbidden");
            client.get("/energy-profiles").await.problem(403, "forbidden");
            import(client, "/energy-imports/try", FILE).await.problem(403, "forbidden");
            import(client, "/energy-imports", FILE).await.problem(403, "forbidden");
        }
        house.driver.get("/energy-transactions").await.problem(403, "forbidden");
        let look = send(&house.manager, "/energy-imports/look", parts(&[("file", FILE)])).await.expect(200);
        assert_eq!((&look["separator"], &look["heads"][2], look["rows"].as_array().unwrap().len()), (&json!("semicolon"), &json!("Plaat"), 5));
        let broken = send(&house.manager, "/energy-imports/try", parts(&[("file", FILE), ("supplier", "x"), ("mapping", "{")])).await;
        assert_eq!(broken.status, 400);
    }
}
