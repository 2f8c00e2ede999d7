//! What drivers look like to a caller.

use booking::model::finding::{Finding, Severity};
use chrono::NaiveDate;
use httpkit::AppState;
use kernel::{BookableId, Instant, Lang, PersonId, id::DriverId};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::body::text;
use crate::{
    commands::LicenceInput,
    model::driver::check_due,
    queries::{Driver, Settings},
};

/// Somebody who drives for the house.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Driver)]
pub(crate) struct DriverBody {
    id: DriverId,
    person_id: PersonId,
    name: String,
    /// Whether they are a professional.
    chauffeur: bool,
    /// What is booked when they are wanted; only professionals.
    bookable_id: Option<BookableId>,
    /// What they may drive.
    licences: Vec<LicenceInput>,
    /// When somebody last looked at the licence.
    checked_at: Option<Instant>,
    checked_by: Option<PersonId>,
    /// The last day on which that look is good; nothing where nobody looked.
    check_due_on: Option<NaiveDate>,
    remarks: Option<String>,
    /// Whether they no longer drive for the house.
    retired: bool,
    version: i64,
}

impl DriverBody {
    pub(crate) fn new(driver: Driver, settings: Settings) -> Self {
        let check_due_on = check_due(driver.facts().checked_on, settings.licence_check_days);
        let licences = driver.licences.iter();
        Self {
            id: driver.id,
            person_id: driver.person,
            chauffeur: driver.bookable.is_some(),
            bookable_id: driver.bookable,
            licences: licences.map(|one| LicenceInput { category: one.category, valid_to: one.valid_to }).collect(),
            checked_at: driver.checked_at,
            checked_by: driver.checked_by,
            check_due_on,
            retired: driver.retired_at.is_some(),
            name: driver.name,
            remarks: driver.remarks,
            version: driver.version,
        }
    }
}

/// A reason why somebody may not drive a vehicle, with its numbers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FleetFinding)]
pub(crate) struct FindingBody {
    /// The code to program against; never changes.
    #[schema(value_type = String, example = "licence_expired")]
    code: &'static str,
    severity: Severity,
    /// The reason in the caller's language.
    text: String,
    #[schema(value_type = Object)]
    data: Map<String, Value>,
}

impl FindingBody {
    pub(crate) fn new(state: &AppState, lang: Lang, finding: Finding) -> Self {
        let text = text(state, lang, finding.code, &finding.data);
        Self { code: finding.code, severity: finding.severity, text, data: finding.data }
    }
}
