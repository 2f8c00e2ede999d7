//! `GET /vehicle-reservations`

use axum::{extract::State, response::Response};
use booking::model::state::State as OccurrenceState;
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{BookableId, Instant, PersonId, PlaceId};
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

kernel::text_enum! {
    /// In which order.
    pub(crate) enum ReservationOrder {
        /// What begins first comes first.
        Earliest = "earliest",
        /// What begins last comes first.
        Latest = "latest",
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
    /// Only for this person.
    host: Option<PersonId>,
    /// Only in this state; may be repeated.
    #[serde(default)]
    #[param(inline)]
    state: Vec<OccurrenceState>,
    /// By start, the earliest first unless told.
    #[param(inline)]
    order: Option<ReservationOrder>,
}

/// Reservations of vehicles, by start. Those of others are there for those who manage them; confidential ones never.
#[utoipa::path(get, path = "/vehicle-reservations", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<ReservationBody>), httpkit::ReadProblems))]
pub(crate) async fn list_vehicle_reservations(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { scope, from, to, vehicle, site, host, state: states, order } = filter;
    let all = scope == Some(ReservationScope::All);
    let latest_first = order == Some(ReservationOrder::Latest);
    let filter = ReservationFilter { all, from, to, vehicle, site, host, states, latest_first };
    let after: Option<ReservationKey> = paging.after()?;
    let found = queries::list_reservations((&state.db).into(), &caller.cx, &filter, after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Reservation::key);
    answer(None, &page.map(|one| ReservationBody::new(&state, &caller.cx, one)))
}
