//! Who may drive what: categories of licences, and the look at the licence itself.

use booking::model::finding::{Finding, Severity};
use chrono::NaiveDate;
use serde_json::json;

use super::vehicle::VehicleCategory;

kernel::text_enum! {
    /// A category of a European driving licence (Directive 2006/126/EC).
    pub enum LicenceCategory {
        /// Mopeds.
        Am = "am",
        /// Light motorcycles.
        A1 = "a1",
        /// Motorcycles up to 35 kW.
        A2 = "a2",
        /// Motorcycles.
        A = "a",
        /// Cars and vans.
        B = "b",
        /// With a trailer.
        Be = "be",
        /// Lorries up to 7.5 t.
        C1 = "c1",
        /// With a trailer.
        C1e = "c1e",
        /// Lorries.
        C = "c",
        /// With a trailer.
        Ce = "ce",
        /// Buses up to 16 passengers.
        D1 = "d1",
        /// With a trailer.
        D1e = "d1e",
        /// Buses.
        D = "d",
        /// With a trailer.
        De = "de",
        /// Agricultural vehicles.
        G = "g",
    }
}

/// A key of which it is a part never comes from a counter.
impl sea_orm::TryFromU64 for LicenceCategory {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("LicenceCategory"))
    }
}

/// A category that somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Licence {
    /// Which.
    pub category: LicenceCategory,
    /// The last day on which it holds; `None` = for life.
    pub valid_to: Option<NaiveDate>,
}

/// What is known of a driver on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverFacts {
    /// What they may drive.
    pub licences: Vec<Licence>,
    /// The day on which somebody last looked at the licence.
    pub checked_on: Option<NaiveDate>,
    /// Whether they no longer drive for the house.
    pub retired: bool,
}

/// The categories of which one is enough for a vehicle of that EU category. A category with a trailer gives the one without it.
///
/// The mass of a vehicle is not known here, so the larger one is asked for where it would matter (N2 up to 12 t).
#[must_use]
pub const fn enough_for(category: VehicleCategory) -> &'static [LicenceCategory] {
    use LicenceCategory::{A, A1, A2, Am, B, Be, C, Ce, D, D1, D1e, De};
    match category {
        VehicleCategory::M1 | VehicleCategory::N1 => &[B, Be],
        VehicleCategory::M2 => &[D1, D1e, D, De],
        VehicleCategory::M3 => &[D, De],
        VehicleCategory::N2 | VehicleCategory::N3 => &[C, Ce],
        VehicleCategory::L => &[Am, A1, A2, A],
    }
}

/// What speaks against somebody driving a vehicle of that category on a day; empty: nothing. A licence is looked at every so
/// many days.
#[must_use]
pub fn may_drive(driver: &DriverFacts, category: VehicleCategory, on: NaiveDate, check_days: i64) -> Vec<Finding> {
    let mut findings = vec![];
    if driver.retired {
        findings.push(Finding::refusal("driver_retired", json!({})));
    }
    let enough = enough_for(category);
    let held: Vec<&Licence> = driver.licences.iter().filter(|one| enough.contains(&one.category)).collect();
    let holds = |licence: &&&Licence| licence.valid_to.is_none_or(|last| on <= last);
    if held.is_empty() {
        findings.push(Finding::refusal("licence_missing", json!({ "category": category, "needed": enough })));
    } else if !held.iter().any(|licence| holds(&licence)) {
        let last = held.iter().max_by_key(|licence| licence.valid_to).expect("there is one");
        let data = json!({ "licence": last.category, "ended_on": last.valid_to });
        findings.push(Finding::refusal("licence_expired", data));
    }
    findings.extend(check_finding(driver.checked_on, on, check_days));
    findings
}

