//! Tables of cases: each finding, when it comes and when it does not.

use kernel::{Grant, Names, OrgUnitId, Role, Scope};

use super::super::policy::{
    Approval, Audience, Buffers, Open, PolicyBook, PolicyParts, PolicyVersion, Stage, TimeOfDay, Who,
};
use super::*;

const ROOM: BookableId = BookableId(Uuid::from_u128(1));
const UNIT: UnitId = UnitId(Uuid::from_u128(2));
const SITE: Uuid = Uuid::from_u128(3);

fn wall(text: &str) -> WallTime {
    text.parse().unwrap()
}

fn brussels(text: &str) -> Instant {
    wall(text).instant(Zone::BRUSSELS, Fold::First).unwrap()
}

fn open(from: &str, to: &str) -> Open {
    serde_json::from_value(json!({ "from": from, "to": to })).unwrap()
}

fn every_day(open: &[Open]) -> Hours {
    Hours::every_day(open.to_vec(), false)
}

fn person(number: u128, roles: &[Role]) -> Actor {
    Actor {
        person: Some(PersonId(Uuid::from_u128(number))),
        org_units: vec![],
        grants: roles.iter().map(|role| Grant { role: *role, scope: Scope::All }).collect(),
        acts_for: vec![],
        token_scopes: None,
    }
}

/// One question with everything at its default: an hour on Wednesday 2 December 2026, asked the day before.
struct Case {
    parts: PolicyParts,
    closed: Vec<ClosedDay>,
    taken: Vec<Taken>,
    actor: Actor,
    now: &'static str,
    start: &'static str,
    zone: Zone,
    fold: Fold,
    minutes: i64,
    retired: bool,
    grandfathered: bool,
    fit: Fit,
    wish: Wish,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            parts: PolicyParts::default(),
            closed: vec![],
            taken: vec![],
            actor: person(9, &[Role::Staff]),
            now: "2026-12-01T08:00",
            start: "2026-12-02T10:00",
            zone: Zone::BRUSSELS,
            fold: Fold::First,
            minutes: 60,
            retired: false,
            grandfathered: false,
            fit: Fit::default(),
            wish: Wish::default(),
        }
    }
}

impl Case {
    fn verdict(self) -> Verdict {
        let version =
            PolicyVersion { depth: 0, scope: SITE, valid_from: Instant::from_micros(0), parts: self.parts.into() };
        let candidate = Candidate {
            id: ROOM,
            kind: "room".into(),
            code: "R".into(),
            names: Names::same("R"),
            site: kernel::PlaceId(SITE),
            zone: Zone::BRUSSELS,
            retired: self.retired,
            units: vec![UNIT],
            chain: vec![SITE, ROOM.0],
            policies: PolicyBook::new(vec![version]),
            closed_days: self.closed,
        };
        let slot = Slot {
            original_start: wall(self.start),
            start: wall(self.start),
            duration_minutes: self.minutes,
            zone: self.zone,
            fold: self.fold,
        };
        let question = Question {
            actor: &self.actor,
            now: brussels(self.now),
            wish: &self.wish,
            standing: Standing::of(self.grandfathered),
        };
        assess(question, &candidate, &self.fit, &slot, &Calendar::new(self.taken))
    }

    fn codes(self) -> Vec<&'static str> {
        self.verdict().findings.iter().map(|finding| finding.code).collect()
    }
}

fn hours(hours: Hours) -> PolicyParts {
    PolicyParts { hours: Some(hours), ..PolicyParts::default() }
}

fn window(window: Window) -> PolicyParts {
    PolicyParts { window: Some(window), ..PolicyParts::default() }
}

#[test]
fn without_rules_everything_is_fine() {
    let verdict = Case::default().verdict();
    assert_eq!(verdict.findings, []);
    assert_eq!(verdict.blocked, Interval { start: brussels("2026-12-02T10:00"), end: brussels("2026-12-02T11:00") });
}

