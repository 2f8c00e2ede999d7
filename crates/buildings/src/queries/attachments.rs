//! What hangs on things.

use db::Conn;
use kernel::{Ctx, id::AttachmentId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    BuildingsError,
    attachments::{Attachment, AttachmentKind, AttachmentOwners, SubjectKind},
    base::not_found,
    entity::attachment,
};

#[derive(FromQueryResult)]
struct Row {
    id: AttachmentId,
    subject_kind: SubjectKind,
    subject_id: Uuid,
    kind: AttachmentKind,
    title: String,
    content_type: String,
    byte_count: i64,
    width: Option<i64>,
    height: Option<i64>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    created_by: Option<kernel::PersonId>,
    created_at: kernel::Instant,
}

/// What hangs on these things, the oldest first, without the bytes: one statement.
pub async fn attachments(
    conn: &impl ConnectionTrait,
    kind: SubjectKind,
    subjects: &[Uuid],
) -> Result<Vec<Attachment>, BuildingsError> {
    let rows = attachment::Entity::find()
        .select_only()
        .columns([
            attachment::Column::Id,
            attachment::Column::SubjectKind,
            attachment::Column::SubjectId,
            attachment::Column::Kind,
            attachment::Column::Title,
            attachment::Column::ContentType,
            attachment::Column::ByteCount,
            attachment::Column::Width,
            attachment::Column::Height,
            attachment::Column::ValidFrom,
            attachment::Column::ValidTo,
            attachment::Column::CreatedBy,
            attachment::Column::CreatedAt,
        ])
        .filter(attachment::Column::SubjectKind.eq(kind))
        .filter(attachment::Column::SubjectId.is_in(subjects.iter().copied()))
        .order_by_asc(attachment::Column::CreatedAt)
        .order_by_asc(attachment::Column::Id)
        .into_model::<Row>()
        .all(conn)
        .await?;
    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok(rows
        .into_iter()
        .map(|row| Attachment {
            id: row.id,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            kind: row.kind,
            title: row.title,
            content_type: row.content_type,
            bytes: row.byte_count,
            size: row.width.zip(row.height),
            valid_from: day(row.valid_from),
            valid_to: day(row.valid_to),
            created_by: row.created_by,
            created_at: row.created_at,
        })
        .collect())
}

/// How many photos hang on something.
pub async fn photo_count(conn: &impl ConnectionTrait, kind: SubjectKind, subject: Uuid) -> Result<u64, BuildingsError> {
    Ok(attachment::Entity::find()
        .filter(attachment::Column::SubjectKind.eq(kind))
        .filter(attachment::Column::SubjectId.eq(subject))
        .filter(attachment::Column::Kind.eq(AttachmentKind::Photo))
        .count(conn)
        .await?)
}

/// An attachment with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFile {
    /// What it is.
    pub kind: AttachmentKind,
    /// The type of the bytes.
    pub content_type: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// An attachment that the actor may see; for others it is not there.
pub async fn attachment_file(
    owners: &AttachmentOwners,
    conn: Conn<'_>,
    cx: &Ctx,
    id: AttachmentId,
) -> Result<AttachmentFile, BuildingsError> {
    let of = attachment::Entity::find_by_id(id)
        .select_only()
        .columns([attachment::Column::SubjectKind, attachment::Column::SubjectId])
        .into_tuple::<(SubjectKind, Uuid)>()
        .one(&conn)
        .await?;
    let (kind, subject) = of.ok_or(not_found("attachment"))?;
    // Before the bytes are fetched: a stranger costs us nothing.
    if !owners.may_see(conn, cx, kind, subject).await? {
        return Err(not_found("attachment"));
    }
    let row = attachment::Entity::find_by_id(id).one(&conn).await?.ok_or(not_found("attachment"))?;
    Ok(AttachmentFile { kind: row.kind, content_type: row.content_type, content: row.content })
}
