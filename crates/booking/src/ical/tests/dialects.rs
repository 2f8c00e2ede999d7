//! What each program writes is read as it meant it.

use kernel::{Fold, Instant, Recurrence, WallTime, Zone};

use super::super::{EventClass, EventStatus, Length};
use super::*;

fn walls(dates: &[WallTime]) -> Vec<String> {
    dates.iter().map(ToString::to_string).collect()
}

fn utc(at: Instant) -> String {
    at.to_string()
}

fn rule(series: &ImportedSeries) -> &str {
    series.master.rule.as_ref().map(Recurrence::as_str).unwrap()
}

#[test]
fn outlook_on_the_desktop() {
    let found = fixture("outlook-desktop");
    assert_eq!(found.name.as_deref(), Some("Zaal 4.01"));
    assert_eq!((found.found, found.series.len()), (5, 4));
    assert_eq!(refusals(&found), []);
    assert_eq!(notices(&found), []);

    let weekly = series(&found, "0000000001");
    let master = &weekly.master;
    assert_eq!((master.start.to_string().as_str(), master.zone), ("2026-03-02T09:00", Zone::BRUSSELS));
    assert_eq!((master.length, master.sequence, master.line), (Length::Minutes(90), 2, 26));
    assert_eq!(rule(weekly), "FREQ=WEEKLY;COUNT=40;BYDAY=MO");
    assert_eq!(walls(&master.exdates), ["2026-04-06T09:00", "2026-05-25T09:00"]);
    assert_eq!(master.summary, "Wekelijks overleg directie — tweede verdieping");
    assert_eq!(
        master.description.as_deref(),
        Some(
            "Wekelijks overleg\n\nAgenda, punten; verslag: zie de map van het secretariaat, ook voor wie op afstand meedoet."
        )
    );
    let organizer = master.organizer.as_ref().unwrap();
    assert_eq!(organizer.mail.as_deref(), Some("ann.peeters@example.org"));
    assert_eq!(organizer.name.as_deref(), Some("Peeters, Ann (demo)"));
    let moved = &weekly.overrides[0];
    assert_eq!(weekly.overrides.len(), 1);
    assert_eq!(moved.recurrence_id.unwrap().to_string(), "2026-03-30T09:00");
    assert_eq!((moved.start.to_string().as_str(), moved.sequence), ("2026-03-31T11:00", 3));
    let dates = master.rule.as_ref().unwrap().expand(master.start, master.zone).unwrap();
    let utc_hours: std::collections::BTreeSet<String> =
        dates.iter().map(|at| at.instant_or_next(master.zone).to_string()[11..].to_owned()).collect();
    assert_eq!(utc_hours.into_iter().collect::<Vec<_>>(), ["07:00:00Z", "08:00:00Z"], "nine o'clock in both seasons");

    let days = &series(&found, "DEMO0002").master;
    assert_eq!((days.all_day, days.length, days.class), (true, Length::Days(2), EventClass::Private));
    let night = &series(&found, "DEMO0003").master;
    assert_eq!(
        (night.length, night.class),
        (Length::Minutes(7 * 60), EventClass::Confidential),
        "the night has an hour more"
    );
    assert_eq!(night.status, EventStatus::Tentative);
    let free = &series(&found, "DEMO0004").master;
    assert_eq!((free.all_day, free.length, free.blocks), (true, Length::Days(1), false));
}

