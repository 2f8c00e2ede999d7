//! Hangs photos and papers on vehicles.

use buildings::{
    attachments::{Attachment, SubjectKind},
    commands::{Attach, attach},
};
use chrono::NaiveDate;
use db::WriteTx;
use kernel::{BookableId, Ctx, Entry};
use media::{Prepared, PreparedDocument};
use serde_json::json;

use super::managed;
use crate::{FleetError, model::vehicle::VehicleState};

/// The most photos, papers for drivers, or other papers that a vehicle has.
pub const MAX_FILES: usize = 100;

kernel::text_enum! {
    /// For whom a paper is.
    pub enum PaperAudience {
        /// For those who drive the vehicle.
        Drivers = "drivers",
        /// For the management of the fleet.
        Management = "management",
    }
}

/// Which vehicle, and the photo it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPhoto {
    /// Which one.
    pub vehicle: BookableId,
    /// The photo, prepared by [`media::photo::prepare`].
    pub photo: Prepared,
    /// What it shows, for those who do not see it.
    pub title: String,
}

/// Hangs a photo on a vehicle.
pub async fn add_photo(tx: &WriteTx, cx: &Ctx, input: AddPhoto) -> Result<Attachment, FleetError> {
    let AddPhoto { vehicle, photo, title } = input;
    room_for(tx, cx, vehicle, SubjectKind::Vehicle).await?;
    let made = attach(tx, cx, Attach::photo(SubjectKind::Vehicle, vehicle.0, photo, title)).await?;
    let data = json!({ "attachment_id": made.id, "title": made.title });
    tx.record(Entry::new("vehicle.photo_added", "vehicle", vehicle.0).data(data));
    Ok(made)
}

/// Which vehicle, and the paper it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDocument {
    /// Which one.
    pub vehicle: BookableId,
    /// The document, prepared by [`media::document::prepare`].
    pub document: PreparedDocument,
    /// What it is about.
    pub title: String,
    /// The first and the last day on which it holds.
    pub valid: (Option<NaiveDate>, Option<NaiveDate>),
    /// For whom it is.
    pub audience: PaperAudience,
}

/// Hangs a paper on a vehicle.
pub async fn add_document(tx: &WriteTx, cx: &Ctx, input: AddDocument) -> Result<Attachment, FleetError> {
    let AddDocument { vehicle, document, title, valid, audience } = input;
    let kind = match audience {
        PaperAudience::Drivers => SubjectKind::VehiclePaper,
        PaperAudience::Management => SubjectKind::VehicleFile,
    };
    room_for(tx, cx, vehicle, kind).await?;
    let paper = Attach::document(kind, vehicle.0, document, title);
    let made = attach(tx, cx, Attach { valid, ..paper }).await?;
    let data = json!({ "attachment_id": made.id, "title": made.title, "valid_to": made.valid_to, "for": audience });
    tx.record(Entry::new("vehicle.document_added", "vehicle", vehicle.0).data(data));
    Ok(made)
}

/// Refuses whoever does not manage the vehicle, and a vehicle that is gone or has too many.
async fn room_for(tx: &WriteTx, cx: &Ctx, id: BookableId, kind: SubjectKind) -> Result<(), FleetError> {
    let vehicle = managed(tx, cx, id, None).await?;
    if vehicle.standing.state == VehicleState::Disposed {
        return Err(FleetError::NotInThisState(VehicleState::Disposed));
    }
    let there = buildings::queries::attachments(tx, kind, &[id.0]).await?.len();
    if there >= MAX_FILES { Err(FleetError::TooManyFiles(MAX_FILES)) } else { Ok(()) }
}
