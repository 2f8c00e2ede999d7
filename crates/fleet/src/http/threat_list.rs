//! `GET /vehicles/{id}/threatened`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::BookableId;
use serde::Serialize;
use utoipa::ToSchema;

use super::desk_body::ThreatenedBody;
use crate::{FleetError, policy::Permission, queries};

/// Reservations that cannot keep their vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ThreatenedReservations)]
pub(crate) struct Threats {
    pub(super) items: Vec<ThreatenedBody>,
}

/// The reservations that cannot keep a vehicle, by start: it is closed, will be for something that is due by then and should be seen to
/// by now, should be back and is not, or no longer has what is needed. Each with another vehicle that has all it needs, as far as
/// there is one; at most 100.
#[utoipa::path(get, path = "/vehicles/{id}/threatened", tag = "fleet", params(("id" = BookableId, Path)),
    responses((status = 200, body = Threats), httpkit::ReadProblems))]
pub(crate) async fn list_threatened_reservations(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
) -> Result<Response, ApiError> {
    let (conn, cx) = ((&state.db).into(), &caller.cx);
    let vehicle = queries::one_visible(conn, cx, id).await?;
    Permission::HandOut.require(&cx.actor, &vehicle.chain()).map_err(FleetError::from)?;
    let found = queries::threats(state.get::<Engine>(), conn, cx, vehicle.site.id, Some(id)).await?;
    answer(None, &Threats { items: found.iter().map(|one| ThreatenedBody::new(&state, cx, one)).collect() })
}
