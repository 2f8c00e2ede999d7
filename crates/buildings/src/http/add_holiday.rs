//! `POST /sites/{id}/holidays`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{PlaceId, field::NamesInput};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::HolidayBody;
use crate::commands::{self, CloseSiteOn};

/// A day on which a site is to be closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewHoliday)]
pub(crate) struct Input {
    day: NaiveDate,
    names: NamesInput,
}

/// Closes a site for a day, or renames a closed day. Bookings on that day stay as they are.
#[utoipa::path(post, path = "/sites/{id}/holidays", tag = "places", params(("id" = PlaceId, Path)),
    request_body = Input, responses((status = 201, body = HolidayBody), httpkit::WriteProblems))]
pub(crate) async fn add_holiday(
    State(state): State<AppState>,
    caller: Caller,
    Path(site): Path<PlaceId>,
    Json(Input { day, names }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let closed = commands::close_site_on(&write.tx, &write.cx, CloseSiteOn { site, day, names }).await?;
    let lang = write.cx.lang;
    write.created(&format!("/sites/{site}/holidays/{day}"), None, &HolidayBody::new(closed, lang)).await
}
