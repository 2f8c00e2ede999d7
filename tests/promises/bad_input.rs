//! Whatever is sent: an answer that says what is wrong, in the caller's language, and never a fault of ours.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use kernel::Lang;
use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, PASSWORD, session_key};

use crate::house::{House, count, hour, id};

async fn send(client: &Client, lang: Lang, method: Method, path: &str, body: Option<String>) -> Answer {
    let mut request = client.request(method, path).header("accept-language", lang.as_str());
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body);
    }
    Answer::of(request).await
}

/// Four languages, four texts, one code, never a 5xx. Answers the status.
async fn refused(client: &Client, method: Method, path: &str, body: Option<String>) -> u16 {
    let mut seen: Vec<(u16, Value, Value)> = vec![];
    for &lang in Lang::ALL {
        let answer = send(client, lang, method.clone(), path, body.clone()).await;
        let shown = body.as_deref().unwrap_or_default().chars().take(200).collect::<String>();
        assert!((400..500).contains(&answer.status), "{} for {method} {path} {shown}: {}", answer.status, answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path} {shown}");
        assert_eq!(answer.header("content-language"), lang.as_str(), "{method} {path} {shown}");
        let problem = answer.json();
        for member in ["title", "detail"] {
            assert!(problem[member].as_str().is_some_and(|text| text.len() > 3), "no {member}: {problem:#}");
        }
        seen.push((answer.status, problem["code"].clone(), problem["title"].clone()));
    }
    assert!(seen.iter().all(|one| (one.0, &one.1) == (seen[0].0, &seen[0].1)), "{path}: {seen:?}");
    let mut titles: Vec<String> = seen.iter().map(|one| one.2.to_string()).collect();
    titles.sort();
    titles.dedup();
    assert!(titles.len() >= 3, "the text is not translated: {seen:?}");
    seen[0].0
}

