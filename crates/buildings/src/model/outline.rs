//! Where a space lies on the plan of its floor: a simple polygon in the plan's coordinates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::base::FieldError;

/// The most points of an outline, the last one, which repeats the first, included.
pub const MAX_POINTS: usize = 500;
/// How many steps there are in one unit of the plan: outlines are kept to a hundredth.
const STEPS: f64 = 100.0;
/// The farthest a coordinate may lie, in units of the plan.
const FARTHEST: f64 = 100_000.0;

/// The one kind of geometry that an outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PolygonType {
    /// A polygon.
    Polygon,
}

/// A polygon as in `GeoJSON` (RFC 7946), in the coordinates of the floor's plan: x to the right, y downwards, from its top left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Polygon {
    /// Always `Polygon`.
    #[serde(rename = "type")]
    pub kind: PolygonType,
    /// One ring of 4 to 500 points whose last repeats the first.
    pub coordinates: Vec<Vec<[f64; 2]>>,
}

/// A checked outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline(Vec<Point>);

type Point = (i64, i64);

impl Polygon {
    /// The outline, when it is one ring that is closed, does not cross itself and lies inside a plan of that size.
    pub(crate) fn check(&self, plan: (i64, i64)) -> Result<Outline, FieldError> {
        let refuse = |code| Err(FieldError::new("coordinates", code));
        let [ring] = &*self.coordinates else { return refuse("one_ring") };
        if ring.len() < 4 {
            return refuse("too_few_points");
        }
        if ring.len() > MAX_POINTS {
            return refuse("too_many_points");
        }
        if ring.iter().flatten().any(|number| !number.is_finite() || number.abs() > FARTHEST) {
            return refuse("outside_plan");
        }
        if ring.first() != ring.last() {
            return refuse("not_closed");
        }
        let mut points: Vec<Point> = ring.iter().map(|[x, y]| (step(*x), step(*y))).collect();
        points.dedup();
        points.pop();
        if points.len() < 3 {
            return refuse("too_few_points");
        }
        let outline = Outline(points);
        if !outline.fits(plan) {
            return refuse("outside_plan");
        }
        if outline.crosses_itself() {
            return refuse("crosses_itself");
        }
        if outline.doubled() == 0 {
            return refuse("no_area");
        }
        Ok(outline)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it lies within FARTHEST")]
fn step(number: f64) -> i64 {
    (number * STEPS).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "it lies within FARTHEST")]
fn unit(steps: i64) -> f64 {
    steps as f64 / STEPS
}

impl Outline {
    /// As it is sent.
    #[must_use]
    pub fn polygon(&self) -> Polygon {
        let ring = self.0.iter().chain(self.0.first()).map(|(x, y)| [unit(*x), unit(*y)]).collect();
        Polygon { kind: PolygonType::Polygon, coordinates: vec![ring] }
    }

    /// As it is kept: the text of its polygon.
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(&self.polygon()).expect("numbers are JSON")
    }

    /// As it was kept.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let polygon: Polygon = serde_json::from_str(text).ok()?;
        let mut points: Vec<Point> = polygon.coordinates.first()?.iter().map(|[x, y]| (step(*x), step(*y))).collect();
        points.pop();
        Some(Self(points))
    }

    /// Whether it lies inside a plan of that size.
    pub(crate) fn fits(&self, (width, height): (i64, i64)) -> bool {
        let inside = |at: i64, size: i64| 0 <= at && at <= size.saturating_mul(100);
        self.0.iter().all(|(x, y)| inside(*x, width) && inside(*y, height))
    }

    /// Its area, in square units of the plan.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a plan has at most 100,000 units a side")]
    pub fn area(&self) -> f64 {
        self.doubled().unsigned_abs() as f64 / 2.0 / (STEPS * STEPS)
    }

    /// Twice its area in square steps, positive when it goes round clockwise on the screen (Gauss's formula).
    fn doubled(&self) -> i128 {
        let next = self.0.iter().cycle().skip(1);
        self.0
            .iter()
            .zip(next)
            .map(|(a, b)| i128::from(a.0) * i128::from(b.1) - i128::from(b.0) * i128::from(a.1))
            .sum()
    }

    /// Whether two of its sides share more than the corner between them.
    fn crosses_itself(&self) -> bool {
        let count = self.0.len();
        let side = |index: usize| (self.0[index], self.0[(index + 1) % count]);
        (0..count).any(|first| {
            (first + 1..count).any(|second| {
                let (a, b) = (side(first), side(second));
                if second == first + 1 {
                    goes_back(a.0, a.1, b.1)
                } else if first == 0 && second == count - 1 {
                    goes_back(b.0, b.1, a.1)
                } else {
                    touch(a, b)
                }
            })
        })
    }
}

