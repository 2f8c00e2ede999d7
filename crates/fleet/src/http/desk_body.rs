//! What the desk sees.

use chrono::NaiveDate;
use httpkit::{ApiError, AppState};
use kernel::{
    BookableId, Ctx, Instant, Lang, OccurrenceId, PersonId, Zone,
    id::{AttachmentId, DriverId, HandoverId},
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{
    body::{VehicleBody, VehicleFileBody},
    driver_body::FindingBody,
    reservation_body::{RemarkBody, Teller},
};
use crate::{
    FleetError,
    commands::LicenceInput,
    model::handover::{Cleanliness, DeskStage},
    queries::{Back, Desk, DeskDriver, DeskLine, Handover, ThreatCause, Threatened, Vehicle},
};

/// What a desk has before it on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleDesk)]
pub(crate) struct DeskBody {
    day: NaiveDate,
    time_zone: Zone,
    /// The reservations of the day and all that is out, by start.
    reservations: Vec<DeskLineBody>,
    /// Reservations that cannot keep their vehicle, by start.
    threatened: Vec<ThreatenedBody>,
}

/// A reservation at the desk.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeskReservation)]
pub(crate) struct DeskLineBody {
    id: OccurrenceId,
    /// How it stands; overdue is computed.
    stage: DeskStage,
    /// Nothing for what is confidential, like the destination.
    title: Option<String>,
    destination: Option<String>,
    host_id: PersonId,
    host_name: String,
    from: Instant,
    to: Instant,
    time_zone: Zone,
    /// From when the keys can be fetched.
    keys_from: Option<Instant>,
    /// When it is released unless somebody fetches them.
    release_at: Option<Instant>,
    passengers: i64,
    vehicle: VehicleBody,
    /// What the odometer showed last.
    last_km: Option<i64>,
    /// Who drives: whoever got the keys, else whom it is for.
    driver: DeskDriverBody,
    handover: Option<HandoverBody>,
    version: i64,
}

/// Somebody who is to drive.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeskDriver)]
pub(crate) struct DeskDriverBody {
    person_id: PersonId,
    name: String,
    /// As which driver the house knows them.
    driver_id: Option<DriverId>,
    /// What they may drive, as far as the house knows.
    licences: Vec<LicenceInput>,
    /// Whether they may drive that vehicle today.
    may_drive: bool,
    /// What speaks against it.
    findings: Vec<FindingBody>,
}

/// A vehicle that was handed out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleHandover)]
pub(crate) struct HandoverBody {
    id: HandoverId,
    out_at: Instant,
    out_km: i64,
    out_energy_percent: Option<i64>,
    /// Which key.
    key: Option<String>,
    note: Option<String>,
    /// Who signed.
    signed_by: Option<String>,
    /// Where the drawing of the signature is.
    signature_url: Option<String>,
    /// Photos of the hand-out and the return.
    photos: Vec<VehicleFileBody>,
    back: Option<BackBody>,
}

/// A vehicle that came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleBack)]
pub(crate) struct BackBody {
    at: Instant,
    km: i64,
    /// How far it was driven.
    driven_km: i64,
    energy_percent: Option<i64>,
    cleanliness: Cleanliness,
    /// How many of the kilometres were private.
    private_km: i64,
    note: Option<String>,
}

/// A reservation that cannot keep its vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ThreatenedReservation)]
pub(crate) struct ThreatenedBody {
    id: OccurrenceId,
    /// Nothing for what is confidential.
    title: Option<String>,
    host_id: PersonId,
    host_name: String,
    from: Instant,
    to: Instant,
    time_zone: Zone,
    cause: ThreatCause,
    /// What is due, or what the vehicle lacks.
    why: Vec<RemarkBody>,
    /// Whether this vehicle was asked for by name.
    by_name: bool,
    /// The vehicle that it has.
    vehicle: DeskVehicle,
    /// The vehicle it could get; nothing where there is none.
    replacement: Option<ReplacementBody>,
}

/// A vehicle that is proposed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleReplacement)]
pub(crate) struct ReplacementBody {
    vehicle: DeskVehicle,
    /// How many other reservations would take another vehicle for that.
    moves: usize,
    /// What speaks for it.
    why: Vec<RemarkBody>,
}

/// A vehicle in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeskVehicle {
    id: BookableId,
    code: String,
    /// The name in the caller's language.
    name: String,
    plate: Option<String>,
}

