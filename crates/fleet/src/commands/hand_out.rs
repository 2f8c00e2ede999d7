//! Hands a vehicle out.

use booking::{
    Engine,
    commands::attend::{Act, attend, too_early},
    model::state::State,
};
use buildings::{
    attachments::SubjectKind,
    commands::{Attach, attach},
};
use db::{DbError, WriteTx};
use kernel::{
    Ctx, Entry, OccurrenceId, PersonId, Rejection, Zone,
    field::{Wrong, one_line},
    id::HandoverId,
};
use media::Prepared;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{
    CheckLicence, NewDriver, ReadOdometer, add_driver, check_licence,
    handover::{as_management, note, percent},
    house,
    in_the_way::{lock_driver, refuse_handed_out, refuse_promised_before, refuse_under_way, refuse_with_keys},
    odometer, read_odometer,
};
use crate::{
    FleetError,
    entity::vehicle_handover::{Entity, Model},
    kind::ours,
    model::{
        driver::is_allowed,
        handover::{DeskStage, MAX_KEY, Promised},
        odometer::OdometerSource,
        vehicle::{MAX_LINE, VehicleState},
    },
    queries::{self, DeskDriver, Vehicle, WhoDrives},
};

/// A vehicle that is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOut {
    /// For which reservation.
    pub id: OccurrenceId,
    /// The version the caller decided on.
    pub seen: Option<i64>,
    /// Who drives; whom it is for, unless told.
    pub driver: Option<PersonId>,
    /// That the actor holds the licence in their hands at this moment, and what stands on it where that is not what is known.
    pub licence: Option<CheckLicence>,
    /// What the odometer shows.
    pub km: i64,
    /// That somebody looked again, where it is further than a vehicle drives in that time.
    pub confirmed: bool,
    /// What is in the battery or the tank.
    pub energy_percent: Option<i64>,
    /// Which key.
    pub key: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// The name of who signs; whoever drives, where there is a drawing.
    pub signed_by: Option<String>,
    /// The signature as it was drawn.
    pub signature: Option<Prepared>,
}

/// Hands the vehicle of a reservation out: to whom may drive it, from when keys can be fetched until its end. From then on the
/// reservation keeps this vehicle, and nobody else gets it, however early that is. Nobody has two vehicles at once.
pub async fn hand_out(engine: &Engine, tx: &WriteTx, cx: &Ctx, input: HandOut) -> Result<HandoverId, FleetError> {
    let line = queries::desk_line(tx.into(), cx, input.id).await?;
    Rejection::unless_seen(input.seen, line.version)?;
    let mut wrong = Wrong::default();
    wrong.take(percent(input.energy_percent));
    let out_note = wrong.take(note(input.note));
    let key_label = wrong.take(short("key", input.key, MAX_KEY));
    let signed_by = wrong.take(short("signed_by", input.signed_by, MAX_LINE));
    wrong.or(())?;
    if line.need.driver {
        return Err(FleetError::RideNotAtDesk);
    }
    if line.stage != DeskStage::ToHandOut {
        return Err(FleetError::NotAtThisStage(line.stage));
    }
    if line.vehicle.standing.state != VehicleState::InService {
        return Err(FleetError::NotInThisState(line.vehicle.standing.state));
    }
    let vehicle = line.vehicle.id;
    odometer::lock(tx, vehicle).await?;
    refuse_handed_out(tx, vehicle).await?;
    refuse_under_way(tx, WhoDrives::Vehicle(vehicle), line.id).await?;
    refuse_promised_before(tx, cx, (Promised::Vehicle, vehicle), line.id, line.starts_at).await?;
    let opens_at = line.keys_from.unwrap_or(line.starts_at);
    if cx.now < opens_at {
        return Err(too_early(opens_at, line.vehicle.zone).into());
    }
    let person = input.driver.unwrap_or(line.host);
    let driver = driver(tx, cx, person, &line.vehicle, input.licence).await?;
    refuse_driving(tx, &driver, line.id, line.vehicle.zone).await?;
    let reading = ReadOdometer {
        vehicle,
        km: input.km,
        read_at: None,
        source: OdometerSource::HandOut,
        confirmed: input.confirmed,
    };
    read_odometer(tx, &as_management(cx), reading).await?;
    let checked_in = line.state == State::Confirmed;
    if checked_in {
        attend(&ours(engine), tx, &house(cx), line.id, Act::TakeOut, None).await?;
    }
    let id = HandoverId::new(&*cx.ids);
    let signature = match input.signature {
        Some(drawing) => {
            let drawing = Attach::photo(SubjectKind::VehicleHandover, id.0, drawing, driver.name.clone());
            Some(attach(tx, cx, drawing).await?.id)
        }
        None => None,
    };
    let row = Model {
        id,
        occurrence_id: line.id,
        vehicle_id: vehicle,
        driver_id: person,
        out_at: cx.now,
        out_by: cx.actor.person,
        out_km: input.km,
        out_energy_percent: input.energy_percent,
        key_label,
        out_note,
        signed_by: signed_by.or_else(|| signature.map(|_| driver.name.clone())),
        signature_id: signature,
        checked_in,
        back_at: None,
        back_by: None,
        back_km: None,
        back_energy_percent: None,
        cleanliness: None,
        private_km: None,
        back_note: None,
        undone_at: None,
        undone_by: None,
        undone_reason: None,
    };
    let (km, energy_percent) = (row.out_km, row.out_energy_percent);
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await.map_err(twice)?;
    let data = json!({ "vehicle": vehicle, "driver": person, "km": km, "energy_percent": energy_percent,
        "signed": signature.is_some() });
    tx.record(Entry::new("vehicle_reservation.handed_out", "vehicle_reservation", line.id).data(data));
    Ok(id)
}

