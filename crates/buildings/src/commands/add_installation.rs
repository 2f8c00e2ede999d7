//! Adds an installation.

use db::WriteTx;
use kernel::Ctx;

use super::installations::{check_links, insert};
use crate::{
    BuildingsError,
    base::{Wrong, code_taken, settle},
    model::installation::{AddInstallation, Installation},
    policy::Permission,
    queries,
};

/// Adds an installation to a place.
pub async fn add_installation(tx: &WriteTx, cx: &Ctx, input: AddInstallation) -> Result<Installation, BuildingsError> {
    let mut wrong = Wrong::default();
    let mut made = input.check(&*cx.ids, &mut wrong);
    check_links(tx, None, &mut made, &mut wrong).await?;
    Permission::ManageInstallations.require(&cx.actor, &[made.site_id.0])?;
    let made = settle(wrong, made)?;
    if !queries::installations_by_codes(tx, &[&made.code]).await?.is_empty() {
        return Err(code_taken(&made.code));
    }
    insert(tx, &made).await?;
    Ok(made)
}
