//! Closes a site for a day by hand, or opens it on a day on which it was closed. Bookings on that day stay as they are.

use booking::{commands::policies, model::policy};
use chrono::{Datelike, NaiveDate};
use db::WriteTx;
use kernel::{Ctx, PlaceId, Rejection, ScopeId, field::NamesInput};

use crate::{
    BuildingsError,
    holidays::{ClosedDay, ClosedDaySource},
    queries,
};

/// Which day, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseSiteOn {
    /// The site.
    pub site: PlaceId,
    /// The day by its wall calendar.
    pub day: NaiveDate,
    /// What the day is called, in at least one language.
    pub names: NamesInput,
}

/// Adds a closed day, brings back one that was removed, or renames one that is there.
pub async fn close_site_on(tx: &WriteTx, cx: &Ctx, input: CloseSiteOn) -> Result<ClosedDay, BuildingsError> {
    let CloseSiteOn { site, day, names } = input;
    let site = queries::site(tx, site).await?.id;
    if !kernel::wall::YEARS.contains(&day.year()) {
        return Err(Rejection::field("day", "invalid").into());
    }
    let names = names.check("names")?;
    let closed = policy::ClosedDay { day, names };
    policies::add_closed_day(tx, cx, ScopeId::from(site), &[site.0], &closed).await?;
    Ok(ClosedDay { day, names: closed.names, source: ClosedDaySource::Manual })
}

/// Which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSiteOn {
    /// The site.
    pub site: PlaceId,
    /// The day by its wall calendar.
    pub day: NaiveDate,
}

/// Removes a closed day; the yearly computation does not bring it back.
pub async fn open_site_on(tx: &WriteTx, cx: &Ctx, input: OpenSiteOn) -> Result<(), BuildingsError> {
    let OpenSiteOn { site, day } = input;
    let site = queries::site(tx, site).await?.id;
    Ok(policies::remove_closed_day(tx, cx, ScopeId::from(site), &[site.0], day).await?)
}
