//! What is written is read as the same, by us and by others.

use kernel::{Fold, Instant, Recurrence, WallTime, Zone};
use proptest::prelude::*;

use super::super::{EventClass, EventStatus, FeedEvent, ImportedEvent, Length, Organizer, WriteOptions, write};
use super::*;

fn options() -> WriteOptions {
    WriteOptions {
        product: "-//Intendant//Intendant//EN".into(),
        name: Some("Zaal; één, twee".into()),
        refresh_minutes: Some(15),
        until_year: 2030,
    }
}

fn feed(event: &ImportedEvent) -> FeedEvent {
    FeedEvent {
        uid: event.uid.clone(),
        recurrence_id: event.recurrence_id,
        sequence: event.sequence,
        stamp: Instant::from_micros(1_767_225_600_000_000),
        summary: event.summary.clone(),
        description: event.description.clone(),
        location: event.location.clone(),
        organizer: event.organizer.clone(),
        url: None,
        start: event.start,
        fold: event.fold,
        zone: event.zone,
        length: event.length,
        rule: event.rule.clone(),
        exdates: event.exdates.clone(),
        rdates: event.rdates.clone(),
        status: event.status,
        class: event.class,
        blocks: event.blocks,
    }
}

/// Lines differ between two files.
fn without_lines(series: &[ImportedSeries]) -> Vec<ImportedSeries> {
    let mut series = series.to_vec();
    for event in series.iter_mut().flat_map(|series| std::iter::once(&mut series.master).chain(&mut series.overrides)) {
        event.line = 0;
    }
    series
}

#[test]
fn every_dialect_survives_being_written_and_read() {
    for (name, bytes) in FIXTURES {
        let first = read(bytes);
        let events: Vec<FeedEvent> = first
            .series
            .iter()
            .flat_map(|series| std::iter::once(&series.master).chain(&series.overrides))
            .map(feed)
            .collect();
        let text = write(&events, &options());
        let second = read(text.as_bytes());
        assert_eq!(refusals(&second), [], "{name}\n{text}");
        assert_eq!(without_lines(&second.series), without_lines(&first.series), "{name}\n{text}");
        assert_eq!(second.name.as_deref(), Some("Zaal; één, twee"));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{name}: {line}");
        }
    }
}

fn event(start: &str, zone: Zone) -> FeedEvent {
    FeedEvent {
        uid: "1@test".into(),
        recurrence_id: None,
        sequence: 0,
        stamp: Instant::from_micros(1_767_225_600_000_000),
        summary: "Overleg".into(),
        description: None,
        location: None,
        organizer: None,
        url: None,
        start: start.parse().unwrap(),
        fold: Fold::First,
        zone,
        length: Length::Minutes(60),
        rule: None,
        exdates: vec![],
        rdates: vec![],
        status: EventStatus::Confirmed,
        class: EventClass::Public,
        blocks: true,
    }
}

#[test]
fn a_single_event_to_the_letter() {
    let mut single = event("2026-12-01T14:00", Zone::BRUSSELS);
    single.organizer = Some(Organizer { mail: Some("ann@example.org".into()), name: Some("Ann \"A\"".into()) });
    single.rule = Some(Recurrence::parse("FREQ=WEEKLY;UNTIL=20270601").unwrap());
    single.exdates = vec!["2026-12-08T14:00".parse().unwrap()];
    let text = write(&[single], &WriteOptions { name: None, refresh_minutes: None, ..options() });
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Intendant//Intendant//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
        BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\nX-LIC-LOCATION:Europe/Brussels\r\n\
        BEGIN:STANDARD\r\nDTSTART:20250101T010000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
        BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
        END:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nUID:1@test\r\nDTSTAMP:20260101T000000Z\r\nLAST-MODIFIED:20260101T000000Z\r\nSEQUENCE:0\r\n\
        DTSTART;TZID=Europe/Brussels:20261201T140000\r\nDTEND;TZID=Europe/Brussels:20261201T150000\r\n\
        RRULE:FREQ=WEEKLY;UNTIL=20270601T215900Z\r\nEXDATE;TZID=Europe/Brussels:20261208T140000\r\n\
        SUMMARY:Overleg\r\nORGANIZER;CN=\"Ann ^'A^'\":mailto:ann@example.org\r\n\
        STATUS:CONFIRMED\r\nCLASS:PUBLIC\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text, expected);
}

