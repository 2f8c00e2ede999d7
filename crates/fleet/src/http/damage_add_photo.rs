//! `POST /vehicle-damages/{id}/photos`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, Form, Path};
use kernel::id::DamageId;
use media::{PhotoError, photo};

use super::{add_photo::Parts, body::VehicleFileBody};
use crate::{FleetError, commands, faults::Faults, queries};

/// Hangs a photo on damage. It is kept small, upright and without its metadata.
#[utoipa::path(post, path = "/vehicle-damages/{id}/photos", tag = "fleet", params(("id" = DamageId, Path)),
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 201, body = VehicleFileBody), httpkit::WriteProblems))]
pub(crate) async fn add_damage_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DamageId>,
    request: Request,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    let on = queries::damage((&state.db).into(), &caller.cx, state.get::<Faults>(), id).await?;
    let too_large = || FleetError::from(PhotoError::TooManyBytes).into();
    let mut form = Form::read(request, &state, "file", &["title"], too_large).await?;
    let file = Form::required(form.file(), "file")?;
    let title = Form::required(form.text("title"), "title")?;
    let photo = photo::prepare_in_turn(file).await.map_err(FleetError::from)?;
    let write = caller.begin(&state).await?;
    let made = commands::add_damage_photo(state.get::<Faults>(), &write.tx, &write.cx, id, photo, title).await?;
    let today = on.vehicle.today(write.cx.now);
    write.created(&format!("/attachments/{}", made.id), None, &VehicleFileBody::new(made, today)).await
}
