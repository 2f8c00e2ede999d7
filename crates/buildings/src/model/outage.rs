//! When installations did not work.

use kernel::{Instant, Interval};

/// A stretch in which an installation did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// Since when.
    pub since: Instant,
    /// Until when; `None` when it does not work yet.
    pub until: Option<Instant>,
}

/// What the journal tells of an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was put out of service, or another reason was given for it.
    Out,
    /// It was put back in service, or is gone for good.
    Over,
}

/// The outages of an installation from what was told of it, in order.
#[must_use]
pub fn outages(told: impl IntoIterator<Item = (Instant, Told)>) -> Vec<Outage> {
    let mut outages: Vec<Outage> = vec![];
    for (at, what) in told {
        match (outages.last_mut(), what) {
            // Another reason for the same outage.
            (Some(Outage { until: None, .. }), Told::Out) => {}
            (_, Told::Out) => outages.push(Outage { since: at, until: None }),
            (Some(Outage { until: until @ None, .. }), Told::Over) => *until = Some(at),
            (_, Told::Over) => {}
        }
    }
    outages
}

/// For how many whole minutes of a span something was out; what is not over yet lasts until `now`.
#[must_use]
pub fn minutes_out(outages: &[Outage], span: Interval, now: Instant) -> i64 {
    let inside = |one: &Outage| {
        let (from, to) = (one.since.max(span.start), one.until.unwrap_or(now).min(span.end));
        to.micros().saturating_sub(from.micros()).max(0)
    };
    outages.iter().map(inside).sum::<i64>() / 60_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        Instant::from_micros(0).plus_minutes(minute)
    }

    fn of(told: &[(i64, Told)]) -> Vec<(i64, Option<i64>)> {
        let minute = |at: Instant| at.minutes_since(Instant::from_micros(0));
        let found = outages(told.iter().map(|(minute, what)| (at(*minute), *what)));
        found.iter().map(|one| (minute(one.since), one.until.map(minute))).collect()
    }

    #[test]
    fn an_outage_lasts_until_it_is_over() {
        use Told::{Out, Over};
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[(1, Out), (5, Over), (9, Out)]), [(1, Some(5)), (9, None)]);
        assert_eq!(of(&[(1, Out), (3, Out), (5, Over)]), [(1, Some(5))], "another reason is no other outage");
        assert_eq!(of(&[(1, Over), (3, Out), (5, Over), (7, Over)]), [(3, Some(5))]);
    }

    #[test]
    fn only_what_lies_in_the_span_counts() {
        let span = Interval::new(at(100), at(200)).unwrap();
        let out = |since, until: Option<i64>, now| {
            minutes_out(&[Outage { since: at(since), until: until.map(at) }], span, at(now))
        };
        assert_eq!(out(0, Some(100), 900), 0);
        assert_eq!(out(50, Some(130), 900), 30, "over the first border");
        assert_eq!(out(170, Some(500), 900), 30, "over the last one");
        assert_eq!(out(0, None, 900), 100);
        assert_eq!(out(190, None, 195), 5, "it is not over yet");
        assert_eq!(out(150, None, 120), 0);
        assert_eq!(minutes_out(&[], span, at(900)), 0);
    }
}
