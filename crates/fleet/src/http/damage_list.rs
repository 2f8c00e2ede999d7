//! `GET /vehicle-damages`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{BookableId, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::damage_body::DamageBody;
use crate::{
    faults::Faults,
    queries::{self, Damage, DamageFilter, DamageKey},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this vehicle.
    vehicle: Option<BookableId>,
    /// Only on vehicles of this site.
    site: Option<PlaceId>,
    /// Only what is repaired, or only what is not.
    repaired: Option<bool>,
}

/// Damage on vehicles, the latest first, with how its ticket stands: where the caller hands vehicles out or drives them.
#[utoipa::path(get, path = "/vehicle-damages", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<DamageBody>), httpkit::ReadProblems))]
pub(crate) async fn list_vehicle_damages(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let filter = DamageFilter { vehicle: filter.vehicle, site: filter.site, repaired: filter.repaired };
    let after: Option<DamageKey> = paging.after()?;
    let conn = (&state.db).into();
    let found = queries::list_damages(conn, &caller.cx, state.get::<Faults>(), &filter, after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Damage::key);
    answer(None, &page.map(|one| DamageBody::new(&caller.cx, one)))
}
