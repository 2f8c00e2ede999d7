//! Rows of `attachment`.
#![expect(unreachable_pub, reason = "sea-orm wants public rows")]

use kernel::{Instant, PersonId, id::AttachmentId};
use sea_orm::entity::prelude::*;

use crate::attachments::{AttachmentKind, SubjectKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    pub kind: AttachmentKind,
    pub title: String,
    pub content_type: String,
    pub content: Vec<u8>,
    pub byte_count: i64,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub created_by: Option<PersonId>,
    pub created_at: Instant,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
