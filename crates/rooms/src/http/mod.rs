//! The endpoints: one a file.

mod add_layout;
mod add_photo;
mod body;
mod change_layout;
mod change_room;
mod close;
mod closure_body;
mod create_room;
mod define_feature;
mod get_closure;
mod get_photo;
mod get_policy;
mod get_room;
mod lift_closure;
mod list_closures;
mod list_features;
mod list_policies;
mod list_rehousing;
mod list_rooms;
mod preview_closure;
mod rehouse;
mod remove_photo;
mod retire_layout;
mod retire_room;
mod set_policy;

use axum::extract::DefaultBodyLimit;
use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use body::RoomBody;

/// What a form adds around the largest photo, in bytes.
const FORM_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let upload = OpenApiRouter::new()
        .routes(routes!(add_photo::add_photo))
        .layer(DefaultBodyLimit::max(media::photo::MAX_BYTES + FORM_BYTES));
    OpenApiRouter::new()
        .routes(routes!(list_rooms::list_rooms, create_room::create_room))
        .routes(routes!(get_room::get_room, change_room::change_room))
        .routes(routes!(retire_room::retire_room))
        .routes(routes!(add_layout::add_layout))
        .routes(routes!(change_layout::change_layout))
        .routes(routes!(retire_layout::retire_layout))
        .merge(upload)
        .routes(routes!(remove_photo::remove_photo))
        .routes(routes!(get_photo::get_photo))
        .routes(routes!(list_features::list_features))
        .routes(routes!(define_feature::define_feature))
        .routes(routes!(get_policy::get_policy))
        .routes(routes!(list_policies::list_policies))
        .routes(routes!(set_policy::set_policy))
        .routes(routes!(list_closures::list_closures, close::close))
        .routes(routes!(preview_closure::preview_closure))
        .routes(routes!(get_closure::get_closure))
        .routes(routes!(lift_closure::lift_closure))
        .routes(routes!(list_rehousing::list_rehousing))
        .routes(routes!(rehouse::rehouse))
}
