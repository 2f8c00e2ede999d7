//! Taking over calendars from files.

use booking::{
    BookingError,
    commands::cancel::Which,
    ical::Code,
    import::{EventReport, Import, Outcome, Progress, Report, import_calendar},
    model::{
        booking::Visibility,
        policy::{PolicyParts, Window},
        state::State,
    },
    queries::bookings::Details,
};
use kernel::{BookableId, PersonId};
use sea_orm::ConnectionTrait;

use crate::support::{Layout, Who, World, brussels, hour, on_both, starts, states};

fn person(mail: &str) -> Option<PersonId> {
    (mail == "anna@example.org").then(|| Who::Anna.id())
}

fn into(room: BookableId) -> Import<'static> {
    Import { bookable: room, host: Who::Dirk.id(), person: &person, untitled: "(no title)", dry_run: false }
}

async fn take(world: &World, how: &Import<'_>, text: &str) -> Report {
    import_calendar(&world.engine, &world.db, &world.by(Who::Dirk), text.as_bytes(), how, &mut |_| {}).await.unwrap()
}

fn calendar(events: &[String]) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat())
}

/// An hour in Brussels.
fn event(uid: &str, title: &str, at: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART;TZID=Europe/Brussels:{at}\r\nDURATION:PT1H\r\n{more}END:VEVENT\r\n"
    )
}

fn outcomes(report: &Report) -> Vec<Outcome> {
    report.events.iter().map(|event| event.outcome).collect()
}

async fn booked(world: &World, report: &EventReport) -> Details {
    world.get(report.booking.expect("it became a booking")).await
}

/// How many rows there are in all that an import may write.
async fn rows(world: &World) -> Vec<i64> {
    let mut counts = vec![];
    for table in ["booking", "occurrence", "claim", "occupancy", "journal"] {
        let sql = format!("SELECT COUNT(*) AS n FROM {table}");
        let statement = sea_orm::Statement::from_string(world.db.read().get_database_backend(), sql);
        counts.push(world.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap());
    }
    counts
}

const WEEKLY: &str = "RRULE:FREQ=WEEKLY;COUNT=5\r\n";

/// A series of which one date moved, one was cancelled and one left out.
fn series(sequence: u32) -> Vec<String> {
    let more = format!(
        "{WEEKLY}SEQUENCE:{sequence}\r\nEXDATE;TZID=Europe/Brussels:20261230T090000\r\nORGANIZER:mailto:Anna@example.org\r\n"
    );
    vec![
        event("s", "Weekly", "20261202T090000", &more),
        event("s", "Moved", "20261210T140000", "RECURRENCE-ID;TZID=Europe/Brussels:20261209T090000\r\n"),
        event(
            "s",
            "Weekly",
            "20261216T090000",
            "RECURRENCE-ID;TZID=Europe/Brussels:20261216T090000\r\nSTATUS:CANCELLED\r\n",
        ),
    ]
}

