use kernel::{Problem, Rejection};
use media::{DocumentError, PhotoError};
use serde_json::json;

use super::*;
use crate::model::{emission::EmissionReason, odometer::Backwards, vehicle::VehicleState};

#[test]
fn every_code_has_four_languages() {
    let all =
        [MESSAGES, media::MESSAGES, buildings::MESSAGES, booking::MESSAGES, directory::MESSAGES, httpkit::MESSAGES];
    let texts = httpkit::Texts::new(&all.concat());
    let at = kernel::Instant::from_micros(0);
    let errors = [
        FleetError::from(Rejection::NotFound("vehicle")),
        FleetError::PlateInTheWay {
            plate: "1-ABC-234".into(),
            vehicle: "CAR-01".into(),
            from: "2026-12-01".parse().unwrap(),
            until: None,
        },
        FleetError::Backwards { km: 1, why: Backwards::Less { before: 2, at } },
        FleetError::Backwards { km: 2, why: Backwards::More { after: 1, at } },
        FleetError::ReadTwice,
        FleetError::AlreadyCorrected,
        FleetError::AlreadyDone,
        FleetError::NotInThisState(VehicleState::Disposed),
        FleetError::TooManyFiles(1),
        PhotoError::Damaged.into(),
        DocumentError::TooManyBytes.into(),
    ];
    let findings = [
        "vehicle_lacks",
        "too_few_seats",
        "with_driver_only",
        "driver_retired",
        "licence_missing",
        "licence_expired",
        "licence_never_checked",
        "licence_check_too_old",
    ];
    let fields = ["field_vin", "field_plate"];
    let reasons: Vec<String> = EmissionReason::ALL.iter().map(|reason| format!("emission_{reason}")).collect();
    for &lang in Lang::ALL {
        for error in &errors {
            assert!(texts.has(lang, error.code()), "{error} in {lang}");
        }
        for code in findings.iter().chain(&fields).copied().chain(reasons.iter().map(String::as_str)) {
            assert!(texts.has(lang, code), "{code} in {lang}");
        }
    }
    let data = json!({ "seats": 4, "attendees": 6 });
    let text = texts.text(Lang::De, "too_few_seats", None, data.as_object().unwrap()).unwrap();
    assert_eq!(text, "Es gibt 4 Plätze; 6 Personen fahren mit.");
}
