//! The parsers of what comes from outside, each with what must hold whatever is fed to it.
//!
//! `fuzz/` feeds them without end, `tests/promises/corpus.rs` what is worth keeping of that. They panic where a promise is
//! broken; a refusal is a good answer.

use booking::{
    ical::{self, ReadOptions},
    model::policy::PolicyParts,
};
use buildings::sheet::{self, Sheet};
use kernel::{
    Fold, Lang, Recurrence, WallTime, Zone,
    recurrence::{MAX_DATES, RecurrenceError},
};

/// Reads bytes from outside, or refuses them; never panics.
pub type Parser = fn(&[u8]);

/// A parser with its promises, by the name of its fuzz target and its folder of seeds.
pub const ALL: &[(&str, Parser)] = &[
    ("calendar", calendar),
    ("energy", energy),
    ("people", people),
    ("photo", photo),
    ("places", places),
    ("policy", policy),
    ("recurrence", recurrence),
    ("rooms", rooms),
    ("vehicles", vehicles),
];

/// An iCalendar file: each series that is taken has dates that exist and a key, and what is read twice is the same.
pub fn calendar(input: &[u8]) {
    let options = ReadOptions::new(Zone::BRUSSELS);
    let read = ical::read(input, &options);
    assert_eq!(read, ical::read(input, &options), "the same file reads the same");
    for series in &read.series {
        assert!(!series.key().is_empty() && !series.fingerprint().is_empty());
        for event in std::iter::once(&series.master).chain(&series.overrides) {
            assert!(event.starts_at() <= event.ends_at(), "{event:?}");
        }
    }
}

/// A CSV file of places.
pub fn places(input: &[u8]) {
    let read = buildings::parse_places(input);
    assert!(read.problems.iter().all(|problem| problem.line > 0));
}

/// A CSV file of rooms.
pub fn rooms(input: &[u8]) {
    let read = rooms::parse_rooms(input);
    assert!(read.problems.iter().all(|problem| problem.line > 0));
}

/// A CSV file of vehicles.
pub fn vehicles(input: &[u8]) {
    let read = fleet::parse_vehicles(input);
    assert!(read.problems.iter().all(|problem| problem.line > 0));
}

/// A statement of energy, read by the mapping of a supplier whose file has all columns: what is taken is plausible.
pub fn energy(input: &[u8]) {
    const MAPPING: &str = r#"{"separator":"auto","decimal":"comma","day_order":"day_month_year","unit":"whole","kind":"diesel","kinds":{"AC":"electricity"},
        "cards":{},"columns":{"day":"day","time":"time","plate":"plate","card":"card","kind":"kind","quantity":"quantity","amount":"amount",
        "currency":"currency","odometer":"odometer","station":"station","reference":"reference"}}"#;
    let mapping = serde_json::from_str(MAPPING).expect("it is a mapping");
    let read = fleet::parse_energy(input, &mapping);
    assert!(read.problems.iter().all(|problem| problem.line > 0));
    for row in &read.rows {
        assert!(row.quantity > 0 || row.cents < 0 || (row.quantity < 0 && row.cents == 0), "{row:?}");
        assert!(row.currency.len() == 3 && (row.plate.is_some() || row.card.is_some()), "{row:?}");
        assert!(row.odometer_km.is_none_or(|km| km >= 0), "{row:?}");
    }
}

/// A CSV file of people, as far as it is read without a database. What is read can be written and reads the same.
pub fn people(input: &[u8]) {
    const COLUMNS: &[&str] = &["login", "name", "email", "language", "org_unit", "site", "roles"];
    let Sheet { rows, .. } = sheet::read(input, COLUMNS, &["login"]);
    for row in &rows {
        let _ = (row.parsed::<Lang>("language"), row.list("roles"));
    }
    let cells = |rows: &[sheet::Row]| -> Vec<Vec<String>> {
        let cell = |row: &sheet::Row, column: &&str| row.get(column).unwrap_or_default().to_owned();
        rows.iter().map(|row| COLUMNS.iter().map(|column| cell(row, column)).collect()).collect()
    };
    let written = sheet::write(COLUMNS, cells(&rows));
    let again = sheet::read(written.as_bytes(), COLUMNS, &["login"]);
    assert_eq!(cells(&again.rows), cells(&rows), "{written}");
}

/// A recurrence rule behind a start (`2026-12-01T10:00 FREQ=DAILY;COUNT=3`), and what editing does to it: its dates rise,
/// it reads back as it was written, and cut in two it has the same dates as before.
pub fn recurrence(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (start, rule) = text.split_once(' ').unwrap_or(("", text));
    let start: WallTime = start.parse().unwrap_or_else(|_| "2026-12-01T10:00".parse().expect("a time"));
    let Ok(rule) = Recurrence::parse_open(rule) else { return };
    assert_eq!(Recurrence::parse_open(rule.as_str()).as_ref(), Ok(&rule));
    if !start.is_plausible() {
        return;
    }
    if rule.is_endless() {
        let ended = rule.until(start.plus_minutes(30 * 1440), Zone::BRUSSELS);
        assert!(!ended.is_endless());
        let _ = ended.expand(start, Zone::BRUSSELS);
        return;
    }
    let dates = match rule.expand(start, Zone::BRUSSELS) {
        Ok(dates) => dates,
        Err(RecurrenceError::Unreadable(_) | RecurrenceError::TooLong | RecurrenceError::Empty) => return,
        Err(error) => panic!("{rule:?} was read and is then refused: {error}"),
    };
    assert!((1..=MAX_DATES).contains(&dates.len()), "{} dates", dates.len());
    assert!(dates.is_sorted_by(|a, b| a < b), "{rule:?}: {dates:?}");
    for date in &dates {
        let _ = (date.instant(Zone::BRUSSELS, Fold::First), date.instant_or_next(Zone::BRUSSELS));
    }
    let cut = dates.len() / 2;
    if cut > 0 {
        let (head, tail) = rule.split(cut, dates.len());
        assert_eq!(head.expand(start, Zone::BRUSSELS).as_deref(), Ok(&dates[..cut]), "{rule:?} before {cut}");
        assert!(Recurrence::parse(tail.as_str()).is_ok(), "{rule:?} after {cut}: {tail:?}");
    }
}

/// A photo, from whichever bytes.
pub fn photo(input: &[u8]) {
    let Ok(prepared) = media::photo::prepare(input) else { return };
    assert!((1..=media::photo::KEPT_SIDE).contains(&prepared.width.max(prepared.height)));
    assert!(prepared.jpeg.starts_with(&[0xff, 0xd8]));
}

/// A policy in JSON: what is taken reads back as it was written.
pub fn policy(input: &[u8]) {
    let Ok(parts) = serde_json::from_slice::<PolicyParts>(input) else { return };
    let _ = parts.check();
    let written = serde_json::to_string(&parts).expect("it can be written");
    assert_eq!(serde_json::from_str::<PolicyParts>(&written).ok(), Some(parts), "{written}");
}