#[test]
fn hours_of_the_day() {
    let office = [open("08:00", "12:00"), open("13:00", "18:00")];
    let touching = [open("08:00", "12:00"), open("12:00", "18:00")];
    let night = [open("00:00", "02:00"), open("20:00", "24:00")];
    let always = [open("00:00", "24:00")];
    let cases: &[(&[Open], &str, i64, usize)] = &[
        (&office, "2026-12-02T08:00", 240, 0),
        (&office, "2026-12-02T07:59", 60, 1),
        (&office, "2026-12-02T11:30", 60, 1),
        (&office, "2026-12-02T12:00", 60, 1),
        (&office, "2026-12-02T17:00", 60, 0),
        (&office, "2026-12-02T17:00", 61, 1),
        (&office, "2026-12-02T11:00", 180, 1),
        (&touching, "2026-12-02T11:00", 180, 0),
        (&night, "2026-12-02T23:00", 120, 0),
        (&night, "2026-12-02T23:00", 181, 1),
        (&night, "2026-12-02T23:00", 60, 0),
        (&night, "2026-12-02T19:00", 120, 1),
        (&always, "2026-12-02T00:00", 1440, 0),
        (&always, "2026-12-02T10:00", 3 * 1440, 0),
        // Wednesday from ten, Thursday the whole day, Friday until ten: each day that is not covered is named.
        (&office, "2026-12-02T10:00", 2 * 1440, 3),
        (&[], "2026-12-02T10:00", 60, 1),
    ];
    for (open, start, minutes, refused) in cases {
        let parts = hours(every_day(open));
        let codes = Case { parts, start, minutes: *minutes, ..Case::default() }.codes();
        assert_eq!(codes, vec!["outside_hours"; *refused], "{start} for {minutes}");
    }
}

#[test]
fn weekdays_are_those_of_the_wall() {
    let mut week = every_day(&[open("00:00", "24:00")]);
    week.saturday = vec![];
    week.sunday = vec![];
    let cases = [
        ("2026-12-04T23:00", 60, vec![]),
        ("2026-12-04T23:00", 61, vec!["outside_hours"]),
        ("2026-12-05T10:00", 60, vec!["outside_hours"]),
        ("2026-12-06T23:30", 60, vec!["outside_hours"]),
        ("2026-12-07T00:00", 60, vec![]),
        ("2026-12-04T12:00", 3 * 1440, vec!["outside_hours", "outside_hours"]),
    ];
    for (start, minutes, expected) in cases {
        let codes = Case { parts: hours(week.clone()), start, minutes, ..Case::default() }.codes();
        assert_eq!(codes, expected, "{start} for {minutes}");
    }
}

#[test]
fn closed_days() {
    let closed = vec![ClosedDay { day: "2026-12-25".parse().unwrap(), names: Names::same("Christmas") }];
    let open_anyway = Hours { open_on_closed_days: true, ..every_day(&[open("00:00", "24:00")]) };
    let cases = [
        (every_day(&[open("00:00", "24:00")]), "2026-12-25T10:00", 60, vec!["closed_day"]),
        (every_day(&[open("00:00", "24:00")]), "2026-12-24T23:00", 61, vec!["closed_day"]),
        (every_day(&[open("00:00", "24:00")]), "2026-12-24T23:00", 60, vec![]),
        (every_day(&[open("00:00", "24:00")]), "2026-12-26T00:00", 60, vec![]),
        (open_anyway, "2026-12-25T10:00", 60, vec![]),
        // Where no hours are set at all, the day is only a day.
        (Hours::always(), "2026-12-25T10:00", 60, vec![]),
    ];
    for (hours_of, start, minutes, expected) in cases {
        let case = Case { parts: hours(hours_of), closed: closed.clone(), start, minutes, ..Case::default() };
        assert_eq!(case.codes(), expected, "{start} for {minutes}");
    }
}

#[test]
fn the_window() {
    let none = Window::default();
    let cases = [
        (Window { min_notice_minutes: Some(120), ..none }, "2026-12-01T10:00", 60, vec![]),
        (Window { min_notice_minutes: Some(120), ..none }, "2026-12-01T09:59", 60, vec!["too_short_notice"]),
        (Window { min_notice_minutes: Some(120), ..none }, "2026-12-01T07:00", 60, vec!["in_the_past"]),
        (Window { horizon_days: Some(10), ..none }, "2026-12-11T08:00", 60, vec![]),
        (Window { horizon_days: Some(10), ..none }, "2026-12-11T08:01", 60, vec!["beyond_horizon"]),
        (Window { min_duration_minutes: Some(30), ..none }, "2026-12-02T10:00", 30, vec![]),
        (Window { min_duration_minutes: Some(30), ..none }, "2026-12-02T10:00", 29, vec!["too_short"]),
        (Window { max_duration_minutes: Some(90), ..none }, "2026-12-02T10:00", 90, vec![]),
        (Window { max_duration_minutes: Some(90), ..none }, "2026-12-02T10:00", 91, vec!["too_long"]),
        (Window { grid_minutes: Some(15), ..none }, "2026-12-02T10:15", 30, vec![]),
        (Window { grid_minutes: Some(15), ..none }, "2026-12-02T10:10", 30, vec!["off_grid"]),
        (Window { grid_minutes: Some(15), ..none }, "2026-12-02T10:15", 20, vec!["off_grid"]),
        (Window { grid_minutes: Some(60), ..none }, "2026-12-02T23:00", 60, vec![]),
    ];
    for (limits, start, minutes, expected) in cases {
        let codes = Case { parts: window(limits), start, minutes, ..Case::default() }.codes();
        assert_eq!(codes, expected, "{limits:?} {start} for {minutes}");
    }
}

