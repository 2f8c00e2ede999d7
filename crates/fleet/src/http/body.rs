//! What vehicles look like to a caller.

use buildings::{
    attachments::{Attachment, AttachmentKind, SubjectKind},
    model::{Place, document::Validity},
};
use chrono::NaiveDate;
use db::Conn;
use httpkit::{ApiError, AppState, words};
use kernel::{BookableId, Class, Ctx, Instant, Lang, Names, PlaceId, Rejection, Zone, id::AttachmentId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{emission_body::AnswerBody, plate_body::PlateBody};
use crate::{
    commands::PaperAudience,
    model::{
        emission::EuroNorm,
        vehicle::{BodyStyle, ChargePlug, Fuel, Lease, VehicleCategory, VehicleState},
    },
    policy::{Permission, VehicleSight},
    queries::{self, LastReading, PlateLine, Vehicle},
};

/// A vehicle, as much of it as the caller may see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Vehicle)]
pub(crate) struct VehicleBody {
    /// Which one; also the id by which it is booked.
    id: BookableId,
    /// Unique among everything that can be booked.
    #[schema(example = "CAR-07")]
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    site: FleetPlace,
    time_zone: Zone,
    /// Where it stands when nobody uses it.
    home_bay: FleetPlace,
    /// Its plate today.
    plate: Option<String>,
    make: String,
    model: String,
    category: VehicleCategory,
    body: BodyStyle,
    fuel: Fuel,
    /// Whether nothing comes out of it.
    zero_emission: bool,
    euro_norm: Option<EuroNorm>,
    co2_g_km: Option<i64>,
    /// The driver counted.
    seats: i64,
    step_free: bool,
    child_seat_anchors: i64,
    boot_litres: Option<i64>,
    range_km: Option<i64>,
    battery_wh: Option<i64>,
    charge_plug: Option<ChargePlug>,
    max_charge_watts: Option<i64>,
    /// Whether only professional drivers drive it.
    chauffeured: bool,
    state: VehicleState,
    /// Since when it is in that state; for those who drive.
    state_since: Option<Instant>,
    /// Why it cannot be used; for those who drive.
    state_reason: Option<String>,
    photos: Vec<VehicleFileBody>,
    /// What its odometer showed last; for those who drive.
    odometer: Option<OdometerBody>,
    /// For the management: `null` for others, like all that follows.
    vin: Option<String>,
    first_registered_on: Option<NaiveDate>,
    acquired_on: Option<NaiveDate>,
    acquisition_exception: Option<String>,
    lease: Option<Lease>,
    remarks: Option<String>,
    /// How much of it the caller sees.
    sight: VehicleSight,
    may: VehicleMay,
    version: i64,
}

/// What the caller may do with a vehicle.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VehicleMay {
    /// Change it, its plates, deadlines and papers.
    manage: bool,
    /// Note what its odometer shows.
    read_odometer: bool,
}

/// A place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FleetPlace {
    id: PlaceId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// What an odometer showed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LastOdometer)]
pub(crate) struct OdometerBody {
    km: i64,
    read_at: Instant,
}

/// A photo or paper of a vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleFile)]
pub(crate) struct VehicleFileBody {
    id: AttachmentId,
    /// Where the bytes are; they never change.
    url: String,
    /// What it shows or is about.
    title: String,
    kind: AttachmentKind,
    content_type: String,
    bytes: i64,
    /// Pixels; only photos.
    width: Option<i64>,
    /// Pixels; only photos.
    height: Option<i64>,
    /// The first day on which it holds.
    valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    valid_to: Option<NaiveDate>,
    /// How it stands today; it is `expiring` in its last 60 days.
    validity: Validity,
    /// For whom a paper is; photos are for everybody who sees the vehicle.
    audience: Option<PaperAudience>,
    created_at: Instant,
}

/// A vehicle with everything that hangs on it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VehicleDetail {
    #[serde(flatten)]
    vehicle: VehicleBody,
    /// Its plates, the first first; for those who drive.
    plates: Vec<PlateBody>,
    /// Its papers, the oldest first, as far as they are for the caller.
    documents: Vec<VehicleFileBody>,
    /// What the rules on buying say about it; for the management, where it is known when the house got it.
    acquisition: Vec<AnswerBody>,
}

impl FleetPlace {
    pub(crate) fn new(place: &Place, lang: Lang) -> Self {
        Self { id: place.id, code: place.code.clone(), name: place.names.get(lang).to_owned() }
    }
}

impl VehicleFileBody {
    pub(crate) fn new(one: Attachment, today: NaiveDate) -> Self {
        let audience = match one.subject_kind {
            SubjectKind::VehiclePaper => Some(PaperAudience::Drivers),
            SubjectKind::VehicleFile => Some(PaperAudience::Management),
            _ => None,
        };
        Self {
            id: one.id,
            url: format!("{}/attachments/{}", httpkit::API, one.id),
            title: one.title,
            kind: one.kind,
            content_type: one.content_type,
            bytes: one.bytes,
            width: one.size.map(|size| size.0),
            height: one.size.map(|size| size.1),
            valid_from: one.valid_from,
            valid_to: one.valid_to,
            validity: Validity::on(today, one.valid_from, one.valid_to),
            audience,
            created_at: one.created_at,
        }
    }
}

