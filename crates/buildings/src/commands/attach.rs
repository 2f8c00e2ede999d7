//! Hangs a photo or document on something.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{Ctx, id::AttachmentId};
use media::{Prepared, PreparedDocument};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    BuildingsError,
    attachments::{Attachment, AttachmentKind, SubjectKind},
    base::{FieldError, one_line, refuse},
    entity::attachment,
};

/// The longest title, in characters.
const MAX_TITLE: usize = 300;

/// What is to hang where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attach {
    /// What kind of thing it hangs on.
    pub subject_kind: SubjectKind,
    /// On which.
    pub subject: Uuid,
    /// What it is.
    pub kind: AttachmentKind,
    /// What it shows or is about; must not be empty.
    pub title: String,
    /// The type of the bytes, as told by their content.
    pub content_type: String,
    /// The bytes.
    pub content: Vec<u8>,
    /// Width and height in pixels; only photos.
    pub size: Option<(i64, i64)>,
    /// The first and the last day on which it holds.
    pub valid: (Option<NaiveDate>, Option<NaiveDate>),
}

impl Attach {
    /// A photo that was prepared.
    #[must_use]
    pub fn photo(subject_kind: SubjectKind, subject: Uuid, photo: Prepared, title: String) -> Self {
        let Prepared { jpeg, width, height } = photo;
        Self {
            subject_kind,
            subject,
            kind: AttachmentKind::Photo,
            title,
            content_type: "image/jpeg".to_owned(),
            content: jpeg,
            size: Some((width.into(), height.into())),
            valid: (None, None),
        }
    }

    /// A document that was prepared: a PDF, or a photo of a paper.
    #[must_use]
    pub fn document(subject_kind: SubjectKind, subject: Uuid, document: PreparedDocument, title: String) -> Self {
        match document {
            PreparedDocument::Photo(photo) => Self::photo(subject_kind, subject, photo, title),
            PreparedDocument::Pdf(content) => Self {
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
}

/// Hangs it there. Whether the actor may is checked by the area that calls, which also tells the journal and locks what
/// it hangs on.
pub async fn attach(tx: &WriteTx, cx: &Ctx, input: Attach) -> Result<Attachment, BuildingsError> {
    let Attach { subject_kind, subject, kind, title, content_type, content, size, valid: (valid_from, valid_to) } =
        input;
    let title = one_line("title", &title, MAX_TITLE)?;
    if title.is_empty() {
        return Err(refuse("title", "required"));
    }
    if valid_from.zip(valid_to).is_some_and(|(from, to)| from > to) {
        return Err(FieldError::new("valid_to", "invalid").into());
    }
    let made = Attachment {
        id: AttachmentId::new(&*cx.ids),
        subject_kind,
        subject,
        kind,
        title,
        content_type,
        bytes: i64::try_from(content.len()).unwrap_or(i64::MAX),
        size,
        valid_from,
        valid_to,
        created_by: cx.actor.person,
        created_at: cx.now,
    };
    let row = attachment::ActiveModel {
        id: Set(made.id),
        subject_kind: Set(subject_kind),
        subject_id: Set(subject),
        kind: Set(kind),
        title: Set(made.title.clone()),
        content_type: Set(made.content_type.clone()),
        content: Set(content),
        byte_count: Set(made.bytes),
        width: Set(size.map(|size| size.0)),
        height: Set(size.map(|size| size.1)),
        valid_from: Set(valid_from.map(|day| day.to_string())),
        valid_to: Set(valid_to.map(|day| day.to_string())),
        created_by: Set(made.created_by),
        created_at: Set(made.created_at),
    };
    attachment::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(made)
}

/// Hangs everything that hangs on one thing on another of the same kind; answers how many. The area checks, as above.
pub async fn move_attachments(tx: &WriteTx, kind: SubjectKind, from: Uuid, to: Uuid) -> Result<u64, BuildingsError> {
    let moved = attachment::Entity::update_many()
        .set(attachment::ActiveModel { subject_id: Set(to), ..Default::default() })
        .filter(attachment::Column::SubjectKind.eq(kind))
        .filter(attachment::Column::SubjectId.eq(from))
        .exec(tx)
        .await?;
    Ok(moved.rows_affected)
}