#[test]
fn a_calendar_is_taken_and_taking_it_again_changes_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut events = series(0);
        events.push(event("one", "Single", "20261203T100000", "CLASS:CONFIDENTIAL\r\nDESCRIPTION:Why\\, and how\r\n"));
        events.push(event("old", "Old", "20261130T100000", ""));
        events.push(event("free", "Free", "20261204T100000", "TRANSP:TRANSPARENT\r\n"));
        let text = calendar(&events);
        let mut seen = vec![];
        let report = import_calendar(
            &world.engine,
            &world.db,
            &world.by(Who::Dirk),
            text.as_bytes(),
            &into(room),
            &mut |progress| {
                seen.push(progress);
            },
        )
        .await
        .unwrap();
        assert_eq!(outcomes(&report), [Outcome::Taken, Outcome::Taken, Outcome::Past, Outcome::NotBlocking]);
        assert_eq!((report.found, report.events[0].dates, report.is_complete()), (6, 3, true));
        assert_eq!((seen.len(), seen.last()), (5, Some(&Progress { done: 4, total: 4 })));

        let weekly = booked(&world, &report.events[0]).await;
        assert_eq!(
            starts(&weekly),
            ["2026-12-02T09:00", "2026-12-10T14:00", "2026-12-16T09:00", "2026-12-23T09:00", "2026-12-30T09:00"]
        );
        assert_eq!(
            states(&weekly),
            [State::Confirmed, State::Confirmed, State::Skipped, State::Confirmed, State::Skipped]
        );
        let moved = &weekly.occurrences[1];
        assert_eq!(
            (moved.original_start.to_string().as_str(), moved.title.as_deref()),
            ("2026-12-09T09:00", Some("Moved"))
        );
        assert!(moved.overridden.time && moved.overridden.title && !weekly.occurrences[0].overridden.time);
        assert_eq!((weekly.booking.host, weekly.booking.title.as_str()), (Who::Anna.id(), "Weekly"));
        let single = booked(&world, &report.events[1]).await;
        assert_eq!((single.booking.visibility, single.booking.host), (Visibility::Confidential, Who::Dirk.id()));
        assert_eq!(single.booking.description.as_deref(), Some("Why, and how"));
        world.check().await;

        let before = rows(&world).await;
        let again = take(&world, &into(room), &text.replace("UID", "DTSTAMP:20261201T070000Z\r\nUID")).await;
        assert_eq!(outcomes(&again), [Outcome::Unchanged, Outcome::Unchanged, Outcome::Past, Outcome::NotBlocking]);
        assert_eq!(again.events[0].booking, report.events[0].booking);
        assert_eq!(rows(&world).await, before);

        // The same meeting in the calendar of another room is another booking.
        let other = world.room("R2", &[Layout::seats(10)]).await;
        let elsewhere = take(&world, &into(other), &text).await;
        assert_eq!(outcomes(&elsewhere)[..2], [Outcome::Taken, Outcome::Taken]);
        assert_ne!(elsewhere.events[0].booking, report.events[0].booking);
        world.check().await;
    });
}

#[test]
fn a_rehearsal_says_the_same_and_writes_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut events = series(0);
        events.push(event("late", "Late", "20261202T093000", ""));
        let text = calendar(&events);
        let before = rows(&world).await;
        let rehearsal = take(&world, &Import { dry_run: true, ..into(room) }, &text).await;
        assert_eq!(
            outcomes(&rehearsal),
            [Outcome::Taken, Outcome::Clashed],
            "events of one file clash with each other too"
        );
        assert_eq!(rows(&world).await, before);
        let done = take(&world, &into(room), &text).await;
        assert_eq!(outcomes(&done), outcomes(&rehearsal));
        assert_eq!(done.events[1].left, rehearsal.events[1].left);
        world.check().await;
    });
}

#[test]
fn what_clashes_is_left_and_named() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        world.book(Who::Anna, hour(room, "2026-12-09T09:30")).await.unwrap();
        let mut secret = hour(room, "2026-12-16T09:30");
        secret.visibility = Visibility::Confidential;
        world.book(Who::Anna, secret).await.unwrap();
        let text =
            calendar(&[event("s", "Weekly", "20261202T090000", WEEKLY), event("one", "Single", "20261209T100000", "")]);
        let report = take(&world, &into(room), &text).await;
        assert_eq!(outcomes(&report), [Outcome::Taken, Outcome::Clashed]);
        assert!(!report.is_complete());
        let weekly = booked(&world, &report.events[0]).await;
        assert_eq!(
            states(&weekly),
            [State::Confirmed, State::Skipped, State::Skipped, State::Confirmed, State::Confirmed]
        );
        let left = &report.events[0].left;
        assert_eq!(
            left.iter().map(|date| date.original_start.to_string()).collect::<Vec<_>>(),
            ["2026-12-09T09:00", "2026-12-16T09:00"]
        );
        assert_eq!(left[0].findings[0].code, "occupied");
        assert_eq!(
            (left[0].clashes[0].label.as_deref(), left[0].clashes[0].from),
            (Some("Meeting"), brussels("2026-12-09T09:30"))
        );
        assert_eq!(left[1].clashes[0].label, None, "whoever runs the room may not know what is confidential");
        assert_eq!((report.events[1].booking, report.events[1].code.as_deref()), (None, Some("not_free")));
        let again = take(&world, &into(room), &text).await;
        assert_eq!(outcomes(&again), [Outcome::Unchanged, Outcome::Clashed]);
        world.check().await;
    });
}

#[test]
fn a_date_that_moved_away_leaves_its_place_to_another_event_of_the_file() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut events = vec![event("first", "There first", "20261209T090000", "")];
        events.extend(series(0));
        let report = take(&world, &into(room), &calendar(&events)).await;
        assert_eq!(outcomes(&report), [Outcome::Taken, Outcome::Taken]);
        assert!(report.is_complete(), "{report:?}");
        world.check().await;
    });
}

