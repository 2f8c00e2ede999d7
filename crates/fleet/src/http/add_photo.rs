//! `POST /vehicles/{id}/photos`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::BookableId;
use media::{PhotoError, photo};
use utoipa::ToSchema;

use super::body::VehicleFileBody;
use crate::{
    FleetError,
    commands::{self, AddPhoto},
    queries,
};

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = NewVehiclePhoto)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// JPEG, PNG or WebP, at most 10 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it shows, for those who do not see it.
    title: String,
}

/// Hangs a photo on a vehicle, for everybody who sees the vehicle. It is kept small, upright and without its metadata.
#[utoipa::path(post, path = "/vehicles/{id}/photos", tag = "fleet", params(("id" = BookableId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = VehicleFileBody), httpkit::WriteProblems))]
pub(crate) async fn add_vehicle_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    let on = queries::one_managed((&state.db).into(), &caller.cx, vehicle).await?;
    let too_large = || FleetError::from(PhotoError::TooManyBytes).into();
    let mut form = Form::read(request, &state, "file", &["title"], too_large).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let photo = photo::prepare_in_turn(file).await.map_err(FleetError::from)?;
    let write = caller.begin(&state).await?;
    let made = commands::add_photo(&write.tx, &write.cx, AddPhoto { vehicle, photo, title }).await?;
    let today = on.today(write.cx.now);
    write.created(&format!("/attachments/{}", made.id), None, &VehicleFileBody::new(made, today)).await
}
