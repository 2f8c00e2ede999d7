//! What documents look like to a caller.

use chrono::NaiveDate;
use kernel::{Instant, PersonId, WallTime, Zone, id::AttachmentId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    attachments::{Attachment, AttachmentKind},
    model::{Place, document::Validity},
};

/// A document that hangs on something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Document)]
pub(crate) struct DocumentBody {
    id: AttachmentId,
    /// Where the bytes are; they never change.
    url: String,
    title: String,
    kind: AttachmentKind,
    content_type: String,
    bytes: i64,
    /// The first day on which it holds.
    valid_from: Option<NaiveDate>,
    /// The last day on which it holds.
    valid_to: Option<NaiveDate>,
    /// How it stands today; it is `expiring` in its last 60 days.
    validity: Validity,
    created_by: Option<PersonId>,
    created_at: Instant,
}

impl DocumentBody {
    pub(crate) fn new(one: Attachment, today: NaiveDate) -> Self {
        let validity = Validity::on(today, one.valid_from, one.valid_to);
        Self {
            id: one.id,
            url: format!("{}/attachments/{}", httpkit::API, one.id),
            title: one.title,
            kind: one.kind,
            content_type: one.content_type,
            bytes: one.bytes,
            valid_from: one.valid_from,
            valid_to: one.valid_to,
            validity,
            created_by: one.created_by,
            created_at: one.created_at,
        }
    }
}

/// Which day it is on a site.
pub(crate) fn today_at(site: &Place, now: Instant) -> NaiveDate {
    WallTime::at(now, site.time_zone.unwrap_or(Zone::UTC)).date()
}