#[test]
fn a_newer_version_changes_the_booking_and_loses_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let first = take(&world, &into(room), &calendar(&series(0))).await;
        let before = booked(&world, &first.events[0]).await;
        // One date is over, another was called off here.
        let mut world = world;
        world.now = brussels("2026-12-03T08:00");
        world.cancel(Who::Dirk, Which::This(before.occurrences[3].id)).await.unwrap();

        let mut events = series(1);
        events[0] = events[0].replace("COUNT=5", "COUNT=7").replace("SUMMARY:Weekly", "SUMMARY:Every week");
        events[1] =
            event("s", "Moved again", "20261211T150000", "RECURRENCE-ID;TZID=Europe/Brussels:20261209T090000\r\n");
        let report = take(&world, &into(room), &calendar(&events)).await;
        assert_eq!(outcomes(&report), [Outcome::Updated], "{report:?}");
        assert_eq!((report.events[0].booking, report.events[0].dates), (first.events[0].booking, 3));
        let after = booked(&world, &report.events[0]).await;
        assert_eq!(after.booking.title, "Every week");
        assert_eq!(
            starts(&after),
            [
                "2026-12-02T09:00",
                "2026-12-11T15:00",
                "2026-12-16T09:00",
                "2026-12-23T09:00",
                "2026-12-30T09:00",
                "2027-01-06T09:00",
                "2027-01-13T09:00"
            ]
        );
        let (c, s, x) = (State::Confirmed, State::Skipped, State::Cancelled);
        assert_eq!(states(&after), [c, c, s, x, s, c, c]);
        let ids = |details: &Details| details.occurrences.iter().map(|date| date.id).take(5).collect::<Vec<_>>();
        assert_eq!(ids(&after), ids(&before), "dates keep their ids");
        assert_eq!(after.occurrences[0], before.occurrences[0], "what is over stays as it was");
        assert_eq!(after.occurrences[1].title.as_deref(), Some("Moved again"));
        world.check().await;

        // The series moves by an hour and ends earlier.
        let shorter =
            calendar(&[event("s", "Every week", "20261202T100000", "RRULE:FREQ=WEEKLY;COUNT=6\r\nSEQUENCE:2\r\n")]);
        let report = take(&world, &into(room), &shorter).await;
        assert_eq!(outcomes(&report), [Outcome::Updated]);
        let last = booked(&world, &report.events[0]).await;
        let live: Vec<String> =
            last.occurrences.iter().filter(|date| date.state == c).map(|date| date.start.to_string()).collect();
        assert_eq!(
            live,
            [
                "2026-12-02T09:00",
                "2026-12-09T10:00",
                "2026-12-16T10:00",
                "2026-12-23T10:00",
                "2026-12-30T10:00",
                "2027-01-06T10:00"
            ]
        );
        let of = |details: &Details, day: &str| {
            details
                .occurrences
                .iter()
                .find(|date| date.state == c && date.start.to_string().starts_with(day))
                .unwrap()
                .id
        };
        assert_eq!(of(&last, "2027-01-06"), of(&after, "2027-01-06"), "the same day is the same date");
        assert!(last.occurrences.iter().any(|date| date.state == x && date.start.to_string() == "2027-01-13T09:00"));
        world.check().await;
    });
}

#[test]
fn a_newer_version_that_does_not_fit_changes_nothing() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let report = take(&world, &into(room), &calendar(&series(0))).await;
        world.book(Who::Anna, hour(room, "2026-12-23T14:00")).await.unwrap();
        let before = booked(&world, &report.events[0]).await;
        let count = rows(&world).await;
        let moved = calendar(&series(1)).replace("T090000\r\nDURATION", "T140000\r\nDURATION");
        let report = take(&world, &into(room), &moved).await;
        assert_eq!(outcomes(&report), [Outcome::Clashed], "{report:?}");
        assert_eq!(report.events[0].left.len(), 1);
        assert_eq!((booked(&world, &report.events[0]).await, rows(&world).await), (before, count));
        world.check().await;
    });
}

