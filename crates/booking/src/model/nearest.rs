//! The way on when a time is taken: the nearest times at which the same bookable is free.

use kernel::{Instant, WallTime};

use super::{
    assess::{Calendar, Question, Slot, Verdict, assess},
    finding::{Severity, worst},
    wish::{Candidate, Fit},
};

/// How far to look to each side, in minutes: a week.
pub const REACH_MINUTES: i64 = 7 * 24 * 60;

/// The steps in which to look when the policy has no grid of its own.
const STEP_MINUTES: i64 = 15;

/// The nearest possible start after the wanted one and the nearest before it, nearest first.
///
/// `calendar` must know what is taken from a week before to a week after the wanted time.
#[must_use]
pub fn nearest(
    question: Question<'_>,
    candidate: &Candidate,
    fit: &Fit,
    wanted: &Slot,
    calendar: &Calendar,
) -> Vec<(Slot, Verdict)> {
    let event = wanted.interval();
    let policy = candidate.policies.at(event.start);
    let step = policy.window.grid_minutes.unwrap_or(STEP_MINUTES).max(5);
    let mut found = Vec::new();
    for direction in [1, -1] {
        let mut distance = step;
        while distance <= REACH_MINUTES {
            let start = on_grid(event.start.plus_minutes(direction * distance), candidate, step);
            if start < question.now && direction < 0 {
                break;
            }
            let slot = Slot {
                original_start: WallTime::at(start, wanted.zone),
                start: WallTime::at(start, wanted.zone),
                ..*wanted
            };
            let skip = blocked_until(&slot, candidate, fit, question, calendar, direction);
            if let Some(minutes) = skip {
                distance += step.max(minutes / step * step);
                continue;
            }
            let verdict = assess(question, candidate, fit, &slot, calendar);
            if slot.interval().start == start && worst(&verdict.findings) != Some(Severity::Refusal) {
                found.push((distance, slot, verdict));
                break;
            }
            distance += step;
        }
    }
    found.sort_by_key(|(distance, ..)| *distance);
    found.into_iter().map(|(_, slot, verdict)| (slot, verdict)).collect()
}

/// Where the slot is taken: how many minutes further on the obstacle ends, so that not every step inside it is tried.
fn blocked_until(
    slot: &Slot,
    candidate: &Candidate,
    fit: &Fit,
    question: Question<'_>,
    calendar: &Calendar,
    direction: i64,
) -> Option<i64> {
    let event = slot.interval();
    let (setup, cleanup) = super::assess::buffers(&candidate.policies.at(event.start), fit, question.wish);
    let blocked = event.padded(setup, cleanup);
    let taken = calendar.overlapping(&candidate.units, blocked);
    if direction > 0 {
        taken.iter().map(|one| one.span.end.minutes_since(blocked.start)).max()
    } else {
        taken.iter().map(|one| blocked.end.minutes_since(one.span.start)).max()
    }
}

/// The instant moved back to the grid of the wall clock.
fn on_grid(at: Instant, candidate: &Candidate, step: i64) -> Instant {
    let minute = i64::from(WallTime::at(at, candidate.zone).minute_of_day());
    at.plus_minutes(-(minute % step))
}