#[test]
fn both_nights_of_the_clock_changes() {
    for (start, fold, minutes) in [
        ("2026-10-25T02:15", Fold::First, 30),
        ("2026-10-25T02:15", Fold::Second, 30),
        ("2026-10-25T01:30", Fold::First, 60),
        ("2026-10-25T01:30", Fold::First, 120),
        ("2026-10-25T02:45", Fold::First, 30),
        ("2026-03-29T01:30", Fold::First, 60),
        ("2026-03-28T22:00", Fold::First, 480),
    ] {
        let mut single = event(start, Zone::BRUSSELS);
        single.fold = fold;
        single.length = Length::Minutes(minutes);
        let wanted = single.start.instant(Zone::BRUSSELS, fold).unwrap();
        for rule in [None, Some(Recurrence::parse("FREQ=WEEKLY;COUNT=2").unwrap())] {
            if rule.is_some() && fold == Fold::Second {
                continue;
            }
            single.rule = rule;
            let text = write(std::slice::from_ref(&single), &options());
            let found = read(text.as_bytes());
            let back = &found.series[0].master;
            assert_eq!(
                (back.starts_at(), back.length),
                (wanted, Length::Minutes(minutes)),
                "{start} {fold:?} {minutes}\n{text}"
            );
        }
    }
}

#[test]
fn zones_of_all_kinds_are_defined_as_they_are() {
    // Two laws a year, a pause in Ramadan, no summer time, the southern half, half hours, a law that changed, a day left out.
    for zone in [
        "Europe/Brussels",
        "Africa/Casablanca",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Europe/Moscow",
        "Europe/Istanbul",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "Asia/Tehran",
        "Europe/Dublin",
    ] {
        let zone: Zone = zone.parse().unwrap();
        let mut events = Vec::new();
        for year in [2009, 2011, 2014, 2016, 2019, 2022, 2026, 2036] {
            for month in 1..=12 {
                let mut single = event(&format!("{year}-{month:02}-28T12:00"), zone);
                single.uid = format!("{year}-{month}");
                events.push(single);
            }
        }
        let text = write(&events, &options());
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
        // Under a name nobody knows the definition alone must tell.
        let renamed = text.replace(zone.name(), "Made Up").replace("X-LIC-LOCATION", "X-NOTHING");
        let calendar = super::super::read(renamed.as_bytes(), &ReadOptions::new(zone));
        assert_eq!(refusals(&calendar), [], "{zone}");
        for (event, series) in events.iter().zip(&calendar.series) {
            assert_eq!(
                (series.master.starts_at(), series.master.zone),
                (event.starts_at(), zone),
                "{zone} {}",
                event.start
            );
        }
        assert_eq!(calendar.series.len(), events.len());
    }
}

#[test]
fn a_rule_is_not_told_from_a_few_years() {
    // In 2032 to 2034 the second Sunday of March is the third last.
    let mut weekly = event("2033-01-01T12:00", "America/New_York".parse().unwrap());
    weekly.rule = Some(Recurrence::parse_open("FREQ=WEEKLY").unwrap());
    let text = write(&[weekly], &options());
    assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"), "{text}");
    assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"), "{text}");
    assert_eq!(refusals(&read(text.as_bytes())), []);
}

