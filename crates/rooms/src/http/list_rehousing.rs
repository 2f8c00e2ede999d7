//! `GET /closures/{id}/rehousing`

use axum::{extract::State, response::Response};
use booking::{
    Engine,
    policy::Permission,
    queries::{closures, rehousing},
};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::ClosureId;

use super::closure_body::{RehousingView, refused};
use crate::RoomsError;

/// The bookings that still lie in a closure, and where each could go at the same time.
#[utoipa::path(get, path = "/closures/{id}/rehousing", tag = "closures", params(("id" = ClosureId, Path)),
    responses((status = 200, body = RehousingView), httpkit::ReadProblems))]
pub(crate) async fn list_rehousing(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ClosureId>,
) -> Result<Response, ApiError> {
    let (engine, cx) = (state.get::<Engine>(), &caller.cx);
    let closure = closures::get((&state.db).into(), id).await.map_err(RoomsError::from)?;
    Permission::CloseForMaintenance.require(&cx.actor, &[closure.site.0]).map_err(RoomsError::from)?;
    let proposals = rehousing::proposals_for(engine, (&state.db).into(), cx, &closure).await.map_err(refused)?;
    answer(None, &RehousingView::new(cx, &proposals))
}
