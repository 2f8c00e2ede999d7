//! How a vehicle answers a wish, apart from time.

use booking::model::{
    finding::Finding,
    wish::{Fit, Wish},
};
use serde_json::json;

use super::vehicle::{BodyStyle, Fuel};

/// Whether somebody in a wheelchair gets in.
pub const STEP_FREE: &str = "step_free";
/// Whether a child seat can be fixed.
pub const CHILD_SEAT: &str = "child_seat";
/// Whether nothing comes out of it.
pub const ZERO_EMISSION: &str = "zero_emission";

/// What decides how a vehicle answers a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VehicleFacts {
    /// The driver counted.
    pub seats: i64,
    /// What people call it.
    pub body: BodyStyle,
    /// What it runs on.
    pub fuel: Fuel,
    /// Whether somebody in a wheelchair gets in.
    pub step_free: bool,
    /// How many child seats can be fixed.
    pub child_seat_anchors: i64,
    /// Whether only professional drivers drive it.
    pub chauffeured: bool,
}

impl VehicleFacts {
    /// For how many people it can be booked: the driver of a vehicle that is driven by a professional takes one of its seats.
    #[must_use]
    pub fn capacity(&self) -> i64 {
        if self.chauffeured { (self.seats - 1).max(0) } else { self.seats }
    }

    fn has(&self, feature: &str) -> bool {
        match feature {
            STEP_FREE => self.step_free,
            CHILD_SEAT => self.child_seat_anchors > 0,
            ZERO_EMISSION => self.fuel.is_zero_emission(),
            other => other == self.body.as_str() || other == self.fuel.as_str(),
        }
    }
}

/// How a vehicle answers a wish: features are [`STEP_FREE`], [`CHILD_SEAT`], [`ZERO_EMISSION`] and the words for bodies and fuels;
/// the seats that would stay empty are its rank.
#[must_use]
pub fn fit(vehicle: &VehicleFacts, wish: &Wish) -> Fit {
    let mut findings: Vec<Finding> = wish
        .features
        .iter()
        .filter(|feature| !vehicle.has(feature))
        .map(|feature| Finding::refusal("vehicle_lacks", json!({ "feature": feature })))
        .collect();
    let capacity = vehicle.capacity();
    if capacity < wish.attendees {
        findings.push(Finding::refusal("too_few_seats", json!({ "seats": capacity, "attendees": wish.attendees })));
    }
    if vehicle.chauffeured {
        findings.push(Finding::notice("with_driver_only", json!({})));
    }
    Fit { findings, rank: (capacity - wish.attendees).abs(), ..Fit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told() {
        let van = VehicleFacts {
            seats: 3,
            body: BodyStyle::Van,
            fuel: Fuel::Electric,
            step_free: false,
            child_seat_anchors: 0,
            chauffeured: false,
        };
        let ask = |vehicle: &VehicleFacts, attendees, features: &[&str]| {
            let wish =
                Wish { attendees, features: features.iter().map(|one| (*one).to_owned()).collect(), ..Wish::default() };
            let fit = fit(vehicle, &wish);
            (fit.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), fit.rank)
        };
        assert_eq!(ask(&van, 3, &["van", "electric", ZERO_EMISSION]), (vec![], 0));
        assert_eq!(
            ask(&van, 4, &["car", STEP_FREE, CHILD_SEAT]).0,
            ["vehicle_lacks", "vehicle_lacks", "vehicle_lacks", "too_few_seats"]
        );
        let driven = VehicleFacts { chauffeured: true, step_free: true, ..van };
        assert_eq!(ask(&driven, 2, &[STEP_FREE]), (vec!["with_driver_only"], 0));
        assert_eq!(ask(&driven, 3, &[]).0, ["too_few_seats", "with_driver_only"]);
    }
}
