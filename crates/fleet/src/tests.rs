use kernel::{Interval, Problem, Rejection, Zone};
use media::{DocumentError, PhotoError};
use serde_json::json;

use super::*;
use crate::{
    model::{
        assign::{Reason, Way},
        cost::CostKind,
        deadline::DeadlineKind,
        emission::EmissionReason,
        energy::EnergyNotice,
        handover::{DeskStage, HasKeys, Promise, Promised},
        odometer::{Backwards, Implausible},
        reservation::Remark,
        ride::{Against, For, IllegalMove, RideState, RideVerb, UnderWay},
        trip::{Clash, Span},
        vehicle::VehicleState,
    },
    planning::NoVehicle,
};

/// What is refused because something is under way, or somebody else's.
fn of_the_road(at: kernel::Instant) -> Vec<FleetError> {
    let promise = || Promise { from: at, until: at, host_name: None };
    let before = |what| FleetError::PromisedBefore { what, promise: promise() };
    let after = |what| FleetError::PromisedAfter { what, promise: promise() };
    let ride_id = kernel::OccurrenceId(uuid::Uuid::nil());
    let under_way = |what| {
        let ride = UnderWay { ride_id, since: None, driver_name: String::new(), vehicle_code: String::new() };
        FleetError::UnderWay { what, ride }
    };
    let keys = HasKeys { driver_name: String::new(), vehicle_code: String::new(), since: String::new() };
    vec![
        FleetError::DriverHasKeys(keys),
        FleetError::RideNotAtDesk,
        before(Promised::Vehicle),
        before(Promised::Driver),
        after(Promised::Vehicle),
        after(Promised::Driver),
        under_way(Promised::Vehicle),
        under_way(Promised::Driver),
        FleetError::RideUnderWay,
        Implausible { km: 1000, before: 10, at, most: 50 }.into(),
    ]
}

#[test]
fn every_code_has_four_languages() {
    let all =
        [MESSAGES, media::MESSAGES, buildings::MESSAGES, booking::MESSAGES, directory::MESSAGES, httpkit::MESSAGES];
    let texts = httpkit::Texts::new(&all.concat());
    let at = kernel::Instant::from_micros(0);
    let trip = Span { id: None, from: at, to: at, km_out: 1, km_in: 2 };
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
        FleetError::NoVehicleFits(Box::new(NoVehicle {
            driver: false,
            gave_up: false,
            why: vec![],
            ways: vec![],
            zone: Zone::UTC,
        })),
        FleetError::NoVehicleFits(Box::new(NoVehicle {
            driver: true,
            gave_up: false,
            why: vec![],
            ways: vec![],
            zone: Zone::UTC,
        })),
        FleetError::RideNotYet { from: at },
        FleetError::RideNotConfirmed,
        FleetError::DriverDoesNotFit(Remark::ride(&Against::NoDriverHere)),
        IllegalMove { from: RideState::Done, verb: RideVerb::Accept }.into(),
        FleetError::TooManyFiles(1),
        FleetError::StillOut(json!({})),
        FleetError::NotAtThisStage(DeskStage::Out),
        FleetError::MayNotDrive(Box::default()),
        FleetError::NoReplacement(1),
        FleetError::AlreadyRepaired,
        CostsError::TripInTheWay(Clash::Time(trip)).into(),
        CostsError::TripInTheWay(Clash::Kilometres(trip)).into(),
        CostsError::EnergyKnown(kernel::id::EnergyId(uuid::Uuid::nil())).into(),
        CostsError::ImportUndone.into(),
        CostsError::FineKnown(kernel::id::FineId(uuid::Uuid::nil())).into(),
        CostsError::NobodyKnown.into(),
        PhotoError::Damaged.into(),
        DocumentError::TooManyBytes.into(),
    ];
    let of_the_road = of_the_road(at);
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
    let fields = [
        "field_less_than_out",
        "field_trip_too_long",
        "field_vin",
        "field_plate",
        "field_no_plate",
        "file_too_large",
        "field_period_too_long",
        "energy_line_no_plate",
        "energy_line_implausible_year",
        "field_single_date",
        "field_only_with_driver",
        "field_less_than_start",
        "field_more_than_driven",
        "assign_gave_up",
        "vehicle_swapped",
        "vehicle_replaced",
    ];
    let notices = EnergyNotice::ALL.iter().map(ToString::to_string);
    let kinds = CostKind::ALL.iter().map(|kind| format!("fleet_figures_cost_{kind}"));
    let columns =
        ["day", "time", "plate", "card", "kind", "quantity", "amount", "currency", "odometer", "station", "reference"];
    let columns = columns.iter().map(|column| format!("energy_column_{column}"));
    let own: Vec<String> = notices.chain(columns).chain(kinds).chain(["energy_line_invalid".to_owned()]).collect();
    let reasons: Vec<String> = EmissionReason::ALL.iter().map(|reason| format!("emission_{reason}")).collect();
    for &lang in Lang::ALL {
        for error in errors.iter().chain(&of_the_road) {
            assert!(texts.has(lang, error.code()), "{error} in {lang}");
        }
        for code in findings.iter().chain(&fields).copied().chain(reasons.iter().chain(&own).map(String::as_str)) {
            assert!(texts.has(lang, code), "{code} in {lang}");
        }
    }
    let data = json!({ "seats": 4, "attendees": 6 });
    let text = texts.text(Lang::De, "too_few_seats", None, data.as_object().unwrap()).unwrap();
    assert_eq!(text, "Es gibt 4 Plätze; 6 Personen fahren mit.");
}