/// On which side of the line from `a` to `b` the point `c` lies.
fn turn(a: Point, b: Point, c: Point) -> i128 {
    let (abx, aby) = (i128::from(b.0 - a.0), i128::from(b.1 - a.1));
    let (acx, acy) = (i128::from(c.0 - a.0), i128::from(c.1 - a.1));
    (abx * acy - aby * acx).signum()
}

/// Whether the way from `b` to `c` goes back over the way from `a` to `b`.
fn goes_back(a: Point, b: Point, c: Point) -> bool {
    let along = i128::from(b.0 - a.0) * i128::from(c.0 - b.0) + i128::from(b.1 - a.1) * i128::from(c.1 - b.1);
    turn(a, b, c) == 0 && along < 0
}

/// Whether two sides share a point.
fn touch((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let within = |p: Point, a: Point, b: Point| {
        (a.0.min(b.0)..=a.0.max(b.0)).contains(&p.0) && (a.1.min(b.1)..=a.1.max(b.1)).contains(&p.1)
    };
    let turns = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
    if turns[0] * turns[1] < 0 && turns[2] * turns[3] < 0 {
        return true;
    }
    (turns[0] == 0 && within(c, a, b))
        || (turns[1] == 0 && within(d, a, b))
        || (turns[2] == 0 && within(a, c, d))
        || (turns[3] == 0 && within(b, c, d))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAN: (i64, i64) = (100, 80);

    fn polygon(points: &[[f64; 2]]) -> Polygon {
        Polygon { kind: PolygonType::Polygon, coordinates: vec![points.to_vec()] }
    }

    fn refused(points: &[[f64; 2]]) -> &'static str {
        polygon(points).check(PLAN).unwrap_err().code
    }

    #[test]
    fn a_room_has_an_area() {
        let square = [[10.0, 10.0], [20.0, 10.0], [20.0, 30.0], [10.0, 30.0], [10.0, 10.0]];
        let outline = polygon(&square).check(PLAN).unwrap();
        assert_eq!((outline.area(), outline.polygon()), (200.0, polygon(&square)));
        assert_eq!(Outline::from_text(&outline.to_text()), Some(outline));
        let corner = [[0.0, 0.0], [10.0, 0.0], [10.0, 5.0], [5.0, 5.0], [5.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
        assert_eq!(polygon(&corner).check(PLAN).unwrap().doubled(), 1_500_000, "75 square units, twice, in hundredths");
        let whole = [[0.0, 0.0], [100.0, 0.0], [100.0, 80.0], [0.0, 80.0], [0.0, 0.0]];
        assert!(polygon(&whole).check(PLAN).is_ok(), "the edge of the plan is inside");
    }

    #[test]
    fn what_is_no_room_is_refused() {
        assert_eq!(refused(&[[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]), "too_few_points");
        assert_eq!(refused(&[[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]]), "not_closed");
        assert_eq!(refused(&[[0.0, 0.0], [9.0, 9.0], [9.0, 0.0], [0.0, 9.0], [0.0, 0.0]]), "crosses_itself");
        assert_eq!(refused(&[[0.0, 0.0], [9.0, 0.0], [5.0, 0.0], [5.0, 9.0], [0.0, 0.0]]), "crosses_itself", "a spike");
        assert_eq!(refused(&[[0.0, 0.0], [9.0, 0.0], [4.0, 0.0], [0.0, 0.0]]), "crosses_itself", "a line");
        let eight = [[0.0, 0.0], [5.0, 5.0], [0.0, 10.0], [10.0, 10.0], [5.0, 5.0], [10.0, 0.0], [0.0, 0.0]];
        assert_eq!(refused(&eight), "crosses_itself", "it touches itself in a point");
        assert_eq!(refused(&[[0.0, 0.0], [100.1, 0.0], [9.0, 9.0], [0.0, 0.0]]), "outside_plan");
        assert_eq!(refused(&[[-0.1, 0.0], [9.0, 0.0], [9.0, 9.0], [-0.1, 0.0]]), "outside_plan");
        assert_eq!(refused(&[[f64::NAN, 0.0], [9.0, 0.0], [9.0, 9.0], [f64::NAN, 0.0]]), "outside_plan");
        assert_eq!(refused(&[[1e300, 0.0], [9.0, 0.0], [9.0, 9.0], [1e300, 0.0]]), "outside_plan");
        assert_eq!(refused(&[[1.0, 1.0], [1.001, 1.0], [1.0, 1.001], [1.0, 1.0]]), "too_few_points", "all one point");
        assert_eq!(refused(&vec![[1.0, 1.0]; MAX_POINTS + 1]), "too_many_points");
        let two = Polygon { kind: PolygonType::Polygon, coordinates: vec![vec![], vec![]] };
        assert_eq!(two.check(PLAN).unwrap_err().code, "one_ring");
    }

    /// A star-shaped ring around the middle: it never crosses itself.
    fn star() -> impl Strategy<Value = Vec<[f64; 2]>> {
        proptest::collection::vec(5.0_f64..35.0, 5..40).prop_map(|radii| {
            #[expect(clippy::cast_precision_loss, reason = "there are few")]
            let angle = |index: usize| index as f64 / radii.len() as f64 * std::f64::consts::TAU;
            let mut ring: Vec<[f64; 2]> = radii
                .iter()
                .enumerate()
                .map(|(at, r)| [50.0 + r * angle(at).cos(), 40.0 + r * angle(at).sin()])
                .collect();
            ring.push(ring[0]);
            ring
        })
    }

    proptest! {
        #[test]
        fn where_it_begins_and_which_way_it_goes_does_not_matter(ring in star(), shift in 0_usize..40) {
            let outline = polygon(&ring).check(PLAN).unwrap();
            let mut other = ring[..ring.len() - 1].to_vec();
            let shift = shift % other.len();
            other.rotate_left(shift);
            other.reverse();
            other.push(other[0]);
            prop_assert_eq!(polygon(&other).check(PLAN).unwrap().doubled().abs(), outline.doubled().abs());
            prop_assert!(outline.area() <= 70.0 * 70.0);
        }

        #[test]
        fn crossed_sides_are_found_wherever_they_are(count in 4_u32..40, at in 0_usize..40) {
            // On a circle, two neighbours that change places make the sides around them cross.
            let corner = |index: u32| {
                let angle = f64::from(index) / f64::from(count) * std::f64::consts::TAU;
                [50.0 + 30.0 * angle.cos(), 40.0 + 30.0 * angle.sin()]
            };
            let mut ring: Vec<[f64; 2]> = (0..count).map(corner).collect();
            let closed = |ring: &[[f64; 2]]| polygon(&[ring, &ring[..1]].concat()).check(PLAN).map(|outline| outline.area());
            prop_assert!(closed(&ring).is_ok());
            let first = at % (ring.len() - 1);
            ring.swap(first, first + 1);
            prop_assert_eq!(closed(&ring).unwrap_err().code, "crosses_itself");
        }

        #[test]
        fn no_numbers_make_it_fail(points in proptest::collection::vec([any::<f64>(), any::<f64>()], 0..12)) {
            let _ = polygon(&points).check(PLAN);
        }
    }
}