fn check_finding(checked_on: Option<NaiveDate>, on: NaiveDate, check_days: i64) -> Option<Finding> {
    let Some(checked_on) = checked_on else {
        return Some(Finding::refusal("licence_never_checked", json!({})));
    };
    let age = (on - checked_on).num_days();
    let data = json!({ "checked_on": checked_on, "age_days": age, "max_days": check_days });
    (age > check_days).then(|| Finding::refusal("licence_check_too_old", data))
}

/// Whether none of these refuses.
#[must_use]
pub fn is_allowed(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Refusal)
}

/// The last day on which the look at a licence is good.
#[must_use]
pub fn check_due(checked_on: Option<NaiveDate>, check_days: i64) -> Option<NaiveDate> {
    checked_on?.checked_add_signed(chrono::Duration::days(check_days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn driver(licences: &[(LicenceCategory, Option<&str>)], checked_on: Option<&str>) -> DriverFacts {
        let licences = licences.iter().map(|(category, last)| Licence { category: *category, valid_to: last.map(day) });
        DriverFacts { licences: licences.collect(), checked_on: checked_on.map(day), retired: false }
    }

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn each_category_of_vehicle_asks_for_its_licence() {
        use LicenceCategory::{A1, B, Be, C, C1, D, D1};
        let cases: &[(VehicleCategory, &[LicenceCategory], &[LicenceCategory])] = &[
            (VehicleCategory::M1, &[B, Be], &[C, D, A1]),
            (VehicleCategory::N1, &[B], &[C1, D1]),
            (VehicleCategory::M2, &[D1, D], &[B, C]),
            (VehicleCategory::M3, &[D], &[D1, B]),
            (VehicleCategory::N2, &[C], &[C1, B]),
            (VehicleCategory::N3, &[C], &[C1, D]),
            (VehicleCategory::L, &[A1], &[B]),
        ];
        for (vehicle, enough, short) in cases {
            for licence in *enough {
                let who = driver(&[(*licence, None)], Some("2026-12-01"));
                assert_eq!(
                    codes(&may_drive(&who, *vehicle, day("2026-12-01"), 365)),
                    Vec::<&str>::new(),
                    "{vehicle} {licence}"
                );
            }
            for licence in *short {
                let who = driver(&[(*licence, None)], Some("2026-12-01"));
                assert_eq!(
                    codes(&may_drive(&who, *vehicle, day("2026-12-01"), 365)),
                    ["licence_missing"],
                    "{vehicle} {licence}"
                );
            }
        }
    }

    #[test]
    fn a_licence_ends_and_a_check_grows_old() {
        let who = driver(&[(LicenceCategory::B, Some("2026-12-31"))], Some("2026-06-01"));
        let ask = |on| codes(&may_drive(&who, VehicleCategory::M1, day(on), 180));
        assert_eq!(ask("2026-11-28"), Vec::<&str>::new());
        assert_eq!(ask("2026-11-29"), ["licence_check_too_old"]);
        assert_eq!(ask("2026-12-31"), ["licence_check_too_old"]);
        assert_eq!(ask("2027-01-01"), ["licence_expired", "licence_check_too_old"]);
        assert_eq!(check_due(who.checked_on, 180), Some(day("2026-11-28")));
        let findings = may_drive(&who, VehicleCategory::M1, day("2027-01-01"), 180);
        assert!(!is_allowed(&findings));
        assert_eq!((&findings[0].data["ended_on"], &findings[1].data["age_days"]), (&json!("2026-12-31"), &json!(214)));
    }

    #[test]
    fn one_good_category_is_enough() {
        let both = driver(&[(LicenceCategory::B, Some("2020-01-01")), (LicenceCategory::Be, None)], Some("2026-12-01"));
        assert!(may_drive(&both, VehicleCategory::M1, day("2026-12-01"), 1).is_empty());
        let never = DriverFacts { licences: vec![], checked_on: None, retired: true };
        assert_eq!(
            codes(&may_drive(&never, VehicleCategory::M1, day("2026-12-01"), 1)),
            ["driver_retired", "licence_missing", "licence_never_checked"]
        );
    }
}