/// Each has its text in all languages, with every number and name in its place.
fn are_said(remarks: impl Iterator<Item = Remark>) {
    let texts = httpkit::Texts::new(&[MESSAGES, booking::MESSAGES, httpkit::MESSAGES].concat());
    for remark in remarks {
        let code = remark.text_code();
        for &lang in Lang::ALL {
            assert!(texts.has(lang, &code), "{code} in {lang}");
            let text = texts.text(lang, &code, None, &remark.data).unwrap();
            assert!(!text.contains("{$") && !text.contains("{assign"), "{code} in {lang}: {text}");
        }
    }
}

#[test]
fn every_reason_has_four_languages() {
    let at = kernel::Instant::from_micros(0);
    let Interval { start: from, end: to } = Interval { start: at, end: at };
    let zone = "Z".to_owned();
    let (kind, due_on) = (DeadlineKind::Inspection, chrono::NaiveDate::default());
    let reasons = [
        Reason::AskedByName,
        Reason::OnlyCarThatFits,
        Reason::SmallestThatFits { seats: 1, needed: 1 },
        Reason::LargerThanNeeded { seats: 1, needed: 1, smaller: 1 },
        Reason::ChargeCovers { charge_km: 1, distance_km: 1 },
        Reason::KeepsStepFree { cars: 1 },
        Reason::KeepsLongRange { cars: 1 },
        Reason::UsedLess { than: 1, km: 1 },
        Reason::WithinLease { left_km: 1 },
        Reason::OverLease { over_km: 1 },
        Reason::AfterSwaps { moves: 1, fewest: true },
        Reason::OtherCarAsked { cars: 1 },
        Reason::TooFewSeats { cars: 1, needed: 1 },
        Reason::TooLittleLuggage { cars: 1, needed_l: 1 },
        Reason::TooFewChildSeats { cars: 1, needed: 1 },
        Reason::NotStepFree { cars: 1 },
        Reason::NotWithDriver { cars: 1 },
        Reason::OnlyWithDriver { cars: 1 },
        Reason::NotDrivable { cars: 1 },
        Reason::ZoneRefused { cars: 1, zone: zone.clone() },
        Reason::ZoneRuleUnknown { cars: 1, zone: zone.clone() },
        Reason::ZoneNormUnknown { cars: 1, zone: zone.clone() },
        Reason::Due { cars: 1, kind, due_on },
        Reason::DueKm { cars: 1, kind, due_km: 1 },
        Reason::KeepsLargeBoot { cars: 1 },
        Reason::KeepsForGroups { cars: 1 },
        Reason::KeepsChildSeats { cars: 1 },
        Reason::LeavesDue { cars: 1 },
        Reason::DueMeanwhile { kind, due_on },
        Reason::RangeUnknown { cars: 1 },
        Reason::RangeTooShort { cars: 1, needed_km: 1 },
        Reason::NotChargedInTime { cars: 1, needed_km: 1 },
        Reason::Blocked { cars: 1, from, to },
        Reason::Taken { cars: 1, from, to },
        Reason::PromisedWithoutCar { trips: 1 },
        Reason::TooManyMoves { moves: 7, most: 5 },
    ];
    // A new one does not compile until it is among those above.
    let of_reason = |reason: &Reason| match reason {
        Reason::AskedByName
        | Reason::OnlyCarThatFits
        | Reason::SmallestThatFits { .. }
        | Reason::LargerThanNeeded { .. }
        | Reason::ChargeCovers { .. }
        | Reason::KeepsStepFree { .. }
        | Reason::KeepsLongRange { .. }
        | Reason::UsedLess { .. }
        | Reason::WithinLease { .. }
        | Reason::OverLease { .. }
        | Reason::AfterSwaps { .. }
        | Reason::OtherCarAsked { .. }
        | Reason::TooFewSeats { .. }
        | Reason::TooLittleLuggage { .. }
        | Reason::TooFewChildSeats { .. }
        | Reason::NotStepFree { .. }
        | Reason::NotWithDriver { .. }
        | Reason::OnlyWithDriver { .. }
        | Reason::NotDrivable { .. }
        | Reason::ZoneRefused { .. }
        | Reason::ZoneRuleUnknown { .. }
        | Reason::ZoneNormUnknown { .. }
        | Reason::Due { .. }
        | Reason::DueKm { .. }
        | Reason::KeepsLargeBoot { .. }
        | Reason::KeepsForGroups { .. }
        | Reason::KeepsChildSeats { .. }
        | Reason::LeavesDue { .. }
        | Reason::DueMeanwhile { .. }
        | Reason::RangeUnknown { .. }
        | Reason::RangeTooShort { .. }
        | Reason::NotChargedInTime { .. }
        | Reason::Blocked { .. }
        | Reason::Taken { .. }
        | Reason::PromisedWithoutCar { .. }
        | Reason::TooManyMoves { .. } => Remark::reason(reason),
    };
    are_said(reasons.iter().map(of_reason));
}

