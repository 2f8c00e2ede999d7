//! The program from outside: what it prints, what it ends with, and that it can be started and stopped by another one.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn intendant(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.current_dir(folder).env_clear();
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    intendant(folder).args(arguments).output().expect("the program runs")
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// One clear line on standard error, and that code.
#[track_caller]
fn fails(folder: &Path, arguments: &[&str], code: i32, word: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(word), "{arguments:?} does not say {word}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
}

/// Starts a server, hands over the line it prints when ready, and ends it as a supervisor would.
fn while_serving(folder: &Path, arguments: &[&str], look: impl FnOnce(&Value)) {
    let mut server = intendant(folder)
        .args(arguments)
        .args(["--listen", "127.0.0.1:0", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut out = BufReader::new(server.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    look(&serde_json::from_str(&line).unwrap_or_else(|_| panic!("not JSON: {line}")));
    let ended = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().expect("kill is there");
    assert!(ended.success());
    assert!(server.wait().expect("it ends").success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("text");
    assert_eq!(rest, "", "more than one line was printed");
}

fn get(url: &str, path: &str) -> String {
    let address = url.strip_prefix("http://").expect("plain HTTP");
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn without_configuration_it_serves_an_embedded_database_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    while_serving(folder.path(), &["serve"], |ready| {
        assert_eq!(ready["database"], "sqlite:./data/intendant.db");
        assert!(get(ready["url"].as_str().unwrap(), "/readyz").starts_with("HTTP/1.1 200"));
        succeeds(folder.path(), &["backup", "copy.db"]);
    });
    assert!(succeeds(folder.path(), &["migrate"]).contains("has   m0001_ground_floor"));
    assert!(succeeds(folder.path(), &["check"]).contains("all chains hold"));
    fails(folder.path(), &["backup", "copy.db"], 1, "is there already");
    fails(folder.path(), &["restore", "copy.db"], 1, "--force");
    succeeds(folder.path(), &["restore", "copy.db", "--force"]);
    fails(folder.path(), &["restore", "none.db", "--force"], 1, "there is no file");
}

#[test]
fn the_demonstration_is_full_and_sound() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("demo.db").display());
    while_serving(folder.path(), &["demo", "--database-url", &database], |ready| {
        let roles: Vec<_> = ready["people"].as_array().unwrap().iter().map(|one| one["role"].clone()).collect();
        assert_eq!(roles.len(), 16, "{roles:?}");
    });
    let check = succeeds(folder.path(), &["check", "--database-url", &database]);
    assert!(!check.contains("WRONG"), "{check}");
    fails(folder.path(), &["demo", "--database-url", &database], 1, "empty database");
    let places = succeeds(folder.path(), &["export", "places", "--database-url", &database]);
    assert_eq!(places.lines().filter(|line| line.starts_with("site,")).count(), 4);
    let installations = succeeds(folder.path(), &["export", "installations", "--database-url", &database]);
    assert!(installations.lines().count() > 140, "{}", installations.lines().count());
    // What was exported is what is there: taking it again changes nothing.
    for what in ["places", "rooms", "contracts", "installations", "vehicles", "people"] {
        let text = succeeds(folder.path(), &["export", what, "--database-url", &database]);
        let file = folder.path().join(format!("{what}.csv"));
        std::fs::write(&file, text).unwrap();
        let report = succeeds(folder.path(), &["import", what, file.to_str().unwrap(), "--database-url", &database]);
        assert!(report.starts_with("taken: 0  updated: 0  unchanged: "), "{what}: {report}");
    }
    // Grants on one site are told, not widened by the way out and in again.
    let people = run(folder.path(), &["export", "people", "--database-url", &database]);
    let said = String::from_utf8_lossy(&people.stderr);
    assert!(said.starts_with("left out: ") && said.contains("grants of a role"), "{said}");
}

#[test]
fn roles_come_back_with_the_file_of_people() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [old.path(), new.path()] {
        succeeds(folder, &["migrate", "up"]);
    }
    for (login, roles) in
        [("ann", &["--admin"][..]), ("bob", &["--role", "room_manager", "--role", "approver"]), ("cy", &[])]
    {
        let email = format!("{login}@example.org");
        let add = ["person", "add", "--login", login, "--name", login, "--email", &email];
        succeeds(old.path(), &[&add[..], roles].concat());
    }
    let exported = succeeds(old.path(), &["export", "people"]);
    assert_eq!(
        exported.lines().map(|line| line.rsplit(',').next().unwrap()).collect::<Vec<_>>(),
        ["roles", "staff|admin", "staff|approver|room_manager", "staff"],
        "{exported}"
    );
    let file = new.path().join("people.csv");
    std::fs::write(&file, &exported).unwrap();
    let report = succeeds(new.path(), &["import", "people", file.to_str().unwrap()]);
    assert!(report.starts_with("taken: 3  updated: 0"), "{report}");
    assert_eq!(succeeds(new.path(), &["export", "people"]), exported);
}

#[test]
fn a_calendar_tells_which_dates_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("demo.db").display());
    let mut host = String::new();
    while_serving(folder.path(), &["demo", "--database-url", &database], |ready| {
        ready["people"][0]["login"].as_str().unwrap().clone_into(&mut host);
    });
    let rooms = succeeds(folder.path(), &["export", "rooms", "--database-url", &database]);
    let room = rooms.lines().nth(1).and_then(|line| line.split(',').next()).unwrap();
    let export = || run(folder.path(), &["export", "calendar", "--room", room, "--database-url", &database]);
    let before = export();
    assert_eq!(String::from_utf8_lossy(&before.stderr), "");
    let file = folder.path().join("far.ics");
    std::fs::write(
        &file,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:far@example.org\r\n\
         DTSTAMP:20260101T000000Z\r\nDTSTART:20900105T100000Z\r\nDTEND:20900105T110000Z\r\nSUMMARY:Far\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    .unwrap();
    let far = file.to_str().unwrap();
    succeeds(folder.path(), &["import", "calendar", far, "--room", room, "--host", &host, "--database-url", &database]);
    let after = export();
    let said = String::from_utf8_lossy(&after.stderr);
    assert!(said.starts_with("left out: 0 dates before ") && said.contains(" and 1 after "), "{said}");
    let events = |output: &Output| String::from_utf8_lossy(&output.stdout).matches("BEGIN:VEVENT").count();
    assert_eq!(events(&after), events(&before));
    assert!(!String::from_utf8_lossy(&after.stdout).contains("SUMMARY:Far"));
}

