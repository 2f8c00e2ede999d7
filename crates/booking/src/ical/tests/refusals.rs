//! What is refused or reported, with its line, while the rest is taken.

use kernel::{Fold, Zone};

use super::super::{EventClass, EventStatus, Length, problem::MAX_PROBLEMS};
use super::*;

const NINE: &str = "DTSTART;TZID=Europe/Brussels:20260105T090000\n";
const TEN: &str = "DTEND;TZID=Europe/Brussels:20260105T100000\n";

#[test]
fn an_event_that_cannot_be_understood_is_refused_at_its_line() {
    // Each event starts in line 3, its UID stands in line 4, its own lines follow.
    let cases: &[(&str, usize, Code)] = &[
        ("SUMMARY:no start\n", 3, Code::MissingStart),
        ("DTSTART:20260105T090000\nDTSTART:20260105T100000\n", 6, Code::RepeatedProperty),
        ("DTSTART:yesterday\n", 5, Code::UnreadableDate),
        ("DTSTART:20260230T090000\nDTEND:20260301T090000\n", 5, Code::UnreadableDate),
        ("DTSTART:00010101T090000Z\nDTEND:00010101T100000Z\n", 5, Code::YearOutOfRange),
        ("DTSTART:20260105T090000Z\nDTEND:99991231T100000Z\n", 6, Code::YearOutOfRange),
        (
            "DTSTART;TZID=Europe/Brussels:20260105T090000\nDTEND;TZID=Europe/Brussels:20260105T083000\n",
            6,
            Code::EndBeforeStart,
        ),
        (
            "DTSTART;TZID=Europe/Brussels:20260105T090000\nDTEND;TZID=Europe/Brussels:20260105T090000\n",
            6,
            Code::NoLength,
        ),
        ("DTSTART;TZID=Europe/Brussels:20260105T090000\n", 3, Code::NoLength),
        ("DTSTART;TZID=Europe/Brussels:20260105T090000\nDURATION:-PT15M\n", 6, Code::EndBeforeStart),
        ("DTSTART;TZID=Europe/Brussels:20260105T090000\nDURATION:an hour\n", 6, Code::UnreadableDuration),
        ("DTSTART;TZID=Europe/Brussels:20260105T090000\nDURATION:P9999D\n", 6, Code::TooLong),
        (
            "DTSTART;TZID=Europe/Brussels:20260105T090000\nDURATION:PT1H\nDTEND;TZID=Europe/Brussels:20260105T103000\n",
            7,
            Code::EndContradictsDuration,
        ),
        ("DTSTART;VALUE=DATE:20260105\nDTEND:20260105T103000\n", 6, Code::MixedDateKinds),
        ("DTSTART;TZID=Europe/Brussels:20260105T090000\nDTEND;VALUE=DATE:20260106\n", 6, Code::MixedDateKinds),
        ("DTSTART;VALUE=DATE:20260105\nDURATION:PT5H\n", 6, Code::MixedDateKinds),
        ("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260104\n", 6, Code::EndBeforeStart),
        (
            "DTSTART;TZID=Europe/Brussels:20260329T023000\nDTEND;TZID=Europe/Brussels:20260329T033000\n",
            5,
            Code::TimeDoesNotExist,
        ),
        (
            "DTSTART;TZID=Europe/Brussels:20260329T013000\nDTEND;TZID=Europe/Brussels:20260329T023000\n",
            6,
            Code::TimeDoesNotExist,
        ),
        ("DTSTART;TZID=Europe/Atlantis:20260105T090000\nDURATION:PT1H\n", 5, Code::UnknownZone),
        ("DTSTART:20260105T090000Z\nDTEND;TZID=Nowhere:20260105T100000\n", 6, Code::UnknownZone),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;COUNT=3\n", 7, Code::RuleTooFrequent),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY\n", 7, Code::RuleTooFrequent),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=9,14\n", 7, Code::RuleTooFrequent),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:every week\n", 7, Code::UnreadableRule),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0\n", 7, Code::UnreadableRule),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYDAY=MOANNéE\n", 7, Code::UnreadableRule),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20260110\n", 7, Code::UnreadableRule),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=100000\n", 7, Code::TooManyDates),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20991231T000000Z\n", 7, Code::TooManyDates),
        (
            "DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20250101T000000Z\n",
            7,
            Code::RuleWithoutDates,
        ),
        (
            "DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
            7,
            Code::RuleWithoutDates,
        ),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n", 8, Code::SeveralRules),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY\n", 8, Code::ExclusionRule),
        (
            "DTSTART:20260105T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260106T090000Z/PT2H\n",
            7,
            Code::PeriodUnsupported,
        ),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEXDATE:soon\n", 8, Code::UnreadableDate),
    ];
    for (body, line, code) in cases {
        let good = format!("{NINE}{TEN}");
        let text = calendar(&format!("BEGIN:VEVENT\nUID:1\n{body}END:VEVENT\nBEGIN:VEVENT\nUID:2\n{good}END:VEVENT\n"));
        let found = read(text.as_bytes());
        assert_eq!(refusals(&found), [(*line, *code)], "{body}{:?}", found.problems);
        assert_eq!(found.refusals().next().unwrap().uid.as_deref(), Some("1"));
        assert_eq!(
            found.series.iter().map(ImportedSeries::key).collect::<Vec<_>>(),
            ["2"],
            "the other is taken: {body}"
        );
    }
}

