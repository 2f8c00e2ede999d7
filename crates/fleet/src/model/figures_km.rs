//! Kilometres between days, from what odometers showed now and then.
//!
//! Between two readings a vehicle is taken to drive evenly. What the odometer showed at a moment is put on that line and rounded
//! to whole kilometres; before the first reading it is taken to stand where it stood then, and after the last likewise. A month
//! is the difference of its two ends: so months add up to the whole, whatever was rounded.

use kernel::Instant;

/// What an odometer showed at moments, the first first; never less than before.
pub type Track = [(Instant, i64)];

/// What the odometer showed at a moment.
#[must_use]
pub fn shown_at(track: &Track, at: Instant) -> Option<i64> {
    let after = track.partition_point(|(read_at, _)| *read_at <= at);
    let before = after.checked_sub(1).and_then(|index| track.get(index));
    match (before, track.get(after)) {
        (Some((from, low)), Some((to, high))) => {
            let (part, whole) = (i128::from(at.micros() - from.micros()), i128::from(to.micros() - from.micros()));
            let driven = (i128::from(high - low) * part * 2 + whole) / (whole * 2);
            Some(low + i64::try_from(driven).unwrap_or_default())
        }
        (Some((_, km)), None) | (None, Some((_, km))) => Some(*km),
        (None, None) => None,
    }
}

/// Kilometres between two moments; nothing where nobody ever looked.
#[must_use]
pub fn driven(track: &Track, from: Instant, to: Instant) -> i64 {
    shown_at(track, to).zip(shown_at(track, from)).map_or(0, |(end, start)| (end - start).max(0))
}

/// Whether readings stand on both sides of the time, so that its kilometres are known and not only those of a part.
#[must_use]
pub fn is_known(track: &Track, from: Instant, to: Instant) -> bool {
    track.first().is_some_and(|(at, _)| *at <= from) && track.last().is_some_and(|(at, _)| *at >= to)
}

/// How many kilometres there will be at the end of a term, when it goes on as it went from the first to the last reading in it.
#[must_use]
pub fn projected(track: &Track, from: Instant, to: Instant) -> Option<i64> {
    let within: Vec<_> = track.iter().filter(|(at, _)| *at >= from && *at <= to).collect();
    let (first, last) = (within.first()?, within.last()?);
    let (part, whole) = (i128::from(last.0.micros() - first.0.micros()), i128::from(to.micros() - from.micros()));
    if part <= 0 {
        return None;
    }
    i64::try_from((i128::from(last.1 - first.1) * whole * 2 + part) / (part * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(days: i64) -> Instant {
        Instant::from_micros(0).plus_minutes(days * 1440)
    }

    #[test]
    fn a_vehicle_drives_evenly_between_two_readings() {
        let track = [(at(10), 1_000), (at(20), 1_100), (at(40), 1_500)];
        for (day, km) in [(0, 1_000), (10, 1_000), (15, 1_050), (20, 1_100), (30, 1_300), (40, 1_500), (99, 1_500)] {
            assert_eq!(shown_at(&track, at(day)), Some(km), "day {day}");
        }
        assert_eq!((driven(&track, at(15), at(30)), driven(&track, at(0), at(5))), (250, 0));
        assert_eq!((is_known(&track, at(10), at(40)), is_known(&track, at(9), at(40))), (true, false));
        assert_eq!((driven(&[], at(0), at(9)), is_known(&[], at(0), at(9))), (0, false));
        // 500 km in 30 days are 1,667 in 100.
        assert_eq!(projected(&track, at(0), at(100)), Some(1_667));
        assert_eq!(projected(&track[..1], at(0), at(100)), None);
    }

    proptest! {
        #[test]
        fn months_add_up_to_the_whole(
            steps in prop::collection::vec((1_i64..5_000, 0_i64..900), 0..12), cuts in prop::collection::vec(-500_i64..40_000, 2..9),
        ) {
            let mut track = vec![];
            let (mut minute, mut km) = (0, 0);
            for (minutes, more) in steps {
                (minute, km) = (minute + minutes, km + more);
                track.push((Instant::from_micros(0).plus_minutes(minute), km));
            }
            let mut cuts: Vec<Instant> = cuts.into_iter().map(|cut| Instant::from_micros(0).plus_minutes(cut)).collect();
            cuts.sort_unstable();
            let parts: i64 = cuts.windows(2).map(|pair| driven(&track, pair[0], pair[1])).sum();
            prop_assert_eq!(parts, driven(&track, cuts[0], cuts[cuts.len() - 1]));
        }
    }
}