impl VehicleBody {
    pub(crate) fn new(vehicle: Vehicle, cx: &Ctx) -> Self {
        let (chain, lang, today) = (vehicle.chain(), cx.lang, vehicle.today(cx.now));
        let sight = VehicleSight::of(&cx.actor, &chain);
        let (drives, whole) = (sight >= VehicleSight::Driver, sight == VehicleSight::Whole);
        let plate = vehicle.plate_on(today).map(|plate| plate.plate.clone());
        let Vehicle { id, code, names, site, zone, home_bay, details, standing, odometer, photos, version, .. } =
            vehicle;
        Self {
            id,
            code,
            name: names.get(lang).to_owned(),
            names,
            site: FleetPlace::new(&site, lang),
            time_zone: zone,
            home_bay: FleetPlace::new(&home_bay, lang),
            plate,
            make: details.make,
            model: details.model,
            category: details.category,
            body: details.body,
            fuel: details.fuel,
            zero_emission: details.fuel.is_zero_emission(),
            euro_norm: details.euro_norm,
            co2_g_km: details.co2_g_km,
            seats: details.seats,
            step_free: details.step_free,
            child_seat_anchors: details.child_seat_anchors,
            boot_litres: details.boot_litres,
            range_km: details.range_km,
            battery_wh: details.battery_wh,
            charge_plug: details.charge_plug,
            max_charge_watts: details.max_charge_watts,
            chauffeured: details.chauffeured,
            state: standing.state,
            state_since: drives.then_some(standing.since),
            state_reason: standing.reason.filter(|_| drives),
            photos: photos.into_iter().map(|photo| VehicleFileBody::new(photo, today)).collect(),
            odometer: odometer.filter(|_| drives).map(|LastReading { km, read_at }| OdometerBody { km, read_at }),
            vin: details.vin.filter(|_| whole),
            first_registered_on: details.first_registered_on.filter(|_| whole),
            acquired_on: details.acquired_on.filter(|_| whole),
            acquisition_exception: details.acquisition_exception.filter(|_| whole),
            lease: details.lease.filter(|_| whole),
            remarks: details.remarks.filter(|_| whole),
            sight,
            may: VehicleMay {
                manage: Permission::ManageFleet.held_by(&cx.actor, &chain),
                read_odometer: Permission::ReadOdometers.held_by(&cx.actor, &chain),
            },
            version,
        }
    }
}

/// Everything about a vehicle that the actor may see, and its version.
pub(crate) async fn detail(
    state: &AppState,
    conn: Conn<'_>,
    cx: &Ctx,
    id: BookableId,
) -> Result<(i64, VehicleDetail), ApiError> {
    let vehicle = queries::one(conn, id).await?.ok_or(crate::FleetError::from(Rejection::NotFound("vehicle")))?;
    let (sight, today, version) =
        (VehicleSight::of(&cx.actor, &vehicle.chain()), vehicle.today(cx.now), vehicle.version);
    let documents = queries::documents(conn, id, sight).await?;
    let acquisition = match sight {
        VehicleSight::Whole => queries::acquisition(&queries::schemes(conn).await?, &vehicle),
        _ => vec![],
    };
    let plates = vehicle.plates.iter().filter(|_| sight > VehicleSight::Plain).cloned();
    let line = |assignment| PlateLine { assignment, code: vehicle.code.clone(), names: vehicle.names.clone() };
    let plates = plates.map(|plate| PlateBody::new(line(plate), cx.lang)).collect();
    let detail = VehicleDetail {
        plates,
        documents: documents.into_iter().map(|one| VehicleFileBody::new(one, today)).collect(),
        acquisition: acquisition.into_iter().map(|answer| AnswerBody::new(state, cx.lang, answer)).collect(),
        vehicle: VehicleBody::new(vehicle, cx),
    };
    Ok((version, detail))
}

/// A text of the catalogues in the caller's language.
pub(crate) fn text(
    state: &AppState,
    lang: Lang,
    code: &str,
    data: &serde_json::Map<String, serde_json::Value>,
) -> String {
    let shown = words::arguments(lang, data);
    state.texts.text(lang, code, None, &shown).unwrap_or_else(|| code.to_owned())
}

/// A file of more bytes than are read.
pub(crate) fn file_too_large(max_bytes: usize) -> ApiError {
    ApiError::new(Class::TooLarge, "file_too_large")
        .with("max_bytes", max_bytes)
        .with("max_megabytes", max_bytes / (1024 * 1024))
        .field("file", "too_large")
}