#[test]
fn every_way_has_four_languages() {
    let at = kernel::Instant::from_micros(0);
    let (from, to) = (at, at);
    let ways = [
        Way::Earlier { from, to },
        Way::Later { from, to },
        Way::AnyCar,
        Way::AnyDriver,
        Way::FewerPeople { people: 1 },
        Way::LessLuggage { luggage_l: 1 },
        Way::FewerChildSeats { child_seats: 1 },
        Way::ShorterTrip { distance_km: 1 },
        Way::OutsideZones,
        Way::WithoutStepFree,
        Way::WithDriver,
        Way::WithoutDriver,
    ];
    // A new one does not compile until it is among those above.
    let of_way = |way: &Way| match way {
        Way::Earlier { .. }
        | Way::Later { .. }
        | Way::AnyCar
        | Way::AnyDriver
        | Way::FewerPeople { .. }
        | Way::LessLuggage { .. }
        | Way::FewerChildSeats { .. }
        | Way::ShorterTrip { .. }
        | Way::OutsideZones
        | Way::WithoutStepFree
        | Way::WithDriver
        | Way::WithoutDriver => Remark::way(way),
    };
    are_said(ways.iter().map(of_way));
}

#[test]
fn what_keeps_a_reservation_from_its_vehicle_has_four_languages() {
    let (cars, needed, zone) = (1, 1, "Z".to_owned());
    let mut reasons = vec![
        Reason::TooFewSeats { cars, needed },
        Reason::TooLittleLuggage { cars, needed_l: 1 },
        Reason::TooFewChildSeats { cars, needed },
        Reason::NotStepFree { cars },
        Reason::NotWithDriver { cars },
        Reason::OnlyWithDriver { cars },
        Reason::NotDrivable { cars },
        Reason::ZoneRefused { cars, zone: zone.clone() },
        Reason::ZoneRuleUnknown { cars, zone: zone.clone() },
        Reason::ZoneNormUnknown { cars, zone },
        Reason::RangeUnknown { cars },
        Reason::RangeTooShort { cars, needed_km: 1 },
    ];
    for &kind in DeadlineKind::ALL {
        reasons.push(Reason::Due { cars, kind, due_on: chrono::NaiveDate::default() });
        reasons.push(Reason::DueKm { cars, kind, due_km: 1 });
    }
    are_said(reasons.iter().flat_map(|reason| [Remark::threat(reason), Remark::reason(reason)]));
}

#[test]
fn what_is_said_about_drivers_has_four_languages() {
    let (from, to) = (kernel::Instant::from_micros(0), kernel::Instant::from_micros(1));
    let (name, hours, category) = ("Jan".to_owned(), "11".to_owned(), crate::model::vehicle::VehicleCategory::M1);
    let against = [
        Against::Licence { drivers: 1, category },
        Against::LicenceUnchecked { drivers: 1 },
        Against::DriverTaken { drivers: 1, from, to },
        Against::DriverAway { drivers: 1, from, to },
        Against::Rest { drivers: 1, hours: hours.clone() },
        Against::DutyTooLong { drivers: 1, hours },
        Against::OtherDriverAsked { drivers: 1 },
        Against::NoDriverHere,
    ];
    let reasons = [
        For::DriverAsked { name: name.clone() },
        For::OnlyDriver { name: name.clone() },
        For::DrivesLeast { name, others: 1 },
    ];
    // A new one does not compile until it is among those above.
    let of_against = |one: &Against| match one {
        Against::Licence { .. }
        | Against::LicenceUnchecked { .. }
        | Against::DriverTaken { .. }
        | Against::DriverAway { .. }
        | Against::Rest { .. }
        | Against::DutyTooLong { .. }
        | Against::OtherDriverAsked { .. }
        | Against::NoDriverHere => Remark::ride(one),
    };
    let of_reason = |one: &For| match one {
        For::DriverAsked { .. } | For::OnlyDriver { .. } | For::DrivesLeast { .. } => Remark::ride(one),
    };
    are_said(against.iter().map(of_against).chain(reasons.iter().map(of_reason)));
}