#[test]
fn an_event_that_was_called_off_calls_its_booking_off() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        take(&world, &into(room), &calendar(&series(0))).await;
        let off = calendar(&[event(
            "s",
            "Weekly",
            "20261202T090000",
            &format!("{WEEKLY}STATUS:CANCELLED\r\nSEQUENCE:1\r\n"),
        )]);
        let report = take(&world, &into(room), &off).await;
        assert_eq!(outcomes(&report), [Outcome::Cancelled]);
        let after = booked(&world, &report.events[0]).await;
        assert!(after.occurrences.iter().all(|date| matches!(date.state, State::Cancelled | State::Skipped)));
        let count = rows(&world).await;
        assert_eq!(outcomes(&take(&world, &into(room), &off).await), [Outcome::Unchanged]);
        assert_eq!(rows(&world).await, count);
        let never = calendar(&[event("n", "Never was", "20261202T090000", "STATUS:CANCELLED\r\n")]);
        assert_eq!(outcomes(&take(&world, &into(room), &never).await), [Outcome::NotBlocking]);
        world.check().await;
    });
}

#[test]
fn what_cannot_be_read_is_listed_with_its_line_and_the_rest_is_taken() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let text = calendar(&[
            event("z", "No zone", "20261202T090000", "").replace("Europe/Brussels", "Europe/Atlantis"),
            event("ok", "Fine", "20261202T090000", ""),
            event("sec", "Too often", "20261202T110000", "RRULE:FREQ=SECONDLY\r\n"),
        ]);
        let report = take(&world, &into(room), &text).await;
        assert_eq!(outcomes(&report), [Outcome::Taken]);
        let unreadable: Vec<_> = report.unreadable().map(|problem| (problem.line, problem.code)).collect();
        assert_eq!(unreadable, [(6, Code::UnknownZone), (20, Code::RuleTooFrequent)]);
        assert!(!report.is_complete());
        let nothing = take(&world, &into(room), "no calendar").await;
        assert_eq!((nothing.events.len(), nothing.unreadable().count()), (0, 1));
    });
}

#[test]
fn an_endless_series_is_taken_as_far_as_the_policy_of_the_room_looks_ahead() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let window = Window { horizon_days: Some(30), ..Window::default() };
        world.policy(room, PolicyParts { window: Some(window), ..PolicyParts::default() }).await;
        let report =
            take(&world, &into(room), &calendar(&[event("s", "For ever", "20200101T090000", "RRULE:FREQ=WEEKLY\r\n")]))
                .await;
        let taken = &report.events[0];
        assert_eq!(
            (taken.outcome, taken.dates, taken.bounded_at.map(|at| at.to_string())),
            (Outcome::Taken, 5, Some("2026-12-31T08:00".into()))
        );
        assert_eq!(taken.past_dates, 361, "every Wednesday of 2020 to November 2026");
        let details = booked(&world, taken).await;
        assert_eq!((starts(&details)[0].as_str(), details.occurrences.len()), ("2026-12-02T09:00", 5));
        world.check().await;
    });
}

#[test]
fn whole_days_and_odd_identities() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let uid = "u".repeat(5000);
        let text = calendar(&[
            "BEGIN:VEVENT\r\nUID:days\r\nDTSTART;VALUE=DATE:20270327\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n"
                .to_owned(),
            event(&uid, "'); DROP TABLE booking; -- 💡", "20261202T090000", ""),
        ]);
        let report = take(&world, &into(room), &text).await;
        assert_eq!(outcomes(&report), [Outcome::Taken, Outcome::Taken], "{report:?}");
        let days = booked(&world, &report.events[0]).await;
        let minutes: Vec<i64> = days.occurrences.iter().map(|date| date.duration_minutes).collect();
        assert_eq!(minutes, [1440, 1380, 1440], "the clocks go forward on 28 March 2027");
        assert_eq!(days.booking.title, "(no title)");
        assert_eq!(outcomes(&take(&world, &into(room), &text).await), [Outcome::Unchanged, Outcome::Unchanged]);
        world.check().await;
    });
}

#[test]
fn only_whoever_runs_the_room_takes_over_its_calendar() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let text = calendar(&series(0));
        let cx = world.by(Who::Anna);
        let refused = import_calendar(&world.engine, &world.db, &cx, text.as_bytes(), &into(room), &mut |_| {}).await;
        assert!(matches!(refused, Err(BookingError::Forbidden("manage_bookings"))), "{refused:?}");
        let nowhere = into(BookableId(uuid::Uuid::from_u128(7)));
        let refused =
            import_calendar(&world.engine, &world.db, &world.system(), text.as_bytes(), &nowhere, &mut |_| {}).await;
        assert!(matches!(refused, Err(BookingError::NotFound("bookable"))), "{refused:?}");
    });
}
