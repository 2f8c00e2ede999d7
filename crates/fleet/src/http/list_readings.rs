//! `GET /vehicles/{id}/odometer`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, Path, answer};
use kernel::{BookableId, Instant, id::OdometerId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::odometer_body::ReadingBody;
use crate::{FleetError, policy::Permission, queries};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {}

/// What the odometer of a vehicle showed, the last first; what was corrected is there too, and says so.
#[utoipa::path(get, path = "/vehicles/{id}/odometer", tag = "fleet", params(("id" = BookableId, Path), httpkit::PagingParams),
    responses((status = 200, body = Page<ReadingBody>), httpkit::ReadProblems))]
pub(crate) async fn list_odometer_readings(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    PagedQuery { filter: Filter {}, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let vehicle = queries::one_visible(conn, &caller.cx, id).await?;
    Permission::SeeVehicles.require(&caller.cx.actor, &vehicle.chain()).map_err(FleetError::from)?;
    let after: Option<(Instant, OdometerId)> = paging.after()?;
    let found = queries::readings(conn, id, after.as_ref(), paging.fetch()).await?;
    let page = Page::of(found, &paging, |one| (one.read_at, one.id));
    answer(None, &page.map(ReadingBody::from))
}