#[test]
fn zones_of_outlook_without_a_known_name() {
    let found = fixture("outlook-custom-zones");
    assert_eq!((found.found, found.series.len()), (7, 4));
    let zone = |uid: &str| series(&found, uid).master.zone.name();
    assert_eq!(zone("custom-1@demo"), "Europe/Brussels");
    assert_eq!(zone("custom-2@demo"), "Europe/Brussels");
    assert_eq!(zone("custom-3@demo"), "Europe/Brussels");
    assert_eq!(zone("custom-5@demo"), "America/New_York");
    assert_eq!(
        utc(series(&found, "custom-5@demo").master.starts_at()),
        "2026-03-11T14:00:00Z",
        "New York is on summer time already"
    );
    assert_eq!(utc(series(&found, "custom-2@demo").master.starts_at()), "2026-06-15T07:00:00Z");
    assert_eq!(walls(&series(&found, "custom-1@demo").master.exdates), ["2026-07-20T09:00"]);
    let by_definition: Vec<usize> =
        notices(&found).into_iter().filter(|(_, code)| *code == Code::ZoneByDefinition).map(|(line, _)| line).collect();
    assert_eq!(by_definition.len(), 3);
    let refused: Vec<_> = found.refusals().map(|problem| (problem.uid.as_deref().unwrap(), problem.code)).collect();
    assert_eq!(
        refused,
        [
            ("custom-4@demo", Code::UnknownZone),
            ("custom-6@demo", Code::ZoneContradiction),
            ("custom-7@demo", Code::UnknownZone)
        ]
    );
}

#[test]
fn exchange_online() {
    let found = fixture("exchange-365");
    assert_eq!((found.found, found.series.len()), (4, 2));
    assert_eq!((refusals(&found), notices(&found)), (vec![], vec![]));
    let monthly = series(&found, "DEMO365-1");
    assert_eq!(monthly.master.zone.name(), "Europe/Berlin");
    assert_eq!(monthly.master.length, Length::Minutes(120));
    let dates = monthly.master.rule.as_ref().unwrap().expand(monthly.master.start, monthly.master.zone).unwrap();
    assert_eq!(
        (dates.len(), dates[11].to_string().as_str()),
        (12, "2026-12-25T09:00"),
        "the last Friday of each month"
    );
    let changes: Vec<_> = monthly
        .overrides
        .iter()
        .map(|date| (date.recurrence_id.unwrap().to_string(), date.status, date.start.to_string()))
        .collect();
    assert_eq!(
        changes,
        [
            ("2026-05-29T09:00".into(), EventStatus::Confirmed, "2026-05-29T14:00".into()),
            ("2026-11-27T09:00".into(), EventStatus::Cancelled, "2026-11-27T09:00".into())
        ]
    );
    let interview = &series(&found, "DEMO365-2").master;
    assert_eq!(
        (utc(interview.starts_at()).as_str(), interview.status),
        ("2026-04-01T12:00:00Z", EventStatus::Tentative)
    );
}

#[test]
fn google() {
    let found = fixture("google");
    assert_eq!((found.found, found.series.len()), (6, 4));
    assert_eq!(refusals(&found), []);
    assert_eq!(notices(&found).into_iter().map(|(_, code)| code).collect::<Vec<_>>(), [Code::OverrideWithoutSeries]);
    let single = &series(&found, "g1demo@google.com").master;
    assert_eq!((single.start.to_string().as_str(), single.zone), ("2026-12-01T14:00", Zone::BRUSSELS));
    assert_eq!((single.length, single.description.as_ref()), (Length::Minutes(90), None));
    assert_eq!(single.location.as_deref(), Some("Wetstraat 16, 1000 Brussel"));
    let weekly = series(&found, "g2demo@google.com");
    let dates = weekly.master.rule.as_ref().unwrap().expand(weekly.master.start, weekly.master.zone).unwrap();
    assert_eq!(
        walls(&dates),
        ["2026-03-23T14:00", "2026-03-30T14:00", "2026-04-06T14:00", "2026-04-13T14:00", "2026-04-20T14:00"]
    );
    assert_eq!(
        weekly.overrides.iter().map(|date| date.recurrence_id.unwrap().to_string()).collect::<Vec<_>>(),
        ["2026-03-30T14:00", "2026-04-13T14:00"]
    );
    let yearly = &series(&found, "g3demo@google.com").master;
    assert!(yearly.rule.as_ref().unwrap().is_endless() && yearly.all_day && !yearly.blocks);
    let orphan = series(&found, "g4demo@google.com");
    assert_eq!(orphan.key(), "g4demo@google.com#2026-09-08T10:00");
    assert_eq!(orphan.master.start.to_string(), "2026-09-09T10:00");
}

