//! How much vehicles are used: hours taken of those that can be booked, and how many are out at once.

use kernel::{Instant, Interval};

/// How many minutes of the first spans lie within the second ones. The spans of each list may overlap: a minute counts once.
#[must_use]
pub fn minutes_within(of: &[Interval], within: &[Interval]) -> i64 {
    let (of, within) = (merged(of), merged(within));
    let mut minutes = 0;
    let mut first = 0;
    for one in &of {
        while within.get(first).is_some_and(|other| other.end <= one.start) {
            first += 1;
        }
        for other in within[first..].iter().take_while(|other| other.start < one.end) {
            minutes += other.end.min(one.end).minutes_since(other.start.max(one.start));
        }
    }
    minutes
}

/// The spans in order, those that touch as one.
#[must_use]
pub fn merged(spans: &[Interval]) -> Vec<Interval> {
    let mut sorted: Vec<Interval> = spans.iter().copied().filter(|span| span.start < span.end).collect();
    sorted.sort_unstable_by_key(|span| span.start);
    let mut all: Vec<Interval> = vec![];
    for span in sorted {
        match all.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => all.push(span),
        }
    }
    all
}

/// The most spans at once, and when that began first. What ends when another begins is not at once with it.
#[must_use]
pub fn peak(spans: &[Interval]) -> Option<(usize, Instant)> {
    let mut steps: Vec<(Instant, bool)> = spans
        .iter()
        .filter(|span| span.start < span.end)
        .flat_map(|span| [(span.start, true), (span.end, false)])
        .collect();
    // Ends come before starts of the same moment.
    steps.sort_unstable();
    let (mut out, mut most) = (0_usize, None);
    for (at, starts) in steps {
        if starts {
            out += 1;
            if most.is_none_or(|(count, _)| out > count) {
                most = Some((out, at));
            }
        } else {
            out -= 1;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(from: i64, to: i64) -> Interval {
        let at = |minutes| Instant::from_micros(0).plus_minutes(minutes);
        Interval { start: at(from), end: at(to) }
    }

    #[test]
    fn what_is_taken_of_what_is_open() {
        let open = [span(0, 60), span(120, 180)];
        assert_eq!(minutes_within(&[span(30, 150)], &open), 60);
        assert_eq!(minutes_within(&[span(30, 50), span(40, 60)], &open), 30);
        assert_eq!(minutes_within(&[span(60, 120)], &open), 0);
        assert_eq!(minutes_within(&[], &open), 0);
        assert_eq!(merged(&[span(5, 9), span(0, 5), span(7, 7)]), [span(0, 9)]);
    }

    #[test]
    fn the_most_at_once_is_found_with_its_moment() {
        let all = [span(0, 10), span(10, 20), span(5, 12), span(11, 15)];
        assert_eq!(peak(&all), Some((3, span(11, 12).start)));
        assert_eq!(peak(&[span(0, 10), span(10, 20)]), Some((1, span(0, 1).start)));
        assert_eq!(peak(&[]), None);
    }

    proptest! {
        #[test]
        fn the_peak_is_as_counted_minute_by_minute(spans in prop::collection::vec((0_i64..60, 0_i64..30), 0..12)) {
            let spans: Vec<Interval> = spans.into_iter().map(|(from, minutes)| span(from, from + minutes)).collect();
            let out = |minute: i64| spans.iter().filter(|one| one.start <= span(minute, minute).start && span(minute, minute).start < one.end).count();
            let counted = (0..100).map(out).max().filter(|most| *most > 0);
            prop_assert_eq!(peak(&spans).map(|(most, _)| most), counted);
        }
    }
}
