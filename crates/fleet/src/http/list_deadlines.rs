//! `GET /vehicle-deadlines`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{BookableId, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::deadline_body::DeadlineBody;
use crate::{
    FleetError,
    model::deadline::{DeadlineKind, DeadlineStanding},
    policy::Permission,
    queries::{self, DeadlineFilter, DeadlineKey, DeadlineLine},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only of this vehicle.
    vehicle: Option<BookableId>,
    /// Only of vehicles on this site.
    site: Option<PlaceId>,
    /// Only of this kind; may be repeated.
    #[serde(default)]
    kind: Vec<DeadlineKind>,
    /// Only what stands like this; may be repeated.
    #[serde(default)]
    standing: Vec<DeadlineStanding>,
    /// Only what is due on this day or later.
    from: Option<NaiveDate>,
    /// Only what is due on this day or before.
    to: Option<NaiveDate>,
    /// What was done, instead of what is to be done.
    done: Option<bool>,
}

/// What is due for the vehicles that the caller drives or manages, by day; what is due by kilometres alone comes last. How it stands
/// is computed at this moment.
#[utoipa::path(get, path = "/vehicle-deadlines", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<DeadlineBody>), httpkit::ReadProblems))]
pub(crate) async fn list_vehicle_deadlines(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    Permission::SeeVehicles.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let Filter { vehicle, site, kind, standing, from, to, done } = filter;
    let done = done.unwrap_or_default();
    let filter = DeadlineFilter { vehicle, site, kinds: kind, standings: standing, from, to, done };
    let after: Option<DeadlineKey> = paging.after()?;
    let fetch = usize::try_from(paging.fetch()).map_err(ApiError::internal)?;
    let found = queries::list_deadlines((&state.db).into(), &caller.cx, &filter, after.as_ref(), fetch).await?;
    let page = Page::of(found, &paging, DeadlineLine::key);
    answer(None, &page.map(|line| DeadlineBody::new(line, &caller.cx)))
}
