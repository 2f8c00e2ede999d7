//! Takes an installation out of use for good, with its parts.

use db::WriteTx;
use kernel::{Ctx, id::InstallationId};

use super::installations::{managed, update, whole};
use crate::{BuildingsError, model::installation::Installation};

/// Which installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireInstallation {
    /// Which one.
    pub id: InstallationId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires an installation and everything that is a part of it. Twice is as good as once.
pub async fn retire_installation(
    tx: &WriteTx,
    cx: &Ctx,
    input: RetireInstallation,
) -> Result<Installation, BuildingsError> {
    let RetireInstallation { id, seen } = input;
    let mut present = managed(tx, cx, id, None).await?;
    if present.retired_at.is_some() {
        return Ok(present);
    }
    crate::base::check_seen(seen, present.version)?;
    for part in whole(tx, id).await?.into_iter().filter(|part| part.retired_at.is_none()) {
        let gone = Installation { retired_at: Some(cx.now), out_of_service: None, ..part.clone() };
        let gone = update(tx, &part, gone, "installation.retired", None).await?;
        if gone.id == id {
            present = gone;
        }
    }
    Ok(present)
}