#[test]
fn what_holds_everywhere() {
    assert_eq!(Case { start: "2026-12-01T07:59", ..Case::default() }.codes(), ["in_the_past"]);
    assert_eq!(Case { start: "2026-12-01T08:00", ..Case::default() }.codes(), Vec::<&str>::new());
    assert_eq!(Case { retired: true, ..Case::default() }.codes(), ["retired"]);
    assert_eq!(Case { minutes: MAX_DURATION_MINUTES + 1, ..Case::default() }.codes(), ["too_long"]);
    let fit = Fit { setup_minutes: MAX_BUFFER_MINUTES + 1, ..Fit::default() };
    assert_eq!(Case { fit, ..Case::default() }.codes(), ["buffer_too_long"]);
    let fit = Fit { findings: vec![Finding::refusal("too_small", Value::Null)], ..Fit::default() };
    let verdict = Case { fit, ..Case::default() }.verdict();
    assert_eq!(verdict.findings[0].code, "too_small");
    assert_eq!(verdict.findings[0].bookable_id, Some(ROOM));
    assert_eq!(verdict.findings[0].original_start, Some(wall("2026-12-02T10:00")));
}

#[test]
fn the_longest_buffer_wins() {
    let parts =
        || PolicyParts { buffers: Some(Buffers { setup_minutes: 10, cleanup_minutes: 20 }), ..PolicyParts::default() };
    let layout = Fit { setup_minutes: 30, cleanup_minutes: 5, ..Fit::default() };
    let cases = [
        (parts(), Fit::default(), Wish::default(), (10, 20)),
        (parts(), layout.clone(), Wish::default(), (30, 20)),
        (PolicyParts::default(), layout.clone(), Wish::default(), (30, 5)),
        (
            parts(),
            layout.clone(),
            Wish { setup_minutes: Some(45), cleanup_minutes: Some(0), ..Wish::default() },
            (45, 20),
        ),
    ];
    for (parts, fit, wish, expected) in cases {
        let verdict = Case { parts, fit, wish, ..Case::default() }.verdict();
        assert_eq!((verdict.setup_minutes, verdict.cleanup_minutes), expected);
        assert_eq!(verdict.blocked.start, brussels("2026-12-02T10:00").plus_minutes(-expected.0));
        assert_eq!(verdict.blocked.end, brussels("2026-12-02T11:00").plus_minutes(expected.1));
    }
}

fn taken(kind: &str, blocked: (&str, &str), event: Option<(&str, &str)>) -> Taken {
    let span = |(from, to): (&str, &str)| Interval { start: brussels(from), end: brussels(to) };
    let cause = match event {
        Some(_) => Cause::Occurrence {
            occurrence: OccurrenceId(Uuid::from_u128(20)),
            booking: BookingId(Uuid::from_u128(21)),
            title: "Secret".into(),
            host: PersonId(Uuid::from_u128(22)),
            created_by: None,
            visibility: super::super::booking::Visibility::Confidential,
            state: super::super::state::State::Confirmed,
            version: 1,
        },
        None => Cause::Closure { closure: ClosureId(Uuid::from_u128(23)), names: Names::same("Works") },
    };
    Taken { unit: UNIT, span: span(blocked), event: span(event.unwrap_or(blocked)), kind: kind.into(), cause }
}

