//! `GET /ticket-threats`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use kernel::{Instant, Interval, PlaceId, id::InstallationId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    TicketError,
    policy::Permission,
    queries::{self, Threat},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Where; this or an installation.
    place: Option<PlaceId>,
    /// At what; this or a place.
    installation: Option<InstallationId>,
    /// From when.
    from: Instant,
    /// Until when.
    to: Instant,
}

/// The first fifty bookings that depend on a place: of rooms in it, of rooms that take up a space in it, and of rooms that
/// contain it. What the caller may not know of is shown as reserved, without title and host.
#[utoipa::path(get, path = "/ticket-threats", tag = "tickets", params(Filter),
    responses((status = 200, body = Page<Threat>), httpkit::ReadProblems))]
pub(crate) async fn list_ticket_threats(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { place, installation, from, to }): Query<Filter>,
) -> Result<Response, ApiError> {
    let conn = state.db.read();
    if place.is_some() == installation.is_some() {
        return Err(TicketError::field("place", if place.is_some() { "invalid" } else { "required" }).into());
    }
    let (place, site) = queries::about(conn, place, installation).await?.ok_or(TicketError::not_found("place"))?;
    Permission::SeeTickets.require(&caller.cx.actor, &[site.0])?;
    let span = Interval::new(from, to).ok_or(TicketError::field("to", "invalid"))?;
    let threats = queries::threats(conn, &caller.cx, place, span).await?;
    answer(None, &Page::whole(threats))
}