impl DeskVehicle {
    pub(crate) fn new(cx: &Ctx, vehicle: &Vehicle) -> Self {
        Self {
            id: vehicle.id,
            code: vehicle.code.clone(),
            name: vehicle.names.get(cx.lang).to_owned(),
            plate: vehicle.plate_on(vehicle.today(cx.now)).map(|plate| plate.plate.clone()),
        }
    }
}

impl DeskBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, desk: Desk) -> Self {
        Self {
            day: desk.day,
            time_zone: desk.zone,
            reservations: desk.lines.into_iter().map(|line| DeskLineBody::new(state, cx, line)).collect(),
            threatened: desk.threatened.iter().map(|one| ThreatenedBody::new(state, cx, one)).collect(),
        }
    }
}

impl DeskLineBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, line: DeskLine) -> Self {
        let today = line.vehicle.today(cx.now);
        Self {
            id: line.id,
            stage: line.stage,
            title: line.title,
            destination: line.destination,
            host_id: line.host,
            host_name: line.host_name,
            from: line.starts_at,
            to: line.ends_at,
            time_zone: line.vehicle.zone,
            keys_from: line.keys_from,
            release_at: line.release_at,
            passengers: line.need.people,
            last_km: line.vehicle.odometer.map(|last| last.km),
            vehicle: VehicleBody::new(line.vehicle, cx),
            driver: DeskDriverBody::new(state, cx.lang, line.driver),
            handover: line.handover.map(|handover| HandoverBody::new(handover, today)),
            version: line.version,
        }
    }
}

impl DeskDriverBody {
    pub(crate) fn new(state: &AppState, lang: Lang, driver: DeskDriver) -> Self {
        let licences = driver.known.iter().flat_map(|known| &known.licences);
        Self {
            person_id: driver.person,
            driver_id: driver.driver_id(),
            licences: licences.map(|one| LicenceInput { category: one.category, valid_to: one.valid_to }).collect(),
            may_drive: crate::model::driver::is_allowed(&driver.findings),
            findings: driver.findings.into_iter().map(|one| FindingBody::new(state, lang, one)).collect(),
            name: driver.name,
        }
    }
}

impl HandoverBody {
    fn new(handover: Handover, today: NaiveDate) -> Self {
        let url = |id: AttachmentId| format!("{}/attachments/{id}", httpkit::API);
        let out_km = handover.out_km;
        let back = |back: Back| BackBody {
            at: back.at,
            km: back.km,
            driven_km: back.km - out_km,
            energy_percent: back.energy_percent,
            cleanliness: back.cleanliness,
            private_km: back.private_km,
            note: back.note,
        };
        Self {
            id: handover.id,
            out_at: handover.out_at,
            out_km,
            out_energy_percent: handover.out_energy_percent,
            key: handover.key,
            note: handover.out_note,
            signed_by: handover.signed_by,
            signature_url: handover.signature.map(url),
            photos: handover.photos.into_iter().map(|photo| VehicleFileBody::new(photo, today)).collect(),
            back: handover.back.map(back),
        }
    }
}

impl ThreatenedBody {
    pub(crate) fn new(state: &AppState, cx: &Ctx, one: &Threatened) -> Self {
        let teller = Teller { state, lang: cx.lang, zone: one.from.zone };
        let replacement = one.way_out.as_ref().map(|(chosen, vehicle)| ReplacementBody {
            vehicle: DeskVehicle::new(cx, vehicle),
            moves: chosen.moves.len(),
            why: teller.remarks(&chosen.why),
        });
        Self {
            id: one.id,
            title: one.title.clone(),
            host_id: one.host,
            host_name: one.host_name.clone(),
            from: one.event.start,
            to: one.event.end,
            time_zone: one.from.zone,
            cause: one.cause,
            why: one.why.iter().map(|why| teller.remark(why)).collect(),
            by_name: one.by_name,
            vehicle: DeskVehicle::new(cx, &one.from),
            replacement,
        }
    }
}

/// The problem with what speaks against the driver, in the caller's language.
pub(super) fn explain_driver(state: &AppState, lang: Lang, error: FleetError) -> ApiError {
    let FleetError::MayNotDrive(findings) = &error else { return error.into() };
    let findings: Vec<FindingBody> =
        findings.iter().cloned().map(|finding| FindingBody::new(state, lang, finding)).collect();
    let findings = json!(findings);
    ApiError::from(error).with("findings", findings)
}
