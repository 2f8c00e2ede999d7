//! The next dates of a rule that no plan has yet.

use kernel::{Ctx, PlaceId, WallTime, Zone};
use sea_orm::{ConnectionTrait, DbErr};

use super::plans::COMING;
use crate::{
    TicketError,
    model::plan::{CountedFrom, Dates},
    planning::{before_today, looked_ahead},
};

/// Which dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleDates {
    pub(crate) rule: String,
    pub(crate) start: WallTime,
    /// Whose clock; that of the site, unless told.
    pub(crate) time_zone: Option<Zone>,
    pub(crate) site: Option<PlaceId>,
    pub(crate) counted_from: CountedFrom,
}

/// The next dates from today on, and whose clock they are on; or what is wrong with the rule.
pub(crate) async fn rule_dates(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    asked: RuleDates,
) -> Result<(Vec<WallTime>, Zone), TicketError> {
    let RuleDates { rule, start, time_zone, site, counted_from } = asked;
    let zone = match (time_zone, site) {
        (Some(zone), _) => zone,
        (None, Some(site)) => buildings::queries::site(conn, site).await?.time_zone.unwrap_or(Zone::UTC),
        (None, None) => Zone::UTC,
    };
    let dates = Dates::check(&rule, start, zone, counted_from)?;
    let until = looked_ahead(cx.now, &dates);
    let mut found = dates
        .due(counted_from, before_today(cx.now, zone), None, until)
        .map_err(|error| DbErr::Type(format!("the rule {rule}: {error}")))?;
    found.truncate(COMING);
    Ok((found, zone))
}
