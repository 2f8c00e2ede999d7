//! `GET /places/{id}/inspection-book`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, download};
use kernel::PlaceId;
use media::paper;
use utoipa::ToSchema;

use crate::{TicketError, policy::Permission, queries};

/// A PDF as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = InspectionBook, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Pdf(Vec<u8>);

/// The inspection book of a building (or another place) as a PDF in the caller's language: what has to be inspected by which
/// law and when, what was found in the last ten years, and which remarks are still open.
#[utoipa::path(get, path = "/places/{id}/inspection-book", tag = "inspections", params(("id" = PlaceId, Path)),
    responses((status = 200, body = Pdf, content_type = "application/pdf"), httpkit::ReadProblems))]
pub(crate) async fn get_inspection_book(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
) -> Result<Response, ApiError> {
    let conn = state.db.read();
    let place = buildings::queries::one(conn, id).await?.ok_or(TicketError::not_found("place"))?;
    Permission::SeeTickets.require(&caller.cx.actor, &[place.site_id.0])?;
    let word = |code: &str| {
        state.texts.text(caller.cx.lang, code, None, &serde_json::Map::new()).unwrap_or_else(|| code.to_owned())
    };
    let book = queries::inspection_book(conn, &caller.cx, &place, word).await?;
    let pdf = paper::print_in_turn(book).await.map_err(ApiError::internal)?;
    download("application/pdf", "inspection-book.pdf", pdf)
}
