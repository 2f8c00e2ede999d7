//! Europe/Brussels through the odd days of the year, from the wish to the row.

use booking::model::{
    booking::OnConflict,
    policy::{Hours, Open, PolicyParts, TimeOfDay},
    state::State,
};
use kernel::{Fold, Instant, Zone};

use crate::support::{Layout, Who, brussels, hour, on_both, refusals, series, starts, states, wall};

fn utc(text: &str) -> Instant {
    wall(text).instant(Zone::UTC, Fold::First).unwrap()
}

#[test]
fn nine_o_clock_stays_nine_o_clock_across_both_changes() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let made = world.book(Who::Anna, series(room, "2027-03-21T09:00", "FREQ=WEEKLY;COUNT=33")).await.unwrap();
        assert!(made.occurrences.iter().all(|date| date.start.to_string().ends_with("T09:00")));
        let at = |day: &str| {
            made.occurrences.iter().find(|date| date.start == wall(&format!("{day}T09:00"))).unwrap().starts_at
        };
        assert_eq!(at("2027-03-21"), utc("2027-03-21T08:00"));
        assert_eq!(at("2027-03-28"), utc("2027-03-28T07:00"));
        assert_eq!(at("2027-10-24"), utc("2027-10-24T07:00"));
        assert_eq!(at("2027-10-31"), utc("2027-10-31T08:00"));
        world.check().await;
    });
}

#[test]
fn half_past_two_is_missing_in_spring() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let refused = world.book(Who::Anna, hour(room, "2027-03-28T02:30")).await;
        let Err(booking::BookingError::Refused(refusal)) = &refused else { panic!("{refused:?}") };
        let finding = refusal.findings().next().unwrap();
        assert_eq!(
            (finding.code, &finding.data["next"]),
            ("time_does_not_exist", &serde_json::json!("2027-03-28T03:00"))
        );
        let mut daily = series(room, "2027-03-27T02:30", "FREQ=DAILY;COUNT=3");
        assert_eq!(refusals(world.book(Who::Anna, daily.clone()).await), ["time_does_not_exist"]);
        daily.on_conflict = OnConflict::Skip;
        let made = world.book(Who::Anna, daily).await.unwrap();
        assert_eq!(states(&made), [State::Confirmed, State::Skipped, State::Confirmed]);
        assert_eq!(made.occurrences[2].starts_at, utc("2027-03-29T00:30"));
        world.check().await;
    });
}

#[test]
fn half_past_two_happens_twice_in_autumn() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut first = hour(room, "2027-10-31T02:00");
        first.series.duration_minutes = 60;
        let mut second = first.clone();
        second.series.fold = Fold::Second;
        let first = world.book(Who::Anna, first).await.unwrap();
        assert_eq!(first.occurrences[0].starts_at, utc("2027-10-31T00:00"));
        // The same hour on the clock, an hour later on the time line: free.
        let second = world.book(Who::Bert, second).await.unwrap();
        assert_eq!(second.occurrences[0].starts_at, utc("2027-10-31T01:00"));
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2027-10-31T02:30")).await), ["occupied", "occupied"]);
        world.check().await;
    });
}

#[test]
fn a_night_of_the_change_lasts_one_hour_less_or_more() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        for (start, end, minutes) in
            [("2027-03-28T00:00", "2027-03-29T00:00", 23 * 60), ("2027-10-31T00:00", "2027-11-01T00:00", 25 * 60)]
        {
            let mut day = hour(room, start);
            day.series.duration_minutes = minutes;
            let made = world.book(Who::Anna, day).await.unwrap();
            assert_eq!(made.occurrences[0].ends_at, brussels(end));
            world.book(Who::Bert, hour(room, end)).await.unwrap();
        }
        world.check().await;
    });
}

#[test]
fn a_year_ends_and_february_has_a_29th() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut night = hour(room, "2026-12-31T23:30");
        night.series.duration_minutes = 60;
        let made = world.book(Who::Anna, night).await.unwrap();
        assert_eq!(made.occurrences[0].ends_at, brussels("2027-01-01T00:30"));
        let leap = world.book(Who::Anna, series(room, "2028-02-29T10:00", "FREQ=YEARLY;COUNT=2")).await.unwrap();
        assert_eq!(starts(&leap), ["2028-02-29T10:00", "2032-02-29T10:00"]);
        let month_ends = series(room, "2027-12-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3");
        let made = world.book(Who::Anna, month_ends).await.unwrap();
        assert_eq!(starts(&made), ["2027-12-31T09:00", "2028-01-31T09:00", "2028-02-29T09:00"]);
        world.check().await;
    });
}

#[test]
fn two_zones_meet_in_one_room() {
    on_both(|world| async move {
        let room = world.room("R1", &[Layout::seats(10)]).await;
        let mut new_york = series(room, "2027-03-09T09:00", "FREQ=WEEKLY;COUNT=3");
        new_york.series.zone = "America/New_York".parse().unwrap();
        let made = world.book(Who::Anna, new_york).await.unwrap();
        // New York changes two weeks before Brussels: 15:00, then 14:00 in Brussels, then 14:00 again before Brussels follows.
        let there: Vec<_> = made.occurrences.iter().map(|date| date.starts_at).collect();
        assert_eq!(there, [utc("2027-03-09T14:00"), utc("2027-03-16T13:00"), utc("2027-03-23T13:00")]);
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2027-03-09T15:30")).await), ["occupied"]);
        assert_eq!(refusals(world.book(Who::Bert, hour(room, "2027-03-16T14:30")).await), ["occupied"]);
        world.book(Who::Bert, hour(room, "2027-03-16T15:30")).await.unwrap();
        // Opening hours are those of the room's own wall.
        let day =
            vec![Open { from: TimeOfDay::from_minutes(480).unwrap(), to: TimeOfDay::from_minutes(1080).unwrap() }];
        let hours = Hours { wednesday: day, ..Hours::always() };
        world.policy(room, PolicyParts { hours: Some(hours), ..PolicyParts::default() }).await;
        let mut late = hour(room, "2027-03-10T13:00");
        late.series.zone = "America/New_York".parse().unwrap();
        assert_eq!(refusals(world.book(Who::Anna, late).await), ["outside_hours"]);
        world.check().await;
    });
}
