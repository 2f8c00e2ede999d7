//! `GET /vehicle-reservations`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{BookableId, Instant, PlaceId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::reservation_body::ReservationBody;
use crate::queries::{self, Reservation, ReservationFilter, ReservationKey};

kernel::text_enum! {
    /// Whose reservations.
    pub(crate) enum ReservationScope {
        /// Those the caller made, or that are for them or for those they act for.
        Mine = "mine",
        /// Also those of others, where the caller manages reservations.
        All = "all",
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Whose; one's own unless told.
    #[param(inline)]
    scope: Option<ReservationScope>,
    /// That end after this instant.
    from: Option<Instant>,
    /// That start before this instant.
    to: Option<Instant>,
    /// Only of this vehicle.
    vehicle: Option<BookableId>,
    /// Only of vehicles on this site.
    site: Option<PlaceId>,
}

/// Reservations of vehicles, by start. Those of others are there for those who manage them; confidential ones never.
#[utoipa::path(get, path = "/vehicle-reservations", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<ReservationBody>), httpkit::ReadProblems))]
pub(crate) async fn list_vehicle_reservations(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { scope, from, to, vehicle, site } = filter;
    let filter = ReservationFilter { all: scope == Some(ReservationScope::All), from, to, vehicle, site };
    let after: Option<ReservationKey> = paging.after()?;
    let found = queries::list_reservations((&state.db).into(), &caller.cx, &filter, after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Reservation::key);
    answer(None, &page.map(|one| ReservationBody::new(&state, &caller.cx, one)))
}