#[test]
fn other_readers_read_the_same() {
    let mut series = event("2026-03-23T09:00", Zone::BRUSSELS);
    series.summary = "Réunion; \"été\", suite \\ fin 😀 ".repeat(5).trim().to_owned();
    series.rule = Some(Recurrence::parse("FREQ=WEEKLY;COUNT=4").unwrap());
    series.exdates = vec!["2026-04-06T09:00".parse().unwrap()];
    let mut moved = event("2026-03-31T11:00", Zone::BRUSSELS);
    moved.recurrence_id = Some("2026-03-30T09:00".parse().unwrap());
    let text = write(&[series.clone(), moved], &options());

    // Stalwart's library, with its own expansion and its own zones.
    let calcard::Entry::ICalendar(theirs) = calcard::Parser::new(&text).entry() else { panic!("no calendar:\n{text}") };
    let expanded = theirs.expand_dates(calcard::common::timezone::Tz::Floating, 100);
    assert!(expanded.errors.is_empty(), "{:?}", expanded.errors);
    let mut starts: Vec<i64> = expanded.events.iter().map(|event| event.start.timestamp()).collect();
    starts.sort_unstable();
    let wanted = ["2026-03-23T08:00:00Z", "2026-03-31T09:00:00Z", "2026-04-13T07:00:00Z"]
        .map(|at| serde_json::from_value::<Instant>(serde_json::json!(at)).unwrap().micros() / 1_000_000);
    assert_eq!(starts, wanted);

    // And the one most Rust programs use.
    let other: icalendar::Calendar = text.parse().unwrap();
    let summaries: Vec<_> = other
        .components
        .iter()
        .filter_map(|part| part.as_event())
        .filter_map(|event| icalendar::Component::get_summary(event))
        .collect();
    assert_eq!(summaries, [series.summary.as_str(), "Overleg"]);
}

fn any_text() -> impl Strategy<Value = String> {
    "[ -~é😀,;:\\\\\"\n]{0,120}".prop_map(|text| text.trim().to_owned())
}

prop_compose! {
    fn any_event()(
        summary in any_text(),
        description in any_text(),
        name in "[ -~é\n]{1,40}",
        minutes in 0_i64..40_000_000,
        length in 1_i64..20_000,
        days in proptest::option::of(1_u32..40),
        zone in proptest::sample::select(vec!["Europe/Brussels", "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
        rule in proptest::option::of(proptest::sample::select(vec![
            "FREQ=WEEKLY;COUNT=7", "FREQ=DAILY;INTERVAL=3;COUNT=30", "FREQ=MONTHLY;COUNT=5", "FREQ=WEEKLY",
        ])),
        sequence in 0_u32..9,
        blocks in any::<bool>(),
    ) -> FeedEvent {
        let zone: Zone = if days.is_some() { Zone::BRUSSELS } else { zone.parse().unwrap() };
        let at = WallTime::at(Instant::from_micros(0).plus_minutes(minutes), zone);
        let start = if days.is_some() { WallTime::midnight(at.date()) } else { at };
        FeedEvent {
            summary,
            description: Some(description).filter(|text| !text.is_empty()),
            organizer: Some(Organizer { mail: Some("a@example.org".into()), name: Some(name.trim().to_owned()).filter(|name| !name.is_empty()) }),
            length: days.map_or(Length::Minutes(length), Length::Days),
            rule: rule.map(|rule| Recurrence::parse_open(rule).unwrap()),
            sequence,
            blocks,
            start,
            ..event("2026-01-05T09:00", zone)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn anything_written_is_read_again(event in any_event()) {
        let text = write(std::slice::from_ref(&event), &options());
        let found = read(text.as_bytes());
        prop_assert!(refusals(&found).is_empty(), "{:?}\n{}", found.problems, text);
        let back = &found.series[0].master;
        let starts_at = event.start.instant_or_next(event.zone);
        prop_assert_eq!(back.starts_at(), starts_at);
        prop_assert_eq!(back.ends_at(), event.length.end(starts_at, event.zone));
        prop_assert_eq!(&back.summary, &event.summary);
        prop_assert_eq!(&back.description, &event.description);
        prop_assert_eq!(&back.organizer, &event.organizer);
        prop_assert_eq!(&back.rule, &event.rule);
        prop_assert_eq!((back.sequence, back.blocks), (event.sequence, event.blocks));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75);
        }
    }
}