#[test]
fn an_event_without_identity_is_refused() {
    let found = read(calendar(&format!("BEGIN:VEVENT\n{NINE}{TEN}END:VEVENT\n")).as_bytes());
    assert_eq!(refusals(&found), [(3, Code::MissingUid)]);
    assert!(found.series.is_empty());
}

#[test]
fn odd_but_clear_events_are_taken_with_a_notice() {
    let cases: &[(&str, Option<(usize, Code)>)] = &[
        ("DTSTART:20260105T090000\nDURATION:PT1H\n", Some((5, Code::FloatingTime))),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\n", Some((5, Code::RepeatsInUtc))),
        ("DTSTART:20260105T090030Z\nDTEND:20260105T100030Z\n", Some((5, Code::SecondsDropped))),
        ("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260105\n", Some((6, Code::NoLength))),
        ("DTSTART;VALUE=DATE:20260105\n", None),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nSTATUS:MAYBE\n", Some((7, Code::UnknownValue))),
        ("DTSTART:20260105T090000Z\nDURATION:PT1H\nSEQUENCE:new\n", Some((7, Code::UnknownValue))),
        ("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2\n", Some((6, Code::StartOutsideRule))),
        ("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;UNTIL=99991231\n", Some((6, Code::FarUntil))),
        (
            "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;VALUE=DATE:20260113\n",
            Some((7, Code::ExclusionWithoutDate)),
        ),
        ("DTSTART;VALUE=DATE:20260105\nRRULE:freq=weekly;byhour=0;Count=2;WKST=MO;X-MINE=1;\n", None),
        ("DTSTART;VALUE=DATE:20260105\nthis line lost its way\n", Some((6, Code::UnreadableLine))),
        ("DTSTART:20260105T090000Z\nDTSTART:20260105T090000Z\nDURATION:PT1H\n", None),
    ];
    for (body, notice) in cases {
        let found = read(event(body).as_bytes());
        assert_eq!(refusals(&found), [], "{body}");
        assert_eq!(notices(&found).first(), notice.as_ref(), "{body}");
        assert_eq!(found.series.len(), 1, "{body}");
    }
}

#[test]
fn seconds_are_rounded_so_that_no_minute_of_the_meeting_is_lost() {
    let found = read(event("DTSTART:20260105T090030Z\nDTEND:20260105T100030Z\n").as_bytes());
    let taken = &found.series[0].master;
    assert_eq!((taken.starts_at().to_string().as_str(), taken.length), ("2026-01-05T09:00:00Z", Length::Minutes(61)));
}

#[test]
fn utc_in_the_hour_that_comes_twice_keeps_its_instant() {
    for (hour, fold) in [("00", Fold::First), ("01", Fold::Second)] {
        let found = read(event(&format!("DTSTART:20261025T{hour}3000Z\nDURATION:PT30M\n")).as_bytes());
        let taken = &found.series[0].master;
        assert_eq!((taken.start.to_string().as_str(), taken.fold), ("2026-10-25T02:30", fold));
        assert_eq!(taken.starts_at().to_string(), format!("2026-10-25T{hour}:30:00Z"));
    }
}