/// Sends a body whether or not anybody still listens, then reads the answer: head and body.
fn post_large(url: &str, cookie: &str, lang: Lang, body: &str) -> (String, Value) {
    let address = url.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!(
        "POST /api/v1/bookings HTTP/1.1\r\nhost: {address}\r\norigin: {url}\r\ncookie: {cookie}\r\naccept-language: {lang}\r\n\
         content-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("the head is read");
    // The server may have said no before the end.
    let _ = stream.write_all(body.as_bytes());
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8(answer).expect("text");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
    (head.to_owned(), serde_json::from_str(body).unwrap_or_else(|_| panic!("no problem document: {answer:?}")))
}

testkit::both_engines! {
    async fn ten_megabytes_are_refused(app: &App) {
        let signed_in = app.nobody().post("/session", json!({ "login": "staff", "password": PASSWORD })).await;
        let cookie = format!("intendant_session={}", session_key(signed_in.header("set-cookie")));
        let body = json!({ "title": "x".repeat(10 << 20) }).to_string();
        let mut details = vec![];
        for &lang in Lang::ALL {
            let (url, cookie, body) = (app.url.clone(), cookie.clone(), body.clone());
            let sent = tokio::task::spawn_blocking(move || post_large(&url, &cookie, lang, &body));
            let (head, problem) = sent.await.expect("it is sent");
            assert!(head.starts_with("HTTP/1.1 413 "), "{head}");
            assert_eq!(problem["code"], "too_large", "{problem:#}");
            details.push(problem["detail"].to_string());
        }
        details.dedup();
        assert_eq!(details.len(), 4, "{details:?}");
        assert_eq!(count(app, "SELECT COUNT(*) AS n FROM booking").await, 0);
    }

    async fn bad_bodies_are_refused(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        let good = hour(&room, "2026-12-02T10:00");
        let with = |key: &str, value: Value| {
            let mut body = good.clone();
            body[key] = value;
            body.to_string()
        };
        let deep = "[".repeat(20_000);
        let cases: Vec<(&str, String, u16)> = vec![
            ("malformed", r#"{"title":"#.into(), 400),
            ("empty", String::new(), 400),
            ("not an object", "[]".into(), 400),
            ("deep", deep, 400),
            ("no UTF-8 escape", r#"{"title":"\ud800"}"#.into(), 400),
            ("unknown field", with("colour", json!("red")), 400),
            ("missing field", json!({ "title": "x" }).to_string(), 400),
            ("wrong type", with("attendees", json!("four")), 400),
            ("a number that is none", with("attendees", json!(1e30)), 400),
            ("year 0001", with("start", json!("0001-01-01T10:00")), 422),
            ("year 9999", with("start", json!("9999-12-31T23:00")), 422),
            ("year 10000", with("start", json!("10000-01-01T10:00")), 0),
            ("30 February", with("start", json!("2027-02-30T10:00")), 400),
            ("end before start", with("duration_minutes", json!(-60)), 422),
            ("no length", with("duration_minutes", json!(0)), 422),
            ("endless length", with("duration_minutes", json!(i64::MAX)), 422),
            ("too many dates", with("recurrence", json!("FREQ=DAILY;COUNT=100000")), 422),
            ("dates to the end of time", with("recurrence", json!("FREQ=DAILY;UNTIL=20991231")), 422),
            ("no end", with("recurrence", json!("FREQ=DAILY")), 422),
            ("by the second", with("recurrence", json!("FREQ=SECONDLY;COUNT=3")), 422),
            ("no date at all", with("recurrence", json!("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2")), 422),
            ("two ends", with("recurrence", json!("FREQ=DAILY;COUNT=2;UNTIL=20991231")), 422),
            ("an end before the start", with("recurrence", json!("FREQ=DAILY;UNTIL=20200101")), 422),
            ("an end that is none", with("recurrence", json!("FREQ=DAILY;UNTIL=soon")), 422),
            ("an empty rule", with("recurrence", json!("")), 422),
            ("no rule", with("recurrence", json!("every other Tuesday")), 422),
            ("two rules", with("recurrence", json!("FREQ=DAILY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=3")), 422),
            ("unknown zone", with("time_zone", json!("Europe/Atlantis")), 400),
            ("a missing hour", with("start", json!("2027-03-28T02:30")), 422),
            ("in the past", with("start", json!("2020-01-01T10:00")), 422),
            ("empty title", with("title", json!("   ")), 422),
            ("two lines of title", with("title", json!("one\ntwo")), 422),
            ("long title", with("title", json!("💡".repeat(201))), 422),
            ("a zero byte", with("title", json!("a\u{0}b")), 422),
            ("text that turns round", with("title", json!("\u{202e}gnitteem")), 422),
            ("a zero byte elsewhere", with("cost_centre", json!("a\u{0}b")), 422),
            ("a long cost centre", with("cost_centre", json!("x".repeat(100_000))), 422),
            ("less than nobody", with("attendees", json!(-1)), 422),
            ("too many people", with("attendees", json!(1_000_000)), 422),
            ("more than the room holds", with("attendees", json!(11)), 422),
            ("no room", with("bookables", json!([])), 422),
            ("twice the same", with("bookables", json!([{ "id": room }, { "id": room }])), 422),
            ("no such room", with("bookables", json!([{ "id": "01890000-0000-7000-8000-000000000000" }])), 404),
            ("no id", with("bookables", json!([{ "id": "'; DROP TABLE booking; --" }])), 400),
            ("no such layout", with("bookables", json!([{ "id": room, "layout_id": "01890000-0000-7000-8000-000000000000" }])), 422),
            ("no such host", with("host_id", json!("01890000-0000-7000-8000-000000000000")), 0),
            ("endless set-up", with("setup_minutes", json!(i64::MAX)), 422),
            ("negative clear-up", with("cleanup_minutes", json!(i64::MIN)), 422),
            ("unknown visibility", with("visibility", json!("secret")), 400),
            ("a long precedence", with("precedence", json!("x".repeat(1000))), 0),
            ("another preview", with("preview_hash", json!("0000")), 409),
        ];
        for (what, body, expected) in cases {
            let status = refused(&staff, Method::POST, "/bookings", Some(body)).await;
            assert!(expected == 0 || status == expected, "{what}: {status} instead of {expected}");
        }
        assert_eq!(count(app, "SELECT COUNT(*) AS n FROM booking").await, 0, "nothing of it was booked");
    }

    async fn bad_paths_and_queries_are_refused(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        let when = "from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Europe/Brussels";
        let paths = [
            "/availability".to_owned(),
            "/availability?from=0001-01-01T10:00&to=0001-01-01T11:00&time_zone=Europe/Brussels".to_owned(),
            "/availability?from=9999-12-31T10:00&to=9999-12-31T11:00&time_zone=Europe/Brussels".to_owned(),
            "/availability?from=2026-12-02T11:00&to=2026-12-02T10:00&time_zone=Europe/Brussels".to_owned(),
            "/availability?from=2026-12-02T10:00&to=2199-12-02T10:00&time_zone=Europe/Brussels".to_owned(),
            "/availability?from=2026-12-02T10:00&to=2026-12-02T11:00&time_zone=Mars/Olympus".to_owned(),
            format!("/availability?{when}&recurrence=FREQ=SECONDLY;COUNT=5"),
            format!("/availability?{when}&recurrence=FREQ=DAILY;COUNT=100000"),
            format!("/availability?{when}&attendees=-3"),
            format!("/availability?{when}&attendees=many"),
            format!("/availability?{when}&colour=red"),
            format!("/availability?{when}&limit=0"),
            format!("/availability?{when}&limit=100000"),
            format!("/availability?{when}&cursor=rubbish"),
            format!("/availability?{when}&site=rubbish"),
            "/timeline?from=2026-12-08&to=2026-12-01&time_zone=Europe/Brussels".to_owned(),
            "/timeline?from=0001-01-01&to=0001-01-02&time_zone=Europe/Brussels".to_owned(),
            "/timeline?from=2026-01-01&to=2199-01-01&time_zone=Europe/Brussels".to_owned(),
            "/bookings?limit=-1".to_owned(),
            "/bookings?scope=everything".to_owned(),
            "/bookings/rubbish".to_owned(),
            "/bookings/01890000-0000-7000-8000-000000000000".to_owned(),
            "/occurrences/01890000-0000-7000-8000-000000000000".to_owned(),
            "/rooms/%00".to_owned(),
            "/rooms/..%2f..%2fetc%2fpasswd".to_owned(),
            "/rooms?capacity=99999999999999999999".to_owned(),
            "/no-such-thing".to_owned(),
        ];
        for path in paths {
            refused(&staff, Method::GET, &path, None).await;
        }
        for path in ["/approvals/01890000-0000-7000-8000-000000000000/approve", "/occurrences/01890000-0000-7000-8000-000000000000/check-in"] {
            refused(&staff, Method::POST, path, None).await;
        }
        let made = staff.post("/bookings", hour(&room, "2026-12-02T10:00")).await.expect(201);
        let path = format!("/bookings/{}", id(&made));
        assert_eq!(refused(&staff, Method::PATCH, &path, Some(json!({ "title": "x" }).to_string())).await, 428);
        staff.patch(&path, "\"v77\"", json!({ "title": "x" })).await.problem(412, "stale");
        staff.patch(&path, "\"77\"", json!({ "title": "x" })).await.problem(400, "if_match_invalid");
    }

    async fn odd_names_are_kept_as_they_are(app: &App) {
        let house = House::build(app).await;
        let room = house.room("R1", 10, &[]).await;
        let staff = app.client("staff").await;
        let titles = [
            "💡👩‍🚀🏛️",
            "اجتماع مجلس الوزراء",
            "ישיבת ממשלה",
            "Robert'); DROP TABLE booking; --",
            "\" OR 1=1 --",
            "<script>alert(1)</script>",
            "%_\\",
            "{{7*7}} ${jndi:ldap://x}",
        ];
        for (number, title) in titles.iter().enumerate() {
            let mut body = hour(&room, &format!("2026-12-{:02}T10:00", number + 2));
            body["title"] = json!(title);
            let made = staff.post("/bookings", body).await.expect(201);
            let read = staff.get(&format!("/bookings/{}", id(&made))).await.expect(200);
            assert_eq!(read["title"], *title);
        }
        assert_eq!(count(app, "SELECT COUNT(*) AS n FROM booking").await, 8);
        let percent = staff.get("/bookings?q=%25_").await.expect(200);
        assert_eq!(percent["items"].as_array().map(Vec::len), Some(1), "a percent sign is no wildcard: {percent:#}");
    }
}