#[test]
fn thunderbird() {
    let found = fixture("thunderbird");
    assert_eq!((found.found, found.series.len()), (3, 3));
    assert_eq!(refusals(&found), []);
    assert_eq!(
        notices(&found).into_iter().map(|(_, code)| code).collect::<Vec<_>>(),
        [Code::ComponentSkipped, Code::FloatingTime]
    );
    let daily = &series(&found, "00000000demo").master;
    assert_eq!((daily.zone, daily.length), (Zone::BRUSSELS, Length::Minutes(90)));
    assert_eq!(walls(&daily.exdates), ["2026-10-22T14:00"], "told in UTC, meant on the wall");
    assert_eq!(walls(&daily.rdates), ["2026-10-31T14:00"]);
    let dates = daily.rule.as_ref().unwrap().expand(daily.start, daily.zone).unwrap();
    assert_eq!(
        walls(&dates[3..]),
        ["2026-10-26T14:00", "2026-10-27T14:00"],
        "over the weekend on which the clocks change"
    );
    let days = &series(&found, "tb-days@demo").master;
    assert_eq!(
        (days.length, days.ends_at().minutes_since(days.starts_at())),
        (Length::Days(2), 47 * 60),
        "a day of 23 hours in it"
    );
}

#[test]
fn apple() {
    let found = fixture("apple");
    assert_eq!((found.found, found.series.len()), (4, 4));
    assert_eq!((refusals(&found), notices(&found)), (vec![], vec![]));
    assert_eq!(found.name.as_deref(), Some("Hertoginnedal — Oranjerie"));
    assert_eq!(
        utc(series(&found, "A1-DEMO").master.starts_at()),
        "1995-09-25T22:00:00Z",
        "in 1995 the clocks went back in September"
    );
    let reception = series(&found, "A2-DEMO");
    assert_eq!(
        reception.master.summary,
        "Réception des délégations — préparation du buffet, accueils à l’étage et vestiaire à l’Orangerie"
    );
    assert_eq!(reception.master.location.as_deref(), Some("Hertoginnedal\nTervurenlaan, Oudergem"));
    assert_eq!(rule(reception), "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231T225959Z");
    let twice = &series(&found, "A3-DEMO").master;
    assert_eq!(
        (twice.fold, utc(twice.starts_at()).as_str(), twice.length),
        (Fold::First, "2026-10-25T00:15:00Z", Length::Minutes(30))
    );
    let day = &series(&found, "A4-DEMO").master;
    assert_eq!(day.ends_at().minutes_since(day.starts_at()), 23 * 60);
}

/// Replaces text in a file whose folds may stand inside characters.
fn replaced(bytes: &[u8], pairs: &[(&str, &str)]) -> Vec<u8> {
    // Every byte as the character of that number, and back.
    let mut text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    for (from, to) in pairs {
        text = text.replace(from, to);
    }
    text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect()
}

#[test]
fn a_second_export_of_the_same_calendar_has_the_same_fingerprints() {
    let prints =
        |bytes: &[u8]| read(bytes).series.iter().map(|series| (series.key(), series.fingerprint())).collect::<Vec<_>>();
    for (name, bytes) in FIXTURES {
        let later = replaced(
            bytes,
            &[("\r\n", "\n"), ("DTSTAMP:2026", "DTSTAMP:2027"), ("LAST-MODIFIED:2026", "LAST-MODIFIED:2027")],
        );
        assert_ne!(later, bytes, "{name}");
        assert_eq!(prints(bytes), prints(&later), "{name}");
        let changed = replaced(bytes, &[("SUMMARY", "CLASS:CONFIDENTIAL\r\nSUMMARY"), ("CLASS:P", "X-CLASS:P")]);
        assert_ne!(prints(bytes), prints(&changed), "{name}");
    }
}
