//! Adds a photo to a ticket.

use buildings::{
    attachments::{Attachment, SubjectKind},
    commands::{Attach, attach},
};
use db::WriteTx;
use kernel::{Ctx, Entry, id::TicketId};
use media::Prepared;
use serde_json::json;

use super::{Told, open, tell};
use crate::{
    TicketError,
    model::ticket::{MAX_PHOTOS, TicketEventKind},
    policy::Permission,
    queries::access,
};

/// Which ticket, and what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPhoto {
    /// The ticket.
    pub id: TicketId,
    /// The photo, prepared by [`media::photo::prepare_in_turn`].
    pub photo: Prepared,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Refuses whoever may not add a photo, before one is unpacked.
pub(crate) async fn may_add_photo(
    conn: &impl sea_orm::ConnectionTrait,
    cx: &Ctx,
    id: TicketId,
) -> Result<(), TicketError> {
    let (row, ties) = access::visible(conn, cx, id).await?;
    if !ties.may_attach(&cx.actor) {
        return Err(TicketError::forbidden(Permission::WorkOnTickets.name()));
    }
    if row.state.is_filed() { Err(TicketError::NotNow(row.state)) } else { Ok(()) }
}

/// Adds a photo; everybody who sees the ticket sees it.
pub async fn add_photo(tx: &WriteTx, cx: &Ctx, input: AddPhoto) -> Result<Attachment, TicketError> {
    let AddPhoto { id, photo, alt } = input;
    open(tx, cx, id).await?;
    may_add_photo(tx, cx, id).await?;
    if buildings::queries::photo_count(tx, SubjectKind::Ticket, id.0).await? >= MAX_PHOTOS {
        return Err(TicketError::TooManyPhotos(MAX_PHOTOS));
    }
    let photo = attach(tx, cx, Attach::photo(SubjectKind::Ticket, id.0, photo, alt)).await?;
    let data = json!({ "attachment_id": photo.id, "alt": photo.title });
    tell(tx, cx, id, Told { kind: TicketEventKind::Attached, text: None, public: true, data: data.clone() }).await?;
    tx.record(Entry::new("ticket.photo_added", "ticket", id).data(data));
    Ok(photo)
}
