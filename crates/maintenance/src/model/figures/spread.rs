//! How long things take: the middle, the slowest tenth, and how many took how long.

/// The middle and the slow end of some durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub count: i64,
    /// Half of them took no longer, in minutes; with an even number the middle between the two in the middle. `None` for
    /// none.
    pub median: Option<i64>,
    /// Nine of ten took no longer, in minutes: the smallest of them of which that is true.
    pub p90: Option<i64>,
}

/// The spread of some durations in minutes.
#[must_use]
pub fn spread(minutes: impl IntoIterator<Item = i64>) -> Spread {
    let mut sorted: Vec<i64> = minutes.into_iter().collect();
    sorted.sort_unstable();
    let count = sorted.len();
    let half = count / 2;
    let median = match count {
        0 => None,
        _ if count % 2 == 1 => Some(sorted[half]),
        // Half a minute is rounded up.
        _ => Some((sorted[half - 1] + sorted[half] + 1).div_euclid(2)),
    };
    let p90 = sorted.get((count * 9).div_ceil(10).saturating_sub(1)).copied();
    Spread { count: number(count), median, p90 }
}

/// How many durations lie between two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Longer than so many minutes; from nothing on for the first part.
    pub over: i64,
    /// At most so many; `None` for the last part.
    pub up_to: Option<i64>,
    /// How many.
    pub count: i64,
}

/// How many of the durations lie between the edges, which rise.
#[must_use]
pub fn parts(minutes: &[i64], edges: &[i64]) -> Vec<Part> {
    let over = std::iter::once(0).chain(edges.iter().copied());
    let up_to = edges.iter().copied().map(Some).chain([None]);
    over.zip(up_to)
        .enumerate()
        .map(|(index, (over, up_to))| {
            let inside = |one: &&i64| (index == 0 || **one > over) && up_to.is_none_or(|edge| **one <= edge);
            Part { over, up_to, count: number(minutes.iter().filter(inside).count()) }
        })
        .collect()
}

/// A share in percent, to the tenth; `None` of nothing.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<f64> {
    if whole <= 0 {
        return None;
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    i32::try_from(tenths).ok().map(|tenths| f64::from(tenths) / 10.0)
}

/// A count as the API says it.
#[must_use]
pub fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(minutes: &[i64]) -> (i64, Option<i64>, Option<i64>) {
        let Spread { count, median, p90 } = spread(minutes.iter().copied());
        (count, median, p90)
    }

    #[test]
    fn nothing_has_no_middle() {
        assert_eq!(of(&[]), (0, None, None));
    }

    #[test]
    fn the_middle_of_odd_and_even_counts() {
        assert_eq!(of(&[7]), (1, Some(7), Some(7)));
        assert_eq!(of(&[30, 10]), (2, Some(20), Some(30)));
        assert_eq!(of(&[10, 11]), (2, Some(11), Some(11)), "half a minute is rounded up");
        assert_eq!(of(&[1, 1000, 3]), (3, Some(3), Some(1000)), "one that took for ever does not move it");
        assert_eq!(of(&[4, 1, 3, 2]), (4, Some(3), Some(4)));
    }

    #[test]
    fn nine_of_ten_took_no_longer() {
        let ten: Vec<i64> = (1..=10).collect();
        assert_eq!(of(&ten).2, Some(9));
        let eleven: Vec<i64> = (1..=11).collect();
        assert_eq!(of(&eleven).2, Some(10));
        let hundred: Vec<i64> = (1..=100).collect();
        assert_eq!(of(&hundred), (100, Some(51), Some(90)));
    }

    #[test]
    fn edges_belong_to_the_part_below_them() {
        let counts = |minutes: &[i64]| parts(minutes, &[60, 240]).iter().map(|part| part.count).collect::<Vec<_>>();
        assert_eq!(counts(&[]), [0, 0, 0]);
        assert_eq!(counts(&[0, 60, 61, 240, 241, 9999]), [2, 2, 2]);
        assert_eq!(
            parts(&[], &[60]),
            [Part { over: 0, up_to: Some(60), count: 0 }, Part { over: 60, up_to: None, count: 0 }]
        );
    }

    #[test]
    fn a_share_is_rounded_to_the_tenth() {
        assert_eq!((percent(0, 0), percent(0, 3), percent(3, 3)), (None, Some(0.0), Some(100.0)));
        assert_eq!((percent(1, 3), percent(2, 3), percent(1, 2000)), (Some(33.3), Some(66.7), Some(0.1)));
    }

    proptest! {
        #[test]
        fn at_least_half_and_nine_tenths_took_no_longer(minutes in proptest::collection::vec(0_i64..10_000, 1..200)) {
            let Spread { median, p90, .. } = spread(minutes.iter().copied());
            let within = |limit: i64| minutes.iter().filter(|one| **one <= limit).count();
            prop_assert!(within(median.unwrap()) * 2 >= minutes.len());
            prop_assert!(within(p90.unwrap()) * 10 >= minutes.len() * 9);
            prop_assert!(minutes.contains(&p90.unwrap()));
            let all: i64 = parts(&minutes, &[10, 100, 1000]).iter().map(|part| part.count).sum();
            prop_assert_eq!(all, number(minutes.len()));
        }
    }
}
