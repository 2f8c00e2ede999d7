//! The endpoints: one a file.

mod add_holiday;
mod add_place;
mod body;
mod change_place;
mod get_attachment;
mod get_place;
mod list_holidays;
mod list_places;
mod list_sites;
mod list_spaces;
mod remove_holiday;
mod retire_place;

use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_sites::list_sites))
        .routes(routes!(list_spaces::list_spaces))
        .routes(routes!(list_places::list_places, add_place::add_place))
        .routes(routes!(get_place::get_place, change_place::change_place))
        .routes(routes!(retire_place::retire_place))
        .routes(routes!(list_holidays::list_holidays, add_holiday::add_holiday))
        .routes(routes!(remove_holiday::remove_holiday))
        .routes(routes!(get_attachment::get_attachment))
}
