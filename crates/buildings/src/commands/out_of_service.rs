//! Says that an installation does not work, and that it works again.

use db::WriteTx;
use kernel::{Ctx, id::InstallationId};

use super::installations::{managed, update};
use crate::{
    BuildingsError,
    base::refuse,
    model::installation::{Installation, OutOfService, check_reason},
};

/// Which installation does not work, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutOutOfService {
    /// Which one.
    pub id: InstallationId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// Why, in a few words; everybody may read it.
    pub reason: String,
}

/// Puts an installation out of service, or gives another reason for it; since when stays.
pub async fn put_out_of_service(
    tx: &WriteTx,
    cx: &Ctx,
    input: PutOutOfService,
) -> Result<Installation, BuildingsError> {
    let PutOutOfService { id, seen, reason } = input;
    let present = managed(tx, cx, id, seen).await?;
    let reason = check_reason(&reason)?;
    if present.retired_at.is_some() {
        return Err(refuse("id", "retired"));
    }
    let since = present.out_of_service.as_ref().map_or(cx.now, |out| out.since);
    let next = Installation { out_of_service: Some(OutOfService { since, reason: reason.clone() }), ..present.clone() };
    update(tx, &present, next, "installation.put_out_of_service", Some(reason)).await
}

/// Which installation works again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBackInService {
    /// Which one.
    pub id: InstallationId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Puts an installation back in service. Twice is as good as once.
pub async fn put_back_in_service(
    tx: &WriteTx,
    cx: &Ctx,
    input: PutBackInService,
) -> Result<Installation, BuildingsError> {
    let PutBackInService { id, seen } = input;
    let present = managed(tx, cx, id, None).await?;
    if present.out_of_service.is_none() {
        return Ok(present);
    }
    crate::base::check_seen(seen, present.version)?;
    let next = Installation { out_of_service: None, ..present.clone() };
    update(tx, &present, next, "installation.put_back_in_service", None).await
}
