//! `POST /fines`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::fine_body::FineBody;
use crate::{
    commands::{self, NewFine},
    queries,
};

/// Notes a fine. Its vehicle is the one that had the plate on that day; who drove is found out by trips and reservations.
#[utoipa::path(post, path = "/fines", tag = "fleet", request_body = NewFine,
    responses((status = 201, body = FineBody), httpkit::WriteProblems))]
pub(crate) async fn add_fine(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewFine>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_fine(&write.tx, &write.cx, new).await?;
    let fine = queries::fine((&write.tx).into(), &write.cx, id).await?;
    let body = FineBody::new(&state, &write.cx, fine);
    write.created("/fines", Some(1), &body).await
}