#[test]
fn people_are_added_and_files_are_reported_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fails(here, &["person", "list"], 1, "there is no database");
    succeeds(here, &["migrate", "up"]);
    let ann = ["person", "add", "--login", "ann", "--name", "Ann", "--email", "ann@example.org", "--admin"];
    assert!(succeeds(here, &ann).contains("shown this once"));
    fails(here, &ann, 1, "(taken)");
    assert!(succeeds(here, &["token", "add", "ann", "--name", "script"]).starts_with("int_"));
    for (more, word) in [
        (["--permission", "nosuch"], "there is no permission `nosuch`"),
        (["--days", "99999"], "1 to 366 days"),
        (["--days", "367"], "1 to 366 days"),
        (["--days", "0"], "1 to 366 days"),
    ] {
        fails(here, &[&["token", "add", "ann", "--name", "script"], &more[..]].concat(), 1, word);
    }
    let most = ["token", "add", "ann", "--name", "script", "--days", "366", "--permission", "book"];
    assert!(succeeds(here, &most).starts_with("int_"));
    std::fs::write(
        here.join("p.csv"),
        "login,name,email,language\nbob,Bob,bob@example.org,nl\nzoe,Zoe,zoe@example.org,xx\n",
    )
    .unwrap();
    for (arguments, word) in [
        (&["import", "people", "p.csv", "--dry-run"][..], "would be taken: 1"),
        (&["import", "people", "p.csv"], "taken: 1"),
    ] {
        let output = run(here, arguments);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(word) && said.contains("line 3: language: invalid"), "{said}");
    }
    std::fs::write(here.join("i.csv"), "code,class,place,name_nl\nL-1,lift,NOWHERE,Lift\n").unwrap();
    let output = run(here, &["import", "installations", "i.csv", "--dry-run"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("line 2: place: unknown"), "{output:?}");
    std::fs::write(here.join("c.csv"), "code,supplier,supplier_name,title,starts_on\nC-1,S,Demo,Liften,2026-01-01\n")
        .unwrap();
    for (arguments, word) in [
        (&["import", "contracts", "c.csv", "--dry-run"][..], "would be taken: 1"),
        (&["import", "contracts", "c.csv"], "taken: 1"),
        (&["import", "contracts", "c.csv"], "unchanged: 1"),
    ] {
        assert!(succeeds(here, arguments).contains(word), "{arguments:?}");
    }
    assert_eq!(succeeds(here, &["person", "list"]).lines().count(), 2);
    assert!(succeeds(here, &["journal", "verify"]).contains("all chains hold"));
    let lines = succeeds(here, &["journal", "follow", "--consumer", "test", "--once"]);
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()) && lines.lines().count() > 2);
    assert_eq!(succeeds(here, &["journal", "follow", "--consumer", "test", "--once"]), "");
}

