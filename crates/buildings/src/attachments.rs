//! Photos and documents that hang on something: an installation, a contract, a ticket.
//!
//! This crate keeps them; who may see or add one is known only to the area that owns what they hang on. For seeing, the
//! composition root gathers one [`AttachmentOwner`] per kind of subject; adding is a command of the area, which calls
//! [`crate::commands::attach`] after it has checked.

use std::sync::Arc;

use chrono::NaiveDate;
use db::{Conn, DbError};
use kernel::{Ctx, Instant, PersonId, id::AttachmentId};
use uuid::Uuid;

kernel::text_enum! {
    /// What something can hang on.
    pub enum SubjectKind {
        /// An installation.
        Installation = "installation",
        /// A contract with a supplier.
        Contract = "contract",
        /// A maintenance ticket.
        Ticket = "ticket",
        /// An inspection by rule.
        Inspection = "inspection",
        /// A remark of an inspection.
        Remark = "remark",
        /// A vehicle: what everybody sees who sees the vehicle.
        Vehicle = "vehicle",
        /// A vehicle: its papers, for those who drive it.
        VehiclePaper = "vehicle_paper",
        /// A vehicle: what only the management of the fleet sees, such as its lease.
        VehicleFile = "vehicle_file",
        /// The hand-out of a vehicle and its return: how it looked, and who signed.
        VehicleHandover = "vehicle_handover",
        /// Damage on a vehicle.
        VehicleDamage = "vehicle_damage",
    }
}

kernel::text_enum! {
    /// What hangs there.
    pub enum AttachmentKind {
        /// A photo, shown in pages.
        Photo = "photo",
        /// Anything else, only to be downloaded.
        Document = "document",
    }
}

/// Something that hangs on something, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// What kind of thing it hangs on.
    pub subject_kind: SubjectKind,
    /// On which.
    pub subject: Uuid,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it shows or is about.
    pub title: String,
    /// The type of its bytes: `image/jpeg`.
    pub content_type: String,
    /// How many bytes.
    pub bytes: i64,
    /// Width and height in pixels; only photos.
    pub size: Option<(i64, i64)>,
    /// The first day on which it holds: certificates.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    pub valid_to: Option<NaiveDate>,
    /// Who added it; nobody for what came from outside.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Instant,
}

/// An area that things hang on.
#[async_trait::async_trait]
pub trait AttachmentOwner: Send + Sync {
    /// On which of its things.
    fn subject_kind(&self) -> SubjectKind;

    /// Whether the actor may see what hangs on that one. Not there is as good as not to be seen.
    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError>;
}

/// The areas that things hang on, gathered by the composition root. What nobody owns nobody sees.
#[derive(Clone, Default)]
pub struct AttachmentOwners(Arc<[Arc<dyn AttachmentOwner>]>);

impl std::fmt::Debug for AttachmentOwners {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|owner| owner.subject_kind())).finish()
    }
}

impl AttachmentOwners {
    /// These areas, one for each kind of subject.
    #[must_use]
    pub fn new(owners: Vec<Arc<dyn AttachmentOwner>>) -> Self {
        Self(owners.into())
    }

    /// Whether the actor may see what hangs there.
    pub async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, kind: SubjectKind, subject: Uuid) -> Result<bool, DbError> {
        match self.0.iter().find(|owner| owner.subject_kind() == kind) {
            Some(owner) => owner.may_see(conn, cx, subject).await,
            None => Ok(false),
        }
    }
}

/// What hangs on installations is one of their details.
#[derive(Debug, Clone, Copy)]
pub struct InstallationAttachments;

#[async_trait::async_trait]
impl AttachmentOwner for InstallationAttachments {
    fn subject_kind(&self) -> SubjectKind {
        SubjectKind::Installation
    }

    async fn may_see(&self, conn: Conn<'_>, cx: &Ctx, subject: Uuid) -> Result<bool, DbError> {
        let id = kernel::id::InstallationId(subject);
        let on = match crate::queries::installation(&conn, id).await {
            Ok(on) => on,
            Err(crate::BuildingsError::Db(error)) => return Err(error),
            Err(_) => None,
        };
        let details = crate::policy::Permission::SeeInstallationDetails;
        Ok(on.is_some_and(|on| details.held_by(&cx.actor, &[on.site_id.0])))
    }
}