#[test]
fn what_is_taken_is_said_without_telling_what_it_is() {
    let cases = [
        (
            taken(
                "confirmed",
                ("2026-12-02T10:30", "2026-12-02T11:30"),
                Some(("2026-12-02T10:30", "2026-12-02T11:30")),
            ),
            vec!["occupied"],
        ),
        (
            taken(
                "requested",
                ("2026-12-02T09:30", "2026-12-02T10:30"),
                Some(("2026-12-02T09:45", "2026-12-02T10:30")),
            ),
            vec!["occupied"],
        ),
        (
            taken(
                "confirmed",
                ("2026-12-02T09:00", "2026-12-02T10:15"),
                Some(("2026-12-02T09:00", "2026-12-02T10:00")),
            ),
            vec!["buffer_overlaps"],
        ),
        (
            taken(
                "confirmed",
                ("2026-12-02T09:00", "2026-12-02T10:00"),
                Some(("2026-12-02T09:00", "2026-12-02T10:00")),
            ),
            vec![],
        ),
        (
            taken(
                "confirmed",
                ("2026-12-02T11:00", "2026-12-02T12:00"),
                Some(("2026-12-02T11:00", "2026-12-02T12:00")),
            ),
            vec![],
        ),
        (taken("closure", ("2026-12-01T00:00", "2026-12-03T00:00"), None), vec!["closed"]),
        (taken("maintenance", ("2026-12-02T10:59", "2026-12-03T00:00"), None), vec!["closed"]),
    ];
    for (one, expected) in cases {
        let verdict = Case { taken: vec![one.clone()], ..Case::default() }.verdict();
        let codes: Vec<_> = verdict.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, expected, "{one:?}");
        assert_eq!(verdict.conflicts.len(), expected.len());
        for finding in &verdict.findings {
            let text = serde_json::to_string(finding).unwrap();
            assert!(!text.contains("Secret") && !text.contains(&Uuid::from_u128(22).to_string()), "{text}");
        }
    }
}

#[test]
fn who_books_asks_overrides_or_may_not() {
    let staff = person(9, &[Role::Staff]);
    let approver = person(8, &[Role::Staff, Role::Approver]);
    let manager = person(7, &[Role::RoomManager]);
    let mut member = staff.clone();
    member.org_units = vec![OrgUnitId(Uuid::from_u128(70))];
    let named = person(6, &[Role::Staff]);
    let stages = vec![Stage { approvers: Who::roles(&[Role::Approver]) }];
    let approval = Some(Approval { stages, holds: true });
    let audience = Audience {
        book: Who { persons: vec![PersonId(Uuid::from_u128(6))], ..Who::roles(&[Role::RoomManager]) },
        ask: Who { org_units: vec![OrgUnitId(Uuid::from_u128(70))], ..Who::default() },
        may_override: Who::default(),
        see: Who::everyone(),
    };
    let narrow = PolicyParts { audience: Some(audience), ..PolicyParts::default() };
    let asks = PolicyParts { approval: approval.clone(), ..PolicyParts::default() };
    let both = PolicyParts { approval, ..narrow.clone() };
    let cases = [
        (&narrow, &staff, vec!["not_for_you"]),
        (&narrow, &member, vec!["needs_approval"]),
        (&narrow, &named, vec![]),
        (&narrow, &manager, vec![]),
        (&asks, &staff, vec!["needs_approval"]),
        (&asks, &approver, vec![]),
        (&asks, &manager, vec!["needs_approval"]),
        (&both, &named, vec!["needs_approval"]),
        (&both, &staff, vec!["not_for_you"]),
    ];
    for (index, (parts, actor, expected)) in cases.into_iter().enumerate() {
        let codes = Case { parts: parts.clone(), actor: actor.clone(), ..Case::default() }.codes();
        assert_eq!(codes, expected, "case {index}");
    }
    assert_eq!(Case { parts: both, actor: Actor::system(), ..Case::default() }.codes(), Vec::<&str>::new());
}

#[test]
fn whoever_may_override_is_only_told() {
    let audience = Audience { may_override: Who::roles(&[Role::RoomManager]), ..Audience::default() };
    let parts = PolicyParts {
        hours: Some(every_day(&[])),
        window: Some(Window { grid_minutes: Some(60), ..Window::default() }),
        audience: Some(audience),
        ..PolicyParts::default()
    };
    let case = |actor, start| Case { parts: parts.clone(), actor, start, ..Case::default() };
    let manager = person(7, &[Role::RoomManager]);
    let verdict = case(manager.clone(), "2026-12-02T10:10").verdict();
    let seen: Vec<_> = verdict.findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert_eq!(seen, [("outside_hours", Severity::Notice), ("off_grid", Severity::Notice)]);
    assert_eq!(case(person(9, &[Role::Staff]), "2026-12-02T10:10").codes(), ["outside_hours", "off_grid"]);
    // Nobody overrides time itself, nor what is taken.
    let past = case(manager, "2026-11-30T10:00").verdict();
    assert!(past.findings.iter().any(|one| one.code == "in_the_past" && one.severity == Severity::Refusal));
}