#[test]
fn what_is_wrong_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fails(here, &["serve", "--set", "timeout_seconds=0"], 1, "timeout_seconds (command line): at least 1");
    fails(
        here,
        &["serve", "--database-url", "postgres://nobody:secret@127.0.0.1:1/x"],
        1,
        "postgres://nobody:…@127.0.0.1:1/x does not answer",
    );
    fails(
        here,
        &["backup", "x", "--database-url", "postgres://a:secret@db/x"],
        1,
        "pg_dump --format=custom --file=x 'postgres://a@db/x'",
    );
    assert_eq!(run(here, &["config", "check", "--set", "lisen=1"]).status.code(), Some(2));
    assert_eq!(run(here, &["nonsense"]).status.code(), Some(64));
    assert!(succeeds(here, &["config", "show"]).contains("listen = \"127.0.0.1:8080\""));
}

/// As if the law had been another one when these dates were booked: all they hold lies elsewhere. `{ids}` are their ids.
const UNDER_ANOTHER_LAW: [&str; 5] = [
    "CREATE TEMPORARY TABLE old_law AS SELECT * FROM occupancy WHERE cause_id IN ({ids})",
    "UPDATE occupancy SET starts_at = starts_at + {by}, ends_at = ends_at + {by} WHERE cause_id IN ({ids})",
    "UPDATE occurrence SET starts_at = starts_at + {by}, ends_at = ends_at + {by} WHERE id IN ({ids})",
    "UPDATE claim SET blocked_from = blocked_from + {by}, blocked_to = blocked_to + {by} WHERE occurrence_id IN ({ids})",
    // Somebody booked what the last of them left, under the new law.
    "INSERT INTO occupancy (id, unit_id, starts_at, ends_at, kind, exclusive, cause_id) \
     SELECT randomblob(16), unit_id, starts_at, ends_at, 'maintenance', exclusive, randomblob(16) FROM old_law \
     WHERE cause_id = (SELECT max(cause_id) FROM old_law)",
];

#[test]
fn dates_follow_a_new_law_and_what_clashes_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("demo.db").display());
    while_serving(folder.path(), &["demo", "--database-url", &database], |_| {});
    let rederive = |more: &[&str]| {
        let output = run(folder.path(), &[&["rederive", "--database-url", &database], more].concat());
        (output.status.code(), String::from_utf8(output.stdout).expect("text"))
    };
    assert_eq!(rederive(&[]), (Some(0), "dates whose wall time means another instant now: 0\n".to_owned()));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = sea_orm::Database::connect(&database).await.unwrap();
        let tx = sea_orm::TransactionTrait::begin(&db).await.unwrap();
        // Two dates of one room to come, moved by twenty years.
        let two = "SELECT o.id FROM occurrence o WHERE o.state = 'confirmed' AND o.starts_at > 1000000 * unixepoch('now', '+1 day') \
                   AND o.start_wall < strftime('%Y', 'now', '+3 years') ORDER BY o.id LIMIT 2";
        sea_orm::ConnectionTrait::execute_unprepared(&tx, &format!("CREATE TEMPORARY TABLE two AS {two}")).await.unwrap();
        for statement in UNDER_ANOTHER_LAW {
            let statement = statement.replace("{ids}", "SELECT id FROM two").replace("{by}", "630720000000000");
            sea_orm::ConnectionTrait::execute_unprepared(&tx, &statement).await.unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await.unwrap();
    });
    let (code, dry) = rederive(&["--dry-run"]);
    assert_eq!(code, Some(2), "{dry}");
    let lines: Vec<&str> = dry.lines().collect();
    assert_eq!(lines[2..], ["dates whose wall time means another instant now: 2", "nothing was changed"], "{dry}");
    assert_eq!(lines.iter().filter(|line| line.contains("  moves from ")).count(), 1, "{dry}");
    let stays = "  stays at 20";
    assert_eq!(
        lines.iter().filter(|line| line.contains(stays) && line.ends_with("something else is there")).count(),
        1,
        "{dry}"
    );
    let (code, done) = rederive(&[]);
    assert_eq!((code, format!("{done}nothing was changed\n")), (Some(2), dry), "it does what it said");
    let (code, again) = rederive(&[]);
    assert_eq!((code, again.lines().count()), (Some(2), 2), "only the one that stays is left: {again}");
    assert!(again.contains(stays), "{again}");
}
