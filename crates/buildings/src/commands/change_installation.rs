//! Changes an installation: what is not mentioned stays.

use db::WriteTx;
use kernel::{Ctx, id::InstallationId};

use super::installations::{check_links, managed, update};
use crate::{
    BuildingsError,
    base::{Wrong, code_taken, settle},
    model::installation::{Installation, InstallationPatch},
    policy::Permission,
    queries,
};

/// Which installation, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeInstallation {
    /// Which one.
    pub id: InstallationId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: InstallationPatch,
}

/// Changes an installation and answers how it is now. To move it to another site one must manage both.
pub async fn change_installation(
    tx: &WriteTx,
    cx: &Ctx,
    input: ChangeInstallation,
) -> Result<Installation, BuildingsError> {
    let ChangeInstallation { id, seen, patch } = input;
    let present = managed(tx, cx, id, seen).await?;
    let mut wrong = Wrong::default();
    let mut next = patch.check(&present, &mut wrong);
    check_links(tx, Some(&present), &mut next, &mut wrong).await?;
    Permission::ManageInstallations.require(&cx.actor, &[next.site_id.0])?;
    let next = settle(wrong, next)?;
    if next.code != present.code && !queries::installations_by_codes(tx, &[&next.code]).await?.is_empty() {
        return Err(code_taken(&next.code));
    }
    update(tx, &present, next, "installation.changed", None).await
}
