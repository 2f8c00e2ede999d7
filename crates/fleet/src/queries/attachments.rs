//! Photos and papers of vehicles, and who may see them.

use buildings::attachments::{Attachment, AttachmentOwner, SubjectKind};
use db::{Conn, DbError};
use kernel::{BookableId, Ctx};
use uuid::Uuid;

use super::{Vehicle, list::one_visible};
use crate::{FleetError, policy::VehicleSight};

/// The papers of a vehicle that somebody with that sight may see, the oldest first.
pub async fn documents(
    conn: Conn<'_>,
    vehicle: BookableId,
    sight: VehicleSight,
) -> Result<Vec<Attachment>, FleetError> {
    let mut found = vec![];
    for (kind, needed) in KINDS {
        if kind != SubjectKind::Vehicle && sight >= needed {
            found.extend(buildings::queries::attachments(&conn, kind, &[vehicle.0]).await?);
        }
    }
    found.sort_by_key(|one| (one.created_at, one.id));
    Ok(found)
}

const KINDS: [(SubjectKind, VehicleSight); 3] = [
    (SubjectKind::Vehicle, VehicleSight::Plain),
    (SubjectKind::VehiclePaper, VehicleSight::Driver),
    (SubjectKind::VehicleFile, VehicleSight::Whole),
];

/// What hangs on vehicles: photos for all who see the vehicle, papers for those who drive, the rest for the management.
#[derive(Debug, Clone, Copy)]
pub struct FleetAttachments(SubjectKind, VehicleSight);

impl FleetAttachments {
    /// One for each kind of subject.
    pub const ALL: [Self; 3] =
        [Self(KINDS[0].0, KINDS[0].1), Self(KINDS[1].0, KINDS[1].1), Self(KINDS[2].0, KINDS[2].1)];
}

#[async_trait::async_trait]
impl AttachmentOwner for FleetAttachments {
    fn subject_kind(&self) -> SubjectKind {
        self.0
    }

    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError> {
        let seen: Result<Vehicle, FleetError> = one_visible(conn, cx, BookableId(subject)).await;
        match seen {
            Ok(vehicle) => Ok(VehicleSight::of(&cx.actor, &vehicle.chain()) >= self.1),
            Err(FleetError::Db(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }
}