/// Who is to drive, when they may: with a look at their licence now, if there is one.
async fn driver(
    tx: &WriteTx,
    cx: &Ctx,
    person: PersonId,
    vehicle: &Vehicle,
    licence: Option<CheckLicence>,
) -> Result<DeskDriver, FleetError> {
    let before = queries::desk_driver(tx.into(), cx, person, vehicle).await?;
    let Some(look) = licence else { return allowed(before) };
    let desk = as_management(cx);
    if let Some(driver) = before.driver_id() {
        check_licence(tx, &desk, driver, None, look).await?;
    } else {
        let licences = look.licences.unwrap_or_default();
        let new = NewDriver { person_id: person, licences, checked_now: true, chauffeur: None, remarks: None };
        add_driver(tx, &desk, new).await?;
    }
    allowed(queries::desk_driver(tx.into(), cx, person, vehicle).await?)
}

/// Refuses whoever drives another vehicle now: its keys are out to them, or they are under way on a ride.
async fn refuse_driving(tx: &WriteTx, driver: &DeskDriver, own: OccurrenceId, zone: Zone) -> Result<(), FleetError> {
    if let Some(id) = driver.driver_id() {
        lock_driver(tx, id).await?;
        refuse_under_way(tx, WhoDrives::Driver(id), own).await?;
    }
    refuse_with_keys(tx, driver.person, own, zone).await
}

pub(super) fn allowed(driver: DeskDriver) -> Result<DeskDriver, FleetError> {
    if is_allowed(&driver.findings) { Ok(driver) } else { Err(FleetError::MayNotDrive(Box::new(driver.findings))) }
}

fn short(field: &'static str, text: Option<String>, max: usize) -> Result<Option<String>, kernel::FieldError> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    one_line(field, &text, max).map(Some)
}

/// Two at once: the database lets one.
fn twice(error: sea_orm::DbErr) -> FleetError {
    let error = DbError::from(error);
    if error.is_unique("vehicle_handover_once_uq", "vehicle_handover.occurrence_id") {
        FleetError::NotAtThisStage(DeskStage::Out)
    } else {
        error.into()
    }
}
