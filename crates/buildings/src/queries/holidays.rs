//! The closed days of a site.

use chrono::NaiveDate;
use db::Conn;
use kernel::{PlaceId, Rejection};

use crate::{
    BuildingsError,
    holidays::{ClosedDay, ClosedDaySource},
};

/// The days of a year on which a site is closed, in order. Years far from the present have only what was added by hand.
pub async fn closed_days(conn: Conn<'_>, site: PlaceId, year: i32) -> Result<Vec<ClosedDay>, BuildingsError> {
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let Some((first, last)) = ends.filter(|_| kernel::wall::YEARS.contains(&year)) else {
        return Err(Rejection::field("year", "invalid").into());
    };
    let days = booking::queries::policies::closed_days(conn, site.into(), first, last).await?;
    Ok(days
        .into_iter()
        .map(|kept| ClosedDay {
            day: kept.day,
            names: kept.names,
            source: if kept.computed { ClosedDaySource::Computed } else { ClosedDaySource::Manual },
        })
        .collect())
}
