//! Reports without an account, behind a QR code.

use db::sql::Raw;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::*;

/// The token of the code on a place's door.
async fn token(app: &App, place: &str) -> String {
    let conn = app.db().read();
    let mut sql = Raw::new(conn);
    sql.push("SELECT qr_token FROM place WHERE id = ").bind(place.parse::<Uuid>().unwrap());
    conn.query_one_raw(sql.build()).await.unwrap().unwrap().try_get("", "qr_token").unwrap()
}

const REPORT: &[(&str, &str)] =
    &[("title", "De deur klemt"), ("name", "Gast Vandenberg"), ("email", "gast@example.be"), ("language", "nl")];

testkit::both_engines! {
    async fn a_colleague_reports_behind_a_code_under_their_own_name(app: &App) {
        let house = house(app).await;
        let code = token(app, &house.spaces[0]).await;
        let input = json!({ "title": "De deur klemt", "qr_token": code });
        let ticket = house.staff.post("/tickets", input).await.expect(201);
        assert_eq!(ticket["place"]["id"], house.spaces[0].as_str());
        assert!(ticket["reporter"]["id"].is_string() && ticket["guest"].is_null());
        let unknown = json!({ "title": "De deur klemt", "qr_token": "nonsense" });
        house.staff.post("/tickets", unknown).await.problem(404, "not_found");
    }

    async fn a_guest_reports_and_follows(app: &App) {
        let house = house(app).await;
        let token = token(app, &house.spaces[0]).await;
        let guest = app.nobody();
        let place = guest.get(&format!("/report/{token}")).await.expect(200);
        let names: Vec<_> = place["path"].as_array().unwrap().iter().map(|names| names["nl"].as_str().unwrap()).collect();
        assert_eq!((names, &place["installation"]), (vec!["Wetstraat", "Wetstraat 16", "Vierde", "W16-4-01"], &Value::Null));
        assert_eq!(place.as_object().unwrap().len(), 2, "names and nothing else");
        guest.get("/report/nonsense").await.problem(404, "not_found");

        let sent = send_form(&guest, &format!("/report/{token}"), REPORT, Some(("photo", &png()))).await.expect(201);
        assert_eq!(sent["number"], 1);
        let follow = format!("/report/follow/{}", sent["secret"].as_str().unwrap());
        let followed = guest.get(&follow).await.expect(200);
        assert_eq!((&followed["number"], &followed["title"], &followed["state"], &followed["events"]), (&json!(1), &json!("De deur klemt"), &json!("new"), &json!([])));
        guest.get("/report/follow/nonsense").await.problem(404, "not_found");

        let listed = house.dispatcher.get("/tickets?scope=all").await.expect(200);
        let ticket = id(&listed["items"][0]);
        let path = format!("/tickets/{ticket}");
        let seen = house.dispatcher.get(&path).await.expect(200);
        assert_eq!(seen["guest"], json!({ "name": "Gast Vandenberg", "email": "gast@example.be", "language": "nl" }));
        assert_eq!((&seen["reporter"], seen["photos"].as_array().unwrap().len()), (&Value::Null, 1));
        assert!(!seen.to_string().contains(sent["secret"].as_str().unwrap()));
        house.bring(app, &ticket, "triage").await;
        for (text, public) in [("Een lastig geval", false), ("Morgen kijken we", true)] {
            house.dispatcher.post(&format!("{path}/comments"), json!({ "text": text, "public": public })).await.expect(200);
        }
        let followed = guest.get(&follow).await.expect(200);
        assert_eq!(followed["state"], "triaged");
        let words = followed.to_string();
        assert!(words.contains("Morgen kijken we") && !words.contains("Een lastig geval") && !words.contains("Joris"), "{words}");

        // It turns out to be the same as another one, and goes on there.
        let original = house.report(&house.staff).await;
        house.staff.post(&format!("/tickets/{}/comments", id(&original)), json!({ "text": "Iets van mij", "public": true })).await.expect(200);
        app.clock.advance_minutes(1);
        house.dispatcher.post(&format!("{path}/mark-duplicate"), json!({ "of": id(&original) })).await.expect(200);
        app.clock.advance_minutes(1);
        house.dispatcher.post(&format!("/tickets/{}/comments", id(&original)), json!({ "text": "De slotenmaker komt", "public": true })).await.expect(200);
        let followed = guest.get(&follow).await.expect(200);
        assert_eq!((&followed["number"], &followed["goes_on_in"], &followed["state"]), (&json!(1), &original["number"], &json!("new")));
        let words = followed.to_string();
        assert!(words.contains("De slotenmaker komt") && !words.contains("Iets van mij"), "{words}");
    }

    async fn what_is_wrong_with_a_guests_report_is_named(app: &App) {
        let house = house(app).await;
        let path = format!("/report/{}", token(app, &house.spaces[0]).await);
        let guest = app.nobody();
        let with = |name: &'static str, text: &'static str| REPORT.iter().map(|(of, was)| (*of, if *of == name { text } else { was })).collect::<Vec<_>>();
        for (name, text, code) in [("title", " ", "required"), ("name", "", "required"), ("email", "nope", "invalid"), ("language", "es", "invalid")] {
            let problem = send_form(&guest, &path, &with(name, text), None).await.problem(422, "invalid_fields");
            assert_eq!(fields(&problem), [(name, code)]);
        }
        send_form(&guest, &path, &REPORT[..3], None).await.problem(400, "missing_field");
        send_form(&guest, &path, &[REPORT, &[("state", "closed")]].concat(), None).await.problem(400, "unknown_field");
        send_form(&guest, &path, REPORT, Some(("photo", b"<script>"))).await.problem(415, "photo_format");
        send_form(&guest, "/report/nonsense", REPORT, None).await.problem(404, "not_found");
        send_form(&guest, &path, REPORT, Some(("photo", b""))).await.expect(201);
        assert_eq!(numbers(&house.dispatcher.get("/tickets?scope=all").await.expect(200)), [1], "what was refused left nothing");
    }

    async fn too_many_reports_are_refused_for_an_hour(app: &App) {
        let house = house(app).await;
        let path = format!("/report/{}", token(app, &house.spaces[0]).await);
        let guest = app.nobody();
        for _ in 0..10 {
            send_form(&guest, &path, REPORT, None).await.expect(201);
        }
        let refused = send_form(&guest, &path, REPORT, None).await;
        assert_eq!(refused.header("retry-after"), "3601");
        assert_eq!(refused.problem(429, "too_many_reports")["retry_after_s"], 3601);
        // Another code is no way round, looking and following go on, and so do those who are signed in.
        let other = format!("/report/{}", token(app, &house.spaces[1]).await);
        send_form(&guest, &other, REPORT, None).await.problem(429, "too_many_reports");
        guest.get(&other).await.expect(200);
        house.report(&house.staff).await;
        app.clock.advance_minutes(60);
        send_form(&guest, &path, REPORT, None).await.expect(201);
        app.clock.advance_minutes(61);
        assert!(app.sweep("forget_report_throttles").await >= 2);
        assert_eq!(app.sweep("forget_report_throttles").await, 0);
    }

    async fn a_report_that_is_sent_again_is_the_same_report(app: &App) {
        let house = house(app).await;
        let path = format!("/report/{}", token(app, &house.spaces[0]).await);
        let guest = app.nobody();
        let photo = png();
        let photo = Some(("photo", &photo[..]));
        let first = send_form_once(&guest, &path, "a-key", REPORT, photo).await.expect(201);
        // More often than reports are taken from an address in an hour: a retry is none.
        for _ in 0..12 {
            let again = send_form_once(&guest, &path, "a-key", REPORT, photo).await;
            assert_eq!(again.header("idempotency-replayed"), "true");
            assert_eq!(again.expect(201), first, "number, secret and page, as the first time");
        }
        let listed = house.dispatcher.get("/tickets?scope=all").await.expect(200);
        assert_eq!(numbers(&listed), [1]);
        let ticket = house.dispatcher.get(&format!("/tickets/{}", id(&listed["items"][0]))).await.expect(200);
        assert_eq!(ticket["photos"].as_array().unwrap().len(), 1);
        guest.get(&format!("/report/follow/{}", first["secret"].as_str().unwrap())).await.expect(200);

        let other = REPORT.iter().map(|(name, text)| (*name, if *name == "title" { "Iets anders" } else { text })).collect::<Vec<_>>();
        send_form_once(&guest, &path, "a-key", &other, photo).await.problem(422, "idempotency_key_reused");
        send_form_once(&guest, &path, "a-key", REPORT, None).await.problem(422, "idempotency_key_reused");
        send_form_once(&guest, &path, "no key", REPORT, None).await.problem(400, "idempotency_key_invalid");
        // What was refused is no answer to keep: corrected, it is taken under its key.
        send_form_once(&guest, &path, "b-key", &[&REPORT[1..], &[("title", " ")]].concat(), None).await.problem(422, "invalid_fields");
        let second = send_form_once(&guest, &path, "b-key", REPORT, None).await.expect(201);
        assert_eq!(second["number"], 2);
        // Behind another code the same key is another report.
        let elsewhere = format!("/report/{}", token(app, &house.spaces[1]).await);
        let third = send_form_once(&guest, &elsewhere, "a-key", REPORT, photo).await.expect(201);
        assert_eq!(third["number"], 3);
        assert_ne!(third["secret"], first["secret"]);
        // Somebody who is signed in reports behind the guests' door as a guest does.
        let signed = send_form_once(&house.staff, &path, "c-key", REPORT, None).await.expect(201);
        assert_eq!(send_form_once(&house.staff, &path, "c-key", REPORT, None).await.expect(201), signed);

        assert_eq!(app.sweep("forget_guest_reports").await, 0);
        app.clock.advance_minutes(24 * 60 + 1);
        assert_eq!(app.sweep("forget_guest_reports").await, 4);
        guest.get(&format!("/report/follow/{}", first["secret"].as_str().unwrap())).await.expect(200);
    }

    async fn of_tries_at_the_same_moment_one_makes_the_report(app: &App) {
        let house = house(app).await;
        let path = format!("/report/{}", token(app, &house.spaces[0]).await);
        let guest = app.nobody();
        let tries = (0..6).map(|_| send_form_once(&guest, &path, "a-key", REPORT, None));
        let answers = futures_util::future::join_all(tries).await;
        let answers: Vec<_> = answers.into_iter().map(|answer| answer.expect(201)).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        assert_eq!(numbers(&house.dispatcher.get("/tickets?scope=all").await.expect(200)), [1]);
    }
}