#[test]
fn an_end_in_the_hour_that_comes_twice_lies_after_the_start() {
    let found = read(
        event("DTSTART;TZID=Europe/Brussels:20261025T024500\nDTEND;TZID=Europe/Brussels:20261025T021500\n").as_bytes(),
    );
    assert_eq!(found.series[0].master.length, Length::Minutes(30));
}

#[test]
fn a_start_and_an_end_in_two_zones() {
    let found = read(
        event("DTSTART;TZID=Europe/Brussels:20260105T090000\nDTEND;TZID=Europe/London:20260105T090000\n").as_bytes(),
    );
    assert_eq!(found.series[0].master.length, Length::Minutes(60));
}

#[test]
fn files_that_are_cut_off_or_no_calendars() {
    assert_eq!(refusals(&read(b"")), [(1, Code::NotACalendar)]);
    assert_eq!(refusals(&read(b"Subject;Start\nMeeting;tomorrow\n")), [(1, Code::NotACalendar)]);
    let whole =
        calendar(&format!("BEGIN:VEVENT\nUID:1\n{NINE}{TEN}END:VEVENT\nBEGIN:VEVENT\nUID:2\n{NINE}{TEN}END:VEVENT\n"));
    let cut = &whole[..whole.rfind("END:VEVENT").unwrap()];
    let found = read(cut.as_bytes());
    assert_eq!(refusals(&found), [(8, Code::ComponentNotEnded)]);
    assert_eq!(notices(&found), [(1, Code::CalendarNotEnded)]);
    assert_eq!(found.series.len(), 1);
    let missing_end = whole.replacen("END:VEVENT\n", "", 1);
    let found = read(missing_end.as_bytes());
    assert_eq!(refusals(&found), [(3, Code::ComponentNotEnded)]);
    assert_eq!(found.series[0].key(), "2");
    let headless = whole.replace("BEGIN:VCALENDAR\nVERSION:2.0\n", "").replace("END:VCALENDAR\n", "");
    assert_eq!(read(headless.as_bytes()).series.len(), 2);
}

#[test]
fn two_calendars_in_one_file_keep_their_zones_apart() {
    let part = |offset: &str| {
        calendar(&format!(
            "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n\
             BEGIN:VEVENT\nUID:{offset}\nDTSTART;TZID=Own:20260105T090000\nDURATION:PT1H\nEND:VEVENT\n"
        ))
    };
    let found = read((part("+0100") + &part("+0000")).as_bytes());
    let starts: Vec<_> = found.series.iter().map(|series| series.master.starts_at().to_string()).collect();
    assert_eq!(starts, ["2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z"]);
}

#[test]
fn an_endless_series_in_a_zone_without_summer_time_is_not_taken_for_brussels() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    let text = |rule: &str| {
        calendar(&format!(
            "{zone}BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Customized Time Zone:20260105T090000\nDURATION:PT1H\n{rule}END:VEVENT\n"
        ))
    };
    assert_eq!(read(text("").as_bytes()).series[0].master.zone, Zone::BRUSSELS, "one winter morning: the same instant");
    assert_eq!(read(text("RRULE:FREQ=WEEKLY\n").as_bytes()).series[0].master.zone.name(), "Africa/Lagos");
}

