//! `GET /vehicles`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::VehicleBody;
use crate::{
    model::vehicle::{BodyStyle, Fuel, VehicleCategory, VehicleState},
    queries::{self, VehicleFilter},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Words that the code, a name or a plate contains, without regard to case and accents.
    q: Option<String>,
    /// Only of this EU category; may be repeated.
    #[serde(default)]
    category: Vec<VehicleCategory>,
    /// Only what people call so; may be repeated.
    #[serde(default)]
    body: Vec<BodyStyle>,
    /// Only what runs on this; may be repeated.
    #[serde(default)]
    fuel: Vec<Fuel>,
    /// With at least so many seats, the driver counted.
    #[param(minimum = 1)]
    seats: Option<i64>,
    step_free: Option<bool>,
    /// Only those that professionals drive, or only others.
    chauffeured: Option<bool>,
    /// Only in this state; unless told, all that are not gone for good.
    state: Option<VehicleState>,
}

/// The vehicles that the caller may know of, by code.
#[utoipa::path(get, path = "/vehicles", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<VehicleBody>), httpkit::ReadProblems))]
pub(crate) async fn list_vehicles(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, q, category, body, fuel, seats, step_free, chauffeured, state: standing } = filter;
    let (categories, bodies, fuels) = (category, body, fuel);
    let filter = VehicleFilter { site, q, categories, bodies, fuels, seats, step_free, chauffeured, state: standing };
    let after: Option<String> = paging.after()?;
    let fetch = usize::try_from(paging.fetch()).map_err(ApiError::internal)?;
    let found = queries::list((&state.db).into(), &caller.cx, &filter, after.as_deref(), fetch).await?;
    let page = Page::of(found, &paging, |vehicle| vehicle.code.clone());
    answer(None, &page.map(|vehicle| VehicleBody::new(vehicle, &caller.cx)))
}
