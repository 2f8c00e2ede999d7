//! Reports of inspections, and remarks: the work on them, and the proof that they were dealt with.

use buildings::{
    attachments::{Attachment, AttachmentKind, SubjectKind},
    commands::{Attach, attach},
};
use db::WriteTx;
use kernel::{
    Ctx, Entry,
    id::{InspectionId, RemarkId, TicketId},
};
use media::PreparedDocument;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{
    follow_inspection::{WentOn, follow},
    inspections::may_work,
    report::{New, insert, locate},
};
use crate::{
    TicketError,
    entity::{inspection, inspection_remark},
    model::{
        inspection::{InspectionState, MAX_REPORTS, RemarkState},
        priority::{Impact, Urgency},
        ticket::{MAX_TITLE, TicketKind, optional_text},
    },
    policy::Permission,
};

/// Refuses whoever may not add a report or proof to an inspection, before a file is unpacked.
pub(crate) async fn may_add_file(conn: &impl ConnectionTrait, cx: &Ctx, id: InspectionId) -> Result<(), TicketError> {
    let row = inspection::Entity::find_by_id(id).one(conn).await?.ok_or(TicketError::not_found("inspection"))?;
    if !Permission::SeeTickets.held_by(&cx.actor, &[row.site_id.0]) {
        return Err(TicketError::not_found("inspection"));
    }
    Permission::WorkOnTickets.require_for_inspections(&cx.actor, row.site_id)
}

/// The inspection of a remark.
pub(crate) async fn inspection_of(conn: &impl ConnectionTrait, id: RemarkId) -> Result<InspectionId, TicketError> {
    let row = inspection_remark::Entity::find_by_id(id).one(conn).await?;
    Ok(row.ok_or(TicketError::not_found("inspection_remark"))?.inspection_id)
}

/// Hangs a report on an inspection.
pub async fn add_report(
    tx: &WriteTx,
    cx: &Ctx,
    id: InspectionId,
    document: PreparedDocument,
    title: String,
) -> Result<Attachment, TicketError> {
    let row = may_work(tx, cx, id, Permission::WorkOnTickets).await?;
    if row.state == InspectionState::Dropped {
        return Err(TicketError::field("id", "retired"));
    }
    if buildings::queries::attachments(tx, SubjectKind::Inspection, &[id.0]).await?.len() >= MAX_REPORTS {
        return Err(TicketError::field("file", "too_many"));
    }
    let made = attach(tx, cx, file(SubjectKind::Inspection, id.0, document, title)).await?;
    let data = json!({ "attachment_id": made.id, "title": made.title });
    tx.record(Entry::new("inspection.report_added", "inspection", id).data(data));
    Ok(made)
}

/// Opens a ticket for a remark.
pub async fn order_remark(tx: &WriteTx, cx: &Ctx, id: RemarkId, seen: Option<i64>) -> Result<TicketId, TicketError> {
    let of = may_work(tx, cx, inspection_of(tx, id).await?, Permission::ManageMaintenance).await?;
    let remark = open_remark(tx, id, seen).await?;
    if remark.state != RemarkState::Open {
        return Err(TicketError::RemarkNotOpen(remark.state));
    }
    let urgency = match of.state {
        InspectionState::NonConform => Urgency::StopsWork,
        _ => Urgency::Hinders,
    };
    let line = remark.text.lines().next().unwrap_or_default();
    let new = New {
        title: line.chars().take(MAX_TITLE).collect(),
        description: Some(remark.text.clone()),
        spot: locate(tx, None, Some(of.installation_id)).await?,
        kind: TicketKind::Remark,
        impact: Impact::Room,
        urgency,
        reporter: cx.actor.person,
        guest: None,
        opened_from: None,
        clock_from: cx.now,
    };
    let ticket = insert(tx, cx, new).await?.id;
    let after = inspection_remark::Model { state: RemarkState::WorkOrder, ticket_id: Some(ticket), ..remark };
    save(tx, after).await?;
    let data = json!({ "inspection_id": of.id, "ticket_id": ticket });
    tx.record(Entry::new("inspection_remark.ordered", "inspection_remark", id).data(data));
    Ok(ticket)
}

/// Says that a remark was dealt with, and keeps the proof. The work on its ticket is done with that; somebody else verifies it.
pub async fn clear_remark(
    tx: &WriteTx,
    cx: &Ctx,
    id: RemarkId,
    document: PreparedDocument,
    title: String,
    note: Option<&str>,
) -> Result<InspectionId, TicketError> {
    let of = may_work(tx, cx, inspection_of(tx, id).await?, Permission::WorkOnTickets).await?;
    let remark = open_remark(tx, id, None).await?;
    if remark.state == RemarkState::Cleared {
        return Err(TicketError::RemarkNotOpen(remark.state));
    }
    let proof = attach(tx, cx, file(SubjectKind::Remark, id.0, document, title)).await?;
    let after = inspection_remark::Model {
        state: RemarkState::Cleared,
        cleared_at: Some(cx.now),
        cleared_by: cx.actor.person,
        cleared_note: optional_text("note", note)?,
        ..remark
    };
    follow(tx, cx, after.ticket_id, of.id, WentOn::TookPlace(cx.actor.person)).await?;
    save(tx, after).await?;
    let data = json!({ "inspection_id": of.id, "attachment_id": proof.id });
    tx.record(Entry::new("inspection_remark.cleared", "inspection_remark", id).data(data));
    Ok(of.id)
}

/// The remark; the lock of its inspection is held.
async fn open_remark(tx: &WriteTx, id: RemarkId, seen: Option<i64>) -> Result<inspection_remark::Model, TicketError> {
    let row = inspection_remark::Entity::find_by_id(id).one(tx).await?;
    let row = row.ok_or(TicketError::not_found("inspection_remark"))?;
    kernel::Rejection::unless_seen(seen, row.version)?;
    Ok(row)
}

async fn save(tx: &WriteTx, mut row: inspection_remark::Model) -> Result<(), TicketError> {
    row.version += 1;
    let id = row.id;
    inspection_remark::Entity::update_many()
        .set(row.into_active_model().reset_all())
        .filter(inspection_remark::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

fn file(subject_kind: SubjectKind, subject: Uuid, document: PreparedDocument, title: String) -> Attach {
    match document {
        PreparedDocument::Photo(photo) => Attach::photo(subject_kind, subject, photo, title),
        PreparedDocument::Pdf(content) => Attach {
            subject_kind,
            subject,
            kind: AttachmentKind::Document,
            title,
            content_type: "application/pdf".to_owned(),
            content,
            size: None,
            valid: (None, None),
        },
    }
}