#[test]
fn series_and_their_changed_dates() {
    let master = "BEGIN:VEVENT\nUID:s\nDTSTART;TZID=Europe/Brussels:20260105T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20260119\nEND:VEVENT\n";
    let changed = |id: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID{id}\nDTSTART;TZID=Europe/Brussels:20260113T090000\nDURATION:PT1H\n{more}END:VEVENT\n"
        )
    };
    let brussels = ";TZID=Europe/Brussels:20260112T090000";

    let found = read(calendar(&(changed(brussels, "") + master)).as_bytes());
    assert_eq!((found.series.len(), found.series[0].overrides.len()), (1, 1), "the order does not matter");
    assert_eq!(found.series[0].master.exdates[0].to_string(), "2026-01-19T09:00", "a day means the date on that day");

    for same in [":20260112T080000Z", ";VALUE=DATE:20260112", ";TZID=Europe/London:20260112T080000"] {
        let found = read(calendar(&(master.to_owned() + &changed(same, ""))).as_bytes());
        assert_eq!(found.series[0].overrides[0].recurrence_id.unwrap().to_string(), "2026-01-12T09:00", "{same}");
        assert_eq!(notices(&found), []);
    }

    let found = read(calendar(&(master.to_owned() + &changed(";TZID=Europe/Brussels:20260114T090000", ""))).as_bytes());
    assert_eq!(notices(&found), [(10, Code::OverrideWithoutDate)]);

    let found = read(
        calendar(
            &(master.to_owned() + &changed(brussels, "SUMMARY:a\n") + &changed(brussels, "SUMMARY:b\nSEQUENCE:1\n")),
        )
        .as_bytes(),
    );
    assert_eq!(notices(&found), [(10, Code::DuplicateEvent)]);
    assert_eq!(found.series[0].overrides.iter().map(|date| date.summary.as_str()).collect::<Vec<_>>(), ["b"]);

    let found = read(calendar(&(master.to_owned() + &changed(brussels, "RRULE:FREQ=DAILY\n"))).as_bytes());
    assert_eq!(refusals(&found), [(15, Code::OverrideWithRule)]);
    assert!(notices(&found).contains(&(10, Code::DateLeftOut)));
    assert_eq!(found.series[0].master.exdates.len(), 2, "where it moved is not known, where it was it is no more");

    let following = brussels.replacen(';', ";RANGE=THISANDFUTURE;", 1);
    let found = read(calendar(&(master.to_owned() + &changed(&following, ""))).as_bytes());
    assert_eq!(refusals(&found), [(3, Code::SeriesRefused), (12, Code::ThisAndFuture)]);
    assert!(found.series.is_empty());

    let no_zone = master.replace("Europe/Brussels", "Europe/Atlantis");
    let found = read(calendar(&(no_zone + &changed(brussels, ""))).as_bytes());
    assert_eq!(refusals(&found), [(5, Code::UnknownZone), (10, Code::SeriesRefused)]);

    let found = read(calendar(&master.repeat(2)).as_bytes());
    assert_eq!(notices(&found), [(10, Code::DuplicateEvent)]);
    assert_eq!(found.series.len(), 1);
}

#[test]
fn methods_of_a_conversation() {
    let text = event(&format!("{NINE}{TEN}"));
    let with =
        |method: &str| read(text.replacen("VERSION:2.0\n", &format!("VERSION:2.0\nMETHOD:{method}\n"), 1).as_bytes());
    assert_eq!(with("CANCEL").series[0].master.status, EventStatus::Cancelled);
    assert_eq!(refusals(&with("REPLY")), [(3, Code::MethodUnsupported)]);
    assert_eq!(with("REQUEST").series[0].master.status, EventStatus::Confirmed);
}

#[test]
fn a_class_nobody_knows_is_private() {
    let found = read(event(&format!("{NINE}{TEN}CLASS:X-EYES-ONLY\n")).as_bytes());
    assert_eq!(found.series[0].master.class, EventClass::Private);
}

#[test]
fn limits_hold() {
    let one = format!("BEGIN:VEVENT\n{NINE}END:VEVENT\n");
    let text = calendar(&one.repeat(MAX_PROBLEMS + 5));
    let found = read(text.as_bytes());
    assert_eq!(found.problems.len(), MAX_PROBLEMS + 1);
    assert_eq!(found.problems.last().unwrap().code, Code::TooManyProblems);
    let options = ReadOptions { max_events: 3, ..ReadOptions::new(Zone::BRUSSELS) };
    let found = super::super::read(text.as_bytes(), &options);
    assert_eq!((found.found, refusals(&found).last().unwrap().1), (MAX_PROBLEMS + 5, Code::TooManyEvents));
    assert_eq!(refusals(&found).len(), 4);
    let options = ReadOptions { max_bytes: 100, ..options };
    let found = super::super::read(text.as_bytes(), &options);
    assert_eq!((found.found, refusals(&found)), (0, vec![(1, Code::TooLarge)]));
}