#[test]
fn what_keeps_its_place_is_not_asked_for_hours_again() {
    let parts = hours(every_day(&[]));
    assert_eq!(Case { parts, grandfathered: true, ..Case::default() }.codes(), Vec::<&str>::new());
}

#[test]
fn the_nights_of_the_clock_change() {
    /// Start, fold, minutes, opening hours, codes.
    type Night<'a> = (&'static str, Fold, i64, &'a [Open], &'a [&'a str]);
    let early = [open("00:00", "04:00")];
    let until_three = [open("00:00", "03:00")];
    let all = [open("00:00", "24:00")];
    let cases: &[Night<'_>] = &[
        ("2027-03-28T01:30", Fold::First, 60, &early, &[]),
        // From 01:30 for an hour and a half it is 04:00 on the wall, since 02:00 to 03:00 is left out.
        ("2027-03-28T01:30", Fold::First, 90, &early, &[]),
        ("2027-03-28T01:30", Fold::First, 91, &early, &["outside_hours"]),
        ("2027-03-28T02:30", Fold::First, 60, &early, &["time_does_not_exist"]),
        ("2027-03-28T00:00", Fold::First, 23 * 60, &all, &[]),
        ("2027-10-31T02:30", Fold::First, 30, &until_three, &["time_happens_twice"]),
        ("2027-10-31T02:30", Fold::Second, 30, &until_three, &["time_happens_twice"]),
        ("2027-10-31T02:30", Fold::Second, 31, &until_three, &["time_happens_twice", "outside_hours"]),
        // From the first 02:30 for 90 minutes it is 03:00 for the first time.
        ("2027-10-31T02:30", Fold::First, 90, &until_three, &["time_happens_twice"]),
        ("2027-10-31T02:30", Fold::First, 91, &until_three, &["time_happens_twice", "outside_hours"]),
        // From the first 02:45 to the second 02:15 the hands go back.
        ("2027-10-31T02:45", Fold::First, 30, &until_three, &["time_happens_twice"]),
        ("2027-10-31T00:00", Fold::First, 25 * 60, &all, &[]),
        ("2026-12-31T23:30", Fold::First, 60, &all, &[]),
        ("2028-02-29T10:00", Fold::First, 60, &all, &[]),
    ];
    for (start, fold, minutes, open, expected) in cases {
        let parts = hours(every_day(open));
        let codes = Case { parts, start, fold: *fold, minutes: *minutes, ..Case::default() }.codes();
        assert_eq!(codes, *expected, "{start} {fold:?} for {minutes}");
    }
}

#[test]
fn a_time_that_happens_twice_says_both_instants_and_which_was_taken() {
    let verdict = Case { start: "2027-10-31T02:30", fold: Fold::Second, ..Case::default() }.verdict();
    let finding = &verdict.findings[0];
    assert_eq!(finding.severity, Severity::Notice);
    assert_eq!(finding.data["first"], "2027-10-31T00:30:00Z");
    assert_eq!(finding.data["second"], "2027-10-31T01:30:00Z");
    assert_eq!(finding.data["chosen"], "second");
    assert_eq!(verdict.blocked.start.to_string(), "2027-10-31T01:30:00Z");
}

#[test]
fn the_hours_are_those_of_the_room_not_of_the_caller() {
    let parts = hours(every_day(&[open("08:00", "18:00")]));
    let new_york: Zone = "America/New_York".parse().unwrap();
    let case = |start| Case { parts: parts.clone(), zone: new_york, start, ..Case::default() };
    assert_eq!(case("2026-12-02T08:00").codes(), Vec::<&str>::new());
    assert_eq!(case("2026-12-02T12:30").codes(), ["outside_hours"]);
    assert_eq!(case("2026-12-02T02:00").codes(), Vec::<&str>::new());
    assert_eq!(case("2026-12-02T01:59").codes(), ["outside_hours"]);
}

#[test]
fn a_time_of_day_ends_at_midnight() {
    assert_eq!(TimeOfDay::from_minutes(1440).unwrap().to_string(), "24:00");
    assert!(TimeOfDay::from_minutes(1441).is_none());
}
