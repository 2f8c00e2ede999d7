//! What fines look like to a caller.

use chrono::NaiveDate;
use httpkit::AppState;
use kernel::{BookableId, Ctx, Instant, PersonId, Zone, id::FineId};
use serde::Serialize;
use serde_json::{Map, json};
use utoipa::ToSchema;

use super::body::text;
use crate::{
    model::fine::{FineKind, FineMatch, FineNotice, FineState},
    queries::Fine,
};

/// What somebody must look at.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FineNoticeText)]
pub(crate) struct FineNoticeBody {
    code: FineNotice,
    /// In the caller's language.
    text: String,
}

/// A fine.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fine)]
pub(crate) struct FineBody {
    id: FineId,
    /// By which the authority knows it.
    reference: String,
    plate: String,
    at: Instant,
    time_zone: Zone,
    place: Option<String>,
    kind: FineKind,
    cents: i64,
    due_on: Option<NaiveDate>,
    state: FineState,
    /// The vehicle that had the plate on that day; none when nobody knows it.
    vehicle_id: Option<BookableId>,
    vehicle_code: Option<String>,
    /// The name of the vehicle in the caller's language.
    vehicle_name: Option<String>,
    driver_id: Option<PersonId>,
    driver_name: Option<String>,
    /// How it is known who drove.
    matched_by: FineMatch,
    /// Why somebody said so; for those who manage fines.
    driver_reason: Option<String>,
    /// For those who manage fines.
    note: Option<String>,
    /// What somebody must look at; for those who manage fines.
    notices: Vec<FineNoticeBody>,
    may_manage: bool,
    version: i64,
}

impl FineBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, fine: Fine) -> Self {
        let notices = (fine.may_manage && fine.vehicle.is_none()).then(|| {
            let (code, data) = (FineNotice::NoVehicle, Map::from_iter([("plate".to_owned(), json!(fine.plate))]));
            FineNoticeBody { code, text: text(state, cx.lang, code.as_str(), &data) }
        });
        let (vehicle_id, vehicle_code, vehicle_name) = match fine.vehicle {
            Some((id, code, names)) => (Some(id), Some(code), Some(names.get(cx.lang).to_owned())),
            None => (None, None, None),
        };
        Self {
            id: fine.id,
            reference: fine.reference,
            plate: fine.plate,
            at: fine.at,
            time_zone: fine.zone,
            place: fine.place,
            kind: fine.kind,
            cents: fine.cents,
            due_on: fine.due_on,
            state: fine.state,
            vehicle_id,
            vehicle_code,
            vehicle_name,
            driver_id: fine.driver_id,
            driver_name: fine.driver_name,
            matched_by: fine.matched_by,
            driver_reason: fine.driver_reason,
            note: fine.note,
            notices: notices.into_iter().collect(),
            may_manage: fine.may_manage,
            version: fine.version,
        }
    }
}
