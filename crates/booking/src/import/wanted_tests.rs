use super::*;
use crate::ical::{ReadOptions, read};

const NOW: &str = "2026-06-01T12:00";

fn frame() -> Frame<'static> {
    let at = |text: &str| text.parse::<WallTime>().unwrap().instant_or_next(Zone::BRUSSELS);
    Frame { now: at(NOW), until: at("2027-06-01T12:00"), untitled: "(untitled)" }
}

/// The master has UID 1; `body` are its lines, `more` further events.
fn ask(body: &str, more: &str) -> Result<Wanted, Outcome> {
    let text = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\n{body}END:VEVENT\n{more}END:VCALENDAR\n"
    );
    let calendar = read(text.as_bytes(), &ReadOptions::new(Zone::BRUSSELS));
    assert_eq!(calendar.refusals().count(), 0, "{:?}", calendar.problems);
    wanted(&calendar.series[0], frame()).unwrap()
}

fn start(at: &str, rest: &str) -> String {
    format!("DTSTART;TZID=Europe/Brussels:{at}\nDURATION:PT1H\n{rest}")
}

fn changed(date: &str, at: &str, rest: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:1\nSUMMARY:A\nRECURRENCE-ID;TZID=Europe/Brussels:{date}\nDTSTART;TZID=Europe/Brussels:{at}\nDURATION:PT1H\n{rest}END:VEVENT\n"
    )
}

fn starts(wanted: &Wanted) -> Vec<String> {
    wanted.dates.iter().map(|date| date.start.to_string()).collect()
}

fn rule(wanted: &Wanted) -> &str {
    wanted.series.recurrence.as_ref().map(Recurrence::as_str).unwrap()
}

#[test]
fn what_is_past_or_takes_no_time_is_not_wanted() {
    assert_eq!(ask(&start("20260601T110000", ""), ""), Err(Outcome::Past));
    assert_eq!(ask(&start("20260101T090000", "RRULE:FREQ=WEEKLY;COUNT=3\n"), ""), Err(Outcome::Past));
    assert_eq!(ask(&start("20260701T090000", "STATUS:CANCELLED\n"), ""), Err(Outcome::NotBlocking));
    assert_eq!(ask(&start("20260701T090000", "TRANSP:TRANSPARENT\n"), ""), Err(Outcome::NotBlocking));
    let all_out = start("20260701T090000", "RRULE:FREQ=WEEKLY;COUNT=1\nEXDATE;TZID=Europe/Brussels:20260701T090000\n");
    assert_eq!(ask(&all_out, ""), Err(Outcome::NotBlocking));
}

#[test]
fn the_dates_to_come_of_a_counted_series_keep_its_rhythm() {
    let found = ask(&start("20260504T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5\n"), "").unwrap();
    assert_eq!(starts(&found), ["2026-06-01T09:00", "2026-06-15T09:00", "2026-06-29T09:00"][1..]);
    assert_eq!((found.past, rule(&found)), (3, "FREQ=WEEKLY;INTERVAL=2;COUNT=2"));
    assert_eq!(found.series.dates().unwrap(), found.dates.iter().map(|date| date.start).collect::<Vec<_>>());
    assert_eq!(found.bounded_at, None);
}

#[test]
fn an_endless_series_ends_with_the_frame_however_long_ago_it_began() {
    for (begin, repeats, first, count) in [
        ("20260608T090000", "FREQ=WEEKLY", "2026-06-08T09:00", 52),
        ("19990104T090000", "FREQ=DAILY", "2026-06-02T09:00", 365),
        ("20000107T090000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-06-05T09:00", 26),
        ("19721231T090000", "FREQ=YEARLY", "2026-12-31T09:00", 1),
        ("20000229T090000", "FREQ=YEARLY;INTERVAL=4", "", 0),
    ] {
        let found = ask(&start(begin, &format!("RRULE:{repeats}\n")), "");
        if count == 0 {
            assert_eq!(found, Err(Outcome::Past), "{repeats}: the next is in 2028, beyond the frame");
            continue;
        }
        let found = found.unwrap();
        assert_eq!((starts(&found)[0].as_str(), found.dates.len()), (first, count), "{repeats}");
        assert_eq!(found.bounded_at.unwrap().to_string(), "2027-06-01T12:00");
        assert_eq!(found.series.dates().unwrap().len(), count);
        assert!(!found.series.recurrence.unwrap().is_endless());
    }
}

