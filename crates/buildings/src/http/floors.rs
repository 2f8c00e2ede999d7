//! The routes of floor plans, maps and labels.

use axum::extract::DefaultBodyLimit;
use httpkit::AppState;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{get_floor_plan, get_labels, get_map, remove_floor_plan, remove_outline, set_floor_plan, set_outline};

pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let plan = OpenApiRouter::new()
        .routes(routes!(
            get_floor_plan::get_floor_plan,
            set_floor_plan::set_floor_plan,
            remove_floor_plan::remove_floor_plan
        ))
        .layer(DefaultBodyLimit::max(media::plan::MAX_BYTES));
    OpenApiRouter::new()
        .merge(plan)
        .routes(routes!(set_outline::set_outline, remove_outline::remove_outline))
        .routes(routes!(get_map::get_map))
        .routes(routes!(get_labels::get_labels))
}
