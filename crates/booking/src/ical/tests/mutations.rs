//! What nobody should send: the reader answers, whatever comes.

use proptest::prelude::*;

use super::*;

/// What holds for every answer.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count().max(1);
    let found = read(bytes);
    for problem in &found.problems {
        prop_assert!((1..=lines).contains(&problem.line), "line {} of {lines}: {problem:?}", problem.line);
    }
    for series in &found.series {
        for event in std::iter::once(&series.master).chain(&series.overrides) {
            prop_assert!(event.starts_at() < event.ends_at(), "{event:?}");
            prop_assert!(!event.uid.is_empty() && !event.uid.contains('\0') && !event.summary.contains('\0'));
        }
        prop_assert_eq!(series.fingerprint().len(), 64);
    }
    if found.series.is_empty() {
        prop_assert!(found.found == 0 || !found.problems.is_empty(), "events vanished without a word");
    }
    Ok(())
}

/// A change somewhere in a file.
#[derive(Debug, Clone)]
enum Change {
    Byte(usize, u8),
    Cut(usize, usize),
    Double(usize, usize),
    Truncate(usize),
    Insert(usize, &'static str),
}

fn any_change() -> impl Strategy<Value = Change> {
    let odd = prop::sample::select(vec![
        "\r\n",
        "\r\n ",
        "\n",
        "\"",
        ";",
        ":",
        ",",
        "Z",
        "T",
        "9999",
        "00000000000000000000",
        "-",
        "\u{0}",
        "é",
        "😀",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "BEGIN:VALARM\r\n",
        "END:VCALENDAR\r\n",
        "RRULE:FREQ=DAILY;INTERVAL=0\r\n",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3\r\n",
        "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU;BYMONTHDAY=1,-1;UNTIL=20990101T000000Z\r\n",
        "RECURRENCE-ID:20260330T070000Z\r\n",
        "DTSTART;VALUE=DATE:20260329\r\n",
        "TZOFFSETTO:-1459\r\n",
        "EXDATE:20260406T070000Z,\r\n",
        "RDATE:21991231T235959Z\r\n",
    ]);
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (any::<usize>(), 0..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<usize>(), 0..400_usize).prop_map(|(at, length)| Change::Double(at, length)),
        any::<usize>().prop_map(Change::Truncate),
        (any::<usize>(), odd).prop_map(|(at, text)| Change::Insert(at, text)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let at = |wish: usize| wish % (bytes.len() + 1);
    match *change {
        Change::Byte(wish, byte) => {
            if let Some(place) = bytes.len().checked_sub(1).map(|last| wish % (last + 1)) {
                bytes[place] = byte;
            }
        }
        Change::Cut(wish, length) => {
            let from = at(wish);
            let to = (from + length).min(bytes.len());
            bytes.drain(from..to);
        }
        Change::Double(wish, length) => {
            let from = at(wish);
            let part = bytes[from..(from + length).min(bytes.len())].to_vec();
            bytes.splice(from..from, part);
        }
        Change::Truncate(wish) => {
            let to = at(wish);
            bytes.truncate(to);
        }
        Change::Insert(wish, text) => {
            // Before a line as often as anywhere.
            let from = at(wish);
            let place = if wish % 2 == 0 {
                bytes[..from].iter().rposition(|byte| *byte == b'\n').map_or(0, |line| line + 1)
            } else {
                from
            };
            bytes.splice(place..place, text.bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn exports_that_were_damaged(which in 0..FIXTURES.len(), changes in prop::collection::vec(any_change(), 1..12)) {
        let mut bytes = FIXTURES[which].1.to_vec();
        for change in &changes {
            apply(&mut bytes, change);
        }
        check(&bytes)?;
    }

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        check(&bytes)?;
    }

    #[test]
    fn arbitrary_values(
        name in prop::sample::select(vec!["DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "DTSTART;TZID", "ORGANIZER", "SEQUENCE"]),
        value in "\\PC{0,60}|[0-9TZ+:;=,PFREQDAILYWKMO-]{0,60}",
    ) {
        check(event(&format!("DTSTART:20260105T090000Z\nDURATION:PT1H\n{name}:{value}\n")).as_bytes())?;
        check(event(&format!("{name}={value}\nDURATION:PT1H\nRRULE:{value}\n")).as_bytes())?;
    }
}

#[test]
fn a_rule_that_never_comes_true_is_answered() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4;COUNT=9",
    ] {
        let found = read(event(&format!("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:{rule}\n")).as_bytes());
        assert_eq!(refusals(&found), [(7, Code::RuleWithoutDates)], "{rule}");
    }
}
