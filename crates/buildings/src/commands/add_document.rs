//! Hangs a document on an installation.

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{Ctx, Entry, id::InstallationId};
use media::PreparedDocument;
use serde_json::json;

use super::{
    attach::{Attach, attach},
    installations::managed,
};
use crate::{
    BuildingsError, InstallationProblem,
    attachments::{Attachment, SubjectKind},
    base::refuse,
    queries,
};

/// The most documents an installation has.
const MAX_DOCUMENTS: u64 = 200;

/// Which installation, and what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDocument {
    /// The installation.
    pub installation: InstallationId,
    /// The document, prepared by [`media::document::prepare`].
    pub document: PreparedDocument,
    /// What it is about.
    pub title: String,
    /// The first and the last day on which it holds.
    pub valid: (Option<NaiveDate>, Option<NaiveDate>),
}

/// Hangs a document on an installation.
pub async fn add_document(tx: &WriteTx, cx: &Ctx, input: AddDocument) -> Result<Attachment, BuildingsError> {
    let AddDocument { installation, document, title, valid } = input;
    let on = managed(tx, cx, installation, None).await?;
    if on.retired_at.is_some() {
        return Err(refuse("id", "retired"));
    }
    if queries::attachments(tx, SubjectKind::Installation, &[installation.0]).await?.len() as u64 >= MAX_DOCUMENTS {
        return Err(InstallationProblem::TooManyDocuments(MAX_DOCUMENTS).into());
    }
    let input = Attach::document(SubjectKind::Installation, installation.0, document, title);
    let made = attach(tx, cx, Attach { valid, ..input }).await?;
    let data = json!({ "attachment_id": made.id, "title": made.title, "valid_to": made.valid_to });
    tx.record(Entry::new("installation.document_added", "installation", installation).data(data));
    Ok(made)
}
