//! `DELETE /sites/{id}/holidays/{day}`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::PlaceId;

use crate::commands::{self, OpenSiteOn};

/// Opens a site on a day on which it was closed. A public holiday that was removed stays removed.
#[utoipa::path(delete, path = "/sites/{id}/holidays/{day}", tag = "places",
    params(("id" = PlaceId, Path), ("day" = NaiveDate, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_holiday(
    State(state): State<AppState>,
    caller: Caller,
    Path((site, day)): Path<(PlaceId, NaiveDate)>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::open_site_on(&write.tx, &write.cx, OpenSiteOn { site, day }).await?;
    write.no_content().await
}