#[test]
fn changed_dates_have_their_own_time_and_title_and_cancelled_ones_are_left_out() {
    let more = changed("20260713T090000", "20260714T140000", "")
        + &changed("20260720T090000", "20260720T090000", "STATUS:CANCELLED\n")
        + &changed("20260727T090000", "20260727T090000", "").replace("SUMMARY:A", "SUMMARY:B");
    let body = start("20260706T090000", "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Brussels:20260803T090000\n");
    let found = ask(&body, &more).unwrap();
    assert_eq!(starts(&found), ["2026-07-06T09:00", "2026-07-14T14:00", "2026-07-27T09:00"]);
    assert_eq!(found.dates.iter().map(|date| date.original_start.to_string()).nth(1).unwrap(), "2026-07-13T09:00");
    assert_eq!(found.dates.iter().map(|date| date.title.as_deref()).collect::<Vec<_>>(), [None, None, Some("B")]);
    assert_eq!(
        found.left_out.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["2026-07-20T09:00", "2026-08-03T09:00"]
    );
}

#[test]
fn a_past_date_that_was_moved_to_come_is_wanted_and_one_moved_into_the_past_is_not() {
    let more = changed("20260525T090000", "20260603T090000", "") + &changed("20260608T090000", "20260529T090000", "");
    let found = ask(&start("20260518T090000", "RRULE:FREQ=WEEKLY;COUNT=5\n"), &more).unwrap();
    assert_eq!(starts(&found), ["2026-06-03T09:00", "2026-06-15T09:00"]);
    assert_eq!(found.series.extra_dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-05-25T09:00"]);
    assert_eq!(found.left_out.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-06-08T09:00"]);
}

#[test]
fn listed_dates_stand_beside_the_first_or_without_it() {
    let rdates = "RDATE;TZID=Europe/Brussels:20260706T090000,20260901T090000\n";
    let found = ask(&start("20260615T090000", rdates), "").unwrap();
    assert_eq!(starts(&found), ["2026-06-15T09:00", "2026-07-06T09:00", "2026-09-01T09:00"]);
    let found = ask(&start("20260115T090000", rdates), "").unwrap();
    assert_eq!(starts(&found), ["2026-07-06T09:00", "2026-09-01T09:00"]);
    assert_eq!(found.series.dates().unwrap().len(), 2);
}

#[test]
fn whole_days_last_as_long_as_they_do() {
    let found = ask("DTSTART;VALUE=DATE:20261024\nRRULE:FREQ=DAILY;COUNT=3\n", "").unwrap();
    assert_eq!(found.dates.iter().map(|date| date.duration_minutes).collect::<Vec<_>>(), [1440, 1500, 1440]);
}

#[test]
fn a_changed_date_in_another_zone_is_told_on_the_wall_of_the_series() {
    let more = changed("20260713T090000", "20260713T090000", "")
        .replace("DTSTART;TZID=Europe/Brussels", "DTSTART;TZID=Europe/London");
    let found = ask(&start("20260706T090000", "RRULE:FREQ=WEEKLY;COUNT=2\n"), &more).unwrap();
    assert_eq!(starts(&found), ["2026-07-06T09:00", "2026-07-13T10:00"]);
}

#[test]
fn titles_fit_and_are_never_empty() {
    let found = ask(&start("20260706T090000", ""), "").unwrap();
    assert_eq!(found.title, "A");
    let text = |summary: &str| {
        let calendar = read(
            format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:{summary}\nDTSTART:20260706T090000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n").as_bytes(),
            &ReadOptions::new(Zone::BRUSSELS),
        );
        wanted(&calendar.series[0], frame()).unwrap().unwrap().title
    };
    assert_eq!(text(""), "(untitled)");
    assert_eq!(text("a\\n b"), "a b");
    let long = text(&"é".repeat(300));
    assert_eq!((long.chars().count(), long.ends_with('…')), (MAX_TITLE, true));
}
