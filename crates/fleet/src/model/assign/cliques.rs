//! A necessary condition, seen at once: all trips that are on the road at one moment have a car each.

/// The largest groups of trips that share a moment.
pub(super) fn cliques(spans: &[kernel::Interval]) -> Vec<Vec<usize>> {
    let mut starts: Vec<_> = spans.iter().map(|span| span.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut all: Vec<Vec<usize>> = vec![];
    for start in starts {
        let group: Vec<usize> = (0..spans.len()).filter(|trip| spans[*trip].contains(start)).collect();
        // Of two that follow each other, one may hold the other.
        if let Some(last) = all.last()
            && last.iter().all(|trip| group.contains(trip))
        {
            all.pop();
        }
        if !all.last().is_some_and(|last| group.iter().all(|trip| last.contains(trip))) {
            all.push(group);
        }
    }
    all
}

/// Gives each trip of the group a car of its own; `cars` names those of each. `false` = there is no way.
pub(super) fn each_has_one<'a>(
    group: &[usize],
    cars: impl Fn(usize) -> &'a Bits,
    taken_by: &mut Vec<Option<usize>>,
) -> bool {
    taken_by.fill(None);
    let width = taken_by.len();
    group.iter().all(|trip| {
        let mut seen = Bits::none(width);
        give(*trip, &cars, taken_by, &mut seen)
    })
}

fn give<'a>(
    trip: usize,
    cars: &impl Fn(usize) -> &'a Bits,
    taken_by: &mut Vec<Option<usize>>,
    seen: &mut Bits,
) -> bool {
    if let Some(car) = cars(trip).iter().find(|car| taken_by[*car].is_none()) {
        taken_by[car] = Some(trip);
        return true;
    }
    for car in cars(trip).iter() {
        if !seen.has(car) {
            seen.set(car);
            if taken_by[car].is_none_or(|other| give(other, cars, taken_by, seen)) {
                taken_by[car] = Some(trip);
                return true;
            }
        }
    }
    false
}

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn none(width: usize) -> Self {
        Self(vec![0; width.div_ceil(64)])
    }

    pub(super) fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn clear(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros() as usize;
                    left &= left - 1;
                    at * 64 + bit
                })
            })
        })
    }
}
