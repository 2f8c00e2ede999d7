//! Plates: where they are, where they were, and what is in the way.

use super::{
    papers::{form, upload},
    *,
};

testkit::both_engines! {
    async fn a_plate_moves_and_the_past_stays_right(app: &App) {
        let house = house(app).await;
        let first = id(&house.add(car("CAR-01", &house.bay)).await);
        let second = id(&house.add(car("CAR-02", &house.bay)).await);
        let put = async |vehicle: &str, plate: Value| house.manager.post(&format!("/vehicles/{vehicle}/plates"), plate).await;
        let made = put(&first, json!({ "plate": "1abc234", "from": "2026-01-01" })).await.expect(201);
        assert_eq!((&made["plate"], &made["plates"][0]["plate"]), (&json!("1-ABC-234"), &json!("1-ABC-234")));
        let again = put(&first, json!({ "plate": "1-ABC-234", "from": "2026-03-01" })).await.expect(201);
        assert_eq!(again["plates"].as_array().unwrap().len(), 1, "it is there already");
        let problem = put(&second, json!({ "plate": "1-ABC-234", "from": "2026-12-01" })).await.problem(409, "plate_in_the_way");
        assert_eq!((&problem["vehicle"], &problem["begins_on"], &problem["ends_on"]), (&json!("CAR-01"), &json!("2026-01-01"), &Value::Null));
        let other = put(&first, json!({ "plate": "1-XYZ-001", "from": "2026-12-01" })).await.problem(409, "plate_in_the_way");
        assert_eq!(other["plate"], "1-ABC-234");
        put(&second, json!({ "plate": "1-ABC-234", "from": "2026-12-01", "take_over": true })).await.expect(201);
        let holder = async |query: &str| {
            let page = house.driver.get(&format!("/plates?plate=1-abc-234&{query}")).await.expect(200);
            page["items"].as_array().unwrap().iter().map(|one| one["vehicle_code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(holder("on=2025-12-31").await, Vec::<String>::new());
        assert_eq!(holder("on=2026-11-30").await, ["CAR-01"]);
        assert_eq!(holder("on=2026-12-01").await, ["CAR-02"]);
        // Midnight in Brussels is an hour before midnight in London.
        assert_eq!(holder("at=2026-11-30T22:59:59Z").await, ["CAR-01"]);
        assert_eq!(holder("at=2026-11-30T23:00:00Z").await, ["CAR-02"]);
        assert!(problem["detail"].as_str().unwrap().contains("1 januari 2026"), "{problem:#}");
    }

    async fn plates_end_and_go_away(app: &App) {
        let house = house(app).await;
        let first = id(&house.add(car("CAR-01", &house.bay)).await);
        let second = id(&house.add(car("CAR-02", &house.bay)).await);
        let put = async |vehicle: &str, plate: Value| house.manager.post(&format!("/vehicles/{vehicle}/plates"), plate).await;
        let made = put(&first, json!({ "plate": "1-ABC-234", "from": "2026-12-01" })).await.expect(201);
        let plate = id(&made["plates"][0]);
        let end = async |day: &str| house.manager.post(&format!("/plates/{plate}/end"), json!({ "until": day })).await;
        end("2026-12-01").await.problem(422, "invalid_fields");
        assert_eq!(end("2026-12-10").await.expect(200)["until"], "2026-12-10");
        put(&second, json!({ "plate": "1-ABC-234", "from": "2026-12-10" })).await.expect(201);
        end("2026-12-11").await.problem(409, "plate_in_the_way");
        assert_eq!(end("2026-12-05").await.expect(200)["until"], "2026-12-05");
        house.staff.post(&format!("/plates/{plate}/end"), json!({ "until": "2026-12-06" })).await.problem(403, "forbidden");
        house.staff.delete(&format!("/plates/{plate}")).await.problem(403, "forbidden");
        house.manager.delete(&format!("/plates/{plate}")).await.expect(204);
        house.manager.delete(&format!("/plates/{plate}")).await.problem(404, "not_found");
        assert_eq!(house.manager.get(&format!("/vehicles/{first}")).await.expect(200)["plates"], json!([]));
        assert_eq!(told(app, &first).await[1..], ["vehicle.plate_put_on", "vehicle.plate_taken_off", "vehicle.plate_taken_off", "vehicle.plate_removed"]);
    }

    async fn a_plate_is_the_same_however_it_is_written(app: &App) {
        let house = house(app).await;
        let first = id(&house.add(car("CAR-01", &house.bay)).await);
        let second = id(&house.add(car("CAR-02", &house.bay)).await);
        let put = async |vehicle: &str, plate: Value| house.manager.post(&format!("/vehicles/{vehicle}/plates"), plate).await;
        for (plate, other, from) in [("2-DMO-015", "2dmo015", "2026-01-01"), ("AB-12-CDE", "ab12 cde", "2026-03-01")] {
            put(&first, json!({ "plate": plate, "unusual": true, "from": from, "take_over": true })).await.expect(201);
            let problem = put(&second, json!({ "plate": other, "unusual": true, "from": "2026-12-01" })).await.problem(409, "plate_in_the_way");
            assert_eq!(problem["vehicle"], "CAR-01");
            let same = put(&first, json!({ "plate": other, "unusual": true, "from": "2026-12-01" })).await.expect(201);
            assert_eq!(same["plate"], plate, "it is there already");
        }
        let codes_of = async |path: &str| {
            let page = house.manager.get(path).await.expect(200);
            page["items"].as_array().unwrap().iter().map(|one| one["vehicle_code"].as_str().or(one["code"].as_str()).unwrap().to_owned()).collect::<Vec<_>>()
        };
        for written in ["2DMO015", "2%20dmo%20015", "2.dmo.015", "2%20-%20DMO%20-%20015", "2-dmo-015"] {
            assert_eq!(codes_of(&format!("/plates?plate={written}")).await, ["CAR-01"], "{written}");
            assert_eq!(codes_of(&format!("/vehicles?q={written}")).await, ["CAR-01"], "{written}");
        }
        assert_eq!(codes_of("/vehicles?q=-").await, ["CAR-01", "CAR-02"], "as in the codes");
        // A file says nothing new by writing it otherwise.
        let file = |plate: &str| format!("code;plate\nCAR-01;{plate}\n");
        let form = form(file("ab12cde").as_bytes(), &[]);
        let report = upload(&house.manager, "/vehicles/import", form).await.expect(200);
        assert_eq!(report["unchanged"], 1, "{report:#}");
    }

    async fn a_plate_has_a_form(app: &App) {
        let house = house(app).await;
        let car = id(&house.add(car("CAR-01", &house.bay)).await);
        let put = async |plate: Value| house.manager.post(&format!("/vehicles/{car}/plates"), plate).await;
        let problem = put(json!({ "plate": "AB-123-CD" })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("plate", "plate")]);
        assert!(problem["fields"][0]["text"].as_str().unwrap().contains("1-ABC-234"), "{problem:#}");
        let problem = put(json!({ "plate": "?", "unusual": true })).await.problem(422, "invalid_fields");
        assert_eq!(fields(&problem), [("plate", "no_plate")]);
        let made = put(json!({ "plate": "AB-123-CD", "unusual": true })).await.expect(201);
        assert_eq!((&made["plates"][0]["unusual"], &made["plates"][0]["from"]), (&json!(true), &json!("2026-12-01")));
        put(json!({ "plate": "1-ABC-234", "until": "2026-12-01", "take_over": true })).await.problem(422, "invalid_fields");
        put(json!({ "plate": "1-ABC-234", "from": "0026-12-01", "take_over": true })).await.problem(422, "invalid_fields");
    }

    async fn the_database_itself_refuses_two(app: &App) {
        use sea_orm::ConnectionTrait as _;
        let house = house(app).await;
        let first = id(&house.add(car("CAR-01", &house.bay)).await);
        house.add(car("CAR-02", &house.bay)).await;
        house.manager.post(&format!("/vehicles/{first}/plates"), json!({ "plate": "1-ABC-234", "from": "2026-01-01", "until": "2026-06-01" })).await.expect(201);
        // Past every command: the same plate on the other vehicle, one day too early and just in time.
        let copy = async |plate: &str, from: &str| {
            let cx = app.system();
            let tx = app.db().begin(&cx).await.unwrap();
            let vehicle = "(SELECT id FROM bookable WHERE code = 'CAR-02')";
            let text = format!("INSERT INTO plate_assignment (id, vehicle_id, plate, unusual, from_day, until_day) \
                SELECT {vehicle}, {vehicle}, {plate}, unusual, {from}, NULL FROM plate_assignment");
            let done = tx.execute_unprepared(&text).await.is_ok();
            drop(tx);
            done
        };
        assert!(!copy("plate", "until_day - 1").await);
        assert!(!copy("'1AB-C234'", "until_day - 1").await, "written otherwise it is the same");
        assert!(copy("'1AB-C234'", "until_day").await);
    }
}
